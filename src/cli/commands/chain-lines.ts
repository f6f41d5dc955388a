import type { ChainEntryLine } from '#contract/custody-fields.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import type { OutputOf } from '#contract/operations.ts'
import { MOVE_PURPOSE_LABELS, SEAL_STATE_LABELS } from '#core/custody/custody-labels.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { EVENT_KIND_TEXT } from '#core/documents/case-report-text.ts'
import type { CustodyHolder } from '#core/ledger/custody-fields.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { alignFields } from '../text-columns.ts'

const INDENT = '    '

/** Says everything that happened to an item: a line for each event, and what it says on lines of their own beneath. */
export function chainLines(
  context: CommandContext,
  { item, entries }: OutputOf<'custody.chain'>,
): readonly string[] {
  const { custody, label } = context.text
  const fields = alignFields([
    [label.number, item.number],
    [label.name, showEscaped(item.name)],
    [custody.state, custody.itemState[item.state]],
    [custody.holder, sayHolder(item.holder)],
    ...(item.seal === undefined ? [] : [[custody.seal, showEscaped(item.seal.number)] as const]),
  ])
  return [...fields, ...entries.flatMap((entry) => ['', ...entryLines(context, entry)])]
}

function entryLines({ language, text }: CommandContext, entry: ChainEntryLine): readonly string[] {
  const { custody, label } = text
  const { facts } = custody
  const { from, to, purpose, order, counted, where, findings, photoNumbers } = entry
  const kind = EVENT_KIND_TEXT[entry.kind as keyof typeof EVENT_KIND_TEXT][language]
  const at = formatSortableDateTime(entry.atMs)
  const said = (value: string | undefined) => (value === undefined ? undefined : showEscaped(value))
  const rows = alignFields([
    [facts.hands, handsOf(from, to)],
    [facts.purpose, purpose && MOVE_PURPOSE_LABELS[purpose][language]],
    [facts.counted, counted && custody[counted]],
    [facts.where, said(where)],
    [facts.reason, said(entry.reason)],
    [facts.authority, said(entry.authority)],
    [facts.order, order && said(`${order.reference} · ${order.authority} · ${order.orderedOn}`)],
    [custody.seal, sealOf(entry, language)],
    [facts.condition, said(entry.condition)],
    [facts.competence, said(entry.competence)],
    [facts.effect, said(entry.effect)],
    [facts.tool, said(entry.tool)],
    [facts.command, said(entry.command)],
    ...listDigests(facts.inputs, entry.inputs),
    ...listDigests(facts.outputs, entry.outputs),
    [facts.container, entry.containerNumber],
    [
      facts.photos,
      photoNumbers && `${formatWholeNumber(photoNumbers.length, language)} · ${photoNumbers.join(', ')}`,
    ],
    [facts.confirms, entry.confirms === undefined ? undefined : String(entry.confirms)],
    [facts.explanation, said(entry.explanation)],
  ])
  return [
    `${label.event} ${entry.seq}  ${at}  ${kind}  ${showEscaped(entry.by)}`,
    ...rows.map((row) => INDENT + row),
    ...findings.map((finding) => `${INDENT}! ${custody.finding[finding]}`),
  ]
}

function listDigests(
  label: string,
  exhibits: ChainEntryLine['inputs'] = [],
): readonly (readonly [string, string])[] {
  return exhibits.map(({ number, digestHex }) => [label, `${number} · SHA-256 ${digestHex}`])
}

function handsOf(from: CustodyHolder | undefined, to: CustodyHolder | undefined): string | undefined {
  if (to === undefined) return undefined
  return from === undefined ? sayHolder(to) : `${sayHolder(from)} → ${sayHolder(to)}`
}

function sealOf(
  { sealState, sealNumber, newSealNumber }: ChainEntryLine,
  language: CommandContext['language'],
): string | undefined {
  const parts = [
    ...(sealState === undefined ? [] : [SEAL_STATE_LABELS[sealState][language]]),
    ...(sealNumber === undefined ? [] : [showEscaped(sealNumber)]),
    ...(newSealNumber === undefined ? [] : [`→ ${showEscaped(newSealNumber)}`]),
  ]
  return parts.length === 0 ? undefined : parts.join(' · ')
}

function sayHolder(holder: CustodyHolder): string {
  return showEscaped(holder.name)
}
