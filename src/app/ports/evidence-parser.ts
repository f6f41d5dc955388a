import type { Failure } from '#contract/failures.ts'
import type { ParseLimits } from '#core/parsing/parse-limits.ts'
import type { ParseQuestion } from '#core/parsing/parse-question.ts'
import type { ParsedEvidence, ParserOptions } from '#core/parsing/parsed-evidence.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'
import type { Result } from '#core/result.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'

/**
 * Bytes that are read at any place. `Problem` is why they may not be had.
 *
 * A range MUST lie inside. The caller owns what it is given. Reads may overlap in time.
 */
export type RandomAccess<Problem> = {
  readonly sizeBytes: number
  read(offsetBytes: number, lengthBytes: number): Promise<Result<Uint8Array, Problem>>
}

/**
 * Why an exhibit was not parsed. The parser's process is gone in every case, and nothing else was touched.
 *
 * - `parse/not-this-kind`: these bytes are not what this parser reads.
 * - `parse/malformed`: they are of the kind, but damaged or cut at a place that nothing can be read past (`offsetBytes`, `line`).
 * - `parse/container-damaged`: chains of the container that they come in cross, do not end or lead outside it.
 * - `parse/encrypted`: they are of the kind and locked by a password.
 * - `parse/option-wrong`: `option` is not one this parser knows, or has a value it cannot use.
 * - `parse/too-large`: a limit on bytes was met; `limit` says which (`read`, `output`, `entry`), `maxBytes` how much.
 * - `parse/too-many-entries`, `parse/too-deep`: a limit on counts (`max`).
 * - `parse/took-too-long`, `parse/out-of-memory`: a limit on time (`maxMs`) or memory (`maxBytes`).
 * - `parse/crashed`: the process ended by itself or the parser threw; a bug of the parser or an attack (`cause`).
 * - `parse/broke-rules`: the process said what no parser says, or tried what no parser may do.
 * - `parse/not-started`: no process could be had.
 */
export type ParseFailure = Failure<
  | 'parse/not-this-kind'
  | 'parse/malformed'
  | 'parse/container-damaged'
  | 'parse/encrypted'
  | 'parse/option-wrong'
  | 'parse/too-large'
  | 'parse/too-many-entries'
  | 'parse/too-deep'
  | 'parse/took-too-long'
  | 'parse/out-of-memory'
  | 'parse/crashed'
  | 'parse/broke-rules'
  | 'parse/not-started'
>

/** What a parser answers: a result with its canonical bytes, or what it must be told first. */
export type ParseAnswer =
  | { readonly kind: 'parsed'; readonly evidence: ParsedEvidence; readonly bytes: Uint8Array }
  | { readonly kind: 'asks'; readonly questions: readonly ParseQuestion[] }

/** One run of a parser. */
export type ParseOrder<Problem> = {
  readonly parser: ParserName
  readonly options: ParserOptions
  /** The exhibit's name, for parsers that look at it; no path. */
  readonly fileName: string
  readonly bytes: RandomAccess<Problem>
  readonly signal: CancelSignal
  /** Hears how many different bytes were asked for, never less than before. */
  readonly onProgress: (doneBytes: number) => void
  /** Left out, what the size allows (`parseLimitsFor`). */
  readonly limits?: ParseLimits
}

/** Reads evidence in a process that holds no key, sees no file and reaches no network. */
export type EvidenceParser = {
  parse<Problem>(order: ParseOrder<Problem>): Promise<Result<ParseAnswer, ParseFailure | Problem | Cancelled>>
}
