import { formatWholeNumber } from '#contract/number-text.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import { TYPOLOGIES } from '#core/casework/vocabularies.ts'
import { LOSS_LEVEL_LABELS, LOSS_STATE_LABELS, TYPOLOGY_LABELS } from '#core/casework/vocabulary-labels.ts'
import { isCurrencyCode } from '#core/money/currency.ts'
import { formatMoneyWithCode } from '#core/money/format-money.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { SEARCH_TEXT } from '../search-text.ts'
import { alignFields, alignRows } from '../text-columns.ts'

type Statistics = OutputOf<'statistics.show'>
type Total = Statistics['losses']['complaining'][number]

/** `samnum stats DIR` */
export async function showStats(
  context: CommandContext,
  folder: string,
  period: InputOf<'statistics.show'>,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('statistics.show', period)
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: statisticsLines(context, answer.value) }
  })
}

function statisticsLines(context: CommandContext, statistics: Statistics): readonly string[] {
  const { language } = context
  const said = SEARCH_TEXT[language]
  const count = (value: number) => formatWholeNumber(value, language)
  const { byWish, losses, byTypology } = statistics
  const typologies = TYPOLOGIES.filter((typology) => byTypology[typology] > 0).map((typology) => [
    TYPOLOGY_LABELS[typology][language],
    count(byTypology[typology]),
    totalsIn(context, statistics.lossesByTypology.find((line) => line.typology === typology)?.losses),
  ])
  const unsaid = statistics.withoutTypology
  return [
    ...alignFields([
      [said.cases, count(statistics.cases)],
      [said.reports, count(statistics.complaints)],
      [said.complaining, count(byWish.complain)],
      [said.notComplaining, count(byWish.inform + byWish.decline)],
      [said.exhibits, count(statistics.exhibits)],
      [said.things, count(statistics.things)],
      [said.unreadable, count(statistics.unreadableCases)],
    ]),
    ...section(said.lossesComplaining, totalRows(context, losses.complaining)),
    ...section(said.lossesNotComplaining, totalRows(context, losses.notComplaining)),
    ...section(
      said.byTypology,
      alignRows([...typologies, ...(unsaid > 0 ? [[said.withoutTypology, count(unsaid), '']] : [])], [1]),
    ),
    ...section(
      said.byMonth,
      alignRows(
        [
          [said.month, said.complaining, said.notComplaining, ''],
          ...statistics.byMonth.map((line) => [
            line.month,
            count(line.complaining),
            count(line.notComplaining),
            totalsIn(context, line.losses),
          ]),
        ].slice(statistics.byMonth.length === 0 ? 1 : 0),
        [1, 2],
      ),
    ),
    ...section(
      said.toldTwice,
      alignRows(statistics.toldTwice.map(({ currency, lines }) => [currency, count(lines)])),
    ),
    '',
    said.severalKinds,
  ]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function totalRows(context: CommandContext, totals: readonly Total[]): readonly string[] {
  const { language } = context
  const rows = totals.map((total) => [
    amountOf(context, total),
    LOSS_STATE_LABELS[total.state][language],
    LOSS_LEVEL_LABELS[total.level][language],
    formatWholeNumber(total.lines, language),
  ])
  return alignRows(rows, [0, 3])
}

/** The losses of one line in a row, everything in its own currency, state and level, of those who complain and of the others. */
function totalsIn(context: CommandContext, losses: Statistics['losses'] | undefined): string {
  const { language } = context
  const said = SEARCH_TEXT[language]
  const written = (totals: readonly Total[]) =>
    totals
      .map(
        (total) =>
          `${amountOf(context, total)} ${LOSS_STATE_LABELS[total.state][language]} (${LOSS_LEVEL_LABELS[total.level][language]})`,
      )
      .join(', ')
  const complaining = written(losses?.complaining ?? [])
  const others = written(losses?.notComplaining ?? [])
  return [complaining, others === '' ? '' : `${said.notComplaining}: ${others}`]
    .filter((part) => part !== '')
    .join(' · ')
}

function amountOf({ language }: CommandContext, { currency, amount }: Total): string {
  return isCurrencyCode(currency)
    ? formatMoneyWithCode({ currency, amount }, { language })
    : `${amount} ${currency}`
}
