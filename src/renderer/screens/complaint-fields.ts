import { type ComplaintEdit, TEXT_FIELDS } from '../state/complaint-edit.ts'
import type { Catalogue } from '../text/catalogue.ts'

/** The parts of the form, in their order. */
export const COMPLAINT_SECTIONS = [
  'reception',
  'victim',
  'story',
  'identifiers',
  'losses',
  'files',
  'check',
] as const

/** One of {@link COMPLAINT_SECTIONS}. */
export type ComplaintSection = (typeof COMPLAINT_SECTIONS)[number]

const RECEPTION_FIELDS: ReadonlySet<string> = new Set(['channel', 'wish', 'receivedOn'])

const DETAIL_SECTIONS: { readonly [member: string]: ComplaintSection } = {
  firstContact: 'story',
  discovered: 'story',
  readBack: 'check',
}

/** In which part of the form a field stands. */
export function sectionOf(field: string): ComplaintSection {
  const [first = '', second = ''] = field.split('.')
  if (first === 'details') return DETAIL_SECTIONS[second] ?? 'reception'
  if (first === 'victim' || first === 'identifiers' || first === 'losses') return first
  return RECEPTION_FIELDS.has(first) ? 'reception' : 'story'
}

/** How far down the form a field stands. */
export function orderOf(field: string): number {
  const section = COMPLAINT_SECTIONS.indexOf(sectionOf(field))
  const [, key = '0'] = field.split('.')
  const place = (TEXT_FIELDS as readonly string[]).indexOf(field)
  return section * 1_000_000 + (place === -1 ? Number(key) || 0 : place)
}

/** The name of a field for people; lines of lists with their place. */
export function fieldName(field: string, edit: ComplaintEdit, { complaint }: Catalogue): string {
  const [list, key, part] = field.split('.')
  if (list === 'identifiers' || list === 'losses') {
    const place = edit[list].findIndex((row) => String(row.key) === key) + 1
    const names: { readonly [name: string]: string } =
      list === 'identifiers' ? complaint.identifierFields : complaint.lossFields
    const line = list === 'identifiers' ? complaint.identifierPlace(place) : complaint.lossPlace(place)
    if (place === 0) return complaint.sections[list]
    return part === undefined ? line : `${line} · ${names[part] ?? part}`
  }
  if (field === 'typologies') return complaint.typologies
  const names: { readonly [name: string]: string } = complaint.fields
  return names[field] ?? field
}
