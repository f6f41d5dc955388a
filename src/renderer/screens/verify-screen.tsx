import { Database, Link2, Package, ShieldCheck } from 'lucide-react'
import { explainFailure, findingPlaces } from '#contract/failure-text.ts'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { copyText } from '../parts/copy-text.ts'
import { HashText } from '../parts/hash-text.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useSession, useWorkplace } from '../state/places.tsx'
import { stopVerifying, verifyVault } from '../state/verify-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { WorkProgress } from './work-progress.tsx'

const WHAT_ICONS = [Database, Link2, Package]

/** Verifies the whole vault and explains what was found. */
export function VerifyScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const work = useSession((state) => state.verification)
  const isRunning = work.status === 'running'
  return (
    <>
      <PageHead
        title={text.verify.title}
        acts={
          <Button kind="primary" isDisabled={isRunning} onPress={() => void verifyVault(at)}>
            <ShieldCheck size={18} aria-hidden />
            {work.status === 'idle' || isRunning ? text.verify.start : text.verify.again}
          </Button>
        }
      >
        <p>{text.verify.intro}</p>
      </PageHead>
      {isRunning && (
        <section className="sheet sheet-body" aria-label={text.verify.running}>
          <WorkProgress work={work} label={text.verify.running} onStop={() => stopVerifying(at)} />
        </section>
      )}
      {work.status === 'refused' && <RefusalCallout refusal={work.refusal} />}
      {work.status === 'cancelled' && (
        <Callout tone="warning" role="status" title={text.verify.cancelledTitle}>
          <p>{text.verify.cancelled}</p>
        </Callout>
      )}
      {work.status === 'done' && <Verdict found={work.value} />}
      <WhatIsChecked />
    </>
  )
}

function WhatIsChecked() {
  const { text } = useTongue()
  return (
    <section className="sheet" aria-labelledby="what-title">
      <div className="sheet-head">
        <h2 id="what-title">{text.verify.whatTitle}</h2>
      </div>
      <ul className="promises sheet-body">
        {text.verify.what.map(({ title, words }, index) => {
          const Icon = WHAT_ICONS[index] ?? ShieldCheck
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
    </section>
  )
}

type VerdictProps = { readonly found: OutputOf<'vault.verify'> }

function Verdict({ found }: VerdictProps) {
  const { failureLanguage, text } = useTongue()
  return (
    <>
      {found.isWhole ? (
        <Callout tone="right" role="status" title={text.verify.wholeTitle}>
          <p>{text.verify.whole}</p>
        </Callout>
      ) : (
        <Callout tone="wrong" role="alert" title={text.verify.brokenTitle(found.findingCount)}>
          <p>{text.verify.broken}</p>
        </Callout>
      )}
      {found.findings.length > 0 && (
        <ol className="findings sheet">
          {found.findings.map((finding, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: findings stand in the order of the check and never move
            <li key={index}>
              <h2 className="finding-title">
                {text.verify.finding(index + 1)} <code className="chip chip-red">{finding.code}</code>
              </h2>
              <p>{explainFailure({ code: finding.code }, failureLanguage)}</p>
              <p className="small faint">{findingPlaces(finding, failureLanguage).join(' · ')}</p>
            </li>
          ))}
        </ol>
      )}
      {found.notes.length > 0 && <Notes found={found} />}
      <div className="columns">
        <Counted found={found} />
        <Head found={found} />
      </div>
    </>
  )
}

function Notes({ found }: VerdictProps) {
  const { failureLanguage, text } = useTongue()
  return (
    <section className="sheet" aria-labelledby="notes-title">
      <div className="sheet-head">
        <h2 id="notes-title">{text.verify.notesTitle}</h2>
        <p className="small faint grow">{text.verify.notesWords}</p>
      </div>
      <ul className="findings">
        {found.notes.map((note, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: notes stand in the order of the check and never move
          <li key={index}>
            <p>
              <code className="chip chip-plain">{note.code}</code>{' '}
              {explainFailure({ code: note.code }, failureLanguage)}
            </p>
            <p className="small faint">{findingPlaces(note, failureLanguage).join(' · ')}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Counted({ found }: VerdictProps) {
  const { text, format } = useTongue()
  const { pages, events, sealedEvents, objects, objectBytes } = found.checked
  return (
    <section className="sheet" aria-labelledby="counted-title">
      <div className="sheet-head">
        <h2 id="counted-title">{text.verify.counted}</h2>
      </div>
      <dl className="facts sheet-body">
        <dt>{text.verify.pages}</dt>
        <dd>{format.count(pages)}</dd>
        <dt>{text.verify.events}</dt>
        <dd>{format.count(events)}</dd>
        {sealedEvents > 0 && (
          <>
            <dt>{text.verify.sealedEvents}</dt>
            <dd>
              {format.count(sealedEvents)}{' '}
              <span className="small faint">{text.verify.sealedEventsWords}</span>
            </dd>
          </>
        )}
        <dt>{text.verify.objects}</dt>
        <dd>{format.count(objects)}</dd>
        <dt>{text.verify.bytes}</dt>
        <dd>{format.size(objectBytes)}</dd>
      </dl>
    </section>
  )
}

function Head({ found }: VerdictProps) {
  const { text, format } = useTongue()
  const { head } = found
  return (
    <section className="sheet sheet-body stack stack-tight" aria-labelledby="verified-head-title">
      <h2 id="verified-head-title">{text.verify.headTitle}</h2>
      {head === null ? (
        <p>{text.verify.noHead}</p>
      ) : (
        <>
          <p className="small">
            {text.cases.eventNumber(head.seq)} · {format.shortInstant(head.atMs)}
          </p>
          <HashText
            hex={head.hashHex}
            copyLabel={text.about.copyHead}
            copiedLabel={text.window.copied}
            onCopy={copyText}
            isWhole
          />
          <p className="small faint">{text.verify.headWords}</p>
        </>
      )}
    </section>
  )
}
