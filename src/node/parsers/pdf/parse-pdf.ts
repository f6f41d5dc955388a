import { parseIdentifier } from '#core/identifiers/identifier.ts'
import type { Position } from '#core/parsing/parsed-evidence.ts'
import { pdfTime } from '#core/parsing/pdf-time.ts'
import { type Parser, type ParserTask, ParseStop } from '../parser.ts'
import { limitMemory } from './pdfium.ts'
import { type OpenedPdf, openPdf, type PdfFacts, readPdfFacts } from './read-document.ts'
import { type PdfPage, readPage } from './read-page.ts'

/** PDFium holds the document beside the copy that was read. */
const MAX_PDF_BYTES = 96 * 1_024 * 1_024
/** The header may stand behind other bytes (PDF 32000-1 annex H, note 13). */
const HEADER_WITHIN_BYTES = 1_024
/** Of a parser's 512 MiB; the file once more and the runtime have the rest. */
const MAX_PDFIUM_BYTES = 272 * 1_024 * 1_024
const MAX_PAGES = 5_000
const MAX_CHARACTERS = 8_000_000
const MAX_PAGE_CHARACTERS = 250_000
const MAX_RUNS = 100_000
const MAX_PAGE_RUNS = 5_000
const SETTLE_EVERY = 20

// Names that make a document act by itself, as they stand outside compressed streams.
const ACTIVE_NAMES = [
  'JavaScript',
  'JS',
  'Launch',
  'OpenAction',
  'AA',
  'SubmitForm',
  'ImportData',
  'RichMedia',
  'XFA',
  'EmbeddedFile',
] as const

/** Reads PDF documents: text with its places, links, scripts as texts. Nothing of the document runs, and no attached file is opened. */
export const pdfParser: Parser = { name: 'pdf', version: '1', options: [], parse: parsePdf }

async function parsePdf(task: ParserTask): Promise<undefined> {
  const { evidence, out } = task
  const head = Buffer.from(await evidence.read(0, HEADER_WITHIN_BYTES))
  const headerAt = head.indexOf('%PDF-', 0, 'latin1')
  if (headerAt < 0) throw new ParseStop('parse/not-this-kind')
  const bytes = await evidence.readAll(MAX_PDF_BYTES)
  const whole = { kind: 'bytes', offset: 0, length: bytes.length } as const
  limitMemory(MAX_PDFIUM_BYTES)
  const opened = tryToOpen(bytes)
  if (!opened.ok) throw new ParseStop(opened.why === 'encrypted' ? 'parse/encrypted' : 'parse/malformed')
  if (headerAt > 0)
    out.warn('file/other-kind-inside', { position: { kind: 'bytes', offset: 0, length: headerAt } })
  noteEnd(task, bytes)
  noteActiveNames(task, bytes, whole)
  try {
    noteFacts(task, readPdfFacts(opened.document), opened.pageCount, whole)
    await notePages(task, opened.document, opened.pageCount)
  } finally {
    closeQuietly(opened)
  }
}

// A trap inside PDFium's WebAssembly is a damaged document; nothing of it is used after one.
function tryToOpen(bytes: Uint8Array): OpenedPdf {
  try {
    return openPdf(bytes)
  } catch {
    return { ok: false, why: 'damaged' }
  }
}

// After a trap nothing of PDFium works, closing neither; the process ends anyway.
function closeQuietly(opened: { close(): void }): void {
  try {
    opened.close()
  } catch {}
}

function noteEnd(task: ParserTask, bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const at = buffer.lastIndexOf('%%EOF', undefined, 'latin1')
  if (at < 0) {
    task.out.warn('file/truncated', { position: { kind: 'bytes', offset: bytes.length, length: 0 } })
    return
  }
  const from = at + 5
  const rest = buffer.subarray(from)
  if (rest.every((byte) => byte === 0 || byte === 0x0a || byte === 0x0d || byte === 0x20)) return
  task.out.warn('file/trailing-bytes', {
    position: { kind: 'bytes', offset: from, length: rest.length },
    raw: rest.subarray(0, 16).toString('hex'),
  })
}

