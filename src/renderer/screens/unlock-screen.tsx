import { LockKeyhole } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { PassphraseInput } from '../parts/passphrase-input.tsx'
import { useWindowPlace } from '../state/places.tsx'
import { unlockVault } from '../state/vault-actions.ts'
import type { Phase } from '../state/window-store.ts'
import { useTongue } from '../text/text-context.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { RefusalCallout } from './refusal-callout.tsx'

type UnlockScreenProps = { readonly phase: Extract<Phase, { readonly name: 'locked' }> }

/** Asks for the passphrase. */
export function UnlockScreen({ phase }: UnlockScreenProps) {
  const place = useWindowPlace()
  const { text } = useTongue()
  const [passphrase, setPassphrase] = useState('')
  const [isMissing, setMissing] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const { unlocking, hasJustLocked } = phase
  const isRunning = unlocking.status === 'running'

  // A disabled field loses the focus, so it is given back after every answer.
  useEffect(() => {
    if (isRunning) return
    input.current?.focus()
    input.current?.select()
  }, [isRunning])

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(passphrase === '')
    if (passphrase !== '' && !isRunning) void unlockVault(place, passphrase)
  }

  return (
    <EntryFrame>
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
        {unlocking.status === 'refused' && <RefusalCallout refusal={unlocking.refusal} />}
        <PassphraseInput
          label={text.entry.passphrase}
          showLabel={text.window.showPassphrase}
          value={passphrase}
          onChange={setPassphrase}
          problem={isMissing ? text.entry.passphraseMissing : undefined}
          isDisabled={isRunning}
          inputRef={input}
        />
        <div className="row">
          <Button kind="primary" isDisabled={isRunning}>
            {isRunning ? text.entry.unlocking : text.entry.unlock}
          </Button>
        </div>
        <p className="small faint">{text.entry.unlockHint}</p>
      </form>
    </EntryFrame>
  )
}
