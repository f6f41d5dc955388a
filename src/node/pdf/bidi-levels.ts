import { createRequire } from 'node:module'
import type { Bidi } from 'bidi-js'

// The package declares a default export that its CommonJS file does not have.
const makeBidi = createRequire(import.meta.url)('bidi-js') as () => Bidi
const bidi = makeBidi()

/** Characters that are written from right to left (Bidi_Class R and AL): Hebrew, Arabic, Syriac, Thaana, NKo and later. */
const RIGHT_TO_LEFT =
  /[\u0590-\u05ff\u0600-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Characters by which a text could order its neighbours; they are drawn as their code points and order nothing. */
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** A character without a direction of its own and one code unit long, as controls are. */
const NEUTRAL = '\ufffc'

/** Tells whether a text holds anything that is written from right to left. */
export function hasRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text)
}

/**
 * Embedding levels of the UTF-16 units of a text (UAX #9), its direction being that of its first letter; `null` when
 * everything runs from left to right. Whoever wrote the text cannot turn it by control characters.
 */
export function findLevels(text: string): Uint8Array | null {
  if (!hasRightToLeft(text)) return null
  return bidi.getEmbeddingLevels(text.replace(CONTROLS, NEUTRAL), 'auto').levels
}

/** Puts items of known levels into the order in which they are seen from left to right (UAX #9, rule L2). */
export function orderByLevels<Item>(items: readonly Item[], levelOf: (item: Item) => number): Item[] {
  const ordered = [...items]
  const levels = items.map(levelOf)
  for (let level = Math.max(0, ...levels); level >= 1; level -= 1) {
    let from = 0
    while (from < levels.length) {
      let to = from
      while (to < levels.length && (levels[to] as number) >= level) to += 1
      reverse(ordered, from, to)
      reverse(levels, from, to)
      from = to + 1
    }
  }
  return ordered
}

function reverse(list: unknown[], from: number, to: number): void {
  list.splice(from, to - from, ...list.slice(from, to).reverse())
}
