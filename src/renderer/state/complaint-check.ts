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
import { readClockEntry } from './time-entry.ts'

const DAY_FIELDS: ReadonlySet<string> = new Set([
  'receivedOn',
  'victim.birthDate',
  'happenedFrom',
  'happenedTo',
  'details.firstContact.on',
  'details.discovered.on',
  'on',
])
const CLOCK_FIELDS: ReadonlySet<string> = new Set([
  'details.firstContact.clock',
  'details.discovered.clock',
  'clock',
])
const TRUTHS: { readonly [chosen: string]: boolean } = { yes: true, no: false }

/** What is wrong, under the name of the field on screen: lines of lists by their key instead of their place. */
export type ProblemsByField = { readonly [field: string]: Problem }

/** The complaint that stands in the form: empty fields and blank lines left out, days as `YYYY-MM-DD`. */
export function complaintOf(edit: ComplaintEdit): ComplaintDraft {
  const complaint: Branch = { victim: {} }
  for (const [field, text] of Object.entries(edit.texts) as [TextField, string][]) {
    if (text.trim() !== '') put(complaint, field.split('.'), enteredValue(field, text))
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
  const found = parsed.success ? [] : problemsOf(parsed.error, draft)
  return placeProblems(edit, [...found, ...missingReason(edit)])
}

// Whoever declines is asked why, and whoever will not say is written down as that.
function missingReason({ texts }: ComplaintEdit): readonly Problem[] {
  const isMissing = texts.wish === 'decline' && texts['details.wishReason'].trim() === ''
  return isMissing ? [{ field: 'details.wishReason', code: 'field/missing' }] : []
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
  if (CLOCK_FIELDS.has(field)) return readClockEntry(text)
  return DAY_FIELDS.has(field) ? readDayEntry(text) : text
}

type Branch = { [member: string]: unknown }

function enteredValue(field: TextField, text: string): string | boolean {
  return /\.is[A-Z]/.test(field) ? (TRUTHS[text] ?? false) : entryOf(field, text)
}

/** Writes a value where its path leads, with the branches on the way. */
function put(branch: Branch, [step = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    branch[step] = value
    return
  }
  const next = (branch[step] ?? {}) as Branch
  branch[step] = next
  put(next, rest, value)
}
