import type { OutputOf } from '#contract/operations.ts'
import { Shown } from '../../parts/shown.tsx'
import { routeAddress } from '../../state/route.ts'
import { useTongue } from '../../text/text-context.tsx'
import { PaperSignatures } from './paper-signatures.tsx'

type RecordLine = OutputOf<'record.list'>['records'][number]
type RecordTableProps = { readonly caseId: string; readonly records: readonly RecordLine[] }

/** The records of a case, in the order in which they were begun. */
export function RecordTable({ caseId, records }: RecordTableProps) {
  const { text, format } = useTongue()
  const { columns } = text.papers
  return (
    <div className="table-frame">
      <table className="table table-rows">
        <thead>
          <tr>
            <th scope="col">{columns.number}</th>
            <th scope="col">{columns.kind}</th>
            <th scope="col" className="wide">
              {columns.about}
            </th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.by}</th>
            <th scope="col">{columns.at}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.recordId}>
              <td>
                {record.number === undefined ? '–' : <span className="number-tag">{record.number}</span>}
              </td>
              <td>{text.papers.station.law.records[record.kind]}</td>
              <th scope="row">
                <a
                  className="row-link"
                  href={routeAddress({ screen: 'record', caseId, recordId: record.recordId })}
                >
                  <Shown text={record.about} />
                </a>
                <Correction record={record} records={records} />
              </th>
              <td>
                <RecordState record={record} />
                <PaperSignatures signatures={record.signatures} />
              </td>
              <td className="small">
                <Shown text={record.by} />
              </td>
              <td className="small nowrap">{format.shortInstant(record.changedAtMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** How far a record is. */
export function RecordState({ record }: { readonly record: RecordLine }) {
  const { text } = useTongue()
  return (
    <span className={record.state === 'final' ? 'chip chip-teal' : 'chip chip-gold'}>
      {text.papers.states[record.state]}
    </span>
  )
}

/** What a record corrects, and what corrects it, by their numbers. */
export function Correction({
  record,
  records,
}: {
  readonly record: RecordLine
  readonly records: readonly RecordLine[]
}) {
  const { text } = useTongue()
  const { corrects, correctedBy } = record
  const numberOf = (recordId: string | undefined) =>
    records.find((one) => one.recordId === recordId)?.number ?? null
  const [corrected, correcting] = [numberOf(corrects), numberOf(correctedBy)]
  return (
    <>
      {corrected !== null && (
        <p className="small soft">
          {text.papers.corrects} {corrected}
        </p>
      )}
      {correcting !== null && (
        <p className="small wrong-words">
          {text.papers.correctedBy} {correcting}
        </p>
      )}
    </>
  )
}
