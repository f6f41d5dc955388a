import type { ParseFailure } from '#app/ports/evidence-parser.ts'
import type { ParseLimits } from '#core/parsing/parse-limits.ts'
import type { ParseQuestion } from '#core/parsing/parse-question.ts'
import type { ParseWarningCode } from '#core/parsing/parse-warnings.ts'
import type { EntryList, EntryOf, ParserOptions, Position } from '#core/parsing/parsed-evidence.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'

/**
 * Ends a run with a stated failure. A parser throws it, or lets it pass through when it is thrown by the bytes or the writer it was
 * given; it MUST NOT catch it.
 */
export class ParseStop extends Error {
  readonly failure: ParseFailure
  constructor(code: ParseFailure['code'], facts?: ParseFailure['facts']) {
    super(code)
    this.name = 'ParseStop'
    this.failure = facts === undefined ? { code } : { code, facts }
  }
}

/** The exhibit's bytes, as a parser has them: asked for from the engine range by range. */
export type EvidenceBytes = {
  readonly fileName: string
  readonly sizeBytes: number
  /** Exactly these bytes; the caller owns them. A range beyond the end is cut there. */
  read(offsetBytes: number, lengthBytes: number): Promise<Uint8Array>
  /** Everything, for kinds that are read as a whole; refused above `maxBytes` with `parse/too-large`. */
  readAll(maxBytes?: number): Promise<Uint8Array>
  /** From first to last byte in chunks of at most 1 MiB. */
  chunks(fromBytes?: number): AsyncGenerator<Uint8Array>
}

/**
 * Where a parser puts what it finds. Every text in an entry is made one that can be kept (`asFound`), a text that is too long is cut
 * with a warning, and counts and sizes are held against the limits. Keys whose value is `undefined` are left out.
 */
export type EvidenceWriter = {
  add<List extends EntryList>(list: List, entry: Loose<EntryOf<List>>): void
  /** A warning about one place, or about `count` of them. */
  warn(code: ParseWarningCode, about?: { position?: Position; count?: number; raw?: string }): void
  /** Waits until what was added is taken over. A parser that adds much in a loop calls it now and then. */
  settle(): Promise<void>
}

/** The same shape with `undefined` allowed wherever a key may be left out. */
export type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: undefined extends T[Key] ? Loose<T[Key]> | undefined : Loose<T[Key]> }
    : T

/** What a parser is given beside the bytes. */
export type ParserTask = {
  readonly evidence: EvidenceBytes
  readonly options: ParserOptions
  readonly limits: ParseLimits
  readonly out: EvidenceWriter
}

/** One parser. It runs in a process without keys, files or network, and sees nothing but its task. */
export type Parser = {
  readonly name: ParserName
  /** Raised whenever the same bytes would give another result. */
  readonly version: string
  /** The options it knows: each a name, or a prefix that ends in a dot (`column.`). Others are refused before it runs. */
  readonly options: readonly string[]
  /** Adds what it finds and answers nothing, or answers what it must be told first; then what it added is dropped. */
  parse(task: ParserTask): Promise<readonly ParseQuestion[] | undefined>
}
