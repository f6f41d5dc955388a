import { call, memoryAt, readByteText, wideTextAt, withMemory } from './pdfium.ts'

/** A run of text on a page with its box, in tenths of a point from the page's lower left corner. */
export type PageRun = {
  readonly text: string
  readonly box: readonly [left: number, bottom: number, right: number, top: number]
}

/** Where a link of a page leads. `launch` would start a program, `remote` open another file. */
export type PageLink = { readonly kind: 'web' | 'launch' | 'remote' | 'embedded'; readonly target: string }

/** What is read of one page. */
export type PdfPage = {
  readonly widthTenths: number
  readonly heightTenths: number
  readonly text: string
  readonly runs: readonly PageRun[]
  readonly links: readonly PageLink[]
  readonly isCut: boolean
}

/** How much of a page is read. */
export type PageLimits = { readonly maxCharacters: number; readonly maxRuns: number }

const MAX_LINKS = 1_000
// public/fpdf_doc.h, PDFACTION_*.
const KINDS: { readonly [type: number]: PageLink['kind'] } = {
  2: 'remote',
  3: 'web',
  4: 'launch',
  5: 'embedded',
}

/** Reads one page's text with the places of its runs, and its links; `null` where the page cannot be loaded. */
export function readPage(document: number, index: number, limits: PageLimits): PdfPage | null {
  const page = call('_FPDF_LoadPage', document, index)
  if (page === 0) return null
  try {
    const size = {
      widthTenths: tenths(call('_FPDF_GetPageWidth', page)),
      heightTenths: tenths(call('_FPDF_GetPageHeight', page)),
    }
    return { ...size, ...readText(page, limits), links: readLinks(document, page) }
  } finally {
    call('_FPDF_ClosePage', page)
  }
}

function readText(page: number, limits: PageLimits): Pick<PdfPage, 'text' | 'runs' | 'isCut'> {
  const textPage = call('_FPDFText_LoadPage', page)
  if (textPage === 0) return { text: '', runs: [], isCut: false }
  try {
    const all = Math.max(0, call('_FPDFText_CountChars', textPage))
    const count = Math.min(all, limits.maxCharacters)
    // A character may take two units, and the text ends with a zero.
    const sizeBytes = count * 4 + 2
    const text = withMemory(sizeBytes, (pointer) => {
      call('_FPDFText_GetText', textPage, 0, count, pointer)
      return wideTextAt(pointer, sizeBytes)
    })
    const rects = count === 0 ? 0 : Math.max(0, call('_FPDFText_CountRects', textPage, 0, count))
    const runs = withMemory(32, (pointer) =>
      Array.from({ length: Math.min(rects, limits.maxRuns) }, (_, index) =>
        readRun(textPage, index, pointer),
      ),
    )
    return { text, runs: runs.flatMap((run) => run ?? []), isCut: all > count || rects > limits.maxRuns }
  } finally {
    call('_FPDFText_ClosePage', textPage)
  }
}

function readRun(textPage: number, index: number, pointer: number): PageRun | null {
  if (call('_FPDFText_GetRect', textPage, index, pointer, pointer + 8, pointer + 16, pointer + 24) === 0)
    return null
  const view = memoryAt(pointer, 32)
  const [left, top, right, bottom] = [0, 8, 16, 24].map((at) => view.getFloat64(at, true)) as [
    number,
    number,
    number,
    number,
  ]
  const bounded = (buffer: number, units: number) =>
    callBounded(textPage, [left, top, right, bottom], buffer, units)
  const units = bounded(0, 0)
  if (units <= 0 || units > 100_000) return null
  const text = withMemory(units * 2, (buffer) => {
    bounded(buffer, units)
    return wideTextAt(buffer, units * 2)
  })
  return { text, box: [tenths(left), tenths(bottom), tenths(right), tenths(top)] }
}

function callBounded(
  textPage: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
  buffer: number,
  units: number,
): number {
  return call('_FPDFText_GetBoundedText', textPage, left, top, right, bottom, buffer, units)
}

function readLinks(document: number, page: number): readonly PageLink[] {
  const links: PageLink[] = []
  withMemory(8, (pointer) => {
    for (let turn = 0; turn < MAX_LINKS; turn += 1) {
      if (call('_FPDFLink_Enumerate', page, pointer, pointer + 4) === 0) return
      const action = call('_FPDFLink_GetAction', memoryAt(pointer + 4, 4).getUint32(0, true))
      const kind = action === 0 ? undefined : KINDS[call('_FPDFAction_GetType', action)]
      if (kind !== undefined) links.push({ kind, target: readTarget(document, action, kind) })
    }
  })
  return links
}

function readTarget(document: number, action: number, kind: PageLink['kind']): string {
  return kind === 'web'
    ? readByteText((buffer, size) => call('_FPDFAction_GetURIPath', document, action, buffer, size))
    : readByteText((buffer, size) => call('_FPDFAction_GetFilePath', action, buffer, size))
}

// Pages may say anything of themselves; what is no number of points becomes nought.
function tenths(points: number): number {
  const value = Math.round(points * 10)
  return Number.isSafeInteger(value) ? value : 0
}
