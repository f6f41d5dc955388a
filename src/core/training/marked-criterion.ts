import type { CaseView } from '../case-file/case-view.ts'
import type { IdentifierKind } from '../identifiers/identifier.ts'
import type { Exercise } from './exercise.ts'

/** How a criterion stands. `open`: it can still be met. */
export const MARK_STATES = ['met', 'partly', 'missed', 'open'] as const

/** One of {@link MARK_STATES}. */
export type MarkState = (typeof MARK_STATES)[number]

/** Why a criterion is met in part only. */
export const MARK_REASONS = ['late', 'left-out', 'nothing-shows-it', 'law-warns'] as const

/** What is looked at. */
export type Criterion =
  /** A complaint was taken, with a kind of crime and the wish that the story tells. */
  | { readonly what: 'complaint' | 'typology' | 'wish' | 'no-other-losses' | 'note' }
  | { readonly what: 'identifier'; readonly kind: IdentifierKind; readonly value: string }
  | { readonly what: 'loss'; readonly currency: string; readonly amount: string }
  | {
      readonly what: 'step'
      readonly stepId: string
      readonly title: { readonly km: string; readonly en: string }
    }
  | { readonly what: 'letter'; readonly kind: Exercise['expected']['letters'][number] }
  | { readonly what: 'record'; readonly kind: Exercise['expected']['records'][number] }

/** What is looked at, and what came of it. */
export type CriterionMark = Criterion & {
  readonly state: MarkState
  readonly reason?: (typeof MARK_REASONS)[number]
  readonly dueAtMs?: number
  readonly doneAtMs?: number
  /** Without it nothing is passed. */
  readonly isEssential: boolean
}

/** The state of what was not done: it may still be, or it is too late. */
export function stateOfOpen(isTooLate: boolean): MarkState {
  return isTooLate ? 'missed' : 'open'
}

/** What in the file shows that a step was done. */
type Proof =
  | { readonly by: 'letters'; readonly kind: Exercise['expected']['letters'][number] }
  | { readonly by: 'records'; readonly kind: Exercise['expected']['records'][number] }
  | { readonly by: 'items' }

const BY_ITEM: Proof = { by: 'items' }

/** Steps that leave something in the file when they are done; without it, ticking them says little. */
const PROOFS: { readonly [stepId: string]: Proof } = {
  freeze: { by: 'letters', kind: 'freeze' },
  'preserve-account': { by: 'letters', kind: 'preservation' },
  'interview-victim': { by: 'records', kind: 'interview' },
  'capture-page': BY_ITEM,
  'seller-page': BY_ITEM,
  'fake-platform': BY_ITEM,
  'gambling-site': BY_ITEM,
  'malware-sample': BY_ITEM,
  'notes-bag': BY_ITEM,
}

/** Whether the file shows that a step was done, where it would show it and the exercise asks for it. */
export function isProven(stepId: string, { expected }: Exercise, view: CaseView): boolean {
  const proof = Object.hasOwn(PROOFS, stepId) ? PROOFS[stepId] : undefined
  switch (proof?.by) {
    case undefined:
      return true
    case 'items':
      return view.items.length > 0
    case 'letters':
      return !expected.letters.includes(proof.kind) || view.letters.some(isOf(proof.kind))
    case 'records':
      return !expected.records.includes(proof.kind) || view.records.some(isOf(proof.kind))
  }
}

function isOf(kind: string): (paper: { readonly content: { readonly kind: string } }) => boolean {
  return ({ content }) => content.kind === kind
}
