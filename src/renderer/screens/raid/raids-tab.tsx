import { Plus, Siren } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Shown } from '../../parts/shown.tsx'
import { loadRaids } from '../../state/custody-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { openDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { routeAddress } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'

/** The raids of a case. */
export function RaidsTab({ caseId }: { readonly caseId: string }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.raid
  const remote = useSession((state) => remoteOf(state.custody.raids, caseId))
  const mayOpen = useSession((state) => mayDo(state, 'raid.open'))
  useEffect(() => void loadRaids(at, caseId), [at, caseId])
  const raids = shownOf(remote)?.raids ?? []
  return (
    <section className="sheet" aria-labelledby="raids-title">
      <div className="sheet-head">
        <h2 id="raids-title">{words.title}</h2>
        {mayOpen && (
          <Button
            kind="primary"
            onPress={() => openDialog(at, { name: 'custody', act: 'open-raid', caseId })}
          >
            <Plus size={18} aria-hidden />
            {words.open}
          </Button>
        )}
      </div>
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      {raids.length === 0 ? (
        <EmptyState icon={<Siren size={36} strokeWidth={1.5} aria-hidden />} title={words.emptyTitle}>
          {words.empty}
        </EmptyState>
      ) : (
        <div className="table-frame">
          <table className="table table-rows">
            <thead>
              <tr>
                <th scope="col">{words.number}</th>
                <th scope="col" className="wide">
                  {words.name}
                </th>
                <th scope="col">{words.startedAt}</th>
                <th scope="col">{words.openedBy}</th>
                <th scope="col" className="numeric">
                  {words.items}
                </th>
              </tr>
            </thead>
            <tbody>
              {raids.map((raid) => (
                <tr key={raid.raidId}>
                  <td>
                    <span className="number-tag">{raid.number}</span>
                  </td>
                  <th scope="row">
                    <a
                      className="row-link"
                      href={routeAddress({ screen: 'raid', caseId, raidId: raid.raidId })}
                    >
                      <Shown text={raid.name} />
                    </a>
                    <p className="small soft">
                      <Shown text={raid.address} />
                    </p>
                  </th>
                  <td className="small nowrap">{format.shortInstant(raid.startedAtMs)}</td>
                  <td className="small">
                    <Shown text={raid.openedBy} />
                  </td>
                  <td className="numeric">{format.count(raid.items)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
