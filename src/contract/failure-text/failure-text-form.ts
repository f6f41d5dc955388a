import type { FailureCode, ProblemCode } from '../failures.ts'
import type { Template } from '../fill-template.ts'

/** What a failure means and what to do about it. */
export type FailureText = { readonly wrong: Template; readonly act: Template }

/** A text for each code of a list; a missing one does not compile. */
export type TextsOf<Codes> = { readonly [Code in keyof Codes]: FailureText }

/** A text for every failure code; a missing one does not compile. */
export type FailureTexts = { readonly [Code in FailureCode]: FailureText }

/** A text for every problem code; a missing one does not compile. */
export type ProblemTexts = { readonly [Code in ProblemCode]: Template }

/** How each part of a finding's place is named, from the outside inwards. */
export type FindingPlaceTexts = {
  readonly [Part in 'file' | 'exhibit' | 'object' | 'event' | 'page' | 'segment' | 'offset']: Template
}
