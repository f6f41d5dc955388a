import { useEffect, useRef } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import type { MediaPane } from '../../state/desk.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import type { Viewer } from '../../state/viewer.ts'
import { playFrom } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { GoTo } from './pager.tsx'

type MediaViewProps = { readonly viewer: Viewer; readonly preview: OutputOf<'exhibit.preview'> }

/** Sound or film, played apart from the page: in a frame without an origin, or in a view of the desktop's own. */
export function MediaView({ viewer, preview }: MediaViewProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const path = `${language}/${viewer.atSeconds}/frame`
  const pane = at.desk.mediaPane
  return (
    <>
      <div className="viewer-bar">
        <span className="small faint">{text.viewer.mediaWords(preview.sizeBytes)}</span>
        <GoTo
          label={text.viewer.goTo.media}
          onGoTo={(seconds) => playFrom(at, Math.min(9_999_999, seconds))}
        />
      </div>
      {pane.kind === 'frame' ? (
        <iframe
          key={path}
          className="media-frame"
          // Nothing is allowed: no script, no forms, no windows, no origin.
          sandbox=""
          referrerPolicy="no-referrer"
          src={`/preview/${preview.bytesId}/${path}`}
          title={text.viewer.mediaFrame}
        />
      ) : (
        <LaidOver pane={pane} bytesId={preview.bytesId} path={path} label={text.viewer.mediaFrame} />
      )}
    </>
  )
}

type LaidOverProps = {
  readonly pane: Extract<MediaPane, { readonly kind: 'view' }>
  readonly bytesId: string
  readonly path: string
  readonly label: string
}

/** Keeps the place of the desktop's own view; while a dialog is open it is out of the way. */
function LaidOver({ pane, bytesId, path, label }: LaidOverProps) {
  const place = useRef<HTMLElement>(null)
  const isCovered = useSession((state) => state.dialog !== null)
  useEffect(() => {
    const target = place.current
    if (target === null) return
    const show = () => {
      const { x, y, width, height } = target.getBoundingClientRect()
      pane.show(isCovered ? null : { bytesId, path, place: { x, y, width, height } })
    }
    const watcher = new ResizeObserver(show)
    watcher.observe(target)
    addEventListener('scroll', show, { passive: true })
    addEventListener('resize', show)
    show()
    return () => {
      watcher.disconnect()
      removeEventListener('scroll', show)
      removeEventListener('resize', show)
      pane.show(null)
    }
  }, [pane, bytesId, path, isCovered])
  return <section ref={place} className="media-frame" aria-label={label} />
}
