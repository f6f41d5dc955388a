import type { EventData } from '../ledger/event-body.ts'
import type { EntryList, ParsedEvidence } from './parsed-evidence.ts'

/** One finding as an event keeps it. */
export type ConfirmedFinding = EventData<'findings-confirmed'>['items'][number]

/** A list whose entries can be confirmed. */
export type ConfirmableList = Exclude<EntryList, 'warnings'>

const KINDS: { readonly [List in ConfirmableList]: ConfirmedFinding['kind'] } = {
  facts: 'fact',
  files: 'file',
  identifiers: 'identifier',
  messages: 'message',
  people: 'person',
  places: 'place',
  transactions: 'transaction',
}

/** An entry of a result as an event keeps it, or `null` when the result has no such entry. Nested names are run
 * together: `atRaw`, `attachments0Name`. */
export function confirmedFinding(
  evidence: ParsedEvidence,
  list: ConfirmableList,
  index: number,
): ConfirmedFinding | null {
  const entry = evidence[list][index]
  if (entry === undefined) return null
  const { position, ...rest } = entry
  return { kind: KINDS[list], value: Object.fromEntries(ordered(flatten(rest, ''))), position }
}

// In the order in which the event keeps them, so that what is folded from it is the same before and after it is read back.
function ordered<Pair extends readonly [string, unknown]>(pairs: readonly Pair[]): readonly Pair[] {
  return [...pairs].sort(([first], [second]) => (first < second ? -1 : 1))
}

function flatten(value: unknown, name: string): readonly (readonly [string, string | number | boolean])[] {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return [[name, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    flatten(member, name === '' ? key : name + key.charAt(0).toUpperCase() + key.slice(1)),
  )
}
