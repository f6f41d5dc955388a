import { LockKeyhole } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { PassphraseInput } from '../parts/passphrase-input.tsx'
import { EntryFrame } from '../screens/entry-frame.tsx'
import { RefusalCallout } from '../screens/refusal-callout.tsx'
import type { Refusal } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { logIn } from './enter.ts'
import { FirstLogIn } from './first-log-in.tsx'
import { useHeadquarters, useHeadquartersPlace } from './place.ts'
import { readSixDigits } from './six-digits.ts'

/** Asks who is there: by passphrase and code, or the first time by the code of an administrator. */
export function LogInScreen({ hasEnded }: { readonly hasEnded: boolean }) {
  const [isFirst, setFirst] = useState(false)
  return (
    <EntryFrame>
      <HubName />
      {isFirst ? (
        <FirstLogIn onBack={() => setFirst(false)} />
      ) : (
        <LogInForm hasEnded={hasEnded} onFirst={() => setFirst(true)} />
      )}
    </EntryFrame>
  )
}

function HubName() {
  const { text } = useTongue()
  const hubName = useHeadquarters((state) => state.hubName)
  return (
    <p className="soft">
      {hubName === '' ? text.desk.place : hubName} · {text.desk.motto}
    </p>
  )
}

type LogInFormProps = { readonly hasEnded: boolean; readonly onFirst: () => void }

function LogInForm({ hasEnded, onFirst }: LogInFormProps) {
  const place = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.logIn
  const [name, setName] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [code, setCode] = useState('')
  const [wasTried, setTried] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const digits = readSixDigits(code)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isRunning || name.trim() === '' || passphrase === '' || digits === null) return
    setRunning(true)
    setRefusal(null)
    const refused = await logIn(place, 'headquarters.logIn', { logInName: name, passphrase, code: digits })
    setRunning(false)
    setRefusal(refused)
    // A code counts once: the next try needs the next one.
    if (refused !== null) setCode('')
    setTried(false)
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} autoComplete="off">
      <div className="row">
        <LockKeyhole size={24} aria-hidden className="gold" />
        <h1>{words.title}</h1>
      </div>
      {hasEnded && refusal === null && (
        <Callout tone="note" role="status">
          <p>{words.ended}</p>
        </Callout>
      )}
      {refusal !== null && <RefusalCallout refusal={refusal} />}
      <TextInput
        label={words.name}
        value={name}
        onChange={setName}
        inputRef={first}
        problem={wasTried && name.trim() === '' ? words.nameMissing : undefined}
      />
      <PassphraseInput
        label={words.passphrase}
        showLabel={text.window.showPassphrase}
        value={passphrase}
        onChange={setPassphrase}
        problem={wasTried && passphrase === '' ? words.passphraseMissing : undefined}
      />
      <TextInput
        label={words.code}
        hint={words.codeHint}
        value={code}
        onChange={setCode}
        inputMode="numeric"
        isMono
        problem={wasTried && digits === null ? words.codeMissing : undefined}
      />
      <div className="row row-apart">
        <Button kind="primary" isPending={isRunning}>
          {isRunning ? words.running : words.submit}
        </Button>
        <Button kind="quiet" onPress={onFirst}>
          {words.first}
        </Button>
      </div>
      <p className="small faint">{words.words}</p>
    </form>
  )
}
