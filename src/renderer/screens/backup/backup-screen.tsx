import { HardDriveDownload, RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { explainFailure } from '#contract/failure-text.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { Check } from '../../parts/choices.tsx'
import { SelectInput } from '../../parts/inputs.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Shown } from '../../parts/shown.tsx'
import { chooseBackupPlace, loadBackup, stopBackup, writeBackup } from '../../state/backup-actions.ts'
import { type BackupPlace, placesToWrite } from '../../state/backup-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { type Tongue, useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { WorkProgress } from '../work-progress.tsx'

/** When the vault was last backed up, and the way to do it now. */
export function BackupScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const remote = useSession((state) => state.backup.last)
  useEffect(() => void loadBackup(at), [at])
  return (
    <>
      <PageHead title={text.backup.title}>
        <p>{text.backup.intro}</p>
      </PageHead>
      <RemoteFrame remote={remote} onRetry={() => void loadBackup(at)} />
      <LastBackup />
      <WriteSection />
      <FoundSection />
    </>
  )
}

function LastBackup() {
  const { text, format } = useTongue()
  const words = text.backup
  const shown = shownOf(useSession((state) => state.backup.last))
  if (shown === null) return null
  const { last, headSeq } = shown
  if (last === null)
    return (
      <Callout tone="warning" title={words.never}>
        <p>{words.neverWords}</p>
      </Callout>
    )
  const since = Math.max(0, headSeq - last.seq)
  const isGood = last.findings === 0
  return (
    <Callout
      tone={isGood ? (since === 0 ? 'right' : 'note') : 'warning'}
      title={words.last(format.instant(last.createdAtMs))}
    >
      <p>{isGood ? words.lastWhole(last.objects) : words.lastNotWhole(last.findings)}</p>
      <p>{words.since(since)}</p>
    </Callout>
  )
}

function WriteSection() {
  const at = useWorkplace()
  const tongue = useTongue()
  const words = tongue.text.backup
  const { media, folderId, writing } = useSession((state) => state.backup)
  const [readsAll, setReadsAll] = useState(false)
  const places = placesToWrite(shownOf(media))
  const isBusy = writing.status === 'running'
  return (
    <section className="sheet" aria-labelledby="backup-write-title">
      <div className="sheet-head">
        <h2 id="backup-write-title">{words.writeTitle}</h2>
        <Button size="small" isDisabled={isBusy} onPress={() => void loadBackup(at)}>
          <RotateCw size={16} aria-hidden />
          {words.lookAgain}
        </Button>
      </div>
      <div className="sheet-body stack">
        <SelectInput
          label={words.stick}
          value={folderId ?? ''}
          onChange={(chosen) => chooseBackupPlace(at, chosen)}
          none={words.chooseStick}
          choices={places.map((place) => ({ value: place.folderId, label: placeWords(place, tongue) }))}
          {...(places.length === 0 && { hint: words.noStick })}
        />
        <Check isChecked={readsAll} onChange={setReadsAll}>
          {words.readsAll}
        </Check>
        <div className="row">
          <Button
            kind="primary"
            isDisabled={folderId === null || isBusy}
            onPress={() => void writeBackup(at, folderId ?? '', readsAll)}
          >
            <HardDriveDownload size={18} aria-hidden />
            {words.write}
          </Button>
        </div>
        {isBusy && <p className="soft">{words.keepPlugged}</p>}
        <WorkProgress work={writing} label={words.writing} onStop={() => stopBackup(at)} />
        <Outcome />
      </div>
    </section>
  )
}

/** What came of the last run. */
function Outcome() {
  const { text, format, failureLanguage } = useTongue()
  const words = text.backup
  const writing = useSession((state) => state.backup.writing)
  if (writing.status === 'refused') return <RefusalCallout refusal={writing.refusal} />
  if (writing.status === 'cancelled')
    return (
      <Callout tone="warning" role="status" title={words.cancelledTitle}>
        <p>{words.cancelled}</p>
      </Callout>
    )
  if (writing.status !== 'done') return null
  const { copied, kept, findings } = writing.value
  return (
    <Callout
      tone={findings.length === 0 ? 'right' : 'warning'}
      role="status"
      title={findings.length === 0 ? words.doneTitle : words.notWholeTitle(findings.length)}
    >
      <p>{words.done(copied.files, format.size(copied.bytes), kept.files)}</p>
      {findings.map(({ code, exhibitNumber, file }) => (
        <p key={`${code} ${exhibitNumber ?? file ?? ''}`}>
          {exhibitNumber !== undefined && <strong>{exhibitNumber} </strong>}
          {explainFailure({ code }, failureLanguage)}
        </p>
      ))}
      <p>{words.mayPull}</p>
    </Callout>
  )
}

/** What is on the sticks, other vaults' backups too. */
function FoundSection() {
  const { text, format } = useTongue()
  const { columns, ...words } = text.backup
  const media = shownOf(useSession((state) => state.backup.media))?.media ?? []
  return (
    <section className="sheet" aria-labelledby="backup-found-title">
      <div className="sheet-head">
        <h2 id="backup-found-title">{words.foundTitle}</h2>
      </div>
      {media.length === 0 ? (
        <p className="sheet-body soft">{words.noStick}</p>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{columns.stick}</th>
                <th scope="col">{columns.holds}</th>
                <th scope="col">{columns.when}</th>
                <th scope="col" className="numeric">
                  {columns.generations}
                </th>
              </tr>
            </thead>
            <tbody>
              {media.map(({ folderId, name, holds, generations: [newest, ...older] }) => (
                <tr key={folderId}>
                  <td>
                    <Shown text={name} />
                  </td>
                  <td>
                    <span className={holds === 'this-vault' ? 'chip chip-teal' : 'chip chip-plain'}>
                      {words.holds[holds]}
                    </span>
                  </td>
                  <td>{newest === undefined ? '–' : format.shortInstant(newest.createdAtMs)}</td>
                  <td className="numeric">{format.count(newest === undefined ? 0 : older.length + 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="sheet-body small faint">{words.toRestore}</p>
    </section>
  )
}

function placeWords({ name, holds, generations: [newest] }: BackupPlace, { text, format }: Tongue): string {
  if (holds === 'nothing') return text.backup.placeNew(name)
  return newest === undefined
    ? text.backup.placeInterrupted(name)
    : text.backup.placeOwn(name, format.shortInstant(newest.createdAtMs))
}
