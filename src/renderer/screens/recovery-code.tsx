import { Printer } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Client } from '#contract/client.ts'
import type { Session } from '#contract/vault-operations.ts'
import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { PrintedSheet } from '../parts/printed-sheet.tsx'
import { codeGroups, readCodeEntry } from '../state/code-entry.ts'
import { isWait, type Refusal, refusalOf } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { CodeInput } from './code-input.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { useCountdown } from './use-countdown.ts'
import { WaitingNote } from './waiting-note.tsx'

type RecoveryCodeProps = {
  readonly client: Client
  readonly session: Session
  /** Where the paper is going to be kept. */
  readonly label: string
  /** Told whether the code was read back from the paper, or that there is none. */
  readonly onEnd: (outcome: 'checked' | 'postponed' | 'without') => void
}

type Making =
  | { readonly status: 'running' }
  | { readonly status: 'made'; readonly code: string }
  | { readonly status: 'refused'; readonly refusal: Refusal }

/** Makes a recovery code, shows it once to be put on paper, and has it read back. The code is kept nowhere else. */
export function RecoveryCode({ client, session, label, onEnd }: RecoveryCodeProps) {
  const { text } = useTongue()
  const words = text.recovery
  const [making, setMaking] = useState<Making>({ status: 'running' })
  const [isOnPaper, setOnPaper] = useState(false)
  const hasBegun = useRef(false)

  const make = async () => {
    setMaking({ status: 'running' })
    const answer = await client.call('key.makeRecoveryCode', { label })
    const refusal = refusalOf(answer)
    if (answer.outcome === 'done') setMaking({ status: 'made', code: answer.value.code })
    else if (refusal !== null) setMaking({ status: 'refused', refusal })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: one code is made when the page appears, whatever changes after
  useEffect(() => {
    if (hasBegun.current) return
    hasBegun.current = true
    void make()
  }, [])

  if (making.status === 'running')
    return (
      <p role="status" className="soft">
        {words.making}
      </p>
    )
  if (making.status === 'refused')
    return (
      <RefusalCallout refusal={making.refusal}>
        <div className="row">
          <Button kind="primary" size="small" onPress={() => void make()}>
            {words.tryAgain}
          </Button>
          <Button size="small" onPress={() => onEnd('without')}>
            {words.withoutCode}
          </Button>
        </div>
      </RefusalCallout>
    )
  if (isOnPaper)
    return (
      <RecoveryDrill
        client={client}
        onRight={() => onEnd('checked')}
        onPostpone={() => onEnd('postponed')}
        onBack={() => setOnPaper(false)}
      />
    )
  return <ShownCode code={making.code} session={session} onGoOn={() => setOnPaper(true)} />
}

type ShownCodeProps = { readonly code: string; readonly session: Session; readonly onGoOn: () => void }

function ShownCode({ code, session, onGoOn }: ShownCodeProps) {
  const { text, format } = useTongue()
  const words = text.recovery
  const [shownAtMs] = useState(() => Date.now())
  const groups = codeGroups(code)
  return (
    <div className="stack">
      <Callout tone="warning" role="status" title={words.onceTitle}>
        <p>{words.once}</p>
      </Callout>
      <CodeGroups groups={groups} />
      <div className="row">
        <Button onPress={() => window.print()}>
          <Printer size={18} aria-hidden />
          {words.print}
        </Button>
        <Button kind="primary" onPress={onGoOn}>
          {words.isOnPaper}
        </Button>
      </div>
      <PrintedSheet title={words.sheet.title}>
        <CodeGroups groups={groups} />
        <dl className="facts">
          <dt>{words.sheet.vault}</dt>
          <dd>
            <code>{session.vaultId}</code>
          </dd>
          <dt>{words.sheet.madeAt}</dt>
          <dd>{format.instant(shownAtMs)}</dd>
          <dt>{words.sheet.madeBy}</dt>
          <dd>{session.person.name}</dd>
        </dl>
        <ul className="printed-rules">
          {words.sheet.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </PrintedSheet>
    </div>
  )
}

function CodeGroups({ groups }: { readonly groups: readonly string[] }) {
  const { text } = useTongue()
  return (
    <ol className="code-groups" aria-label={text.recovery.code}>
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups stand in the order of the code and never move
        <li key={index}>
          <span className="code-group-place">{text.recovery.group(index + 1)}</span>
          <code>{group}</code>
        </li>
      ))}
    </ol>
  )
}

type RecoveryDrillProps = {
  readonly client: Client
  readonly onRight: () => void
  readonly onPostpone?: () => void
  readonly onBack?: () => void
}

/** Has somebody read the code from the paper, and says whether it is the one in force. */
export function RecoveryDrill({ client, onRight, onPostpone, onBack }: RecoveryDrillProps) {
  const { text } = useTongue()
  const words = text.recovery
  const [code, setCode] = useState('')
  const [tries, setTries] = useState(0)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const waitMs = refusal?.kind === 'failure' ? Number(refusal.failure.facts?.waitMs ?? 0) : 0
  const seconds = useCountdown(refusal, waitMs)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input')?.focus()
  }, [])

  const check = async (event: FormEvent) => {
    event.preventDefault()
    setTries(tries + 1)
    if (readCodeEntry(code).problem !== null || isRunning || seconds > 0) return
    setRunning(true)
    const answer = await client.call('key.checkRecoveryCode', { code })
    setRunning(false)
    setRefusal(refusalOf(answer))
    if (answer.outcome === 'done') onRight()
  }
  return (
    <form className="stack" ref={form} onSubmit={(event) => void check(event)} autoComplete="off">
      <h2>{words.drillTitle}</h2>
      <p className="soft">{words.drill}</p>
      {refusal !== null && !isWait(refusal) && <RefusalCallout refusal={refusal} />}
      <WaitingNote seconds={seconds} />
      <CodeInput value={code} onChange={setCode} wasTried={tries > 0} isDisabled={isRunning} />
      <div className="row">
        <Button kind="primary" isPending={isRunning} isDisabled={seconds > 0}>
          {isRunning ? words.checking : words.check}
        </Button>
        {onBack !== undefined && <Button onPress={onBack}>{words.showAgain}</Button>}
        {onPostpone !== undefined && (
          <Button kind="quiet" onPress={onPostpone}>
            {words.postpone}
          </Button>
        )}
      </div>
    </form>
  )
}
