import { LifeBuoy } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { explainProblem } from '#contract/failure-text.ts'
import { Button } from '../parts/button.tsx'
import { Segments } from '../parts/choices.tsx'
import { SelectInput } from '../parts/inputs.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PassphraseInput } from '../parts/passphrase-input.tsx'
import { readCodeEntry } from '../state/code-entry.ts'
import { useWindowPlace } from '../state/places.tsx'
import { isWait } from '../state/remote.ts'
import { recoverVault } from '../state/vault-actions.ts'
import type { Phase } from '../state/window-store.ts'
import { useTongue } from '../text/text-context.tsx'
import { CodeInput } from './code-input.tsx'
import { NewPassphraseFields, NO_PASSPHRASE, newPassphraseProblems } from './new-passphrase.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { UnlockProgress } from './unlock-progress.tsx'
import { useCountdown } from './use-countdown.ts'
import { WaitingNote } from './waiting-note.tsx'

type RecoverFormProps = {
  readonly phase: Extract<Phase, { readonly name: 'locked' }>
  readonly onBack: () => void
}

type Way = 'recovery-code' | 'escrow'

/** Opens the vault with the recovery code or the key of headquarters, and sets a new passphrase. */
export function RecoverForm({ phase, onBack }: RecoverFormProps) {
  const place = useWindowPlace()
  const { failureLanguage, text } = useTongue()
  const words = text.recovery
  const [way, setWay] = useState<Way>('recovery-code')
  const [code, setCode] = useState('')
  const [identity, setIdentity] = useState('')
  const [number, setNumber] = useState('')
  const [chosen, setChosen] = useState(NO_PASSPHRASE)
  const [tries, setTries] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const { unlocking, door } = phase
  const isRunning = unlocking.status === 'running'
  const wasTried = tries > 0
  const seconds = useCountdown(door, door?.waitMs ?? 0)
  const refusal = unlocking.status === 'refused' ? unlocking.refusal : null
  useEffect(() => {
    if (tries > 0 && !isRunning) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [tries, isRunning])

  const fresh = newPassphraseProblems(chosen, text)
  const isIdentityMissing = way === 'escrow' && identity.trim() === ''
  const mayGo =
    (way === 'escrow' ? !isIdentityMissing : readCodeEntry(code).problem === null) &&
    fresh.passphrase === undefined &&
    fresh.repeated === undefined
  const refused = (field: string) => {
    const found = refusal?.kind === 'failure' ? refusal.failure.problems : undefined
    const problem = found?.find((one) => one.field === field)
    return problem && explainProblem(problem, failureLanguage)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTries(tries + 1)
    if (!mayGo || isRunning || seconds > 0) return
    void recoverVault(place, {
      with: way === 'escrow' ? { kind: way, identity: identity.trim() } : { kind: way, code },
      ...(number !== '' && { userNumber: Number(number) }),
      passphrase: chosen.passphrase,
    })
  }

  return (
    <form className="stack" ref={form} onSubmit={onSubmit} autoComplete="off">
      <PageHead
        title={
          <span className="row">
            <LifeBuoy size={24} aria-hidden className="gold" />
            {words.recoverTitle}
          </span>
        }
      >
        <p>{words.recoverIntro}</p>
      </PageHead>
      {refusal !== null && !isWait(refusal) && <RefusalCallout refusal={refusal} hasProblemsElsewhere />}
      <WaitingNote seconds={seconds} />
      <div className="row">
        <Segments
          label={words.way}
          value={way}
          onChange={(value) => setWay(value as Way)}
          choices={[
            { value: 'recovery-code', label: words.ways['recovery-code'] },
            { value: 'escrow', label: words.ways.escrow },
          ]}
        />
      </div>
      {way === 'recovery-code' ? (
        <CodeInput value={code} onChange={setCode} wasTried={wasTried} isDisabled={isRunning} />
      ) : (
        <PassphraseInput
          label={words.identity}
          hint={words.identityHint}
          showLabel={words.showIdentity}
          value={identity}
          onChange={setIdentity}
          problem={wasTried && isIdentityMissing ? words.identityMissing : undefined}
          isDisabled={isRunning}
        />
      )}
      {door !== null && door.userNumbers.length > 1 && (
        <SelectInput
          label={words.forWhom}
          value={number}
          onChange={setNumber}
          none={words.firstAdministrator}
          choices={door.userNumbers.map((one) => ({ value: String(one), label: text.entry.number(one) }))}
        />
      )}
      <NewPassphraseFields
        value={chosen}
        onChange={setChosen}
        problem={(field) => (wasTried ? fresh[field] : undefined) ?? refused(field)}
        isDisabled={isRunning}
      />
      <UnlockProgress unlocking={unlocking} />
      <div className="row">
        <Button kind="primary" isDisabled={isRunning || seconds > 0}>
          {isRunning ? words.recovering : words.recover}
        </Button>
        <Button onPress={onBack} isDisabled={isRunning}>
          {words.backToUnlock}
        </Button>
      </div>
    </form>
  )
}
