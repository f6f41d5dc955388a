import { explainProblem } from '#contract/failure-text.ts'
import { Callout } from '../parts/callout.tsx'
import { useSession } from '../state/places.tsx'
import { useTongue } from '../text/text-context.tsx'
import { fieldName, orderOf } from './complaint-fields.ts'
import { controlId } from './draft-field.tsx'

/** Everything that keeps a complaint from being saved, each leading to its field. Shown from the first try on. */
export function ProblemSummary({ target }: { readonly target: string }) {
  const tongue = useTongue()
  const { failureLanguage, text } = tongue
  const draft = useSession((state) => state.drafts[target])
  if (draft === undefined || !draft.wasTried) return null
  const problems = Object.entries(draft.problems).toSorted(([one], [other]) => orderOf(one) - orderOf(other))
  if (problems.length === 0) return null
  return (
    <Callout tone="wrong" role="alert" title={text.complaint.problemsTitle(problems.length)}>
      <p>{text.complaint.problemsIntro}</p>
      <ul className="problem-list">
        {problems.map(([field, problem]) => (
          <li key={field}>
            <button
              type="button"
              className="link-button"
              onClick={() => document.getElementById(controlId(target, field))?.focus()}
            >
              {fieldName(field, draft.edit, text)}
            </button>
            <span> — {explainProblem(problem, failureLanguage)}</span>
          </li>
        ))}
      </ul>
    </Callout>
  )
}
