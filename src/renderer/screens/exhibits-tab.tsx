import { FolderOpen, FolderSearch, Package, Upload } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { remoteOf } from '../state/custody-state.ts'
import type { Offering } from '../state/desk.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { type Refusal, shownOf } from '../state/remote.ts'
import { sealOffered } from '../state/sealing-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { ThingsSection } from './custody/things-section.tsx'
import { droppedEntries } from './dropped-entries.ts'
import { ExhibitTable } from './exhibit-table.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { SealingQueue } from './sealing-queue.tsx'

type ExhibitsTabProps = { readonly file: CaseFile }

/** The exhibits of a case: the way in, what is on its way, and the table. */
export function ExhibitsTab({ file }: ExhibitsTabProps) {
  const { text } = useTongue()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const things = useSession((state) => shownOf(remoteOf(state.custody.items, file.caseId))?.total ?? 0)
  return (
    <div className="stack">
      <DropPlace caseId={file.caseId} onRefused={setRefusal} />
      {refusal !== null && <RefusalCallout refusal={refusal} />}
      <SealingQueue caseId={file.caseId} />
      {(file.exhibits.length > 0 || things === 0) && (
        <section className="sheet" aria-label={text.exhibits.title}>
          {file.exhibits.length === 0 ? (
            <EmptyState
              icon={<Package size={36} strokeWidth={1.5} aria-hidden />}
              title={text.exhibits.emptyTitle}
            >
              {text.exhibits.empty}
            </EmptyState>
          ) : (
            <ExhibitTable exhibits={file.exhibits} />
          )}
        </section>
      )}
      <ThingsSection caseId={file.caseId} />
    </div>
  )
}

type DropPlaceProps = { readonly caseId: string; readonly onRefused: (refusal: Refusal | null) => void }

function DropPlace({ caseId, onRefused }: DropPlaceProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const [isOver, setOver] = useState(false)
  // Leaving a child of the place for the place itself is not leaving it.
  const depth = useRef(0)
  const seal = async (offering: Promise<Offering>) => {
    onRefused(null)
    onRefused(await sealOffered(at, caseId, await offering))
  }
  const over = (step: 1 | -1) => (event: DragEvent) => {
    event.preventDefault()
    depth.current += step
    setOver(depth.current > 0)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    depth.current = 0
    setOver(false)
    // The entries of a drop are gone once its event has ended.
    void seal(at.desk.offerFiles(droppedEntries(event.dataTransfer)))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button inside does the same by keyboard
    <div
      className={isOver ? 'drop-place drop-place-over' : 'drop-place'}
      data-testid="drop-place"
      onDragEnter={over(1)}
      onDragLeave={over(-1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <Upload size={28} strokeWidth={1.5} aria-hidden />
      <div className="grow">
        <p className="callout-title">{isOver ? text.exhibits.dropNow : text.exhibits.dropTitle}</p>
        <p className="small soft">{text.exhibits.dropWords}</p>
      </div>
      <Button kind="primary" onPress={() => void seal(at.desk.chooseFiles())}>
        <FolderSearch size={18} aria-hidden />
        {text.exhibits.choose}
      </Button>
      <Button onPress={() => void seal(at.desk.chooseFolder())}>
        <FolderOpen size={18} aria-hidden />
        {text.exhibits.chooseFolder}
      </Button>
    </div>
  )
}