function noteActiveNames(task: ParserTask, bytes: Uint8Array, position: Position): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (const name of ACTIVE_NAMES) {
    const count = countName(buffer, `/${name}`)
    if (count > 0)
      task.out.add('facts', { position, name: 'pdf/active-name', label: name, value: String(count) })
    if (count > 0 && name === 'Launch') task.out.warn('pdf/launch-action', { position, count })
  }
}

function countName(buffer: Buffer, name: string): number {
  let count = 0
  for (let at = buffer.indexOf(name, 0, 'latin1'); at >= 0; at = buffer.indexOf(name, at + 1, 'latin1')) {
    const next = buffer[at + name.length] ?? 0x20
    const isLonger =
      (next >= 0x30 && next <= 0x39) || (next >= 0x41 && next <= 0x5a) || (next >= 0x61 && next <= 0x7a)
    if (!isLonger) count += 1
  }
  return count
}

function noteFacts(task: ParserTask, facts: PdfFacts, pageCount: number, position: Position): void {
  const { out } = task
  const put = (name: string, value: string) => out.add('facts', { position, name, value })
  put('pdf/pages', String(pageCount))
  put('pdf/version', `${Math.floor(facts.version / 10)}.${facts.version % 10}`)
  if (facts.isEncrypted) put('pdf/restricted', 'yes')
  if (facts.signatures > 0) put('pdf/signatures', String(facts.signatures))
  for (const [label, value] of facts.texts) {
    const time = label.endsWith('Date') ? pdfTime(value) : undefined
    out.add('facts', { position, name: 'pdf/information', label, value, time })
  }
  for (const { name, script } of facts.scripts)
    out.add('facts', { position, name: 'pdf/script', label: name, value: script })
  if (facts.scriptCount > 0) out.warn('pdf/script', { position, count: facts.scriptCount })
  for (const path of facts.attachments) out.add('files', { position: { kind: 'entry', path }, path })
  if (facts.attachmentCount > 0) out.warn('pdf/embedded-file', { position, count: facts.attachmentCount })
}

async function notePages(task: ParserTask, document: number, pageCount: number): Promise<void> {
  let characters = MAX_CHARACTERS
  let runs = MAX_RUNS
  const seen = new Set<string>()
  for (let index = 0; index < pageCount; index += 1) {
    const position = { kind: 'page', page: index + 1 } as const
    if (index >= MAX_PAGES || characters <= 0 || runs <= 0) {
      task.out.warn('pdf/pages-left-out', { position, count: pageCount - index })
      return
    }
    const limits = {
      maxCharacters: Math.min(characters, MAX_PAGE_CHARACTERS),
      maxRuns: Math.min(runs, MAX_PAGE_RUNS),
    }
    const page = tryToRead(document, index, limits)
    if (page === 'broken') {
      task.out.warn('pdf/pages-left-out', { position, count: pageCount - index })
      return
    }
    if (page === null) {
      task.out.warn('pdf/page-unreadable', { position })
      continue
    }
    characters -= page.text.length
    runs -= page.runs.length
    notePage(task, page, position, seen)
    if (index % SETTLE_EVERY === 0) await task.out.settle()
  }
}

function tryToRead(
  document: number,
  index: number,
  limits: { readonly maxCharacters: number; readonly maxRuns: number },
): PdfPage | null | 'broken' {
  try {
    return readPage(document, index, limits)
  } catch {
    return 'broken'
  }
}

function notePage(task: ParserTask, page: PdfPage, position: Position, seen: Set<string>): void {
  const { out } = task
  const size = `${page.widthTenths} ${page.heightTenths}`
  out.add('facts', { position, name: 'pdf/page', label: size, value: page.text })
  for (const { text, box } of page.runs)
    out.add('facts', { position, name: 'pdf/text', label: box.join(' '), value: text })
  if (page.isCut) out.warn('text/cut', { position })
  for (const { kind, target } of page.links) {
    out.add('facts', { position, name: 'pdf/link', label: kind, value: target })
    if (kind === 'launch') out.warn('pdf/launch-action', { position, raw: target })
    const url = kind === 'web' ? parseIdentifier('url', target) : null
    if (!url?.ok || seen.has(url.value.normalised)) continue
    seen.add(url.value.normalised)
    out.add('identifiers', { position, kind: 'url', raw: target, normalised: url.value.normalised })
  }
}
