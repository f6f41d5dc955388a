import { fillTemplate } from '#contract/fill-template.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import type { InputOf } from '#contract/operations.ts'
import { formatSortableDateTime } from '#core/dates/format-date.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import { isOutcome, type Outcome } from '../outcome.ts'
import { readTextFile } from '../read-input-file.ts'
import { readSecondPerson, wantsSecondPerson } from '../second-person.ts'
import { alignRows } from '../text-columns.ts'
import { chainLines } from './chain-lines.ts'

/** Most bytes of a file of codes: 50,000 of them, each with room to spare. */
const MAX_CODES_BYTES = 8 * 1024 * 1024

/** Most recorded counts that are listed. */
const MOST_COUNTS = 20

/** What a hand-over says on the command line; its receiver may be named by a number. */
export type MoveOrder = Omit<InputOf<'custody.move'>, 'to' | 'items'> & {
  readonly toPerson?: number | undefined
  readonly to?: Exclude<InputOf<'custody.move'>['to'], { kind: 'person' }>
}

/** `samnum exhibit move DIR ITEM... --to-person N|--to-place CODE|--to-outside NAME …` */
export async function moveItems(
  context: CommandContext,
  folder: string,
  items: readonly string[],
  { toPerson, to, ...order }: MoveOrder,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    let receiver: InputOf<'custody.move'>['to'] | undefined = to
    if (toPerson !== undefined) {
      const people = await desk.call('people.list', {})
      if (people.outcome !== 'done') return stopped(people)
      const person = people.value.people.find(({ number }) => number === toPerson)
      if (person === undefined) return { kind: 'failed', failure: { code: 'people/not-found' } }
      receiver = { kind: 'person', userId: person.userId }
    }
    if (receiver === undefined) throw new Error('a hand-over names who receives')
    const secondPerson = wantsSecondPerson(context) ? await readSecondPerson(context) : undefined
    if (secondPerson !== undefined && isOutcome(secondPerson)) return secondPerson
    const answer = await desk.call('custody.move', {
      ...order,
      items: [...items],
      to: receiver,
      ...(secondPerson !== undefined && { secondPerson }),
    })
    if (answer.outcome !== 'done') return stopped(answer)
    const { items: count, seq, state, isSharedNow } = answer.value
    const { custody } = context.text
    const lines = [
      fillTemplate(custody.moved, { items: count, seq }, context.language),
      ...(isSharedNow ? [custody.shared] : []),
      ...(state === 'awaiting-receipt' ? [custody.awaits] : []),
    ]
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum exhibit receive DIR CASE --event N` */
export async function receiveItems(
  context: CommandContext,
  folder: string,
  caseName: string,
  seq: number,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const waiting = await desk.call('custody.waiting', { of: 'all' })
    if (waiting.outcome !== 'done') return stopped(waiting)
    const move = waiting.value.waiting.find((one) => one.seq === seq)
    if (move === undefined) return { kind: 'failed', failure: { code: 'custody/not-awaited' } }
    const secondPerson = wantsSecondPerson(context) ? await readSecondPerson(context) : undefined
    if (secondPerson !== undefined && isOutcome(secondPerson)) return secondPerson
    const { hashHex } = move
    const answer = await desk.call('custody.receive', {
      case: caseName,
      seq,
      hashHex,
      ...(secondPerson !== undefined && { secondPerson }),
    })
    if (answer.outcome !== 'done') return stopped(answer)
    const line = fillTemplate(context.text.custody.received, { seq: answer.value.seq }, context.language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}

/** `samnum exhibit audit DIR PLACE --codes FILE [--record]` */
export async function countPlace(
  context: CommandContext,
  folder: string,
  place: string,
  {
    path,
    isRecorded,
    note,
  }: { readonly path: string; readonly isRecorded: boolean; readonly note?: string | undefined },
): Promise<Outcome> {
  const read = await readTextFile(path, { maxBytes: MAX_CODES_BYTES, mayBePipe: true })
  if (!read.ok) return { kind: 'failed', failure: read.failure }
  const codes = read.value.split(/\r?\n/).filter((code) => code.trim() !== '')
  return await withVault(context, folder, async (desk) => {
    const answer = isRecorded
      ? await desk.call('audit.record', { place, codes, ...(note !== undefined && { note }) })
      : await desk.call('audit.compare', { place, codes })
    if (answer.outcome !== 'done') return stopped(answer)
    const { found, missing, unexpected, unknown } = answer.value
    const { language, text } = context
    const { custody } = text
    const counts = {
      found: found.length,
      missing: missing.length,
      unexpected: unexpected.length,
      unknown: unknown.length,
    }
    const rows = [
      ...missing.map((item) => [custody.missing, item.number, showEscaped(item.name)]),
      ...unexpected.map((item) => [custody.unexpected, item.number, showEscaped(item.name)]),
      ...unknown.map((code) => [custody.unknown, showEscaped(code), '']),
    ]
    const last =
      'cases' in answer.value && typeof answer.value.cases === 'number'
        ? fillTemplate(custody.countRecorded, { cases: answer.value.cases }, language)
        : custody.notRecorded
    const lines = [fillTemplate(custody.counted, counts, language), ...alignRows(rows), last]
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum exhibit audit DIR PLACE`: counts that were recorded. */
export async function listCounts(context: CommandContext, folder: string, place: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('audit.list', { place, limit: MOST_COUNTS })
    if (answer.outcome !== 'done') return stopped(answer)
    const { language, text } = context
    const { custody } = text
    const { counts, total } = answer.value
    const lines = counts.flatMap(({ found, missing, unexpected, unknown, ...said }) => {
      const when = formatSortableDateTime(said.countedAtMs)
      const by = showEscaped(said.countedBy.name)
      const note = said.note === undefined ? '' : ` · ${showEscaped(said.note)}`
      const rows = [
        ...said.missingItems.map((item) => [custody.missing, item.number, showEscaped(item.name)]),
        ...said.unexpectedItems.map((item) => [custody.unexpected, item.number, showEscaped(item.name)]),
        ...said.unknownCodes.map((code) => [custody.unknown, showEscaped(code), '']),
      ]
      return [
        `${when} · ${by}${note}`,
        fillTemplate(custody.countSaid, { found, missing, unexpected, unknown }, language),
        ...alignRows(rows).map((row) => `  ${row}`),
      ]
    })
    if (counts.length === 0) lines.push(custody.noCounts)
    if (total > counts.length)
      lines.push(fillTemplate(custody.earlierCounts, { counts: total - counts.length }, language))
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum custody DIR EXHIBIT` */
export async function showCustody(context: CommandContext, folder: string, item: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('custody.chain', { item })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: chainLines(context, answer.value) }
  })
}

/** `samnum place add DIR CODE NAME --room ROOM` */
export async function addPlace(
  context: CommandContext,
  folder: string,
  place: InputOf<'place.add'>,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('place.add', place)
    if (answer.outcome !== 'done') return stopped(answer)
    const { code } = place
    const line = fillTemplate(context.text.custody.placeAdded, { code: showEscaped(code) }, context.language)
    return { kind: 'done', value: answer.value, lines: [line] }
  })
}

/** `samnum place list DIR` */
export async function listPlaces(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('place.list', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const { custody, label } = context.text
    const rows = answer.value.places.map(({ code, name, room, isInUse, items }) => [
      showEscaped(code),
      formatWholeNumber(items, context.language),
      isInUse ? custody.inUse : custody.closed,
      showEscaped(room),
      showEscaped(name),
    ])
    const titles = [custody.code, custody.items, custody.state, custody.room, label.name]
    const lines = rows.length === 0 ? [custody.noPlaces] : alignRows([titles, ...rows], [1])
    return { kind: 'done', value: answer.value, lines }
  })
}
