import { EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import type { ShownView } from '#core/viewing/shown-kind.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { Segments } from '../../parts/choices.tsx'
import { NO_SPANS, type Span } from '../../state/covered-runs.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import type { Viewer } from '../../state/viewer.ts'
import { chooseView, openViewer, turnTo } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { type Box, NO_BOXES } from './boxes.ts'
import { ChatView } from './chat-view.tsx'
import { CoverPanel } from './cover-panel.tsx'
import { EntriesView } from './entries-view.tsx'
import { HexView } from './hex-view.tsx'
import { MailView } from './mail-view.tsx'
import { MediaView } from './media-view.tsx'
import { PictureView } from './picture-view.tsx'
import { TableView } from './table-view.tsx'
import { TextView } from './text-view.tsx'

type Preview = OutputOf<'exhibit.preview'>
type ViewerBodyProps = { readonly viewer: Viewer; readonly preview: Preview }

/** The ways of looking, what is looked at, and the making of a covered copy. */
export function ViewerBody({ viewer, preview }: ViewerBodyProps) {
  const at = useWorkplace()
  const mayCover = useSession((state) => mayDo(state, 'exhibit.redact'))
  const { text } = useTongue()
  const [isCovering, setCovering] = useState(false)
  const [boxes, setBoxes] = useState<readonly Box[]>(NO_BOXES)
  const [spans, setSpans] = useState<readonly Span[]>(NO_SPANS)
  const { view } = viewer
  const cover = () => {
    setCovering(!isCovering)
    const wanted: ShownView = preview.covering === 'boxes' ? 'pictures' : 'text'
    if (!isCovering && view !== wanted) void chooseView(at, wanted)
  }
  return (
    <>
      <div className="row viewer-ways">
        <Segments
          label={text.viewer.views}
          value={view ?? ''}
          onChange={(value) => void chooseView(at, value as ShownView)}
          choices={preview.views.map((value) => ({ value, label: text.viewer.viewNames[value] }))}
        />
        {mayCover && preview.covering !== 'none' && (
          <Button kind={isCovering ? 'primary' : 'plain'} onPress={cover}>
            <EyeOff size={18} aria-hidden />
            {text.viewer.cover}
          </Button>
        )}
      </div>
      {preview.kind === 'office' && (
        <Callout tone="note">
          <p>{text.viewer.officeWords}</p>
        </Callout>
      )}
      {(preview.kind === 'audio' || preview.kind === 'video') && !preview.views.includes('media') && (
        <Callout tone="note">
          <p>{text.viewer.notPlayed[preview.kind]}</p>
        </Callout>
      )}
      {isCovering && (
        <CoverPanel
          viewer={viewer}
          preview={preview}
          boxes={boxes}
          onBoxes={setBoxes}
          spans={spans}
          onSpans={setSpans}
        />
      )}
      <section
        className="sheet viewer-sheet"
        aria-label={view === null ? text.viewer.views : text.viewer.viewNames[view]}
      >
        {view === 'media' ? (
          <MediaView viewer={viewer} preview={preview} />
        ) : (
          <ViewPage
            viewer={viewer}
            preview={preview}
            boxes={isCovering ? boxes : null}
            onBox={(box) => setBoxes([...boxes, box])}
            spans={isCovering ? spans : null}
            onSpan={(span) => setSpans([...spans, span])}
          />
        )}
      </section>
    </>
  )
}

type ViewPageProps = ViewerBodyProps & {
  readonly boxes: readonly Box[] | null
  readonly onBox: (box: Box) => void
  readonly spans: readonly Span[] | null
  readonly onSpan: (span: Span) => void
}

function ViewPage(props: ViewPageProps) {
  const { viewer } = props
  const at = useWorkplace()
  const { text } = useTongue()
  const { page } = viewer
  const shown = shownOf(page)
  const isGone =
    page.status === 'failed' &&
    page.refusal.kind === 'failure' &&
    page.refusal.failure.code === 'preview/unknown'
  return (
    <>
      {page.status === 'failed' && (
        <div className="sheet-body">
          <RefusalCallout refusal={page.refusal}>
            <div className="row">
              <Button
                size="small"
                onPress={() => void (isGone ? openViewer(at, viewer.exhibitId) : turnTo(at, {}))}
              >
                {isGone ? text.viewer.openAgain : text.window.tryAgain}
              </Button>
            </div>
          </RefusalCallout>
        </div>
      )}
      {shown === null && page.status !== 'failed' && (
        <p role="status" className="soft sheet-body">
          {text.window.loading}
        </p>
      )}
      {shown !== null && <ShownPage {...props} answer={shown} />}
    </>
  )
}

type ShownPageProps = ViewPageProps & { readonly answer: OutputOf<'preview.page'> }

function ShownPage(props: ShownPageProps) {
  const { answer, viewer, preview, boxes, onBox, spans, onSpan } = props
  switch (answer.view) {
    case 'hex':
      return <HexView page={answer.page} sizeBytes={preview.sizeBytes} />
    case 'pictures':
      return (
        <PictureView
          key={preview.bytesId}
          page={answer.page}
          viewer={viewer}
          preview={preview}
          boxes={boxes}
          onBox={onBox}
        />
      )
    case 'text':
    case 'words':
      return <TextView view={answer.view} page={answer.page} spans={spans} onSpan={onSpan} />
    case 'mail':
      return <MailView page={answer.page} />
    case 'chat':
      return <ChatView page={answer.page} />
    case 'table':
      return <TableView key={preview.previewId} page={answer.page} sheet={viewer.sheet} />
    case 'entries':
      return <EntriesView page={answer.page} />
  }
}
