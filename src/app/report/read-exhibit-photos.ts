import type { CaseView } from '#core/case-file/case-view.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { ExhibitPhotos } from '#core/documents/exhibit-photos.ts'
import type { ExhibitId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { decideShowing, HEAD_BYTES } from '#core/viewing/shown-kind.ts'
import { sealedObjectOf } from '../exhibit/find-exhibit.ts'
import { type Cancelled, type CancelSignal, CANCELLED as STOPPED } from '../ports/byte-source.ts'
import type { ObjectFinding, RangeReader } from '../ports/object-store.ts'
import type { ReadPicture } from '../ports/report-printer.ts'
import type { OpenRoom } from '../ports/viewing-room.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'
import { checkAnswer } from '../viewing/ask-room.ts'

/** 120 mm wide at 250 dots an inch, and as high as a page has room for. */
const PRINTED_PX = { widthPx: 1200, heightPx: 1900 } as const
/** Most photos in one report: their prints are in memory together until they are drawn. */
const MOST_PHOTOS = 300

/** Endings of the names of pictures, also of those that cannot be decoded here. */
const PICTURE_ENDINGS: ReadonlySet<string> = new Set([
  'png',
  'jpg',
  'jpeg',
  'jfif',
  'gif',
  'webp',
  'tif',
  'tiff',
  'avif',
  'heic',
  'heif',
  'bmp',
])

/** Photos of a case, made ready for print; each is given away once. `forget` overwrites those that were not drawn. */
export type PrintedPhotos = {
  readonly photos: ExhibitPhotos
  readonly readPicture: ReadPicture
  readonly forget: () => void
}

type PhotoFailure = ObjectFinding | Cancelled

/**
 * Makes prints of the photos among the exhibits of a case, one at a time, each in a room of its own that holds no keys. The originals are
 * only read. A file that is a picture by its name and cannot be decoded is told apart; bytes that are not those that were sealed end it.
 */
export async function readExhibitPhotos(
  vault: VaultSession,
  found: FoundCase,
  { exhibits }: Pick<CaseView, 'exhibits'>,
  openRoom: OpenRoom,
  signal: CancelSignal,
): Promise<Result<PrintedPhotos, PhotoFailure>> {
  const prints = new Map<string, Uint8Array>()
  const notShown = new Set<ExhibitId>()
  const forget = () => {
    for (const print of prints.values()) print.fill(0)
    prints.clear()
  }
  for (const exhibit of exhibits) {
    const print = await printOne(vault, found, exhibit, {
      openRoom,
      signal,
      isFull: prints.size >= MOST_PHOTOS,
    })
    if (!print.ok) {
      forget()
      return print
    }
    if (print.value === 'not-drawn') notShown.add(exhibit.exhibitId)
    else if (print.value !== 'no-picture') prints.set(exhibit.exhibitId, print.value)
  }
  return succeed({
    photos: { shown: new Set([...prints.keys()] as ExhibitId[]), notShown },
    readPicture: async (pictureId) => {
      const print = prints.get(pictureId) ?? null
      prints.delete(pictureId)
      return print
    },
    forget,
  })
}

type Printing = { readonly openRoom: OpenRoom; readonly signal: CancelSignal; readonly isFull: boolean }
type Print = Uint8Array | 'no-picture' | 'not-drawn'

async function printOne(
  vault: VaultSession,
  { key }: FoundCase,
  exhibit: ExhibitView,
  { openRoom, signal, isFull }: Printing,
): Promise<Result<Print, PhotoFailure>> {
  const sealed = sealedObjectOf(exhibit)
  if (sealed === null) return succeed('no-picture')
  if (signal.aborted) return fail(STOPPED)
  const reader = await vault.objects.openRange(sealed, key.bytes, { signal })
  if (!reader.ok) return reader
  try {
    const head = await reader.value.read(0, HEAD_BYTES)
    if (!head.ok) return head
    const showing = decideShowing(head.value, exhibit.sourceName ?? exhibit.name)
    head.value.fill(0)
    if (showing.kind !== 'image')
      return succeed(PICTURE_ENDINGS.has(showing.declared) ? 'not-drawn' : 'no-picture')
    if (isFull) return succeed('not-drawn')
    return await askForPrint(reader.value, showing, openRoom, signal)
  } finally {
    await reader.value.close()
  }
}

async function askForPrint(
  reader: RangeReader,
  { kind, magic }: ReturnType<typeof decideShowing>,
  openRoom: OpenRoom,
  signal: CancelSignal,
): Promise<Result<Print, PhotoFailure>> {
  let damage: ObjectFinding | null = null
  const room = openRoom({ kind, magic, sizeBytes: reader.sizeBytes }, async (offsetBytes, lengthBytes) => {
    const read = await reader.read(offsetBytes, lengthBytes)
    if (read.ok) return read.value
    if (read.failure.code !== 'cancelled') damage = read.failure
    return null
  })
  try {
    const answer = checkAnswer('print', await room.ask({ what: 'print', ...PRINTED_PX }, { signal }))
    if (damage !== null) return fail(damage)
    if (answer.ok) return succeed(answer.value)
    return answer.failure.code === 'cancelled' ? fail(STOPPED) : succeed('not-drawn')
  } finally {
    room.close()
  }
}
