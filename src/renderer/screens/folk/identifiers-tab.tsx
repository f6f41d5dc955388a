import { Fingerprint } from 'lucide-react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { IdentifierLine } from '#contract/money-operations.ts'
import { CONFIDENCE_LABELS, labelOfNoted } from '#core/parties/party-labels.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { LongTable } from '../../parts/long-table.tsx'
import { Shown } from '../../parts/shown.tsx'
import { thingOf } from '../../state/navigation.ts'
import { useSession } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { DialogButton } from '../act.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { PasteIdentifiers } from './paste-identifiers.tsx'
import { SeenElsewhere } from './seen-elsewhere.tsx'
import { useAsked } from './use-asked.ts'

/** Every identifier that a case says, with the other cases that know it, and pasting more. */
export function IdentifiersTab({ file }: { readonly file: CaseFile }) {
  const { language, text } = useTongue()
  const words = text.folk
  const { remote, ask } = useAsked('identifier.list', file.caseId, file.head.seq)
  const mayAdd = useSession((state) => mayDo(state, 'identifier.note'))
  const identifiers = shownOf(remote)?.identifiers ?? []
  const thingId = useSession(thingOf)
  return (
    <div className="stack">
      {mayAdd && <PasteIdentifiers file={file} onNoted={ask} />}
      <section className="sheet" aria-labelledby="identifiers-title">
        <div className="sheet-head">
          <h2 id="identifiers-title">{words.identifiersTitle}</h2>
        </div>
        <RemoteFrame remote={remote} onRetry={ask} />
        {shownOf(remote) !== null && identifiers.length === 0 && (
          <EmptyState
            icon={<Fingerprint size={36} strokeWidth={1.5} aria-hidden />}
            title={words.noIdentifiersTitle}
          >
            {words.noIdentifiers}
          </EmptyState>
        )}
        {identifiers.length > 0 && (
          <LongTable
            rows={identifiers}
            rowPx={64}
            wanted={identifiers.findIndex(({ saidIn }) => saidIn.some((said) => isOf(said, thingId)))}
            head={
              <tr>
                <th scope="col">{words.kind}</th>
                <th scope="col" className="wide">
                  {words.value}
                </th>
                <th scope="col">{words.saidIn}</th>
                <th scope="col">{words.otherCases}</th>
              </tr>
            }
          >
            {(one, place) => (
              <tr
                key={`${one.kind} ${one.normalised}`}
                aria-rowindex={place + 1}
                data-things={one.saidIn
                  .map((said) => (said.kind === 'noted' ? said.identifierId : ''))
                  .join(' ')}
                tabIndex={-1}
              >
                <td className="small">{labelOfNoted(one.kind, language)}</td>
                <th scope="row">
                  <span className="mono">
                    <Shown text={one.raw} isStrict />
                  </span>
                  {one.raw !== one.normalised && (
                    <p className="small soft mono">
                      <Shown text={one.normalised} isStrict />
                    </p>
                  )}
                </th>
                <td className="small">
                  <Sayings one={one} file={file} mayWithdraw={mayAdd} />
                </td>
                <td className="small">
                  <SeenElsewhere elsewhere={one.elsewhere} />
                </td>
              </tr>
            )}
          </LongTable>
        )}
      </section>
    </div>
  )
}

function isOf(said: IdentifierLine['saidIn'][number], thingId: string | undefined): boolean {
  return said.kind === 'noted' && said.identifierId === thingId
}

type SayingsProps = {
  readonly one: IdentifierLine
  readonly file: CaseFile
  readonly mayWithdraw: boolean
}

function Sayings({ one: { saidIn, raw }, file: { caseId, number }, mayWithdraw }: SayingsProps) {
  const { language, text } = useTongue()
  const words = text.folk
  return (
    <div className="stack stack-tight">
      {saidIn.map((saying) => {
        if (saying.kind === 'complaint') return <span key={saying.complaintId}>{words.inComplaint}</span>
        if (saying.kind === 'payment')
          return (
            <span key={`${saying.paymentId} ${saying.end}`}>
              {words.inPayment(saying.number, saying.end)}
            </span>
          )
        return (
          <div key={saying.identifierId} className="row row-apart">
            <span>
              {saying.seenIn.kind === 'words' ? (
                <Shown text={saying.seenIn.text} />
              ) : (
                words.seenIn[saying.seenIn.kind]
              )}
              {' · '}
              {CONFIDENCE_LABELS[saying.confidence][language]}
            </span>
            {mayWithdraw && (
              <DialogButton
                dialog={{
                  name: 'work',
                  act: 'withdraw-identifier',
                  caseId,
                  number,
                  identifierId: saying.identifierId,
                  title: raw,
                }}
                label={`${words.withdraw} ${raw}`}
              >
                {words.withdraw}
              </DialogButton>
            )}
          </div>
        )
      })}
    </div>
  )
}
