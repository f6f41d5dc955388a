import { contextOf, findIdentifiers } from '#core/parsing/find-identifiers.ts'
import type { Position } from '#core/parsing/parsed-evidence.ts'
import type { EvidenceWriter } from './parser.ts'

/** Most identifiers that are taken from one text: a list of a million numbers is a table, not a message. */
const MOST_OF_ONE_TEXT = 500

/** Adds the identifiers that stand in a text of one entry, each once, with the entry's own place. */
export function addIdentifiers(out: EvidenceWriter, text: string | undefined, position: Position): void {
  if (text === undefined || text === '') return
  const seen = new Set<string>()
  for (const found of findIdentifiers(text)) {
    const { kind, raw, normalised } = found
    const key = `${kind} ${normalised}`
    if (seen.has(key)) continue
    if (seen.size === MOST_OF_ONE_TEXT) return
    seen.add(key)
    out.add('identifiers', { position, kind, raw, normalised, context: contextOf(text, found) })
  }
}
