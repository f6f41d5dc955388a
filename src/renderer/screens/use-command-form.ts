import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Envelope } from '#contract/envelope.ts'
import { explainProblem } from '#contract/failure-text.ts'
import { type Refusal, refusalOf } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'

/** What is wrong with each field before anything is sent; `undefined` where nothing is. */
export type FieldProblems<Field extends string> = { readonly [Name in Field]: string | undefined }

/** A form that sends one command. */
export type CommandForm<Field extends string> = {
  readonly ref: RefObject<HTMLFormElement | null>
  readonly isRunning: boolean
  /** Why the last try brought nothing; `null` while one runs. */
  readonly refusal: Refusal | null
  /** What to say at a field: what is missing once it was tried to send, or what the engine found. */
  problem(field: Field): string | undefined
  /** Whether every problem that the engine found is said at a field. */
  readonly hasProblemsAtFields: boolean
  submit(event: FormEvent): void
}

type CommandFormParts<Field extends string, Value> = {
  readonly problems: FieldProblems<Field>
  readonly run: () => Promise<Envelope<Value>>
  readonly onDone: (value: Value) => void
}

/** Makes a form that sends nothing while a field must be mended, and goes there; the engine's own problems come back to the fields. */
export function useCommandForm<Field extends string, Value>({
  problems,
  run,
  onDone,
}: CommandFormParts<Field, Value>): CommandForm<Field> {
  const { failureLanguage } = useTongue()
  const ref = useRef<HTMLFormElement>(null)
  const [tries, setTries] = useState(0)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const found = refusal?.kind === 'failure' ? (refusal.failure.problems ?? []) : []
  // What must be mended first is where the person goes on.
  useEffect(() => {
    if (tries > 0 && !isRunning) ref.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [tries, isRunning])

  const send = async () => {
    setRunning(true)
    setRefusal(null)
    const answer = await run()
    setRunning(false)
    setRefusal(refusalOf(answer))
    if (answer.outcome === 'done') onDone(answer.value)
  }
  return {
    ref,
    isRunning,
    refusal,
    problem(field) {
      const refused = found.find((problem) => problem.field === field)
      return (
        (tries > 0 ? problems[field] : undefined) ?? (refused && explainProblem(refused, failureLanguage))
      )
    },
    hasProblemsAtFields: found.every(({ field }) => Object.hasOwn(problems, field)),
    submit(event) {
      event.preventDefault()
      setTries(tries + 1)
      const mayGo = Object.values(problems).every((problem) => problem === undefined)
      if (mayGo && !isRunning) void send()
    },
  }
}
