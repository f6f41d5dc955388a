import type { OutputOf } from '#contract/operations.ts'
import { TYPOLOGIES } from '#core/casework/vocabularies.ts'
import { TYPOLOGY_LABELS } from '#core/casework/vocabulary-labels.ts'
import { Callout } from '../../parts/callout.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { currencyName, LossTotals } from '../loss-totals.tsx'
import { LossTable } from './loss-table.tsx'
import { type Bar, ReportBars } from './report-bars.tsx'

type Counted = OutputOf<'statistics.show'>

/** The numbers of a count: figures, bars of reports, and losses that are never added across currencies. */
export function StatisticsSheets({ counted }: { readonly counted: Counted }) {
  const { language, text, format } = useTongue()
  const words = text.search.statistics
  const { byWish, byTypology, withoutTypology, losses } = counted
  const typologies: readonly Bar[] = [
    ...TYPOLOGIES.filter((typology) => byTypology[typology] > 0).map((typology) => ({
      name: TYPOLOGY_LABELS[typology][language],
      complaining: byTypology[typology],
      notComplaining: 0,
    })),
    ...(withoutTypology > 0
      ? [{ name: words.withoutTypology, complaining: withoutTypology, notComplaining: 0 }]
      : []),
  ]
  return (
    <>
      <dl className="figures sheet">
        {(
          [
            [words.cases, counted.cases],
            [words.complaints, byWish.complain],
            [words.notComplaining, byWish.inform + byWish.decline],
            [words.exhibits, counted.exhibits + counted.things],
          ] as const
        ).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{format.count(value)}</dd>
          </div>
        ))}
      </dl>
      {counted.unreadableCases > 0 && (
        <Callout tone="warning" title={words.unreadable(counted.unreadableCases)}>
          {null}
        </Callout>
      )}
      {counted.toldTwice.map(({ currency, lines }) => (
        <Callout
          key={currency}
          tone="warning"
          title={words.toldTwice(lines, currencyName(currency, language))}
        >
          {null}
        </Callout>
      ))}
      <ReportBars
        id="by-month"
        title={words.byMonth}
        bars={counted.byMonth.map(({ month, ...bar }) => ({ name: month, ...bar }))}
        isSplit
      />
      <ReportBars id="by-kind" title={words.byTypology} note={words.severalKinds} bars={typologies} />
      {(
        [
          [words.lossesComplaining, losses.complaining],
          [words.lossesNotComplaining, losses.notComplaining],
        ] as const
      ).map(([title, totals]) => (
        <section key={title} className="sheet" aria-label={title}>
          <div className="sheet-head">
            <h2>{title}</h2>
          </div>
          <LossTotals totals={totals} />
        </section>
      ))}
      <LossTable
        title={words.lossesByMonth}
        column={words.month}
        lines={counted.byMonth.map(({ month, losses: of }) => ({ name: month, losses: of }))}
      />
      <LossTable
        title={words.lossesByTypology}
        column={words.kind}
        lines={counted.lossesByTypology.map(({ typology, losses: of }) => ({
          name: TYPOLOGY_LABELS[typology][language],
          losses: of,
        }))}
      />
    </>
  )
}
