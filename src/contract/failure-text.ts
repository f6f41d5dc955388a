import type { Language } from '#core/language.ts'
import { FAILURE_TEXT_EN } from './failure-text/en/failures.ts'
import { FINDING_PLACE_EN, PROBLEM_TEXT_EN } from './failure-text/en/problems.ts'
import type { FailureTexts, FindingPlaceTexts, ProblemTexts } from './failure-text/failure-text-form.ts'
import { FAILURE_TEXT_KM } from './failure-text/km/failures.ts'
import { FINDING_PLACE_KM, PROBLEM_TEXT_KM } from './failure-text/km/problems.ts'
import type { Facts, Failure, Problem } from './failures.ts'
import { fillTemplate } from './fill-template.ts'
import type { Finding } from './vault-operations.ts'

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

/** Names where something does not hold, from the outside inwards: `file objects/…`, `segment 3`. Empty when nothing is known. */
export function findingPlaces(finding: Finding, language: Language): readonly string[] {
  const facts: Facts = Object.fromEntries(
    Object.entries(finding).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact]])),
  )
  return Object.values(FINDING_PLACE[language])
    .map((part) => fillTemplate(`[${part}]`, facts, language))
    .filter((part) => part !== '')
}

/** Says where something does not hold, what it breaks and what to do: `event 12: The signature of an event …`. */
export function explainFinding(finding: Finding, language: Language): string {
  const parts = findingPlaces(finding, language)
  const sentence = explainFailure({ code: finding.code }, language)
  return parts.length === 0 ? sentence : `${parts.join(', ')}${COLON[language]}${sentence}`
}
