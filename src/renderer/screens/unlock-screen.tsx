import { LockKeyhole } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { SelectInput } from '../parts/inputs.tsx'
import { PassphraseInput } from '../parts/passphrase-input.tsx'
import { useWindowPlace } from '../state/places.tsx'
import { isWait, type Refusal } from '../state/remote.ts'
import { beginAnew, stopUnlocking, unlockVault } from '../state/vault-actions.ts'
import type { Phase } from '../state/window-store.ts'
import { useTongue } from '../text/text-context.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { type ChosenKeyFile, KeyFileInput, keyFileField } from './key-file-input.tsx'
import { RecoverForm } from './recover-form.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { UnlockProgress } from './unlock-progress.tsx'
import { useCountdown } from './use-countdown.ts'
import { WaitingNote } from './waiting-note.tsx'

type UnlockScreenProps = { readonly phase: Extract<Phase, { readonly name: 'locked' }> }

/** Asks for what opens the vault: the passphrase, or a way back in. */
export function UnlockScreen({ phase }: UnlockScreenProps) {
  const place = useWindowPlace()
  const [isRecovering, setRecovering] = useState(false)
  const turn = (toRecovering: boolean) => {
    beginAnew(place)
    setRecovering(toRecovering)
  }
  return (
    <EntryFrame>
      {isRecovering ? (
        <RecoverForm phase={phase} onBack={() => turn(false)} />
      ) : (
        <PassphraseForm phase={phase} onForgotten={() => turn(true)} />
      )}
    </EntryFrame>
  )
}

function PassphraseForm({ phase, onForgotten }: UnlockScreenProps & { readonly onForgotten: () => void }) {
  const place = useWindowPlace()
  const { text } = useTongue()
  const [passphrase, setPassphrase] = useState('')
  const [number, setNumber] = useState('')
  const [keyFile, setKeyFile] = useState<ChosenKeyFile | null>(null)
  const [isMissing, setMissing] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const { unlocking, hasJustLocked, door } = phase
  const isRunning = unlocking.status === 'running'
  const seconds = useCountdown(door, door?.waitMs ?? 0)
  const refusal = unlocking.status === 'refused' ? unlocking.refusal : null
  const wantsKeyFile = door?.hasKeyFiles === true || isAboutKeyFile(refusal)

  // A disabled field loses the focus, so it is given back after every answer.
  useEffect(() => {
    if (isRunning) return
    input.current?.focus()
    input.current?.select()
  }, [isRunning])

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(passphrase === '')
    if (passphrase === '' || isRunning || seconds > 0) return
    const person = number === '' ? {} : { userNumber: Number(number) }
    void unlockVault(place, { passphrase, ...person, ...(wantsKeyFile && keyFileField(keyFile)) })
  }

  return (
    <form className="stack" onSubmit={onSubmit} autoComplete="off">
      <div className="row">
        <LockKeyhole size={24} aria-hidden className="gold" />
        <h1>{text.entry.unlockTitle}</h1>
      </div>
      {hasJustLocked && (
        <Callout tone="right" role="status">
          <p>{text.entry.hasJustLocked}</p>
        </Callout>
      )}
      {refusal !== null && !isWait(refusal) && <RefusalCallout refusal={refusal} />}
      <WaitingNote seconds={seconds} />
      {door !== null && door.userNumbers.length > 1 && (
        <SelectInput
          label={text.entry.person}
          hint={text.entry.personHint}
          value={number}
          onChange={setNumber}
          none={text.entry.anyPerson}
          choices={door.userNumbers.map((one) => ({ value: String(one), label: text.entry.number(one) }))}
        />
      )}
      <PassphraseInput
        label={text.entry.passphrase}
        showLabel={text.window.showPassphrase}
        value={passphrase}
        onChange={setPassphrase}
        problem={isMissing ? text.entry.passphraseMissing : undefined}
        isDisabled={isRunning}
        inputRef={input}
      />
      {wantsKeyFile && (
        <KeyFileInput
          value={keyFile}
          onChange={setKeyFile}
          hint={text.keys.keyFileHint}
          isDisabled={isRunning}
        />
      )}
      <UnlockProgress unlocking={unlocking} onStop={() => stopUnlocking(place)} />
      <div className="row row-apart">
        <Button kind="primary" isDisabled={isRunning || seconds > 0}>
          {isRunning ? text.entry.unlocking : text.entry.unlock}
        </Button>
        {door?.hasRecovery === true && (
          <Button kind="quiet" onPress={onForgotten} isDisabled={isRunning}>
            {text.recovery.forgotten}
          </Button>
        )}
      </div>
      <p className="small faint">{text.entry.unlockHint}</p>
    </form>
  )
}

function isAboutKeyFile(refusal: Refusal | null): boolean {
  if (refusal?.kind !== 'failure') return false
  return refusal.failure.code === 'vault/key-file-needed' || refusal.failure.code === 'vault/wrong-key-file'
}
