import { useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { shareWithHub } from '../../state/sync-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'

/** The cases that this person holds, and which of them headquarters can read. */
export function SharedCases({ cases }: Pick<OutputOf<'sync.status'>, 'cases'>) {
  const at = useWorkplace()
  const { text } = useTongue()
  const { columns, ...words } = text.headquarters
  const mayShare = useSession((state) => mayDo(state, 'case.shareWithHub'))
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const share = async (caseId: string) => setRefusal(refusalOf(await shareWithHub(at, caseId)))
  return (
    <section className="sheet" aria-labelledby="shared-title">
      <div className="sheet-head">
        <h2 id="shared-title">{words.casesTitle}</h2>
      </div>
      <div className="sheet-body stack">
        <p className="small soft">{words.casesWords}</p>
        {refusal !== null && <RefusalCallout refusal={refusal} />}
        {cases.length === 0 && <p className="soft">{words.noCases}</p>}
      </div>
      {cases.length > 0 && (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{columns.case}</th>
                <th scope="col">{columns.state}</th>
                {mayShare && <th scope="col">{columns.acts}</th>}
              </tr>
            </thead>
            <tbody>
              {cases.map(({ caseId, number, isShared }) => (
                <tr key={caseId}>
                  <th scope="row">
                    <span className="number-tag">{number}</span>
                  </th>
                  <td>
                    <span className={isShared ? 'chip chip-teal' : 'chip chip-plain'}>
                      {isShared ? words.shared : words.notShared}
                    </span>
                  </td>
                  {mayShare && (
                    <td>
                      {!isShared && (
                        <Button size="small" onPress={() => void share(caseId)} label={words.shareOf(number)}>
                          {words.share}
                        </Button>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
