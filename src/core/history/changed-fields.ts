import type { EventBody } from '../ledger/event-body.ts'
import { subjectOf } from './known-names.ts'

/** One thing that an event says otherwise than the event before it about the same. Paths are member names joined by dots. */
export type ChangedField = {
  readonly field: string
  /** What stood there; left out where nothing did. */
  readonly from?: string
  /** What stands there now; left out where it was taken away. */
  readonly to?: string
}

/** Most changes that one line of a history lists. */
const MOST_CHANGES = 24
/** Most characters of a text that are shown of what changed; more is a story, and both stand in the case. */
const MOST_CHARACTERS = 300
/** Kinds that say a thing anew, whole. */
const SAID_ANEW = /-(?:changed|finalised|set)$/
/** Who said it, and what names the thing itself, change nothing about it. */
const LEFT_OUT = /^(?:[a-z]+By|[a-z]+Id|reason|number|version|digestHex|lawPacks|warnings|corrects)$/i

/** What was last said of each thing of a case, by its id. */
export type LastSaid = Map<string, object>

/** Tells what an event changes about a thing that was said before, and keeps what it says. */
export function takeChanges(last: LastSaid, { kind, data }: EventBody): readonly ChangedField[] {
  const id = subjectOf(data)
  if (id === null) return []
  const before = last.get(id)
  if (!SAID_ANEW.test(kind)) {
    if (before === undefined) last.set(id, data)
    return []
  }
  const after = contentOf(data)
  const known = before === undefined ? {} : contentOf(before)
  const cleared: readonly string[] = 'cleared' in data ? data.cleared : []
  const kept = Object.entries({ ...known, ...after }).filter(([name]) => !cleared.includes(name))
  last.set(id, Object.fromEntries(kept))
  return before === undefined ? [] : changesBetween(known, after, cleared)
}

// Kinds differ in where the thing itself stands: whole under `content`, what changes of it under `set`, or among the other members.
function contentOf(data: object): object {
  const { set, content, cleared: _, basedOnHex: __, ...rest } = data as { readonly [member: string]: unknown }
  const inner = typeof set === 'object' ? set : content
  return typeof inner === 'object' && inner !== null ? { ...rest, ...inner } : rest
}

function changesBetween(before: object, after: object, cleared: readonly string[]): readonly ChangedField[] {
  const from = new Map(leavesOf(before, ''))
  const to = new Map(leavesOf(after, ''))
  const members = new Set([...Object.keys(after), ...cleared])
  const changed: ChangedField[] = []
  for (const [field, text] of to) {
    const was = from.get(field)
    if (was !== text) changed.push({ field, ...(was !== undefined && { from: was }), to: text })
  }
  for (const [field, text] of from) {
    // A member that the later kind does not have at all was not taken away by it.
    if (!to.has(field) && members.has(field.split('.')[0] ?? '')) changed.push({ field, from: text })
  }
  return changed.slice(0, MOST_CHANGES)
}

function leavesOf(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object') return [[path, shorten(String(value))]]
  return Object.entries(value).flatMap(([name, member]) =>
    LEFT_OUT.test(name) ? [] : leavesOf(member, path === '' ? name : `${path}.${name}`),
  )
}

function shorten(text: string): string {
  const signs = [...text]
  return signs.length <= MOST_CHARACTERS ? text : `${signs.slice(0, MOST_CHARACTERS).join('')}…`
}
