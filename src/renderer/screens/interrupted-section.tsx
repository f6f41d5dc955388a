import { useEffect } from 'react'
import { Button } from '../parts/button.tsx'
import { Shown } from '../parts/shown.tsx'
import { loadInterrupted } from '../state/custody-actions.ts'
import type { Interrupted } from '../state/custody-dialog-state.ts'
import { remoteOf } from '../state/custody-state.ts'
import type { Offering } from '../state/desk.ts'
import { openDialog } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { isOpen } from '../state/sealing-actions.ts'
import { useTongue } from '../text/text-context.tsx'

type InterruptedSectionProps = {
  readonly caseId: string
  readonly onOffered: (offering: Promise<Offering>) => void
}

/** What a crash left half sealed: sealing the same source again continues it, or it is given up. */
export function InterruptedSection({ caseId, onOffered }: InterruptedSectionProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.exhibits.interrupted
  const shown = useSession((state) => shownOf(remoteOf(state.custody.interrupted, caseId)))
  const isSealing = useSession((state) =>
    state.sealings.some((sealing) => sealing.caseId === caseId && isOpen(sealing)),
  )
  useEffect(() => {
    // A folder that is being sealed looks like one that was left: what is true is known once nothing is.
    if (!isSealing) void loadInterrupted(at, caseId)
  }, [at, caseId, isSealing])
  if (shown === null || isSealing) return null
  const all: readonly Interrupted[] = [
    ...shown.seals.map((seal) => ({ of: 'file', ...seal }) as const),
    ...shown.collections.map((collection) => ({ of: 'folder', ...collection }) as const),
  ]
  if (all.length === 0) return null
  return (
    <section className="sheet" aria-labelledby="interrupted-title">
      <div className="sheet-head">
        <h2 id="interrupted-title">{words.title}</h2>
      </div>
      <p className="sheet-body soft">{words.intro}</p>
      <ul className="queue">
        {all.map((interrupted) => (
          <li key={interrupted.interruptedId}>
            <InterruptedLine
              interrupted={interrupted}
              onContinue={() =>
                onOffered(interrupted.of === 'file' ? at.desk.chooseFiles() : at.desk.chooseFolder())
              }
              onGiveUp={() =>
                openDialog(at, { name: 'custody', act: 'discard-interrupted', caseId, interrupted })
              }
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

type InterruptedLineProps = {
  readonly interrupted: Interrupted
  readonly onContinue: () => void
  readonly onGiveUp: () => void
}

function InterruptedLine({ interrupted, onContinue, onGiveUp }: InterruptedLineProps) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.exhibits.interrupted
  // Half a file is continued from the file itself; of a folder the parts that are there are passed over.
  const mayContinue = interrupted.of === 'folder' || at.desk.readsFilesWhereTheyLie
  return (
    <div className="row row-apart">
      <div className="grow">
        <p className="queue-name">
          {interrupted.of === 'file' ? <Shown text={interrupted.name} isStrict /> : words.folder}
        </p>
        <p className="small faint">
          {interrupted.of === 'file'
            ? words.done(format.size(interrupted.doneBytes), format.size(interrupted.sizeBytes))
            : words.parts(interrupted.partCount, format.size(interrupted.sizeBytes))}
          {' · '}
          {words.lastAt(format.shortInstant(interrupted.changedAtMs))}
        </p>
        {!mayContinue && <p className="small soft">{words.notInBrowser}</p>}
      </div>
      {mayContinue && (
        <Button size="small" kind="primary" onPress={onContinue}>
          {interrupted.of === 'file' ? words.continueFile : words.continueFolder}
        </Button>
      )}
      <Button size="small" onPress={onGiveUp}>
        {words.giveUp}
      </Button>
    </div>
  )
}
