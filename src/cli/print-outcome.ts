import { explainFailure, explainProblem } from '#contract/failure-text.ts'
import { FAILURES, type Failure } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import type { Language } from '#core/language.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { CLI_TEXT } from './cli-text.ts'
import type { Outcome } from './outcome.ts'
import type { Terminal } from './terminal.ts'
import type { Usage } from './usage.ts'

/** Prints an outcome: one JSON document on standard output, or lines there and the reason of a failure on standard error. */
export function printOutcome(
  terminal: Terminal,
  outcome: Outcome,
  language: Language,
  isJson: boolean,
): void {
  if (outcome.kind === 'printed') return
  if (isJson) terminal.writeOut(`${JSON.stringify(outcomeDocument(outcome, language))}\n`)
  else if ('lines' in outcome) for (const line of outcome.lines ?? []) terminal.writeOut(`${line}\n`)
  for (const line of reasonLines(outcome, language)) terminal.writeError(`${line}\n`)
}

/** A failure as `--json` prints it. */
export function failureDocument(failure: Failure, language: Language): object {
  const problems = failure.problems?.map((problem) => ({
    ...problem,
    sentence: explainProblem(problem, language),
  }))
  return {
    code: failure.code,
    retry: FAILURES[failure.code],
    facts: failure.facts ?? {},
    problems: problems ?? [],
    sentence: explainFailure(failure, language),
  }
}

/** Says why a failure happened and what to do, one line for the whole and one for each field. */
export function failureLines(failure: Failure, language: Language): readonly string[] {
  const problems = failure.problems ?? []
  return [
    explainFailure(failure, language),
    ...problems.map((problem) => `  ${showEscaped(problem.field)}: ${explainProblem(problem, language)}`),
  ]
}

function outcomeDocument(outcome: Printable, language: Language): unknown {
  switch (outcome.kind) {
    case 'done':
      return outcome.value
    case 'failed':
      return { ...outcome.value, failure: failureDocument(outcome.failure, language) }
    case 'cancelled':
      return { ...outcome.value, cancelled: true }
    case 'bug':
      return { bug: { reference: outcome.reference } }
    case 'misused':
      return { usage: { ...outcome.usage, sentence: usageSentence(outcome.usage, language) } }
  }
}

type Printable = Exclude<Outcome, { readonly kind: 'printed' }>

function reasonLines(outcome: Printable, language: Language): readonly string[] {
  const text = CLI_TEXT[language]
  switch (outcome.kind) {
    case 'done':
      return []
    case 'failed':
      return outcome.reasons ?? failureLines(outcome.failure, language)
    case 'cancelled':
      return [text.outcome.cancelled]
    case 'bug':
      return [fillTemplate(text.outcome.bug, { reference: outcome.reference }, language)]
    case 'misused': {
      const { usage, command } = outcome
      return [usageSentence(usage, language), fillTemplate(text.seeHelp, { command }, language)]
    }
  }
}

function usageSentence(usage: Usage, language: Language): string {
  return fillTemplate(CLI_TEXT[language].usage[usage.code], usage.facts, language)
}
