import { fillTemplate } from '#contract/fill-template.ts'
import type { OutputOf } from '#contract/operations.ts'
import { IDENTIFIER_KIND_LABELS } from '#core/casework/vocabulary-labels.ts'
import { PARSE_WARNING_LABELS } from '#core/parsing/parse-labels.ts'
import type { EntryList, EntryOf, FoundParty } from '#core/parsing/parsed-evidence.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'

/** A finding as a person names it: the first of a list is 1. */
export type NamedFinding = { readonly list: Exclude<EntryList, 'warnings'>; readonly place: number }

/** `samnum finding list DIR RESULT --list NAME [--from N]` */
export async function listFindings(
  context: CommandContext,
  folder: string,
  { exhibit, list, from }: { readonly exhibit: string; readonly list: EntryList; readonly from: number },
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('exhibit.findings', { exhibit, list, offset: from - 1 })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: linesOf(context, answer.value, from) }
  })
}

/** `samnum finding confirm DIR RESULT FINDING… [--note TEXT]` */
export async function confirmFindings(
  context: CommandContext,
  folder: string,
  order: {
    readonly exhibit: string
    readonly findings: readonly NamedFinding[]
    readonly note: string | undefined
  },
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const { exhibit, findings, note } = order
    const items = findings.map(({ list, place }) => ({ list, index: place - 1 }))
    const answer = await desk.call('finding.confirm', {
      exhibit,
      items,
      ...(note !== undefined && { note }),
    })
    if (answer.outcome !== 'done') return stopped(answer)
    const { confirmed: count, seq } = answer.value
    const line = fillTemplate(context.text.finding.confirmed, { count, seq }, context.language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}

function linesOf(
  context: CommandContext,
  { page, total, confirmed }: OutputOf<'exhibit.findings'>,
  from: number,
): readonly string[] {
  const { language, text } = context
  if (page.entries.length === 0) return [text.finding.none]
  const to = from + page.entries.length - 1
  const said = new Map(confirmed.map(({ index, by, seq }) => [index, { by, seq }]))
  const words = wordsOf(context, page)
  const lines = words.map((entry, at) => {
    const mark = said.get(from - 1 + at)
    const tick = mark === undefined ? ' ' : '✓'
    const by =
      mark === undefined
        ? []
        : [fillTemplate(text.finding.confirmedBy, { name: mark.by, seq: mark.seq }, language)]
    return [`${tick} ${page.list}:${from + at}`, ...entry.map(showEscaped), ...by].join('  ')
  })
  return [...lines, fillTemplate(text.finding.shown, { from, to, total }, language)]
}

type Page = OutputOf<'exhibit.findings'>['page']

/** What each entry says, in few words; all but labels comes from the evidence. */
function wordsOf({ language }: CommandContext, page: Page): readonly (readonly string[])[] {
  const tellers: { readonly [List in EntryList]: (entry: EntryOf<List>) => readonly (string | undefined)[] } =
    {
      facts: ({ label, name, value }) => [label ?? name, value],
      files: ({ path, digestHex }) => [path, digestHex],
      identifiers: ({ kind, normalised, raw }) => [
        IDENTIFIER_KIND_LABELS[kind][language],
        normalised,
        raw === normalised ? undefined : raw,
      ],
      messages: ({ at, sender, subject, body }) => [at?.raw, partyOf(sender), subject ?? body],
      people: ({ name, organisation, identifiers = [] }) => [
        name ?? organisation,
        ...identifiers.map(({ raw }) => raw),
      ],
      places: ({ name, raw }) => [name, raw],
      transactions: ({ at, amountRaw, currency, payer, payee }) => [
        at?.raw,
        amountRaw,
        currency,
        partyOf(payer),
        partyOf(payee),
      ],
      warnings: ({ code, raw }) => [PARSE_WARNING_LABELS[code][language], raw],
    }
  const tell = tellers[page.list] as (entry: unknown) => readonly (string | undefined)[]
  return page.entries.map((entry: unknown) => tell(entry).filter((part) => part !== undefined))
}

function partyOf(party: FoundParty | undefined): string | undefined {
  return party === undefined ? undefined : (party.name ?? party.account)
}
