import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { ImageOff } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ExhibitLine } from '#contract/exhibit-operations.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { Shown } from '../../parts/shown.tsx'
import { tileAfterKey } from '../../state/gallery-keys.ts'
import { filterOfCase } from '../../state/kept-place.ts'
import { lookAtExhibit } from '../../state/navigation.ts'
import { useWorkplace } from '../../state/places.tsx'
import { type Thumbnail, Thumbnails } from '../../state/thumbnails.ts'
import { useTongue } from '../../text/text-context.tsx'
import { useFilter } from '../use-filter.ts'
import './gallery.css'

/** The least width of a tile, and the height of a row with the gap under it; the same as in gallery.css. */
const TILE_PX = 184
const ROW_PX = 212
const ROWS_AROUND = 2

type GalleryProps = { readonly caseId: string; readonly pictures: readonly ExhibitLine[] }

/** The pictures among the exhibits of a case, the newest first, as thumbnails that arrows move through. */
export function Gallery({ caseId, pictures }: GalleryProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const frame = useRef<HTMLElement>(null)
  const [columns, setColumns] = useState(1)
  const [thumbnails, setThumbnails] = useState<Thumbnails | null>(null)
  // Whoever comes back from a picture stands at it; whoever chose the gallery stays at the choice.
  const [last, setLast] = useFilter(filterOfCase('gallery', caseId))
  const found = pictures.findIndex(({ exhibitId }) => exhibitId === last)
  const here = Math.max(0, found)
  const wantsFocus = useRef(found >= 0 && !(document.activeElement instanceof HTMLInputElement))
  useEffect(() => {
    const made = new Thumbnails(at)
    setThumbnails(made)
    return () => made.close()
  }, [at])
  useEffect(() => {
    const target = frame.current
    if (target === null) return
    const watcher = new ResizeObserver(() =>
      setColumns(Math.max(1, Math.floor(target.clientWidth / TILE_PX))),
    )
    watcher.observe(target)
    return () => watcher.disconnect()
  }, [])
  const rows = Math.ceil(pictures.length / columns)
  const row = Math.floor(here / columns)
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: ROWS_AROUND,
    // The tile with the focus stays, wherever the person scrolls to or however wide the window becomes.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), row])].toSorted((a, b) => a - b),
  })
  useEffect(() => {
    if (wantsFocus.current) virtual.scrollToIndex(row)
  }, [virtual, row])
  const press = (event: KeyboardEvent) => {
    const rowsOnScreen = Math.floor((frame.current?.clientHeight ?? 0) / ROW_PX)
    const next = tileAfterKey(event.key, here, { count: pictures.length, columns, rowsOnScreen })
    const exhibit = next === null ? undefined : pictures[next]
    if (exhibit === undefined) return
    event.preventDefault()
    wantsFocus.current = true
    setLast(exhibit.exhibitId)
  }
  const open = (exhibit: ExhibitLine) => {
    setLast(exhibit.exhibitId)
    lookAtExhibit(at, exhibit.exhibitId)
  }
  return (
    <section className="gallery" ref={frame} aria-label={text.exhibits.gallery.title(pictures.length)}>
      <ul className="gallery-rows" style={{ blockSize: `${virtual.getTotalSize()}px` }} onKeyDown={press}>
        {virtual.getVirtualItems().flatMap((item) =>
          pictures.slice(item.index * columns, (item.index + 1) * columns).map((exhibit, column) => {
            const index = item.index * columns + column
            return (
              <li
                key={exhibit.exhibitId}
                className="gallery-place"
                aria-setsize={pictures.length}
                aria-posinset={index + 1}
                style={{
                  inlineSize: `${100 / columns}%`,
                  insetInlineStart: `${(column * 100) / columns}%`,
                  insetBlockStart: `${item.start}px`,
                }}
              >
                <Tile
                  exhibit={exhibit}
                  thumbnails={thumbnails}
                  isHere={index === here}
                  wantsFocus={wantsFocus}
                  onOpen={() => open(exhibit)}
                />
              </li>
            )
          }),
        )}
      </ul>
    </section>
  )
}

type TileProps = {
  readonly exhibit: ExhibitLine
  readonly thumbnails: Thumbnails | null
  readonly isHere: boolean
  readonly wantsFocus: { current: boolean }
  readonly onOpen: () => void
}

function Tile({ exhibit, thumbnails, isHere, wantsFocus, onOpen }: TileProps) {
  const { text } = useTongue()
  const { exhibitId, number, name } = exhibit
  const button = useRef<HTMLButtonElement>(null)
  const [thumbnail, setThumbnail] = useState<Thumbnail | undefined>(() => thumbnails?.held(exhibitId))
  useEffect(() => {
    const held = thumbnails?.held(exhibitId)
    if (held !== undefined) {
      setThumbnail(held)
      return
    }
    return thumbnails?.ask(exhibitId, setThumbnail)
  }, [thumbnails, exhibitId])
  useEffect(() => {
    if (!isHere || !wantsFocus.current) return
    wantsFocus.current = false
    button.current?.focus({ preventScroll: true })
  }, [isHere, wantsFocus])
  return (
    <button
      ref={button}
      type="button"
      className="gallery-tile"
      tabIndex={isHere ? 0 : -1}
      onClick={onOpen}
      title={showEscaped(name)}
      data-thumbnail={thumbnail === undefined ? 'waiting' : thumbnail === 'not-drawn' ? thumbnail : 'drawn'}
    >
      <span className="gallery-picture">
        {thumbnail === 'not-drawn' && (
          <span className="gallery-none">
            <ImageOff size={28} strokeWidth={1.5} aria-hidden />
            {text.exhibits.gallery.notDrawn}
          </span>
        )}
        {thumbnail !== undefined && thumbnail !== 'not-drawn' && <Drawn thumbnail={thumbnail} />}
      </span>
      <span className="gallery-words">
        <span className="number-tag">{number}</span>
        <span className="gallery-name">
          <Shown text={name} isStrict />
        </span>
      </span>
    </button>
  )
}

function Drawn({ thumbnail }: { readonly thumbnail: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  // One that was let go of meanwhile has no size any more; what was drawn of it stays.
  const [{ width, height }] = useState(() => ({ width: thumbnail.width, height: thumbnail.height }))
  useEffect(() => {
    if (thumbnail.width > 0) canvas.current?.getContext('2d')?.drawImage(thumbnail, 0, 0)
  }, [thumbnail])
  return <canvas ref={canvas} width={width} height={height} aria-hidden />
}
