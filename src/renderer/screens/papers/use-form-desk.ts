import { explainProblem } from '#contract/failure-text.ts'
import type { FormDesk } from '../../state/papers-state.ts'
import { useSession } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'

/** The form that is being written, where it is the one that is asked for. */
export function useFormDesk(target: string): FormDesk | null {
  return useSession((state) => (state.papers.formDesk?.target === target ? state.papers.formDesk : null))
}

/** What the engine found wrong with a field, in a sentence. */
export function useFieldProblem(path: string): string | undefined {
  const { failureLanguage } = useTongue()
  const problem = useSession((state) => state.papers.formDesk?.problems[path])
  return problem && explainProblem(problem, failureLanguage)
}

/** The id of the control of a field, by which problems and the law lead to it. */
export function fieldId(path: string): string {
  return `paper-${path}`
}

/** Takes the person to a field, or to the first of those inside it. */
export function goToField(path: string): void {
  const id = fieldId(path)
  const found = document.getElementById(id) ?? document.querySelector(`[id^="${CSS.escape(`${id}.`)}"]`)
  // A box to tick is named by the words beside it.
  const control = found?.closest('label')?.querySelector('input') ?? found
  if (control instanceof HTMLElement) control.focus()
}
