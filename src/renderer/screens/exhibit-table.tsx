import { CircleCheck, Download, Eye, ScanText, ShieldCheck, X } from 'lucide-react'
import { Fragment } from 'react'
import type { ExhibitLine } from '#contract/exhibit-operations.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { copyText } from '../parts/copy-text.ts'
import { HashText } from '../parts/hash-text.tsx'
import { LongTable } from '../parts/long-table.tsx'
import { Shown } from '../parts/shown.tsx'
import {
  clearExhibitDesk,
  extractExhibit,
  IDLE_DESK,
  stopExhibitWork,
  verifyExhibit,
} from '../state/exhibit-actions.ts'
import { goToItem, goToReading, lookAtExhibit } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import type { ExhibitDesk } from '../state/session-state.ts'
import { mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { WorkProgress } from './work-progress.tsx'

type ExhibitTableProps = { readonly exhibits: readonly ExhibitLine[] }

const COLUMNS = 6

/** The exhibits of a case, the newest first. */
export function ExhibitTable({ exhibits }: ExhibitTableProps) {
  const { text } = useTongue()
  const { columns } = text.exhibits
  const newestFirst = exhibits.toReversed()
  return (
    <LongTable
      className="exhibit-table"
      rows={newestFirst}
      rowPx={72}
      head={
        <tr>
          <th scope="col">{columns.number}</th>
          <th scope="col" className="wide">
            {columns.name}
          </th>
          <th scope="col" className="numeric">
            {columns.size}
          </th>
          <th scope="col">{columns.digest}</th>
          <th scope="col">{columns.sealed}</th>
          <th scope="col">
            <span className="hidden-visually">{columns.acts}</span>
          </th>
        </tr>
      }
    >
      {(exhibit, place) => <ExhibitRow key={exhibit.exhibitId} exhibit={exhibit} place={place} />}
    </LongTable>
  )
}

type ExhibitRowProps = { readonly exhibit: ExhibitLine; readonly place: number }

function ExhibitRow({ exhibit, place }: ExhibitRowProps) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const desk = useSession((state) => state.exhibitDesks[exhibit.exhibitId] ?? IDLE_DESK)
  const { exhibitId, number, name, sourceName, description } = exhibit
  const mayOpen = useSession((state) => mayDo(state, 'exhibit.preview'))
  const isBusy = desk.verifying.status === 'running' || desk.extracting.status === 'running'
  const hasResult = desk.verifying.status !== 'idle' || desk.extracting.status !== 'idle'
  return (
    <Fragment>
      <tr className={hasResult ? 'row-open' : undefined} aria-rowindex={place + 1}>
        <td>
          <span className="number-tag">{number}</span>
        </td>
        <th scope="row">
          <Shown text={name} isStrict />
          {sourceName !== undefined && sourceName !== name && (
            <p className="small faint">{text.exhibits.sourceName(sourceName)}</p>
          )}
          {description !== undefined && (
            <p className="small soft">
              <Shown text={description} />
            </p>
          )}
        </th>
        <td className="numeric">{format.size(exhibit.sizeBytes)}</td>
        <td>
          <HashText
            hex={exhibit.digestHex}
            copyLabel={text.exhibits.copyDigest(number)}
            copiedLabel={text.window.copied}
            onCopy={copyText}
          />
        </td>
        <td className="small">
          <span className="nowrap">{format.shortInstant(exhibit.sealedAtMs)}</span>
          <br />
          <span className="faint">{text.exhibits.sealedBy(exhibit.sealedBy)}</span>
        </td>
        <td>
          {mayOpen ? (
            <div className="acts">
              <Button
                size="small"
                label={text.viewer.openOf(number)}
                onPress={() => lookAtExhibit(at, exhibitId)}
              >
                <Eye size={16} aria-hidden />
                {text.viewer.open}
              </Button>
              <Button
                size="small"
                label={text.reading.openOf(number)}
                onPress={() => goToReading(at, exhibitId)}
              >
                <ScanText size={16} aria-hidden />
                {text.reading.open}
              </Button>
              <Button
                size="small"
                isDisabled={isBusy}
                label={text.exhibits.verifyOf(number)}
                onPress={() => void verifyExhibit(at, exhibitId)}
              >
                <ShieldCheck size={16} aria-hidden />
                {text.exhibits.verify}
              </Button>
              <Button
                size="small"
                isDisabled={isBusy}
                label={text.exhibits.extractOf(number)}
                onPress={() => void extractExhibit(at, exhibit)}
              >
                <Download size={16} aria-hidden />
                {text.exhibits.extract}
              </Button>
            </div>
          ) : (
            <Button
              size="small"
              label={`${text.custody.chain} ${number}`}
              onPress={() => goToItem(at, exhibitId)}
            >
              {text.custody.chain}
            </Button>
          )}
        </td>
      </tr>
      {hasResult && (
        <tr>
          <td colSpan={COLUMNS} className="row-result">
            <ExhibitResult exhibit={exhibit} desk={desk} isBusy={isBusy} />
          </td>
        </tr>
      )}
    </Fragment>
  )
}

type ExhibitResultProps = {
  readonly exhibit: ExhibitLine
  readonly desk: ExhibitDesk
  readonly isBusy: boolean
}

function ExhibitResult({ exhibit, desk, isBusy }: ExhibitResultProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const { exhibitId, number } = exhibit
  const lines = [
    {
      name: 'verify',
      work: desk.verifying,
      label: text.exhibits.verifyOf(number),
      done: text.exhibits.verified,
    },
    {
      name: 'extract',
      work: desk.extracting,
      label: text.exhibits.extractOf(number),
      done: text.exhibits.extracted,
    },
  ]
  return (
    <div className="row">
      <div className="grow stack stack-tight">
        {lines.map(({ name, work, label, done }) => (
          <Fragment key={name}>
            <WorkProgress
              work={work}
              label={label}
              onStop={() => stopExhibitWork(at, exhibitId)}
              stopLabel={text.exhibits.stopOf(number)}
            />
            {work.status === 'done' && (
              <p className="row small right-words" role="status">
                <CircleCheck size={16} aria-hidden />
                {done}
              </p>
            )}
            {work.status === 'cancelled' && (
              <p className="small soft" role="status">
                {text.window.progress.cancelled}
              </p>
            )}
            {work.status === 'refused' && <RefusalCallout refusal={work.refusal} />}
          </Fragment>
        ))}
      </div>
      {!isBusy && (
        <IconButton
          icon={<X size={16} aria-hidden />}
          label={text.exhibits.clearOf(number)}
          onPress={() => clearExhibitDesk(at, exhibitId)}
        />
      )}
    </div>
  )
}
