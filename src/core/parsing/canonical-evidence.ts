import { utf8ToBytes } from '@noble/hashes/utils.js'
import { type CanonicalValue, canonicalText, parseCanonical } from '../ledger/canonical-json.ts'
import { fail, type Result, succeed } from '../result.ts'
import {
  ENTRY_LISTS,
  type EntryList,
  PARSED_EVIDENCE_VERSION,
  type ParsedEvidence,
  type ParserOptions,
  parsedEvidence,
} from './parsed-evidence.ts'
import type { ParserName } from './parser-names.ts'

/** What a result says about itself, beside its lists. */
export type EvidenceHeading = {
  readonly parser: ParserName
  readonly parserVersion: string
  readonly options: ParserOptions
}

/** The canonical text of one entry. The entry MUST be one its schema accepted. */
export function entryText(entry: object): string {
  return canonicalText(entry as CanonicalValue)
}

/**
 * Puts the canonical JSON of a result together from the texts of its entries, piece by piece, so that nothing has to be written
 * twice. The pieces joined are what `canonicalText` would write for the whole.
 */
export function* evidencePieces(
  heading: EvidenceHeading,
  entriesOf: (list: EntryList) => readonly string[],
): Generator<Uint8Array> {
  const { parser, parserVersion, options } = heading
  const members: Record<string, string | EntryList> = {
    options: canonicalText(options),
    parser: canonicalText(parser),
    parserVersion: canonicalText(parserVersion),
    v: canonicalText(PARSED_EVIDENCE_VERSION),
  }
  const lists: ReadonlySet<string> = new Set(ENTRY_LISTS)
  const names = [...Object.keys(members), ...ENTRY_LISTS].sort()
  for (const [index, name] of names.entries()) {
    const opening = `${index === 0 ? '{' : ','}"${name}":`
    if (!lists.has(name)) {
      yield utf8ToBytes(`${opening}${members[name]}`)
      continue
    }
    yield utf8ToBytes(`${opening}[`)
    yield* inPieces(entriesOf(name as EntryList))
    yield utf8ToBytes(']')
  }
  yield utf8ToBytes('}')
}

const PIECE_ENTRIES = 200

function* inPieces(entries: readonly string[]): Generator<Uint8Array> {
  for (let from = 0; from < entries.length; from += PIECE_ENTRIES) {
    const piece = entries.slice(from, from + PIECE_ENTRIES).join(',')
    yield utf8ToBytes(from === 0 ? piece : `,${piece}`)
  }
}

/** Why bytes are no result. */
export type EvidenceFailure = { readonly code: 'evidence/not-canonical' | 'evidence/malformed' }

/** Reads a result from its canonical bytes, as they were sealed. */
export function parseEvidence(bytes: Uint8Array): Result<ParsedEvidence, EvidenceFailure> {
  const value = parseCanonical(bytes)
  if (!value.ok) return fail({ code: 'evidence/not-canonical' })
  const shape = parsedEvidence.safeParse(value.value)
  return shape.success ? succeed(shape.data) : fail({ code: 'evidence/malformed' })
}

/** How many entries each list of a result has. */
export function countEntries(evidence: ParsedEvidence): { readonly [List in EntryList]: number } {
  return Object.fromEntries(ENTRY_LISTS.map((list) => [list, evidence[list].length])) as {
    [List in EntryList]: number
  }
}
