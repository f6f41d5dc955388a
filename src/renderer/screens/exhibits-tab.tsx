import { FolderOpen, FolderSearch, Images, List, Package, Upload } from 'lucide-react'
import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { isPictureName } from '#core/viewing/shown-kind.ts'
import { Button } from '../parts/button.tsx'
import { Segments } from '../parts/choices.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { remoteOf } from '../state/custody-state.ts'
import type { Offering } from '../state/desk.ts'
import { filterOfCase } from '../state/kept-place.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { type Refusal, shownOf } from '../state/remote.ts'
import { sealOffered } from '../state/sealing-actions.ts'
import { mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { ThingsSection } from './custody/things-section.tsx'
import { ExhibitTable } from './exhibit-table.tsx'
import { Gallery } from './gallery/gallery.tsx'
import { InterruptedSection } from './interrupted-section.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { SealingQueue } from './sealing-queue.tsx'
import { useDropPlace } from './use-drop-place.ts'
import { useFilterOf } from './use-filter.ts'

type ExhibitsTabProps = { readonly file: CaseFile }

/** The exhibits of a case: the way in, what is on its way, and the table. */
export function ExhibitsTab({ file }: ExhibitsTabProps) {
  const { text } = useTongue()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const words = text.exhibits.gallery
  const mayLook = useSession((state) => mayDo(state, 'exhibit.preview'))
  const pictures = file.exhibits
    .filter(({ name, collected }) => mayLook && collected === undefined && isPictureName(name))
    .toReversed()
  const [shownAs, showAs] = useFilterOf(filterOfCase('exhibits', file.caseId), ['list', 'pictures'])
  const isGallery = shownAs === 'pictures' && pictures.length > 0
  const things = useSession((state) => shownOf(remoteOf(state.custody.items, file.caseId))?.total ?? 0)
  const at = useWorkplace()
  const mayBring = useSession((state) => mayDo(state, 'exhibit.seal'))
  const maySeal = useSession((state) => mayDo(state, 'exhibit.interrupted'))
  const seal = async (offering: Promise<Offering>) => {
    setRefusal(null)
    setRefusal(await sealOffered(at, file.caseId, await offering))
  }
  return (
    <div className="stack">
      {mayBring && <DropPlace onOffered={(offering) => void seal(offering)} />}
      {refusal !== null && <RefusalCallout refusal={refusal} />}
      <SealingQueue caseId={file.caseId} />
      {maySeal && <InterruptedSection caseId={file.caseId} onOffered={(offering) => void seal(offering)} />}
      {(file.exhibits.length > 0 || things === 0) && (
        <section className="sheet" aria-label={text.exhibits.title}>
          {pictures.length > 0 && (
            <div className="sheet-head">
              <h2 className="grow">{text.exhibits.title}</h2>
              <Segments
                label={words.shownAs}
                value={isGallery ? 'pictures' : 'list'}
                onChange={showAs}
                choices={[
                  { value: 'list', label: words.list, icon: <List size={16} aria-hidden /> },
                  { value: 'pictures', label: words.pictures, icon: <Images size={16} aria-hidden /> },
                ]}
              />
            </div>
          )}
          {isGallery ? (
            <Gallery caseId={file.caseId} pictures={pictures} />
          ) : file.exhibits.length === 0 ? (
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

type DropPlaceProps = { readonly onOffered: (offering: Promise<Offering>) => void }

function DropPlace({ onOffered }: DropPlaceProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const { isOver, listeners } = useDropPlace((entries) => onOffered(at.desk.offerFiles(entries)))
  return (
    <div
      className={isOver ? 'drop-place drop-place-over' : 'drop-place'}
      data-testid="drop-place"
      {...listeners}
    >
      <Upload size={28} strokeWidth={1.5} aria-hidden />
      <div className="grow">
        <p className="callout-title">{isOver ? text.exhibits.dropNow : text.exhibits.dropTitle}</p>
        <p className="small soft">{text.exhibits.dropWords}</p>
      </div>
      <Button kind="primary" onPress={() => onOffered(at.desk.chooseFiles())}>
        <FolderSearch size={18} aria-hidden />
        {text.exhibits.choose}
      </Button>
      <Button onPress={() => onOffered(at.desk.chooseFolder())}>
        <FolderOpen size={18} aria-hidden />
        {text.exhibits.chooseFolder}
      </Button>
    </div>
  )
}
