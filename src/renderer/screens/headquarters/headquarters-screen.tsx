import { useEffect } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { Callout } from '../../parts/callout.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { loadSync } from '../../state/sync-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { EnrolForm } from './enrol-form.tsx'
import { MessageList } from './message-list.tsx'
import { NetworkSection } from './network-section.tsx'
import { SharedCases } from './shared-cases.tsx'
import { StickSection } from './stick-section.tsx'
import { UpdateSection } from './update-section.tsx'

type Status = OutputOf<'sync.status'>

/** How this station stands with headquarters, and the stick that goes between them. */
export function HeadquartersScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.headquarters
  const remote = useSession((state) => state.sync.status)
  const mayAsk = useSession((state) => mayDo(state, 'sync.ask'))
  useEffect(() => void loadSync(at), [at])
  const shown = shownOf(remote)
  return (
    <>
      <PageHead title={words.title}>
        <p>{words.intro}</p>
      </PageHead>
      <RemoteFrame remote={remote} onRetry={() => void loadSync(at)} />
      {shown !== null && (
        <>
          <Standing status={shown} />
          {shown.state === 'enrolled' && <NetworkSection />}
          {shown.state !== 'none' && <StickSection isEnrolled={shown.state === 'enrolled'} />}
          {(shown.state === 'none' || shown.state === 'asked') && mayAsk && <EnrolForm />}
          <UpdateSection />
          {shown.state === 'enrolled' && (
            <>
              <MessageList messages={shown.messages} />
              <SharedCases />
              <SentPackages sent={shown.sent} />
            </>
          )}
        </>
      )}
    </>
  )
}

/** What headquarters holds, in words. */
function Standing({ status }: { readonly status: Status }) {
  const { text, format } = useTongue()
  const words = text.headquarters
  const mayAsk = useSession((state) => mayDo(state, 'sync.ask'))
  const { held, waiting, hub } = status
  if (status.state === 'revoked')
    return (
      <Callout tone="wrong" title={words.revoked}>
        <p>{words.revokedWords}</p>
      </Callout>
    )
  if (status.state === 'asked')
    return (
      <Callout tone="note" title={words.asked}>
        <p>{words.askedWords}</p>
      </Callout>
    )
  if (status.state === 'none')
    return (
      <Callout tone="note" title={words.notEnrolled}>
        <p>{mayAsk ? words.notEnrolledWords : words.onlyAdministrator}</p>
      </Callout>
    )
  return (
    <Callout tone={held === null ? 'note' : 'right'} {...(hub?.name != null && { title: hub.name })}>
      <p>{held === null ? words.holdsNothing : words.holds(held.seq, format.instant(held.receivedAtMs))}</p>
      <p>{words.waiting(waiting)}</p>
    </Callout>
  )
}

function SentPackages({ sent }: Pick<Status, 'sent'>) {
  const { text, format } = useTongue()
  const { columns, ...words } = text.headquarters
  return (
    <section className="sheet" aria-labelledby="sent-title">
      <div className="sheet-head">
        <h2 id="sent-title">{words.sentTitle}</h2>
      </div>
      {sent.length === 0 ? (
        <p className="sheet-body soft">{words.noneSent}</p>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{columns.when}</th>
                <th scope="col" className="numeric">
                  {columns.upTo}
                </th>
                <th scope="col">{columns.by}</th>
                <th scope="col">{columns.state}</th>
              </tr>
            </thead>
            <tbody>
              {sent.map(({ packageId, atMs, seq, by, state }) => (
                <tr key={packageId}>
                  <td>{format.shortInstant(atMs)}</td>
                  <td className="numeric">{format.count(seq)}</td>
                  <td>
                    <Shown text={by} />
                  </td>
                  <td>
                    <span className={state === 'received' ? 'chip chip-teal' : 'chip chip-plain'}>
                      {words.states[state]}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
