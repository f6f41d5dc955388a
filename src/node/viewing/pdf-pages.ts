import { PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium'
import type { PageSize, Pages } from './pages.ts'
import { NotReadable, type RoomBytes, readWhole } from './room-bytes.ts'

/** Largest PDF that is opened: PDFium holds it whole. */
const MOST_PDF_BYTES = 256 * 1024 * 1024
const MOST_PDF_PAGES = 5000
/** Pages are drawn at 200 dots an inch where that fits: enough to read small print of a scanned statement. */
const DOTS_PER_POINT = 200 / 72
/** Most pixels of a drawn page; a PDF may declare pages of 200 inches. */
const MOST_PAGE_PIXELS = 24_000_000

/**
 * Loads what opens a PDF whose pages are drawn as pictures. PDFium runs as WebAssembly: it reaches no file, no network and no process, and this
 * build has no JavaScript engine, so that scripts, forms and links of the document do nothing.
 */
export async function loadPdfOpener(): Promise<(bytes: RoomBytes) => Promise<Pages>> {
  const library = await PDFiumLibrary.init()
  return (bytes) => openPdf(library, bytes)
}

async function openPdf(library: PDFiumLibrary, bytes: RoomBytes): Promise<Pages> {
  const file = await readWhole(bytes, MOST_PDF_BYTES)
  const document = await library.loadDocument(file).catch((cause: unknown) => {
    throw new NotReadable(isPasswordError(cause) ? 'protected' : 'not-readable')
  })
  const count = Math.min(document.getPageCount(), MOST_PDF_PAGES)
  if (count === 0) throw new NotReadable('not-readable')
  // Each page that is opened to be measured stays open in the library, so that only the first one is.
  const measure = (page: PDFiumPage): PageSize => {
    const { originalWidth, originalHeight } = page.getOriginalSize()
    const scale = scaleFor(originalWidth, originalHeight)
    return {
      widthPx: Math.max(1, Math.floor(originalWidth * scale)),
      heightPx: Math.max(1, Math.floor(originalHeight * scale)),
    }
  }
  return {
    count,
    first: measure(document.getPage(0)),
    async draw(page, wantedPx) {
      const opened = document.getPage(page)
      const size = measure(opened)
      const width = Math.min(wantedPx, size.widthPx)
      const height = Math.max(1, Math.round((size.heightPx * width) / size.widthPx))
      const drawn = await opened.render({
        width,
        height,
        render: async ({ data }) => data,
      })
      return {
        pixels: withoutAlpha(drawn.data, drawn.width * drawn.height),
        widthPx: drawn.width,
        heightPx: drawn.height,
        channels: 3,
      }
    },
    words: (page) => document.getPage(page).getText(),
  }
}

function scaleFor(widthPt: number, heightPt: number): number {
  const pixels = widthPt * heightPt * DOTS_PER_POINT ** 2
  return DOTS_PER_POINT * Math.min(1, Math.sqrt(MOST_PAGE_PIXELS / Math.max(1, pixels)))
}

function withoutAlpha(rgba: Uint8Array, count: number): Uint8Array {
  const rgb = new Uint8Array(count * 3)
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0
    rgb[to + 1] = rgba[from + 1] ?? 0
    rgb[to + 2] = rgba[from + 2] ?? 0
  }
  return rgb
}

// The library tells its reasons in words only.
function isPasswordError(cause: unknown): boolean {
  return /password/i.test(String((cause as { readonly message?: unknown }).message))
}
