import { itemOf } from '#core/custody/take-custody.ts'
import type { CaseChange } from '#core/projections/projection-changes.ts'

/** What a change names that may occur only once among all cases: numbers and ids of cases, exhibits, objects and items. */
export function uniqueNamesIn(change: CaseChange): readonly string[] {
  switch (change.change) {
    case 'add-case':
      return [`case ${change.caseId}`, `case number ${change.number}`]
    case 'add-exhibit':
      return [
        `exhibit ${change.exhibitId}`,
        `exhibit number ${change.exhibit.number}`,
        ...(change.objectId === null ? [] : [`object ${change.objectId}`]),
      ]
    case 'add-part':
      return [`part ${change.exhibitId} ${change.index}`, `object ${change.part.object.objectId}`]
    case 'take-custody': {
      const item = itemOf(change.event)
      return item === null ? [] : [`item ${item.itemId}`, `item number ${item.number}`]
    }
    case 'add-identifier':
      return [`identifier ${change.caseId} ${change.seq} ${change.line}`]
    default:
      return []
  }
}

/** Bits of the filter: forty for each name of a million events, of which it takes one in a thousand for another. */
const BITS = 2 ** 26
const BITS_A_WORD = 32
/** Bits that are set for one name. */
const PROBES = 3
const FNV_PRIME = 0x01000193
const FNV_BASIS = 0x811c9dc5

/**
 * Remembers names in eight mebibytes, however many they are, and answers surely only that one was not among them. Names that were
 * chosen to be taken for others cost whoever asks a look into the tables.
 */
export class SeenNames {
  readonly #words = new Uint32Array(BITS / BITS_A_WORD)

  /** `false` when the name was surely not noted. */
  mayHave(name: string): boolean {
    let at = hashOf(name)
    const step = stepOf(at)
    for (let probe = 0; probe < PROBES; probe += 1, at = Math.imul(at, FNV_PRIME) + step) {
      const bit = (at >>> 0) % BITS
      if (((this.#words[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false
    }
    return true
  }

  note(name: string): void {
    let at = hashOf(name)
    const step = stepOf(at)
    for (let probe = 0; probe < PROBES; probe += 1, at = Math.imul(at, FNV_PRIME) + step) {
      const bit = (at >>> 0) % BITS
      this.#words[bit >>> 5] = (this.#words[bit >>> 5] ?? 0) | (1 << (bit & 31))
    }
  }
}

/** FNV-1a over UTF-16 code units, 32 bits (G. Fowler, L. C. Noll, K.-P. Vo). */
function hashOf(name: string): number {
  let hash = FNV_BASIS
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), FNV_PRIME)
  return hash
}

function stepOf(hash: number): number {
  return (hash >>> 15) | 1
}
