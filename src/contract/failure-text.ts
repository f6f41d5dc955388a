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

/** Texts of failures in a further language. What it does not say is said in its base, which also writes numbers. */
export type FailureWords = {
  readonly base: Language
  readonly failures?: Partial<FailureTexts>
  readonly problems?: Partial<ProblemTexts>
  readonly places?: Partial<FindingPlaceTexts>
}

/** A language in which failures are explained: one that the program came with, or texts that were added. */
export type FailureLanguage = Language | FailureWords

/** Says what is wrong and what to do, with the failure's facts filled in. Its problems are explained one by one. */
export function explainFailure(failure: Failure, said: FailureLanguage): string {
  const { base: language, failures } = wordsOf(said)
  const { wrong, act } = failures?.[failure.code] ?? FAILURE_TEXT[language][failure.code]
  return `${fillTemplate(wrong, failure.facts ?? {}, language)} ${fillTemplate(act, failure.facts ?? {}, language)}`
}

/** Says what is wrong with one field and what to do; the field itself is named by whoever shows it. */
export function explainProblem(problem: Problem, said: FailureLanguage): string {
  const { base: language, problems } = wordsOf(said)
  const text = problems?.[problem.code] ?? PROBLEM_TEXT[language][problem.code]
  return fillTemplate(text, problem.facts ?? {}, language)
}

/** Names where something does not hold, from the outside inwards: `file objects/…`, `segment 3`. Empty when nothing is known. */
export function findingPlaces(finding: Finding, said: FailureLanguage): readonly string[] {
  const { base: language, places } = wordsOf(said)
  const facts: Facts = Object.fromEntries(
    Object.entries(finding).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact]])),
  )
  return Object.values({ ...FINDING_PLACE[language], ...places })
    .map((part) => fillTemplate(`[${part}]`, facts, language))
    .filter((part) => part !== '')
}

/** Says where something does not hold, what it breaks and what to do: `event 12: The signature of an event …`. */
export function explainFinding(finding: Finding, said: FailureLanguage): string {
  const parts = findingPlaces(finding, said)
  const sentence = explainFailure({ code: finding.code }, said)
  return parts.length === 0 ? sentence : `${parts.join(', ')}${COLON[wordsOf(said).base]}${sentence}`
}

function wordsOf(said: FailureLanguage): FailureWords {
  return typeof said === 'string' ? { base: said } : said
}
