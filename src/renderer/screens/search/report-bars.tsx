import { useTongue } from '../../text/text-context.tsx'

/** One line of a bar chart. */
export type Bar = { readonly name: string; readonly complaining: number; readonly notComplaining: number }

type ReportBarsProps = {
  readonly id: string
  readonly title: string
  readonly note?: string
  readonly bars: readonly Bar[]
  /** Whether those who do not complain are told apart; then a legend says which is which. */
  readonly isSplit?: boolean
}

/** How many reports there are, as bars with their numbers beside them: the numbers say all that the bars say. */
export function ReportBars({ id, title, note, bars, isSplit = false }: ReportBarsProps) {
  const { text, format } = useTongue()
  const words = text.search.statistics
  const most = Math.max(1, ...bars.map(({ complaining, notComplaining }) => complaining + notComplaining))
  if (bars.length === 0) return null
  return (
    <section className="sheet" aria-labelledby={id}>
      <div className="sheet-head">
        <h2 id={id}>{title}</h2>
        {isSplit && (
          <p className="row small">
            <span className="legend legend-complaining">{words.complaints}</span>
            <span className="legend legend-others">{words.notComplaining}</span>
          </p>
        )}
      </div>
      <div className="sheet-body stack stack-tight">
        {note !== undefined && <p className="small soft">{note}</p>}
        <dl className="bars">
          {bars.map(({ name, complaining, notComplaining }) => (
            <div key={name} className="bar-line">
              <dt>{name}</dt>
              <dd>
                <svg className="bar" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden>
                  <rect className="bar-complaining" height="14" width={(complaining / most) * 1000} />
                  <rect
                    className="bar-others"
                    height="14"
                    x={(complaining / most) * 1000}
                    width={(notComplaining / most) * 1000}
                  />
                </svg>
                <span className="numeric" aria-hidden>
                  {isSplit
                    ? `${format.count(complaining)} + ${format.count(notComplaining)}`
                    : format.count(complaining)}
                </span>
                <span className="hidden-visually">
                  {isSplit ? words.barWords(complaining, notComplaining) : format.count(complaining)}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  )
}
