import type { OutputOf } from '#contract/operations.ts'
import { Shown } from '../../parts/shown.tsx'
import { useSession } from '../../state/places.tsx'
import { routeAddress } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'

type Examination = OutputOf<'examination.list'>['examinations'][number]
type ExaminationListProps = {
  readonly caseId: string
  readonly exhibitId: string
  readonly examinations: readonly Examination[]
}

/** Every examination that read an exhibit or made it, the latest first. */
export function ExaminationList({ caseId, exhibitId, examinations }: ExaminationListProps) {
  const { text } = useTongue()
  const words = text.reading
  const columns = words.examinationColumns
  const own = examinations.filter(({ inputs, outputs }) =>
    [...inputs, ...outputs].some((exhibit) => exhibit.exhibitId === exhibitId),
  )
  return (
    <section className="sheet" aria-labelledby="examinations-title">
      <div className="sheet-head">
        <h2 id="examinations-title">{words.examinations}</h2>
      </div>
      {own.length === 0 ? (
        <p className="sheet-body soft">{words.noExaminations}</p>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{columns.when}</th>
                <th scope="col" className="wide">
                  {columns.tool}
                </th>
                <th scope="col">{columns.read}</th>
                <th scope="col">{columns.made}</th>
                <th scope="col">{columns.by}</th>
              </tr>
            </thead>
            <tbody>
              {own.toReversed().map((examination) => (
                <ExaminationRow key={examination.seq} caseId={caseId} examination={examination} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

type ExaminationRowProps = { readonly caseId: string; readonly examination: Examination }

function ExaminationRow({ caseId, examination }: ExaminationRowProps) {
  const { text, format } = useTongue()
  const words = text.reading
  const { startedAtMs, endedAtMs, tool, version, command, note, inputs, outputs, by, seq } = examination
  return (
    <tr>
      <td className="small">
        <span className="nowrap">{format.exactInstant(startedAtMs)}</span>
        <br />
        <span className="nowrap faint">{format.exactInstant(endedAtMs)}</span>
      </td>
      <th scope="row">
        <Shown text={tool} isStrict />
        <p className="small soft">
          <Shown text={version} isStrict />
        </p>
        <p className="small faint breaking">
          {words.command} <Shown text={command} isStrict />
        </p>
        {note !== undefined && (
          <p className="small soft">
            {words.note} <Shown text={note} />
          </p>
        )}
      </th>
      <td>
        <Numbers caseId={caseId} exhibits={inputs} />
      </td>
      <td>
        <Numbers caseId={caseId} exhibits={outputs} />
      </td>
      <td className="small">
        <Shown text={by} />
        <br />
        <span className="faint">{words.event(seq)}</span>
      </td>
    </tr>
  )
}

type NumbersProps = { readonly caseId: string; readonly exhibits: Examination['inputs'] }

function Numbers({ caseId, exhibits }: NumbersProps) {
  const { text } = useTongue()
  const mayRead = useSession((state) => mayDo(state, 'exhibit.findings'))
  if (exhibits.length === 0) return <span className="small faint">{text.reading.nothingMade}</span>
  return (
    <ul className="plain-list">
      {exhibits.map(({ exhibitId, number }) => (
        <li key={exhibitId}>
          <a
            className="number-tag"
            href={routeAddress(
              mayRead
                ? { screen: 'reading', caseId, exhibitId }
                : { screen: 'item', caseId, itemId: exhibitId },
            )}
          >
            {number}
          </a>
        </li>
      ))}
    </ul>
  )
}
