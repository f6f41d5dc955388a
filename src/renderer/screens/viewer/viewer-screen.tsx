import { ArrowLeft, ChevronLeft, ChevronRight, ScanText } from 'lucide-react'
import { useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { copyText } from '../../parts/copy-text.ts'
import { HashText } from '../../parts/hash-text.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Shown } from '../../parts/shown.tsx'
import { goTo, goToReading } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { routeAddress } from '../../state/route.ts'
import {
  closeViewer,
  leaveInside,
  leavePart,
  openViewer,
  showInsideByContent,
} from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { CaseLoader } from '../case-screen.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { PartsView } from './parts-view.tsx'
import { ViewerBody } from './viewer-body.tsx'
import './viewer.css'

type ViewerScreenProps = { readonly caseId: string; readonly exhibitId: string }

/** What an exhibit holds, with the way to the ones before and after it. */
export function ViewerScreen({ caseId, exhibitId }: ViewerScreenProps) {
  const at = useWorkplace()
  useEffect(() => () => closeViewer(at), [at])
  return <CaseLoader caseId={caseId}>{(file) => <Viewed file={file} exhibitId={exhibitId} />}</CaseLoader>
}

function Viewed({ file, exhibitId }: { readonly file: CaseFile; readonly exhibitId: string }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const viewer = useSession((state) => (state.viewer?.exhibitId === exhibitId ? state.viewer : null))
  const part = useSession((state) => (state.part?.exhibitId === exhibitId ? state.part.path : null))
  const place = file.exhibits.findIndex((exhibit) => exhibit.exhibitId === exhibitId)
  const exhibit = file.exhibits[place]
  const opening = viewer?.opening
  const isKnown = exhibit !== undefined
  const isCollection = exhibit?.collected !== undefined
  useEffect(() => {
    // Of many files the person chooses one first.
    if (isKnown && (!isCollection || at.store.getState().part?.exhibitId === exhibitId))
      void openViewer(at, exhibitId)
  }, [at, exhibitId, isKnown, isCollection])
  const go = (step: 1 | -1) => () => {
    const other = file.exhibits[place + step]
    if (other !== undefined) goTo(at, { screen: 'viewer', caseId: file.caseId, exhibitId: other.exhibitId })
  }
  return (
    <div className="stack viewer">
      <PageHead
        title={
          <Shown text={opening?.status === 'ready' ? opening.value.name : (exhibit?.name ?? '')} isStrict />
        }
        above={
          <div className="row">
            <a
              className="back-link"
              href={routeAddress({ screen: 'case', caseId: file.caseId, tab: 'exhibits' })}
            >
              <ArrowLeft size={16} aria-hidden />
              {text.viewer.back}
            </a>
            <span className="number-tag">{exhibit?.number}</span>
            {part !== null && viewer?.inside === null && (
              <Button size="small" onPress={() => leavePart(at)}>
                {text.viewer.allParts}
              </Button>
            )}
            {viewer?.inside != null && (
              <Button size="small" onPress={() => leaveInside(at)}>
                <ArrowLeft size={16} aria-hidden />
                {text.viewer.insideOf(
                  viewer.inside.outer.opening.status === 'ready'
                    ? viewer.inside.outer.opening.value.name
                    : '',
                )}
              </Button>
            )}
          </div>
        }
        acts={
          <>
            <Button
              label={text.reading.openOf(exhibit?.number ?? '')}
              onPress={() => goToReading(at, exhibitId)}
            >
              <ScanText size={18} aria-hidden />
              {text.reading.open}
            </Button>
            <IconButton
              icon={<ChevronLeft size={20} aria-hidden />}
              label={text.viewer.previous}
              isDisabled={place <= 0}
              onPress={go(-1)}
            />
            <IconButton
              icon={<ChevronRight size={20} aria-hidden />}
              label={text.viewer.next}
              isDisabled={place === -1 || place >= file.exhibits.length - 1}
              onPress={go(1)}
            />
          </>
        }
      >
        {opening?.status === 'ready' && (
          <p className="small viewer-kind">
            {text.viewer.kinds[opening.value.kind]} · {format.size(opening.value.sizeBytes)} ·{' '}
            <span className="faint">{text.viewer.inert}</span>
          </p>
        )}
        {exhibit !== undefined && (
          <p className="small viewer-digest">
            {text.exhibits.columns.digest}{' '}
            <HashText
              hex={exhibit.digestHex}
              copyLabel={text.exhibits.copyDigest(exhibit.number)}
              copiedLabel={text.window.copied}
              onCopy={copyText}
              isWhole
            />
            {isCollection && part === null && <span className="faint"> {text.viewer.digestOfList}</span>}
          </p>
        )}
      </PageHead>
      {opening?.status === 'loading' && (
        <p role="status" className="soft">
          {text.window.loading}
        </p>
      )}
      {opening?.status === 'failed' && <RefusalCallout refusal={opening.refusal} />}
      {isCollection && part === null && (
        <PartsView exhibitId={exhibitId} joined={exhibit.collected?.joined} />
      )}
      {opening?.status === 'ready' && viewer !== null && (
        <>
          <Mismatch
            preview={opening.value}
            onAsk={() =>
              void (viewer.inside === null ? openViewer(at, exhibitId, true) : showInsideByContent(at))
            }
          />
          <ViewerBody viewer={viewer} preview={opening.value} />
        </>
      )}
    </div>
  )
}

type MismatchProps = { readonly preview: OutputOf<'exhibit.preview'>; readonly onAsk: () => void }

function Mismatch({ preview, onAsk }: MismatchProps) {
  const { text } = useTongue()
  const { isMismatch, declared, kind, views } = preview
  if (!isMismatch) return null
  const isAsked = views.length > 1
  const words = isAsked ? text.viewer.mismatchAsked : text.viewer.mismatch
  return (
    <Callout tone="warning" title={text.viewer.mismatchTitle} role="status">
      <p>{words(declared, text.viewer.kinds[kind])}</p>
      {!isAsked && kind !== 'binary' && (
        <div className="row">
          <Button size="small" onPress={onAsk}>
            {text.viewer.showByContent}
          </Button>
        </div>
      )}
    </Callout>
  )
}
