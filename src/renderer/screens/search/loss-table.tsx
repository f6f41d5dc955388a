import type { OutputOf } from '#contract/operations.ts'
import { LOSS_LEVEL_LABELS, LOSS_STATE_LABELS } from '#core/casework/vocabulary-labels.ts'
import { useTongue } from '../../text/text-context.tsx'

type Losses = OutputOf<'statistics.show'>['losses']
type LossTableProps = {
  readonly title: string
  readonly column: string
  readonly lines: readonly { readonly name: string; readonly losses: Losses }[]
}

/** Losses under names, those of people who complain apart from the others, everything in its own currency. */
export function LossTable({ title, column, lines }: LossTableProps) {
  const { text } = useTongue()
  const words = text.search.statistics
  const shown = lines.filter(({ losses }) => losses.complaining.length + losses.notComplaining.length > 0)
  if (shown.length === 0) return null
  return (
    <section className="sheet" aria-label={title}>
      <div className="sheet-head">
        <h2>{title}</h2>
      </div>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{column}</th>
              <th scope="col">{words.complaints}</th>
              <th scope="col">{words.notComplaining}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, losses }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Amounts totals={losses.complaining} />
                </td>
                <td>
                  <Amounts totals={losses.notComplaining} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Amounts({ totals }: { readonly totals: Losses['complaining'] }) {
  const { language, format } = useTongue()
  if (totals.length === 0) return <span className="faint">–</span>
  return (
    <ul className="amounts">
      {totals.map(({ currency, state, level, amount }) => (
        <li key={`${currency} ${state} ${level}`}>
          <span className="amount">{format.money(currency, amount)}</span>{' '}
          <span className="small soft">
            {LOSS_STATE_LABELS[state][language]} · {LOSS_LEVEL_LABELS[level][language]}
          </span>
        </li>
      ))}
    </ul>
  )
}
