import { type IdentifierKind, parseIdentifier } from '#core/identifiers/identifier.ts'

/** The normal form of a text read as a kind, with its note in brackets, or the code of its failure. */
export function readAs(kind: IdentifierKind, raw: string): string {
  const parsed = parseIdentifier(kind, raw)
  if (!parsed.ok) return parsed.failure.code
  const { normalised, note } = parsed.value
  return note === undefined ? normalised : `${normalised} [${note}]`
}
