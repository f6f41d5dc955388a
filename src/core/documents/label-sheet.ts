import type { DocumentInfo, DocumentLanguages, Phrase } from './document-tree.ts'
import { TRAINING_MARK } from './page-text.ts'

/**
 * The forms of label stock that can be printed on: A4 sheets of 3 × 8 and of 2 × 7 labels, and rolls 62 mm wide of which
 * each label is a page.
 */
export const LABEL_FORMS = ['a4-3x8', 'a4-2x7', 'roll-62'] as const

/** One of {@link LABEL_FORMS}. */
export type LabelForm = (typeof LABEL_FORMS)[number]

/** Where labels lie on the paper; lengths in millimetres. */
export type LabelGeometry = {
  readonly page: { readonly width: number; readonly height: number }
  readonly label: { readonly width: number; readonly height: number }
  readonly columns: number
  readonly rows: number
  /** From the edge of the page to the first label. */
  readonly left: number
  readonly top: number
  /** Between two columns; rows follow each other without a gap. */
  readonly columnGap: number
}

/**
 * The stock as it is sold. 70 × 37 mm fills the width of the sheet; 99.1 × 38.1 mm leaves margins; of a 62 mm roll a
 * printer reaches all but a rim, which the inner margin of every label covers.
 */
export const LABEL_GEOMETRY: { readonly [form in LabelForm]: LabelGeometry } = {
  'a4-3x8': sheetOf({ width: 70, height: 37 }, 3, 8, 0),
  'a4-2x7': sheetOf({ width: 99.1, height: 38.1 }, 2, 7, 2.5),
  'roll-62': {
    page: { width: 62, height: 40 },
    label: { width: 62, height: 40 },
    columns: 1,
    rows: 1,
    left: 0,
    top: 0,
    columnGap: 0,
  },
}

/** One label: a code for the scanner and what people read beside it. */
export type Label = {
  /** What the QR code says, as `scanCodeOf` writes it. */
  readonly code: string
  /** What kind of thing it is. */
  readonly caption: Phrase
  /** What it is called in the station, set largest: an exhibit's number, a place's code. */
  readonly number: string
  /** Somebody's own words; cut short where they do not fit. */
  readonly name: string
  /** Further facts, most important first; those for which no room is left are not drawn. */
  readonly facts: readonly { readonly label: Phrase; readonly value: string }[]
}

/** Labels as data: what they say and on which stock, and nothing about fonts. The same sheet gives the same bytes. */
export type LabelSheet = {
  readonly languages: DocumentLanguages
  readonly info: DocumentInfo
  readonly form: LabelForm
  /** Which label of the first sheet is printed first, from 1, row by row: a sheet that was used in part goes on there. */
  readonly startAt: number
  readonly labels: readonly Label[]
}

/** A sheet as a vault prints it: where everything is invented, each label says so above what it names. */
export function markLabels(sheet: LabelSheet, isTraining: boolean): LabelSheet {
  if (!isTraining) return sheet
  const mark = ({ km, en }: Phrase): Phrase => ({
    km: `${TRAINING_MARK} · ${km}`,
    en: `${TRAINING_MARK} · ${en}`,
  })
  return { ...sheet, labels: sheet.labels.map((label) => ({ ...label, caption: mark(label.caption) })) }
}

/** How many labels one page of a form holds. */
export function labelsPerPage(form: LabelForm): number {
  const { columns, rows } = LABEL_GEOMETRY[form]
  return columns * rows
}

/** Where one label lies: its page, from 0, and the distances of its upper left corner in millimetres. */
export type LabelPlace = { readonly page: number; readonly left: number; readonly top: number }

/** Finds the place of a label by its order in the sheet, from 0. */
export function placeLabel(form: LabelForm, startAt: number, order: number): LabelPlace {
  const { columns, label, left, top, columnGap } = LABEL_GEOMETRY[form]
  const perPage = labelsPerPage(form)
  // On a roll every label is the first of its page.
  const position = ((startAt - 1) % perPage) + order
  const onPage = position % perPage
  const row = Math.floor(onPage / columns)
  return {
    page: Math.floor(position / perPage),
    left: left + (onPage % columns) * (label.width + columnGap),
    top: top + row * label.height,
  }
}

function sheetOf(
  label: LabelGeometry['label'],
  columns: number,
  rows: number,
  columnGap: number,
): LabelGeometry {
  // ISO 216 A4.
  const page = { width: 210, height: 297 }
  const left = (page.width - columns * label.width - (columns - 1) * columnGap) / 2
  return { page, label, columns, rows, left, top: (page.height - rows * label.height) / 2, columnGap }
}
