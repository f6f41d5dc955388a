import type { Language } from '#core/language.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { Facts, Failure, FailureCode, Problem, ProblemCode } from './failures.ts'
import { FAILURE_TEXT_EN, FINDING_PLACE_EN, PROBLEM_TEXT_EN } from './failure-text-en.ts'
import { FAILURE_TEXT_KM, FINDING_PLACE_KM, PROBLEM_TEXT_KM } from './failure-text-km.ts'
import { formatExactBytes, formatSize, formatWholeNumber } from './number-text.ts'
import type { Finding } from './vault-operations.ts'

/**
 * A sentence with room for facts.
 *
 * `{name}` is replaced by the fact of that name, `{name:form}` writes a number as one of {@link FactForm}. What stands
 * between `[` and `]` is left out as a whole when one of its facts is not given. Facts that are texts are shown escaped.
 */
export type Template = string

/** How a fact that is a number is written: grouped, as exact bytes, as a size, or counted from 1 instead of 0. */
export type FactForm = 'number' | 'bytes' | 'size' | 'place'

/** What a failure means and what to do about it. */
export type FailureText = { readonly wrong: Template; readonly act: Template }

/** A text for every failure code; a missing one does not compile. */
export type FailureTexts = { readonly [Code in FailureCode]: FailureText }

/** A text for every problem code; a missing one does not compile. */
export type ProblemTexts = { readonly [Code in ProblemCode]: Template }

/** How each part of a finding's place is named, from the outside inwards. */
export type FindingPlaceTexts = {
  readonly [Part in 'file' | 'exhibit' | 'object' | 'event' | 'page' | 'segment' | 'offset']: Template
}

const FAILURE_TEXT: { readonly [language in Language]: FailureTexts } = {
  km: FAILURE_TEXT_KM,
  en: FAILURE_TEXT_EN,
}
const PROBLEM_TEXT: { readonly [language in Language]: ProblemTexts } = {
  km: PROBLEM_TEXT_KM,
  en: PROBLEM_TEXT_EN,
}
const FINDING_PLACE: { readonly [language in Language]: FindingPlaceTexts } = {
  km: FINDING_PLACE_KM,
  en: FINDING_PLACE_EN,
}
const COLON: { readonly [language in Language]: string } = { km: '៖ ', en: ': ' }

/** Says what is wrong and what to do, with the failure's facts filled in. Its problems are explained one by one. */
export function explainFailure(failure: Failure, language: Language): string {
  const { wrong, act } = FAILURE_TEXT[language][failure.code]
  return `${fillTemplate(wrong, failure.facts ?? {}, language)} ${fillTemplate(act, failure.facts ?? {}, language)}`
}

/** Says what is wrong with one field and what to do; the field itself is named by whoever shows it. */
export function explainProblem(problem: Problem, language: Language): string {
  return fillTemplate(PROBLEM_TEXT[language][problem.code], problem.facts ?? {}, language)
}

/** Says where something does not hold, what it breaks and what to do: `event 12: The signature of an event …`. */
export function explainFinding(finding: Finding, language: Language): string {
  const { code, ...place } = finding
  const facts: Facts = Object.fromEntries(
    Object.entries(place).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact]])),
  )
  const parts = Object.values(FINDING_PLACE[language])
    .map((part) => fillTemplate(`[${part}]`, facts, language))
    .filter((part) => part !== '')
  const sentence = explainFailure({ code }, language)
  return parts.length === 0 ? sentence : `${parts.join(', ')}${COLON[language]}${sentence}`
}

/** Fills the facts into a {@link Template}. A fact that is named outside `[…]` and not given shows as `?`. */
export function fillTemplate(template: Template, facts: Facts, language: Language): string {
  return template
    .replace(/\[([^\]]*)\]/g, (_, part: string) => (isFilledBy(part, facts) ? part : ''))
    .replace(PLACEHOLDER, (_, name: string, form: FactForm | undefined) => writeFact(facts[name], form, language))
}

const PLACEHOLDER = /\{([A-Za-z]+)(?::([a-z]+))?\}/g

function isFilledBy(part: string, facts: Facts): boolean {
  return [...part.matchAll(PLACEHOLDER)].every(([, name]) => name !== undefined && Object.hasOwn(facts, name))
}

function writeFact(fact: string | number | undefined, form: FactForm | undefined, language: Language): string {
  if (fact === undefined) return '?'
  if (typeof fact === 'string') return showEscaped(fact)
  if (!Number.isSafeInteger(fact)) return String(fact)
  switch (form) {
    case 'bytes':
      return formatExactBytes(fact, language)
    case 'size':
      return formatSize(fact, language)
    case 'place':
      return formatWholeNumber(fact + 1, language)
    default:
      return formatWholeNumber(fact, language)
  }
}
