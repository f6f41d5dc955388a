import type { Problem } from '#contract/failures.ts'
import { problemsOf } from '#contract/input-problems.ts'
import { type ComplaintDraft, complaintInput } from '#core/casework/complaint.ts'
import {
  type ComplaintEdit,
  isBlankIdentifier,
  isBlankLoss,
  type Row,
  type RowList,
  type TextField,
} from './complaint-edit.ts'
import { readDayEntry } from './day-entry.ts'

const DAY_FIELDS: ReadonlySet<string> = new Set([
  'receivedOn',
  'victim.birthDate',
  'happenedFrom',
  'happenedTo',
  'on',
])

/** What is wrong, under the name of the field on screen: lines of lists by their key instead of their place. */
export type ProblemsByField = { readonly [field: string]: Problem }

/** The complaint that stands in the form: empty fields and blank lines left out, days as `YYYY-MM-DD`. */
export function complaintOf(edit: ComplaintEdit): ComplaintDraft {
  const victim: Record<string, string> = {}
  const complaint: Record<string, unknown> = { victim }
  for (const [field, text] of Object.entries(edit.texts) as [TextField, string][]) {
    if (text.trim() === '') continue
    const value = entryOf(field, text)
    if (field.startsWith('victim.')) victim[field.slice('victim.'.length)] = value
    else complaint[field] = value
  }
  complaint.typologies = edit.typologies
  complaint.identifiers = edit.identifiers.filter((row) => !isBlankIdentifier(row)).map(lineOf)
  complaint.losses = edit.losses.filter((row) => !isBlankLoss(row)).map(lineOf)
  // Whether it is a complaint is what the schema finds out.
  return complaint as ComplaintDraft
}

/** What the contract's own schema finds wrong with the complaint in the form. */
export function checkEdit(edit: ComplaintEdit): ProblemsByField {
  const draft = complaintOf(edit)
  const parsed = complaintInput.safeParse(draft)
  return parsed.success ? {} : placeProblems(edit, problemsOf(parsed.error, draft))
}

/** Puts the problems of a complaint, or of the `complaint.add` that carried it, to the fields on screen; the first of each field counts. */
export function placeProblems(edit: ComplaintEdit, problems: readonly Problem[]): ProblemsByField {
  const keys: { readonly [List in RowList]: readonly number[] } = {
    identifiers: edit.identifiers.filter((row) => !isBlankIdentifier(row)).map((row) => row.key),
    losses: edit.losses.filter((row) => !isBlankLoss(row)).map((row) => row.key),
  }
  const placed: Record<string, Problem> = {}
  for (const problem of problems) {
    const field = fieldOnScreen(problem.field.replace(/^complaint\./, ''), keys)
    placed[field] ??= problem
  }
  return placed
}

function fieldOnScreen(field: string, keys: { readonly [List in RowList]: readonly number[] }): string {
  const [list, place, ...rest] = field.split('.')
  if (list !== 'identifiers' && list !== 'losses') return field
  const key = keys[list][Number(place)]
  return key === undefined ? list : [list, key, ...rest].join('.')
}

function lineOf<Field extends string>(row: Row<Field>): Record<string, string> {
  const texts = Object.entries(row.texts) as [Field, string][]
  const filled = texts.filter(([, text]) => text.trim() !== '')
  return Object.fromEntries(filled.map(([field, text]) => [field, entryOf(field, text)]))
}

function entryOf(field: string, text: string): string {
  return DAY_FIELDS.has(field) ? readDayEntry(text) : text
}
