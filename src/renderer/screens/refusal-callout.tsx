import type { ReactNode } from 'react'
import { explainFailure, explainProblem } from '#contract/failure-text.ts'
import { Callout } from '../parts/callout.tsx'
import { isCarrierReference } from '../state/carrier-reference.ts'
import type { Refusal } from '../state/remote.ts'
import { type Tongue, useTongue } from '../text/text-context.tsx'

type RefusalCalloutProps = {
  readonly refusal: Refusal
  readonly children?: ReactNode
  /** Leaves out the single problems where each stands at its own field. */
  readonly hasProblemsElsewhere?: boolean
}

/** Says why something was not done and what to do, in the language of the screen. */
export function RefusalCallout({ refusal, children, hasProblemsElsewhere = false }: RefusalCalloutProps) {
  const tongue = useTongue()
  const isBug = refusal.kind === 'bug' && !isCarrierReference(refusal.reference)
  const problems = refusal.kind === 'failure' && !hasProblemsElsewhere ? (refusal.failure.problems ?? []) : []
  return (
    <Callout
      tone="wrong"
      role="alert"
      title={isBug ? tongue.text.window.bugTitle : tongue.text.window.failedTitle}
    >
      <p>{refusalSentence(refusal, tongue)}</p>
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.code}`}>
              {explainProblem(problem, tongue.failureLanguage)}
            </li>
          ))}
        </ul>
      )}
      {children}
    </Callout>
  )
}

/** Why something was not done, in one or two sentences. */
export function refusalSentence(refusal: Refusal, { failureLanguage, text }: Tongue): string {
  if (refusal.kind === 'failure') return explainFailure(refusal.failure, failureLanguage)
  return isCarrierReference(refusal.reference) ? text.window.noAnswer : text.window.bug(refusal.reference)
}
