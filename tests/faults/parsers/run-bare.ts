import { type ParseLimits, parseLimitsFor } from '#core/parsing/parse-limits.ts'
import { ENTRY_SHAPES, type ParserOptions } from '#core/parsing/parsed-evidence.ts'
import { makeEvidenceBytes } from '#node/parsers/evidence-bytes.ts'
import { makeEvidenceWriter } from '#node/parsers/evidence-writer.ts'
import { type Parser, ParseStop } from '#node/parsers/parser.ts'
import { RunLimits } from '#node/parsers/run-limits.ts'

/** How a run ended: well, by a stated failure, or by throwing what no parser should throw. */
export type BareOutcome =
  | { readonly kind: 'found' | 'asks' }
  | { readonly kind: 'stopped'; readonly code: string }
  | { readonly kind: 'threw'; readonly cause: unknown }

/** Runs a parser with the real bytes and the real writer and nothing round it, and holds every entry against its schema. */
export async function runBare(
  parser: Parser,
  bytes: Uint8Array,
  options: ParserOptions,
): Promise<BareOutcome> {
  // The process runs many cases one after another; its memory is watched as a whole.
  const limits: ParseLimits = { ...parseLimitsFor(bytes.length), memoryBytes: Number.MAX_SAFE_INTEGER }
  const run = new RunLimits(limits)
  const out = makeEvidenceWriter(run, {
    send(list, texts) {
      for (const text of texts) ENTRY_SHAPES[list].parse(JSON.parse(text))
    },
    taken: () => Promise.resolve(),
  })
  const evidence = makeEvidenceBytes('exhibit.bin', bytes.length, run, (offset, length) =>
    Promise.resolve(bytes.slice(offset, offset + length)),
  )
  try {
    const questions = await parser.parse({ evidence, options, limits, out })
    if (questions !== undefined && questions.length > 0) return { kind: 'asks' }
    out.finish()
    return { kind: 'found' }
  } catch (cause) {
    return cause instanceof ParseStop
      ? { kind: 'stopped', code: cause.failure.code }
      : { kind: 'threw', cause }
  }
}
