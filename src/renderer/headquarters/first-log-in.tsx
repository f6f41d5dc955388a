import { type FormEvent, useState } from 'react'
import type { HeadquartersOutput } from '#contract/headquarters-operations.ts'
import { Button } from '../parts/button.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { NewPassphraseFields, NO_PASSPHRASE, newPassphraseProblems } from '../screens/new-passphrase.tsx'
import { RefusalCallout } from '../screens/refusal-callout.tsx'
import { type Refusal, refusalOf } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { logIn } from './enter.ts'
import { useHeadquartersPlace } from './place.ts'
import { readSixDigits } from './six-digits.ts'

type Begun = HeadquartersOutput<'headquarters.begin'>
type Invited = { readonly logInName: string; readonly oneTimeCode: string }

/** The first log-in: the code of an administrator, then an authenticator and a passphrase of one's own. */
export function FirstLogIn({ onBack }: { readonly onBack: () => void }) {
  const [begun, setBegun] = useState<(Invited & Begun) | null>(null)
  return begun === null ? (
    <InvitedForm onBack={onBack} onBegun={setBegun} />
  ) : (
    <SettleForm begun={begun} onBack={() => setBegun(null)} />
  )
}

type InvitedFormProps = {
  readonly onBack: () => void
  readonly onBegun: (begun: Invited & Begun) => void
}

function InvitedForm({ onBack, onBegun }: InvitedFormProps) {
  const { client } = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.first
  const [logInName, setName] = useState('')
  const [oneTimeCode, setCode] = useState('')
  const [wasTried, setTried] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isRunning || logInName.trim() === '' || oneTimeCode.trim() === '') return
    setRunning(true)
    const typed = { logInName, oneTimeCode: oneTimeCode.trim() }
    const answer = await client.call('headquarters.begin', typed)
    setRunning(false)
    setRefusal(refusalOf(answer))
    if (answer.outcome === 'done') onBegun({ ...typed, ...answer.value })
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} autoComplete="off">
      <h1>{words.title}</h1>
      <p className="soft">{words.words}</p>
      {refusal !== null && <RefusalCallout refusal={refusal} />}
      <TextInput
        label={text.desk.logIn.name}
        value={logInName}
        onChange={setName}
        isFirst
        problem={wasTried && logInName.trim() === '' ? text.desk.logIn.nameMissing : undefined}
      />
      <TextInput
        label={words.code}
        value={oneTimeCode}
        onChange={setCode}
        isMono
        problem={wasTried && oneTimeCode.trim() === '' ? words.codeMissing : undefined}
      />
      <div className="row row-apart">
        <Button kind="primary" isPending={isRunning}>
          {words.next}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {text.desk.logIn.again}
        </Button>
      </div>
    </form>
  )
}

type SettleFormProps = { readonly begun: Invited & Begun; readonly onBack: () => void }

function SettleForm({ begun, onBack }: SettleFormProps) {
  const place = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.first
  const [chosen, setChosen] = useState(NO_PASSPHRASE)
  const [code, setCode] = useState('')
  const [wasTried, setTried] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const problems = newPassphraseProblems(chosen, text)
  const digits = readSixDigits(code)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const isWhole = problems.passphrase === undefined && problems.repeated === undefined
    if (isRunning || !isWhole || digits === null) return
    setRunning(true)
    setRefusal(null)
    const { logInName, oneTimeCode, ticket } = begun
    const refused = await logIn(place, 'headquarters.settle', {
      ...{ logInName, oneTimeCode, ticket, passphrase: chosen.passphrase, code: digits },
    })
    setRunning(false)
    setRefusal(refused)
    if (refused !== null) setCode('')
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} autoComplete="off">
      <h1>{words.secretTitle}</h1>
      <p className="soft">{words.secretWords}</p>
      <div className="authenticator">
        <QrPicture rows={begun.qr} label={words.picture} />
        <div className="stack stack-tight grow">
          <p className="small soft">{words.secret}</p>
          <p className="mono secret-letters">{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
        </div>
      </div>
      {refusal !== null && <RefusalCallout refusal={refusal} />}
      <TextInput
        label={text.desk.logIn.code}
        hint={text.desk.logIn.codeHint}
        value={code}
        onChange={setCode}
        inputMode="numeric"
        isMono
        isFirst
        problem={wasTried && digits === null ? text.desk.logIn.codeMissing : undefined}
      />
      <NewPassphraseFields
        value={chosen}
        onChange={setChosen}
        problem={(field) => (wasTried ? problems[field] : undefined)}
        label={text.desk.logIn.passphrase}
      />
      <div className="row row-apart">
        <Button kind="primary" isPending={isRunning}>
          {words.settle}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {words.back}
        </Button>
      </div>
    </form>
  )
}

/** A QR code as one path: dark squares on whatever stands behind. */
function QrPicture({ rows, label }: { readonly rows: readonly string[]; readonly label: string }) {
  const path = rows
    .flatMap((row, y) => [...row].map((mark, x) => (mark === '1' ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      className="authenticator-code"
      viewBox={`0 0 ${rows[0]?.length ?? 0} ${rows.length}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  )
}
