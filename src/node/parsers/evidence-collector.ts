import type { ParseAnswer, ParseFailure, ParseOrder } from '#app/ports/evidence-parser.ts'
import { entryText, evidencePieces } from '#core/parsing/canonical-evidence.ts'
import type { ParseLimits } from '#core/parsing/parse-limits.ts'
import {
  ENTRY_LISTS,
  ENTRY_SHAPES,
  type EntryList,
  PARSED_EVIDENCE_VERSION,
  type ParsedEvidence,
} from '#core/parsing/parsed-evidence.ts'

type Order = Pick<ParseOrder<never>, 'parser' | 'options'> & { readonly limits: ParseLimits }

/**
 * Takes over what a parser's process found, entry by entry: each must have its shape, and is written anew as canonical JSON, so that
 * the result is the engine's writing and never the parser's.
 */
export class EvidenceCollector {
  readonly #order: Order
  readonly #entries = new Map<EntryList, object[]>(ENTRY_LISTS.map((list) => [list, []]))
  readonly #texts = new Map<EntryList, string[]>(ENTRY_LISTS.map((list) => [list, []]))
  #items = 0
  #outputBytes = 0

  constructor(order: Order) {
    this.#order = order
  }

  /** Takes entries of one list, or answers why the run is over. */
  take(list: EntryList, entries: readonly unknown[]): ParseFailure | null {
    const { limits } = this.#order
    const shape = ENTRY_SHAPES[list]
    for (const entry of entries) {
      const parsed = shape.safeParse(entry)
      if (!parsed.success) return { code: 'parse/broke-rules', facts: { cause: 'entry' } }
      if (++this.#items > limits.items)
        return { code: 'parse/too-many-entries', facts: { max: limits.items } }
      const text = entryText(parsed.data)
      this.#outputBytes += Buffer.byteLength(text) + 1
      if (this.#outputBytes > limits.outputBytes)
        return { code: 'parse/too-large', facts: { limit: 'output', maxBytes: limits.outputBytes } }
      this.#entries.get(list)?.push(parsed.data)
      this.#texts.get(list)?.push(text)
    }
    return null
  }

  /** The result with its canonical bytes. */
  finish(parserVersion: string): Omit<Extract<ParseAnswer, { kind: 'parsed' }>, 'kind'> {
    const { parser, options } = this.#order
    const lists = Object.fromEntries(ENTRY_LISTS.map((list) => [list, this.#entries.get(list) ?? []]))
    const evidence = {
      ...lists,
      options,
      parser,
      parserVersion,
      v: PARSED_EVIDENCE_VERSION,
    } as ParsedEvidence
    const pieces = evidencePieces({ parser, parserVersion, options }, (list) => this.#texts.get(list) ?? [])
    return { evidence, bytes: Buffer.concat([...pieces]) }
  }
}
