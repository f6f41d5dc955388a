import type { DigestHex } from '../ids.ts'
import type { EventTime } from '../ledger/event-header.ts'

/** When and by whom something was said. */
export type Said = {
  readonly hashHex: DigestHex
  readonly time: Pick<EventTime, 'wallMs' | 'counter'>
  readonly by: string
}

/**
 * A value of a member that lost: somebody else said the member anew without having seen it, and later. It stands here until somebody who
 * has seen both says the member again.
 */
export type LostValue = {
  readonly field: string
  /** What was said; absent where the member was cleared. */
  readonly value?: unknown
  readonly atMs: number
  readonly by: string
  /** The event that said it. */
  readonly hashHex: DigestHex
}

type Write = Said & { readonly value: unknown }

/** Members that some events wrote, each by its last writer. */
export type MergedContent = {
  readonly writes: Map<string, Write>
  readonly lost: LostValue[]
  /** Every event about it, in the order of the ledger. */
  readonly hashes: DigestHex[]
  /** Where each of them stands there: looking through them for each change would take time by the square of their number. */
  readonly places: Map<DigestHex, number>
}

/** What one event says of some members. */
export type ContentChange = {
  readonly set: { readonly [field: string]: unknown }
  readonly cleared: readonly string[]
  /** The last event about it that its writer had seen; `null` for the first. */
  readonly basedOnHex: DigestHex | null
}

/** Nothing said yet. */
export function emptyContent(): MergedContent {
  return { writes: new Map(), lost: [], hashes: [], places: new Map() }
}

/**
 * Takes in what an event says: of each member the writer with the greatest hybrid time wins (then the greater hash, so that every reader
 * agrees). A value that was overwritten by somebody who had not seen it is kept as lost; seeing both and saying the member again settles
 * it.
 */
export function mergeContent(content: MergedContent, said: Said, change: ContentChange): void {
  const seen = change.basedOnHex === null ? -1 : placeOf(content, change.basedOnHex)
  for (const [field, value] of Object.entries(change.set))
    if (value !== undefined) write(content, field, { ...said, value }, seen)
  for (const field of change.cleared) write(content, field, { ...said, value: undefined }, seen)
  if (!content.places.has(said.hashHex)) content.places.set(said.hashHex, content.hashes.length)
  content.hashes.push(said.hashHex)
}

function placeOf({ places }: MergedContent, hashHex: DigestHex): number {
  return places.get(hashHex) ?? -1
}

/** What holds of each member. */
export function contentOf<Content extends object>({ writes }: MergedContent): Content {
  const values = [...writes].filter(([, { value }]) => value !== undefined)
  return Object.fromEntries(values.map(([field, { value }]) => [field, value])) as Content
}

/** The last event about it, which a change that is made now is based on. */
export function versionOf({ hashes }: MergedContent): DigestHex {
  const last = hashes.at(-1)
  if (last === undefined) throw new Error('nothing was said of it')
  return last
}

function write(content: MergedContent, field: string, next: Write, seen: number): void {
  const standing = content.writes.get(field)
  const hasSeen = standing === undefined || placeOf(content, standing.hashHex) <= seen
  if (standing === undefined || hasSeen) {
    content.writes.set(field, next)
    settle(content, field, seen)
    return
  }
  const isLater = isAfter(next, standing)
  content.lost.push(lostOf(field, isLater ? standing : next))
  if (isLater) content.writes.set(field, next)
}

// What the writer had before them, and said anew all the same, was decided.
function settle(content: MergedContent, field: string, seen: number): void {
  const { lost } = content
  for (let index = lost.length - 1; index >= 0; index -= 1) {
    const value = lost[index]
    if (value?.field === field && placeOf(content, value.hashHex) <= seen) lost.splice(index, 1)
  }
}

function isAfter(first: Said, second: Said): boolean {
  const byWall = first.time.wallMs - second.time.wallMs
  if (byWall !== 0) return byWall > 0
  const byCounter = first.time.counter - second.time.counter
  return byCounter === 0 ? first.hashHex > second.hashHex : byCounter > 0
}

function lostOf(field: string, { value, time, by, hashHex }: Write): LostValue {
  return { field, ...(value !== undefined && { value }), atMs: time.wallMs, by, hashHex }
}
