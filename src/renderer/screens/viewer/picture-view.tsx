import { Maximize2, RotateCw, ZoomIn, ZoomOut } from 'lucide-react'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { IconButton } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { useWorkplace } from '../../state/places.tsx'
import type { Viewer } from '../../state/viewer.ts'
import { turnPicture } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { type Box, boxBetween, PARTS_IN_PERCENT } from './boxes.ts'
import { Pager } from './pager.tsx'

type Page = Extract<OutputOf<'preview.page'>, { readonly view: 'pictures' }>['page']

type PictureViewProps = {
  readonly page: Page
  readonly viewer: Viewer
  readonly preview: OutputOf<'exhibit.preview'>
  /** What is covered so far, while a copy is made; `null` otherwise. */
  readonly boxes: readonly Box[] | null
  readonly onBox: (box: Box) => void
}

const LEAST_ZOOM = 0.25
const MOST_ZOOM = 8
/** Pictures are asked for in these widths only, so that a little more zoom is no new picture. */
const WIDTHS = [800, 1600, 3200, 6400] as const

/** Pages as pictures that were drawn anew. */
export function PictureView({ page, viewer, preview, boxes, onBox }: PictureViewProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const [zoom, setZoom] = useState(1)
  const [turns, setTurns] = useState(0)
  const { count } = page
  const { picture } = viewer
  const isCovering = boxes !== null
  return (
    <>
      <Pager
        here={text.viewer.pageOf(picture + 1, count)}
        onPrevious={picture === 0 ? null : () => turnPicture(at, picture - 1)}
        onNext={picture >= count - 1 ? null : () => turnPicture(at, picture + 1)}
        goToLabel={text.viewer.goTo.pictures}
        onGoTo={(place) => turnPicture(at, Math.min(count, Math.max(1, place)) - 1)}
      >
        <div className="row viewer-zoom">
          <IconButton
            icon={<ZoomOut size={18} aria-hidden />}
            label={text.viewer.zoomOut}
            isDisabled={zoom <= LEAST_ZOOM}
            onPress={() => setZoom(Math.max(LEAST_ZOOM, zoom / 1.5))}
          />
          <span className="small viewer-percent">{text.viewer.zoomIs(Math.round(zoom * 100))}</span>
          <IconButton
            icon={<ZoomIn size={18} aria-hidden />}
            label={text.viewer.zoomIn}
            isDisabled={zoom >= MOST_ZOOM}
            onPress={() => setZoom(Math.min(MOST_ZOOM, zoom * 1.5))}
          />
          <IconButton
            icon={<Maximize2 size={18} aria-hidden />}
            label={text.viewer.fit}
            onPress={() => setZoom(1)}
          />
          <IconButton
            icon={<RotateCw size={18} aria-hidden />}
            label={text.viewer.rotate}
            isDisabled={isCovering}
            onPress={() => setTurns((turns + 1) % 4)}
          />
        </div>
      </Pager>
      <DrawnPicture
        key={`${preview.bytesId} ${picture}`}
        address={(widthPx) => `/preview/${preview.bytesId}/picture/${picture}/${widthPx}`}
        label={text.viewer.pictureOf(picture + 1, count, preview.number)}
        picture={picture}
        first={page}
        zoom={zoom}
        turns={isCovering ? 0 : turns}
        boxes={boxes}
        onBox={onBox}
      />
    </>
  )
}

type DrawnPictureProps = {
  readonly address: (widthPx: number) => string
  readonly label: string
  readonly picture: number
  readonly first: Page
  readonly zoom: number
  readonly turns: number
  readonly boxes: readonly Box[] | null
  readonly onBox: (box: Box) => void
}

type Size = { readonly widthPx: number; readonly heightPx: number }

function DrawnPicture({ address, label, picture, first, zoom, turns, boxes, onBox }: DrawnPictureProps) {
  const { text } = useTongue()
  const frame = useRef<HTMLElement>(null)
  const [roomPx, setRoomPx] = useState(0)
  const [size, setSize] = useState<Size>(first)
  const [isFailed, setFailed] = useState(false)
  useEffect(() => {
    const target = frame.current
    if (target === null) return
    const watcher = new ResizeObserver(() => setRoomPx(target.clientWidth - 32))
    watcher.observe(target)
    return () => watcher.disconnect()
  }, [])
  const isSideways = turns % 2 === 1
  // A picture smaller than its place is not blown up by itself.
  const natural = isSideways ? size.heightPx : size.widthPx
  const fit = Math.min(roomPx, natural)
  const shownWide = Math.max(1, fit * zoom)
  const widthPx = isSideways ? (shownWide * size.widthPx) / size.heightPx : shownWide
  const heightPx = (widthPx * size.heightPx) / size.widthPx
  const wanted = widthPx * Math.max(1, devicePixelRatio)
  const drawnPx = WIDTHS.find((one) => one >= wanted) ?? WIDTHS[WIDTHS.length - 1] ?? 1600
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section ref={frame} className="viewer-scroll picture-room" tabIndex={0} aria-label={label}>
      {isFailed && (
        <Callout tone="warning" role="alert">
          <p>{text.viewer.notDrawn}</p>
        </Callout>
      )}
      {roomPx > 0 && !isFailed && (
        <div
          className="picture-place"
          style={{ width: isSideways ? heightPx : widthPx, height: isSideways ? widthPx : heightPx }}
        >
          <img
            src={address(drawnPx)}
            alt={label}
            draggable={false}
            style={{
              width: widthPx,
              height: heightPx,
              transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
            }}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
              // Pages differ in shape; the first one's size stands for how large this one may be shown.
              const heightOfPage = (size.widthPx * naturalHeight) / naturalWidth
              if (Math.abs(heightOfPage - size.heightPx) > 2) setSize({ ...size, heightPx: heightOfPage })
            }}
            onError={() => setFailed(true)}
          />
          {boxes !== null && <BoxLayer picture={picture} boxes={boxes} onBox={onBox} />}
        </div>
      )}
    </section>
  )
}

type BoxLayerProps = {
  readonly picture: number
  readonly boxes: readonly Box[]
  readonly onBox: (box: Box) => void
}

type Corner = { readonly x: number; readonly y: number }

/** What is covered, over the page; dragging adds to it. The fields beside do the same by keyboard. */
function BoxLayer({ picture, boxes, onBox }: BoxLayerProps) {
  const [drag, setDrag] = useState<{ readonly from: Corner; readonly to: Corner } | null>(null)
  const cornerOf = (event: PointerEvent<HTMLElement>): Corner => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height }
  }
  const drawn = drag === null ? null : boxBetween(picture, drag.from, drag.to)
  const here = boxes.filter((box) => box.page === picture)
  return (
    <div
      className="box-layer"
      data-testid="box-layer"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        const corner = cornerOf(event)
        setDrag({ from: corner, to: corner })
      }}
      onPointerMove={(event) => drag !== null && setDrag({ ...drag, to: cornerOf(event) })}
      onPointerUp={() => {
        if (drawn !== null) onBox(drawn)
        setDrag(null)
      }}
      onPointerCancel={() => setDrag(null)}
    >
      {(drawn === null ? here : [...here, drawn]).map((box, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place in the list
          key={index}
          className="covered-box"
          style={{
            left: `${box.left / PARTS_IN_PERCENT}%`,
            top: `${box.top / PARTS_IN_PERCENT}%`,
            width: `${(box.right - box.left) / PARTS_IN_PERCENT}%`,
            height: `${(box.bottom - box.top) / PARTS_IN_PERCENT}%`,
          }}
        />
      ))}
    </div>
  )
}
