import {
  type ComplaintEdit,
  emptyEdit,
  IDENTIFIER_FIELDS,
  LOSS_FIELDS,
  type Row,
  TEXT_FIELDS,
} from './complaint-edit.ts'

type Loose = { readonly [name: string]: unknown }

/** Writes a complaint down for being kept. */
export function complaintDraft(edit: ComplaintEdit): string {
  return JSON.stringify(edit)
}

/** Reads a kept complaint. What another version of the program kept differently is left out; `null` when nothing can be read. */
export function readComplaintDraft(text: string): ComplaintEdit | null {
  const kept = parse(text)
  if (kept === null) return null
  const empty = emptyEdit()
  const texts = textsOf(kept.texts, TEXT_FIELDS)
  const identifiers = rowsOf(kept.identifiers, IDENTIFIER_FIELDS)
  const losses = rowsOf(kept.losses, LOSS_FIELDS, identifiers.length)
  const chosen = Array.isArray(kept.typologies) ? kept.typologies : []
  return {
    texts: { ...texts, channel: texts.channel || empty.texts.channel, wish: texts.wish || empty.texts.wish },
    typologies: chosen.filter((each) => typeof each === 'string') as ComplaintEdit['typologies'],
    identifiers,
    losses,
    nextKey: identifiers.length + losses.length + 1,
  }
}

function parse(text: string): Loose | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Loose) : null
  } catch {
    return null
  }
}

function textsOf<Field extends string>(
  value: unknown,
  fields: readonly Field[],
): { readonly [Name in Field]: string } {
  const loose = typeof value === 'object' && value !== null ? (value as Loose) : {}
  const texts = fields.map((field) => [field, typeof loose[field] === 'string' ? loose[field] : ''])
  return Object.fromEntries(texts) as { readonly [Name in Field]: string }
}

function rowsOf<Field extends string>(
  value: unknown,
  fields: readonly Field[],
  taken = 0,
): readonly Row<Field>[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : []
  return rows.flatMap((row, index) => {
    if (typeof row !== 'object' || row === null) return []
    const { texts } = row as Loose
    return [{ key: taken + index + 1, texts: textsOf(texts, fields) }]
  })
}
