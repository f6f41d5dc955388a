import type { ExhibitLine } from '#contract/exhibit-operations.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatExactBytes, formatSize } from '#contract/number-text.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { alignRows } from '../text-columns.ts'
import { digestLines, exhibitRows } from './exhibit-lines.ts'

/** How many parts one call answers, and how many a person is shown. */
const PARTS_AT_ONCE = 500
const PARTS_SHOWN = 50

/** What else an exhibit is beside a file: its parts, or bytes that are kept already. */
export function exhibitNotes({ language, text }: CommandContext, exhibit: ExhibitLine): readonly string[] {
  const { collected, copyOf } = exhibit
  const lines: string[] = []
  if (copyOf !== undefined) lines.push(`  ${text.done.sealedAsCopy}`)
  if (collected === undefined) return lines
  const { partCount, emptyFiles, skipped, joined } = collected
  const facts = {
    count: partCount,
    ...(emptyFiles > 0 && { empty: emptyFiles }),
    ...(skipped > 0 && { skipped }),
  }
  lines.push(`  ${fillTemplate(text.done.partsSealed, facts, language)}`)
  if (joined !== undefined) lines.push(`  ${text.done.joinedPieces}`, ...digestLines(joined))
  return lines
}

/** `samnum exhibit show DIR EXHIBIT` */
export async function showExhibit(context: CommandContext, folder: string, name: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const found = await findLine(desk, name)
    if ('kind' in found) return found
    const { exhibit } = found
    const head = [...exhibitRows(context, [exhibit]), ...exhibitNotes(context, exhibit)]
    if (exhibit.collected === undefined) return { kind: 'done', value: { exhibit }, lines: head }
    const listed = await readParts(desk, exhibit.exhibitId)
    if ('kind' in listed) return listed
    const { language, text } = context
    const rows = listed.parts
      .slice(0, PARTS_SHOWN)
      .map(({ path, sizeBytes, digestHex }) => [
        formatSize(sizeBytes, language),
        digestHex,
        showEscaped(path),
      ])
    const more = listed.parts.length - rows.length
    const lines = [
      ...head,
      ...alignRows(rows, [0]),
      ...(more > 0 ? [fillTemplate(text.done.moreParts, { count: more }, language)] : []),
      ...listed.skipped.map(({ path, reason }) => `- ${showEscaped(path)} (${reason})`),
    ]
    return { kind: 'done', value: { exhibit, ...listed }, lines }
  })
}

/** `samnum exhibit interrupted DIR CASE [--discard ID]` */
export async function interruptedSeals(
  context: CommandContext,
  folder: string,
  caseName: string,
  interruptedId: string | undefined,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    if (interruptedId !== undefined) return await discard(context, desk, caseName, interruptedId)
    const answer = await desk.call('exhibit.interrupted', { case: caseName })
    if (answer.outcome !== 'done') return stopped(answer)
    const { language, text } = context
    const { seals, collections } = answer.value
    const rows = [
      ...seals.map((seal) => [
        seal.interruptedId,
        formatSortableDateTime(Math.trunc(seal.changedAtMs)),
        `${formatExactBytes(seal.doneBytes, language)} / ${formatExactBytes(seal.sizeBytes, language)}`,
        showEscaped(seal.name),
      ]),
      ...collections.map((collection) => [
        collection.interruptedId,
        formatSortableDateTime(collection.changedAtMs),
        formatExactBytes(collection.sizeBytes, language),
        fillTemplate(text.done.partsSealed, { count: collection.partCount }, language),
      ]),
    ]
    const lines = rows.length === 0 ? [text.done.noneInterrupted] : alignRows(rows)
    return { kind: 'done', value: answer.value, lines }
  })
}

async function discard(context: CommandContext, desk: Desk, caseName: string, interruptedId: string) {
  const answer = await desk.call('exhibit.discardInterrupted', { case: caseName, interruptedId })
  if (answer.outcome !== 'done') return stopped(answer)
  const { language, text } = context
  const { exhibit } = answer.value
  const line =
    exhibit === null
      ? text.done.interruptedDiscarded
      : fillTemplate(text.done.interruptedCollected, { number: exhibit.number }, language)
  return { kind: 'done' as const, value: answer.value, lines: [line] }
}

async function findLine(desk: Desk, name: string): Promise<{ readonly exhibit: ExhibitLine } | Outcome> {
  // The number of an exhibit begins with that of its case.
  const caseName = name.replace(/-E[0-9]+$/, '')
  const answer = await desk.call('exhibit.list', { case: caseName })
  if (answer.outcome !== 'done') return stopped(answer)
  const exhibit = answer.value.exhibits.find(({ number, exhibitId }) => number === name || exhibitId === name)
  return exhibit === undefined
    ? stopped({ outcome: 'failed', failure: { code: 'exhibit/not-found' } })
    : { exhibit }
}

async function readParts(desk: Desk, exhibit: string) {
  const parts: { path: string; sizeBytes: number; digestHex: string }[] = []
  for (;;) {
    const answer = await desk.call('exhibit.parts', { exhibit, offset: parts.length, limit: PARTS_AT_ONCE })
    if (answer.outcome !== 'done') return stopped(answer)
    const { emptyFiles, skipped, partCount } = answer.value
    parts.push(...answer.value.parts)
    if (parts.length >= partCount || answer.value.parts.length === 0) return { parts, emptyFiles, skipped }
  }
}
