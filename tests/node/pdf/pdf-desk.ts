import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Block, DocumentTree } from '#core/documents/document-tree.ts'
import { drawCourtPdf } from '#node/pdf/draw-court-pdf.ts'

const MAX_OUTPUT_BYTES = 256 * 1024 * 1024

/** 21 November 2026, 09:05 on a station's clock. */
export const CREATED_AT_MS = Date.UTC(2026, 10, 21, 2, 5)

/** 64 hex digits that hold every digit. */
export const SOME_DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

/** A document of the given blocks, with whatever else a test sets. */
export function treeOf(blocks: readonly Block[], rest: Partial<DocumentTree> = {}): DocumentTree {
  return {
    languages: 'km',
    info: { title: 'ឯកសារសាកល្បង', creator: 'Samnum 0.1.0', createdAtMs: CREATED_AT_MS },
    foot: {},
    blocks,
    ...rest,
  }
}

/** Draws a document without a worker. */
export async function draw(
  tree: DocumentTree,
): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  return drawCourtPdf(tree, () => {})
}

/** A folder that is gone after the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'samnum-pdf-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function writePdf(bytes: Uint8Array): string {
  const path = join(makeFolder(), 'document.pdf')
  writeFileSync(path, bytes)
  return path
}

/** The text of a PDF as poppler extracts it, page after page. */
export function extractPages(bytes: Uint8Array): string[] {
  const text = run('pdftotext', [writePdf(bytes), '-'])
  return text.split('\f').slice(0, -1)
}

/** The lines that poppler extracts, without empty ones and without the lines at the foot. */
export function extractLines(bytes: Uint8Array): string[] {
  const lines = extractPages(bytes).flatMap((page) => page.split('\n'))
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('ទំព័រទី'))
}

/** What `qpdf --check` finds; an empty text when nothing. */
export function findSyntaxFaults(bytes: Uint8Array): string {
  const { status, stdout, stderr } = spawnSync('qpdf', ['--check', writePdf(bytes)], { encoding: 'utf8' })
  return status === 0 ? '' : stdout + stderr
}

/** The PDF with every stream and string in the clear. */
export function uncompress(bytes: Uint8Array): string {
  const folder = makeFolder()
  const [source, target] = [join(folder, 'packed.pdf'), join(folder, 'open.pdf')]
  writeFileSync(source, bytes)
  run('qpdf', ['--qdf', '--normalize-content=n', '--object-streams=disable', source, target])
  return readFileSync(target, 'latin1')
}

/** What another of poppler's programs says of a PDF. */
export function ask(
  program: 'pdfinfo' | 'pdffonts' | 'pdfdetach',
  bytes: Uint8Array,
  args: string[],
): string {
  return run(program, [...args, writePdf(bytes)])
}

/** A page as grey levels, 0 black to 255 white. */
export type GreyPicture = { readonly width: number; readonly height: number; readonly levels: Uint8Array }

/** Draws the pages of a PDF as pictures. */
export function rasterise(bytes: Uint8Array, dotsPerInch: number): GreyPicture[] {
  const folder = makeFolder()
  const path = join(folder, 'document.pdf')
  writeFileSync(path, bytes)
  run('pdftoppm', ['-r', String(dotsPerInch), '-gray', path, join(folder, 'page')])
  const pages = readdirSync(folder).filter((name) => name.endsWith('.pgm'))
  return pages.sort().map((name) => readPgm(readFileSync(join(folder, name))))
}

/** The path of a program, when it is installed. */
export function findProgram(name: string): string | null {
  const folders = ['/usr/bin', '/usr/local/bin', '/bin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES, timeout: 120_000 })
}

function readPgm(file: Buffer): GreyPicture {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 40).toString('latin1'))
  if (header === null) throw new Error('no portable grey map')
  const [all, width, height] = header
  return { width: Number(width), height: Number(height), levels: file.subarray(all.length) }
}
