import type { CaseFile, CaseLine } from '#contract/case-operations.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import { LOSS_LEVEL_LABELS, LOSS_STATE_LABELS } from '#core/casework/vocabulary-labels.ts'
import { formatDateTime, formatSortableDate } from '#core/dates/format-date.ts'
import { isCurrencyCode } from '#core/money/currency.ts'
import { formatMoneyWithCode } from '#core/money/format-money.ts'
import { showEscaped, showEscapedStory } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { alignFields, alignRows } from '../text-columns.ts'
import { exhibitRows } from './exhibit-lines.ts'

/** `samnum case open DIR --title T` */
export async function openCase(context: CommandContext, folder: string, title: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('case.open', { title })
    if (answer.outcome !== 'done') return stopped(answer)
    const { label, done } = context.text
    const sentence = fillTemplate(done.caseOpened, { number: answer.value.number }, context.language)
    return {
      kind: 'done',
      value: answer.value,
      lines: [sentence, ...alignFields([[label.caseId, answer.value.caseId]])],
    }
  })
}

/** Which cases `samnum case list` lists. */
export type CaseChoice = { readonly query: string; readonly limit: number; readonly offset: number }

/** `samnum case list DIR` */
export async function listCases(
  context: CommandContext,
  folder: string,
  choice: CaseChoice,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('case.list', choice)
    if (answer.outcome !== 'done') return stopped(answer)
    const { cases, total } = answer.value
    const { done } = context.text
    const count = fillTemplate(done.casesShown, { shown: cases.length, total }, context.language)
    const lines = cases.length === 0 ? [done.noCases] : [...caseRows(context, cases), count]
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum case show DIR CASE` */
export async function showCase(context: CommandContext, folder: string, name: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('case.show', { case: name })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: caseFileLines(context, answer.value) }
  })
}

function caseRows(
  { language, text: { label } }: CommandContext,
  cases: readonly CaseLine[],
): readonly string[] {
  const titles = [label.number, label.opened, label.changed, label.complaints, label.exhibits, label.title]
  const rows = cases.map((line) => [
    line.number,
    formatSortableDate(line.openedAtMs),
    formatSortableDate(line.lastChangedAtMs),
    formatWholeNumber(line.complaints, language),
    formatWholeNumber(line.exhibits, language),
    showEscaped(line.title),
  ])
  return alignRows([titles, ...rows], [3, 4])
}

function caseFileLines(context: CommandContext, file: CaseFile): readonly string[] {
  const { language } = context
  const { label } = context.text
  const fields = alignFields([
    [label.number, file.number],
    [label.title, showEscaped(file.title)],
    [label.opened, formatDateTime(file.openedAtMs, { language })],
    [label.openedBy, showEscaped(file.openedBy)],
    [label.caseId, file.caseId],
    [label.head, `${formatWholeNumber(file.head.seq, language)} · ${file.head.hashHex}`],
  ])
  const sections = [
    ...file.complaints.map((complaint) => section(label.complaints, complaintLines(context, complaint))),
    section(label.totals, totalRows(context, file.totals)),
    section(label.exhibits, file.exhibits.length === 0 ? [] : exhibitRows(context, file.exhibits)),
    section(label.departures, departureRows(context, file.departures)),
  ]
  return [...fields, ...sections.flat()]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => (line === '' ? '' : `  ${line}`))]
}

function complaintLines(context: CommandContext, taken: CaseFile['complaints'][number]): readonly string[] {
  const { language } = context
  const { label } = context.text
  const { complaint } = taken
  const { victim } = complaint
  const names = [victim.name, victim.latinName].filter((name) => name !== undefined)
  const identifiers = complaint.identifiers.map(({ kind, raw, normalised }) => [
    kind,
    showEscaped(raw),
    normalised === raw ? '' : showEscaped(normalised),
  ])
  const losses = complaint.losses.map((loss) => [
    formatAmount(loss.currency, loss.amount, language),
    LOSS_STATE_LABELS[loss.state][language],
    LOSS_LEVEL_LABELS[loss.level][language],
    loss.on ?? '',
    showEscaped(loss.note ?? ''),
  ])
  return [
    ...alignFields([
      [label.summary, showEscaped(complaint.summary)],
      [label.victim, names.map(showEscaped).join(' · ')],
      [label.taken, formatDateTime(taken.takenAtMs, { language })],
      [label.takenBy, showEscaped(taken.takenBy)],
      [label.complaintId, taken.complaintId],
    ]),
    ...section(label.narrative, showEscapedStory(complaint.narrative).split('\n')),
    ...section(label.identifiers, alignRows(identifiers)),
    ...section(label.losses, alignRows(losses, [0])),
  ]
}

function totalRows({ language }: CommandContext, totals: CaseFile['totals']): readonly string[] {
  const rows = totals.map((total) => [
    formatAmount(total.currency, total.amount, language),
    LOSS_STATE_LABELS[total.state][language],
    LOSS_LEVEL_LABELS[total.level][language],
  ])
  return alignRows(rows, [0])
}

function departureRows({ language }: CommandContext, events: CaseFile['departures']): readonly string[] {
  return alignRows(
    events.map((event) => [
      formatWholeNumber(event.seq, language),
      formatDateTime(event.atMs, { language }),
      event.kind,
    ]),
    [0],
  )
}

function formatAmount(currency: string, amount: string, language: CommandContext['language']): string {
  // The ledger keeps currencies for ever; one that this version does not know is shown as it was recorded.
  return isCurrencyCode(currency)
    ? formatMoneyWithCode({ currency, amount }, { language })
    : `${amount} ${currency}`
}
