import type { RoomOrder } from '#app/ports/viewing-room.ts'
import type { Magic } from '#core/viewing/magic.ts'
import type { listEntries } from './archive-entries.ts'
import type { coverPages } from './cover-pages.ts'
import type { Letter } from './mail-letter.ts'
import type { Pages, writePng } from './pages.ts'
import type { shrinkForPrint } from './print-image.ts'
import type { RoomBytes } from './room-bytes.ts'
import type { openTable } from './table-rows.ts'
import type { Unpacked } from './unpack-entry.ts'
import type { wordsOfMarkup } from './words-of-markup.ts'

/** What a room can do for one kind of exhibit, beside cutting text into lines. */
export type RoomTools = {
  readonly openPages?: (bytes: RoomBytes, magic: Magic) => Promise<Pages>
  readonly writePng?: typeof writePng
  readonly coverPages?: typeof coverPages
  readonly shrinkForPrint?: typeof shrinkForPrint
  readonly wordsOfMarkup?: typeof wordsOfMarkup
  readonly openLetter?: (bytes: RoomBytes) => Promise<Letter>
  readonly openTable?: typeof openTable
  readonly listEntries?: typeof listEntries
  readonly unpackEntry?: (bytes: RoomBytes, index: number) => Promise<Unpacked>
}

/** Loads what an exhibit of this kind needs, and nothing else. After it the process needs no file any more. */
export async function loadTools({ kind, magic }: RoomOrder): Promise<RoomTools> {
  switch (kind) {
    case 'image':
    case 'pdf': {
      const [{ writePng }, { allowOneDecoder, coverPages }] = await Promise.all([
        import('./pages.ts'),
        import('./cover-pages.ts'),
      ])
      // Pages of a PDF come as pixels, so that no decoder of pictures is needed for them.
      await allowOneDecoder(kind === 'pdf' ? null : magic)
      if (kind === 'image' && magic === 'bmp') {
        const { openBmp, shrinkBmpForPrint } = await import('./bmp-pages.ts')
        return { openPages: openBmp, writePng, coverPages, shrinkForPrint: shrinkBmpForPrint }
      }
      if (kind === 'image' && magic === 'heic') {
        const { openHeic, shrinkHeicForPrint } = await import('./heic-pages.ts')
        return { openPages: openHeic, writePng, coverPages, shrinkForPrint: shrinkHeicForPrint }
      }
      if (kind === 'image') {
        const { openImage } = await import('./image-pages.ts')
        const { shrinkForPrint } = await import('./print-image.ts')
        return { openPages: openImage, writePng, coverPages, shrinkForPrint }
      }
      const { loadPdfOpener } = await import('./pdf-pages.ts')
      return { openPages: await loadPdfOpener(), writePng, coverPages }
    }
    case 'markup':
      return { wordsOfMarkup: (await import('./words-of-markup.ts')).wordsOfMarkup }
    case 'mail':
      if (magic === 'ole') {
        const { openMsg, unpackMsgAttachment } = await import('./msg-letter.ts')
        return { openLetter: openMsg, unpackEntry: unpackMsgAttachment }
      } else {
        const { openMail, unpackAttachment } = await import('./mail-letter.ts')
        return { openLetter: openMail, unpackEntry: unpackAttachment }
      }
    case 'table':
      return { openTable: (await import('./table-rows.ts')).openTable }
    case 'archive':
    case 'office':
      return {
        listEntries: (await import('./archive-entries.ts')).listEntries,
        unpackEntry: (await import('./unpack-entry.ts')).unpackEntry,
      }
    default:
      return {}
  }
}
