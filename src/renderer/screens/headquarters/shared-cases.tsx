import { useEffect, useRef, useState } from 'react'
import { Button } from '../../parts/button.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf, shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { searchSharedCases, shareWithHub } from '../../state/sync-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'

/** Whoever types a number is not searched for at each digit. */
const TYPING_PAUSE_MS = 200

/** The cases that this person holds, and which of them headquarters can read. */
export function SharedCases() {
  const at = useWorkplace()
  const { text } = useTongue()
  const { columns, ...words } = text.headquarters
  const mayShare = useSession((state) => mayDo(state, 'case.shareWithHub'))
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { typed, type } = useTypedSearch()
  const shown = useSession((state) => shownOf(state.sync.cases))
  if (shown === null) return null
  const { cases, total } = shown
  const share = async (caseId: string) => setRefusal(refusalOf(await shareWithHub(at, caseId)))
  return (
    <section className="sheet" aria-labelledby="shared-title">
      <div className="sheet-head">
        <h2 id="shared-title">{words.casesTitle}</h2>
      </div>
      <div className="sheet-body stack">
        <p className="small soft">{words.casesWords}</p>
        {refusal !== null && <RefusalCallout refusal={refusal} />}
        {cases.length === 0 && <p className="soft">{typed === '' ? words.noCases : words.noCaseFound}</p>}
        {(typed !== '' || total > cases.length) && (
          <TextInput label={words.findCase} value={typed} onChange={type} />
        )}
        {total > cases.length && <p className="small soft">{words.newestOf(cases.length, total)}</p>}
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
              {cases.map(({ caseId, number, title, isShared }) => (
                <tr key={caseId}>
                  <th scope="row">
                    <span className="number-tag">{number}</span> <Shown text={title} />
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

/** What stands in the search field, and the search that follows when typing pauses. */
function useTypedSearch() {
  const at = useWorkplace()
  const [typed, setTyped] = useState(() => at.store.getState().sync.caseQuery)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (words: string) => {
    setTyped(words)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void searchSharedCases(at, words), TYPING_PAUSE_MS)
  }
  return { typed, type }
}
