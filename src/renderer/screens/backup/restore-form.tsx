import { ArchiveRestore, RotateCw } from 'lucide-react'
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { SelectInput } from '../../parts/inputs.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { PassphraseInput } from '../../parts/passphrase-input.tsx'
import { useWindowPlace } from '../../state/places.tsx'
import { connect } from '../../state/vault-actions.ts'
import { advanceWork, endWork, startWork, stopWork, type Work } from '../../state/work.ts'
import { type Tongue, useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { WorkProgress } from '../work-progress.tsx'

type Media = OutputOf<'backup.media'>['media']
type Restored = OutputOf<'backup.restore'>

/** Makes the vault of this machine from a backup on a stick, where there is no vault yet. */
export function RestoreForm({ onBack }: { readonly onBack: () => void }) {
  const place = useWindowPlace()
  const tongue = useTongue()
  const words = tongue.text.backup.restore
  const [media, setMedia] = useState<Media>([])
  const [chosen, setChosen] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [wasTried, setTried] = useState(false)
  const [work, setWork] = useState<Work<Restored>>({ status: 'idle' })
  const stop = useRef<AbortController | null>(null)
  const { client } = place.desk

  const look = useCallback(async () => {
    const answer = await client.call('backup.media', {})
    if (answer.outcome !== 'done') return
    const found = answer.value.media
    setMedia(found)
    const [only, ...others] = backupsOn(found, tongue)
    setChosen((before) => before || (others.length === 0 ? (only?.value ?? '') : ''))
  }, [client, tongue])
  // Looked for once; after that when the person asks, because a stick is plugged in by hand.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is no reason to look again
  useEffect(() => void look(), [client])
  useEffect(() => () => stop.current?.abort(), [])

  const choices = backupsOn(media, tongue)
  const isRunning = work.status === 'running'
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const [folderId = '', generation = ''] = chosen.split('/')
    if (chosen === '' || isRunning) return
    const controller = new AbortController()
    stop.current = controller
    setWork(startWork(Date.now()))
    const input = { folderId, generation: Number(generation), ...(passphrase !== '' && { passphrase }) }
    const answer = await client.call('backup.restore', input, {
      signal: controller.signal,
      onProgress: (progress) => setWork((before) => advanceWork(before, progress)),
    })
    setPassphrase('')
    setWork(endWork(answer))
  }
  const onStop = () => {
    stop.current?.abort()
    setWork(stopWork)
  }

  if (work.status === 'done')
    return <RestoredVault restored={work.value} onNext={() => void connect(place)} />
  return (
    <form className="stack" onSubmit={(event) => void onSubmit(event)} autoComplete="off">
      <PageHead
        title={
          <span className="row">
            <ArchiveRestore size={24} aria-hidden className="gold" />
            {words.title}
          </span>
        }
      >
        <p>{words.intro}</p>
      </PageHead>
      {work.status === 'refused' && <RefusalCallout refusal={work.refusal} />}
      {work.status === 'cancelled' && (
        <Callout tone="warning" role="status">
          <p>{words.cancelled}</p>
        </Callout>
      )}
      <SelectInput
        label={words.which}
        value={chosen}
        onChange={setChosen}
        none={words.choose}
        choices={choices}
        {...(choices.length === 0 && { hint: words.none })}
        {...(wasTried && chosen === '' && { problem: words.missing })}
      />
      <div className="row">
        <Button size="small" isDisabled={isRunning} onPress={() => void look()}>
          <RotateCw size={16} aria-hidden />
          {tongue.text.backup.lookAgain}
        </Button>
      </div>
      <PassphraseInput
        label={words.passphrase}
        hint={words.passphraseHint}
        showLabel={tongue.text.window.showPassphrase}
        value={passphrase}
        onChange={setPassphrase}
        isDisabled={isRunning}
      />
      <WorkProgress work={work} label={words.running} onStop={onStop} />
      <div className="row row-apart">
        <Button kind="primary" isDisabled={isRunning}>
          {words.go}
        </Button>
        <Button kind="quiet" onPress={onBack} isDisabled={isRunning}>
          {tongue.text.window.back}
        </Button>
      </div>
    </form>
  )
}

function RestoredVault({ restored, onNext }: { readonly restored: Restored; readonly onNext: () => void }) {
  const { text, format } = useTongue()
  const words = text.backup.restore
  const { head, createdAtMs, isAuthenticated, missingObjects } = restored
  return (
    <>
      <PageHead title={words.doneTitle}>
        <p>{words.done(head.seq, format.instant(createdAtMs))}</p>
      </PageHead>
      <Callout tone={isAuthenticated ? 'right' : 'warning'} role="status">
        <p>{isAuthenticated ? words.proved : words.notProved}</p>
        {missingObjects > 0 && <p>{words.lost(missingObjects)}</p>}
      </Callout>
      <div className="row">
        <Button kind="primary" onPress={onNext}>
          {words.toUnlock}
        </Button>
      </div>
    </>
  )
}

/** Every generation of every backup that was found, the newest of each first. */
function backupsOn(media: Media, { text, format }: Tongue) {
  return media.flatMap(({ folderId, name, generations }) =>
    generations.map(({ generation, createdAtMs, seq }) => ({
      value: `${folderId}/${generation}`,
      label: text.backup.restore.choice(name, format.shortInstant(createdAtMs), seq),
    })),
  )
}
