import { type FormEvent, useEffect, useRef, useState } from 'react'
import { explainProblem } from '#contract/failure-text.ts'
import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { Check } from '../parts/choices.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useWindowPlace } from '../state/places.tsx'
import { createVault } from '../state/vault-actions.ts'
import type { Attempt } from '../state/window-store.ts'
import { useTongue } from '../text/text-context.tsx'
import { NewPassphraseFields, NO_PASSPHRASE, newPassphraseProblems } from './new-passphrase.tsx'
import { RefusalCallout } from './refusal-callout.tsx'

type FounderFormProps = { readonly creating: Attempt; readonly onBack: () => void }

/** Takes the founder's name and passphrase and makes the vault. */
export function FounderForm({ creating, onBack }: FounderFormProps) {
  const place = useWindowPlace()
  const { failureLanguage, text } = useTongue()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState(NO_PASSPHRASE)
  const [isUnderstood, setUnderstood] = useState(false)
  const [tries, setTries] = useState(0)
  const wasTried = tries > 0
  const form = useRef<HTMLFormElement>(null)
  // What must be mended first is where the person goes on.
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [tries])
  const isRunning = creating.status === 'running'

  const problems = {
    name: name.trim() === '' ? text.entry.nameMissing : undefined,
    ...newPassphraseProblems(chosen, text),
    understood: isUnderstood ? undefined : text.entry.lossNotUnderstood,
  }
  const refusedProblem = (field: string): string | undefined => {
    if (creating.status !== 'refused' || creating.refusal.kind !== 'failure') return undefined
    const found = creating.refusal.failure.problems?.find((problem) => problem.field === field)
    return found && explainProblem(found, failureLanguage)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTries(tries + 1)
    if (isRunning || Object.values(problems).some((problem) => problem !== undefined)) return
    void createVault(place, name, chosen.passphrase)
  }

  return (
    <form ref={form} className="stack" onSubmit={onSubmit} autoComplete="off">
      <PageHead title={text.entry.founderTitle}>
        <p>{text.entry.founderIntro}</p>
      </PageHead>
      {creating.status === 'refused' && <RefusalCallout refusal={creating.refusal} hasProblemsElsewhere />}
      <TextInput
        label={text.entry.name}
        hint={text.entry.nameHint}
        value={name}
        onChange={setName}
        problem={(wasTried ? problems.name : undefined) ?? refusedProblem('userName')}
        isDisabled={isRunning}
      />
      <NewPassphraseFields
        value={chosen}
        onChange={setChosen}
        problem={(field) => (wasTried ? problems[field] : undefined) ?? refusedProblem(field)}
        isDisabled={isRunning}
      />
      <Callout tone="warning" title={text.entry.lossTitle}>
        <p>{text.entry.loss}</p>
        <Check isChecked={isUnderstood} onChange={setUnderstood}>
          {text.entry.lossUnderstood}
        </Check>
        {wasTried && problems.understood !== undefined && (
          <p className="field-problem" role="alert">
            {problems.understood}
          </p>
        )}
      </Callout>
      <div className="row">
        <Button kind="primary" isDisabled={isRunning}>
          {isRunning ? text.entry.creating : text.entry.create}
        </Button>
        <Button onPress={onBack} isDisabled={isRunning}>
          {text.window.back}
        </Button>
      </div>
    </form>
  )
}
