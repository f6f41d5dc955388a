import type { OutputOf } from '#contract/operations.ts'
import { Shown } from '../../parts/shown.tsx'
import { routeAddress } from '../../state/route.ts'
import { useTongue } from '../../text/text-context.tsx'
import { PaperSignatures } from './paper-signatures.tsx'

type LetterLine = OutputOf<'letter.list'>['letters'][number]
type LetterTableProps = { readonly caseId: string; readonly letters: readonly LetterLine[] }

const URGENCY_CHIPS = { immediate: 'chip chip-red', urgent: 'chip chip-gold', ordinary: 'chip chip-plain' }

/** The letters of a case, in the order in which they were issued. */
export function LetterTable({ caseId, letters }: LetterTableProps) {
  const { text, format } = useTongue()
  const { columns, form } = text.papers
  return (
    <div className="table-frame">
      <table className="table table-rows">
        <thead>
          <tr>
            <th scope="col">{columns.number}</th>
            <th scope="col">{columns.kind}</th>
            <th scope="col" className="wide">
              {columns.recipient}
            </th>
            <th scope="col">{columns.urgency}</th>
            <th scope="col">{columns.by}</th>
            <th scope="col">{columns.at}</th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr key={letter.letterId}>
              <td>
                <span className="number-tag">{letter.number}</span>
              </td>
              <td>{form.forms[letter.kind]}</td>
              <th scope="row">
                <a
                  className="row-link"
                  href={routeAddress({ screen: 'letter', caseId, letterId: letter.letterId })}
                >
                  <Shown text={letter.recipient} />
                </a>
                <PaperSignatures signatures={letter.signatures} />
              </th>
              <td>
                <span className={URGENCY_CHIPS[letter.urgency]}>{form.choices.urgency[letter.urgency]}</span>
              </td>
              <td className="small">
                <Shown text={letter.issuedBy} />
              </td>
              <td className="small nowrap">{format.shortInstant(letter.issuedAtMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
