import { FileCheck2, Link2, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../parts/button.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useWindowPlace } from '../state/places.tsx'
import { beginWork, seeRecovery } from '../state/vault-actions.ts'
import { type Phase, prefer } from '../state/window-store.ts'
import { useTongue } from '../text/text-context.tsx'
import { TONGUES } from '../text/tongues.ts'
import { RestoreForm } from './backup/restore-form.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FounderForm } from './founder-form.tsx'
import { RecoveryCode } from './recovery-code.tsx'

type FirstRunScreenProps = { readonly phase: Extract<Phase, { readonly name: 'first-run' }> }

const WHAT_ICONS = [FileCheck2, ShieldCheck, Link2]

/** Sets up a station in four steps: language, founder, recovery code, done. */
export function FirstRunScreen({ phase }: FirstRunScreenProps) {
  const [isFounding, setFounding] = useState(false)
  const [isRestoring, setRestoring] = useState(false)
  const [hasEndedRecovery, setEndedRecovery] = useState(false)
  const step = phase.created !== null ? (hasEndedRecovery ? 4 : 3) : isFounding ? 2 : 1
  if (isRestoring && phase.created === null)
    return (
      <EntryFrame>
        <RestoreForm onBack={() => setRestoring(false)} />
      </EntryFrame>
    )
  return (
    <EntryFrame>
      <Steps step={step} />
      {phase.created !== null && !hasEndedRecovery ? (
        <RecoveryStep created={phase.created} onEnd={() => setEndedRecovery(true)} />
      ) : phase.created !== null ? (
        <DoneStep created={phase.created} />
      ) : isFounding ? (
        <FounderForm creating={phase.creating} onBack={() => setFounding(false)} />
      ) : (
        <WelcomeStep onNext={() => setFounding(true)} onRestore={() => setRestoring(true)} />
      )}
    </EntryFrame>
  )
}

function Steps({ step }: { readonly step: number }) {
  const { text } = useTongue()
  const names = text.entry.stepNames
  return (
    <ol className="steps" aria-label={text.entry.steps.label}>
      {names.map((name, index) => (
        <li
          key={name}
          className={index + 1 < step ? 'step step-past' : 'step'}
          aria-current={index + 1 === step ? 'step' : undefined}
        >
          <span className="hidden-visually">{text.entry.steps.of(index + 1, names.length)}</span>
          <span aria-hidden className="step-mark" />
          {name}
        </li>
      ))}
    </ol>
  )
}

type WelcomeStepProps = { readonly onNext: () => void; readonly onRestore: () => void }

function WelcomeStep({ onNext, onRestore }: WelcomeStepProps) {
  const place = useWindowPlace()
  const { code: chosen, text } = useTongue()
  return (
    <>
      <PageHead title={text.entry.welcome} />
      <fieldset className="stack stack-tight">
        <legend className="field-label">{text.entry.chooseLanguage}</legend>
        <div className="row">
          {TONGUES.map(({ code, name }) => (
            <label key={code} className="choice choice-box choice-language" lang={code}>
              <input
                type="radio"
                name="first-language"
                checked={chosen === code}
                onChange={() => prefer(place, { language: code })}
                autoComplete="off"
              />
              {name}
            </label>
          ))}
        </div>
        <p className="field-hint">{text.entry.languageLater}</p>
      </fieldset>
      <h2>{text.entry.whatTitle}</h2>
      <ul className="promises">
        {text.entry.what.map(({ title, words }, index) => {
          const Icon = WHAT_ICONS[index] ?? FileCheck2
          return (
            <li key={title}>
              <Icon size={22} aria-hidden className="gold" />
              <div>
                <h3>{title}</h3>
                <p className="soft">{words}</p>
              </div>
            </li>
          )
        })}
      </ul>
      <div className="row row-apart">
        <Button kind="primary" onPress={onNext}>
          {text.window.next}
        </Button>
        <Button kind="quiet" onPress={onRestore}>
          {text.backup.restore.begin}
        </Button>
      </div>
    </>
  )
}

type DoneStepProps = { readonly created: NonNullable<FirstRunScreenProps['phase']['created']> }

const RECOVERY_AFTER = { checked: 'ready', postponed: 'unchecked', without: 'none' } as const

function RecoveryStep({ created, onEnd }: DoneStepProps & { readonly onEnd: () => void }) {
  const place = useWindowPlace()
  const { text } = useTongue()
  return (
    <>
      <PageHead title={text.recovery.title}>
        <p>{text.recovery.intro}</p>
      </PageHead>
      <RecoveryCode
        client={place.desk.client}
        session={created}
        label={text.recovery.defaultLabel}
        onEnd={(outcome) => {
          seeRecovery(place, RECOVERY_AFTER[outcome])
          onEnd()
        }}
      />
    </>
  )
}

function DoneStep({ created }: DoneStepProps) {
  const place = useWindowPlace()
  const { text } = useTongue()
  const { person, vaultId } = created
  return (
    <>
      <PageHead title={text.entry.doneTitle}>
        <p>{text.entry.done(person.name)}</p>
      </PageHead>
      <dl className="facts">
        <dt>{text.entry.doneRoles}</dt>
        <dd>{person.roles.map((role) => text.window.roles[role]).join(' · ')}</dd>
        <dt>{text.entry.doneVault}</dt>
        <dd>
          <code>{vaultId}</code>
        </dd>
        <dt>{text.entry.doneKey}</dt>
        <dd>
          <code>{person.keyId}</code>
        </dd>
      </dl>
      <h2>{text.entry.doneNext}</h2>
      <p>{text.entry.doneNextWords}</p>
      <div className="row">
        <Button kind="primary" onPress={() => beginWork(place)}>
          {text.entry.begin}
        </Button>
      </div>
    </>
  )
}
