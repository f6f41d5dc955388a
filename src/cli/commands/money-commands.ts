import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf } from '#contract/operations.ts'
import { LOSS_LEVEL_LABELS, LOSS_STATE_LABELS } from '#core/casework/vocabulary-labels.ts'
import { formatMoney } from '#core/money/format-money.ts'
import { paymentOfKhqr } from '#core/parties/fill-from.ts'
import { labelOfNoted } from '#core/parties/party-labels.ts'
import { fail, succeed } from '#core/result.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { askVault } from '../ask-vault.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readInputFile } from '../read-input-file.ts'
import { alignRows } from '../text-columns.ts'
import { readChange, sayAdded, sayChanged } from './party-commands.ts'

const MAX_PASTED_BYTES = 4 * 1024 * 1024

/** `samnum identifier note DIR CASE --kind KIND --value TEXT --seen WORDS …` */
export async function noteIdentifier(
  context: CommandContext,
  folder: string,
  input: InputOf<'identifier.note'>,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('identifier.note', input)
    if (answer.outcome !== 'done') return stopped(answer)
    const count = answer.value.identifierIds.length
    const line = fillTemplate(context.text.party.noted, { count }, context.language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}

/** `samnum identifier paste DIR CASE --file TEXT [--note --seen WORDS]` */
export async function pasteIdentifiers(
  context: CommandContext,
  folder: string,
  order: { readonly case: string; readonly path: string; readonly seen: string | null },
): Promise<Outcome> {
  const read = await readInputFile(order.path, { maxBytes: MAX_PASTED_BYTES, mayBePipe: true })
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const { language, text: words } = context
  const text = new TextDecoder().decode(read.value)
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('identifier.recognise', { text, case: order.case })
    if (answer.outcome !== 'done') return stopped(answer)
    const { identifiers, unread } = answer.value
    const rows = identifiers.map(({ kind, normalised, elsewhere }) => [
      labelOfNoted(kind, language),
      showEscaped(normalised),
      elsewhereText(context, elsewhere.total),
    ])
    const counts = { count: identifiers.length, unread: unread.length }
    const lines = [...alignRows(rows), fillTemplate(words.party.found, counts, language)]
    if (order.seen === null || identifiers.length === 0) return { kind: 'done', value: answer.value, lines }
    const noted = await desk.call('identifier.note', {
      case: order.case,
      identifiers: identifiers.map(({ kind, raw }) => ({ kind, value: raw })),
      seenIn: { kind: 'words', text: order.seen },
    })
    if (noted.outcome !== 'done') return stopped(noted)
    const said = fillTemplate(words.party.noted, { count: noted.value.identifierIds.length }, language)
    return { kind: 'done', value: { ...answer.value, ...noted.value }, lines: [...lines, said] }
  })
}

/** `samnum identifier list DIR CASE` */
export async function listIdentifiers(
  context: CommandContext,
  folder: string,
  caseName: string,
): Promise<Outcome> {
  const { language, text } = context
  return await askVault(context, folder, 'identifier.list', { case: caseName }, (value) => {
    const rows = value.identifiers.map(({ kind, raw, elsewhere }) => [
      labelOfNoted(kind, language),
      showEscaped(raw),
      elsewhereText(context, elsewhere.total),
      elsewhere.cases.map(({ number }) => number).join(', '),
    ])
    return rows.length === 0 ? [text.party.none] : alignRows(rows)
  })
}

/** `samnum payment add|change DIR CASE … [--file payment.json] [--khqr TEXT]` */
export async function writePayment(
  context: CommandContext,
  folder: string,
  order: {
    readonly case: string
    readonly payment?: string
    readonly path?: string | undefined
    readonly khqr?: string | undefined
  },
): Promise<Outcome> {
  const { path, khqr, payment, case: name } = order
  const read = await readChange(path)
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const filled = khqr === undefined ? succeed({}) : readKhqr(khqr)
  if (!filled.ok) return { kind: 'failed', failure: filled.failure }
  const content = { ...filled.value, ...read.value.set }
  const cleared = [...read.value.cleared]
  return await withVault(context, folder, async (desk) => {
    if (payment !== undefined) {
      const change = { case: name, payment, set: content, cleared } as InputOf<'payment.change'>
      return sayChanged(context, await desk.call('payment.change', change))
    }
    return sayAdded(context, await desk.call('payment.add', { case: name, content }))
  })
}

/** `samnum payment list DIR CASE` */
export async function listPayments(
  context: CommandContext,
  folder: string,
  caseName: string,
): Promise<Outcome> {
  const { language, text } = context
  return await askVault(context, folder, 'payment.list', { case: caseName }, (value) => {
    const rows = value.payments.map(({ number, content, withdrawn }) => [
      number,
      content.on ?? '',
      content.money === undefined ? '–' : formatMoney(content.money, { language, digits: 'latin' }),
      LOSS_STATE_LABELS[content.state ?? 'paid'][language],
      showEscaped(content.payee?.name ?? content.payee?.identifiers[0]?.raw ?? ''),
      withdrawn === null ? '' : text.party.withdrawn,
    ])
    return rows.length === 0 ? [text.party.none] : alignRows(rows, [2])
  })
}

/** `samnum losses DIR CASE` */
export async function showLosses(
  context: CommandContext,
  folder: string,
  caseName: string,
): Promise<Outcome> {
  const { language, text } = context
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('loss.summary', { case: caseName })
    if (answer.outcome !== 'done') return stopped(answer)
    const { sums, complaints, duplicates, movedAway, notComplaining, rates } = answer.value
    const rows = sums.map(({ group, currency, amount, state, level }) => [
      group === 'complained' ? text.party.complained : text.party.notComplained,
      formatMoney({ currency, amount }, { language, digits: 'latin' }),
      LOSS_STATE_LABELS[state][language],
      LOSS_LEVEL_LABELS[level][language],
    ])
    const counts = { complaints, duplicates, movedAway, silent: notComplaining }
    const lines = [
      ...alignRows(rows, [1]),
      fillTemplate(text.party.counts, counts, language),
      ...rates.map(
        ({ currency, inCurrency, rate, on, source }) =>
          `1 ${currency} = ${rate} ${inCurrency} · ${on} · ${showEscaped(source)}`,
      ),
    ]
    return { kind: 'done', value: answer.value, lines }
  })
}

function elsewhereText({ language, text }: CommandContext, count: number): string {
  return count === 0 ? '' : fillTemplate(text.party.elsewhere, { count }, language)
}

function readKhqr(text: string) {
  const read = paymentOfKhqr(text)
  if (read.ok) return read
  const code = read.failure.code === 'khqr/check-wrong' ? 'khqr/check-wrong' : 'khqr/malformed'
  return fail({ code: 'input/invalid', problems: [{ field: 'khqr', code }] } as const)
}
