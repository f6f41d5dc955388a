import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DISTINCT_PHOTOS } from './pdf-document.ts'

/**
 * npm run bench:pdf: a long report beside stock pdfmake on the same words, and a report of photos. Each run has a process of its own;
 * the engines take turns. Only ratios travel between machines.
 */
type Run = { engine: string; pages: number; sizeBytes: number; milliseconds: number; peakMiB: number }

/** About 500 pages. */
const PARTS = numberAfter('--parts') ?? 400
const PHOTOS = numberAfter('--photos') ?? 200
const ROUNDS = numberAfter('--rounds') ?? 3
/** `issues`: 500 pages at most 1.3 times as long as stock pdfmake, and everything within 512 MiB. */
const MOST_RATIO = 1.3
const MOST_MIB = 512

const runs: Run[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  for (const engine of ['stock', 'ours']) runs.push(run(engine, PARTS))
}
const [stock, ours] = [median('stock'), median('ours')]
const ratio = ours.milliseconds / ours.pages / (stock.milliseconds / stock.pages)
say(`stock pdfmake   ${describe(stock)}`)
say(`Samnum          ${describe(ours)}`)
say(`ratio a page    ${ratio.toFixed(2)} (at most ${MOST_RATIO})`)
say(`ratio a report  ${(ours.milliseconds / stock.milliseconds).toFixed(2)}`)
if (PHOTOS > 0) {
  const folder = mkdtempSync(join(tmpdir(), 'samnum-photos-'))
  run('make-photos', DISTINCT_PHOTOS, folder)
  const shrunk = run('shrink', PHOTOS, folder)
  const photos = run('photos', PHOTOS, folder)
  rmSync(folder, { recursive: true })
  say(`${PHOTOS} photos      ${describe(photos)}`)
  const seconds = (shrunk.milliseconds / 1000).toFixed(1)
  say(
    `made for print  ${seconds} s, ${shrunk.peakMiB.toFixed(0)} MiB (12 megapixels each, in a process of its own)`,
  )
  say(`memory          ${Math.max(ours.peakMiB, photos.peakMiB).toFixed(0)} MiB at most (${MOST_MIB} wanted)`)
}

function run(engine: string, amount: number, folder = ''): Run {
  const child = join(import.meta.dirname, 'pdf-child.ts')
  return JSON.parse(
    execFileSync(process.execPath, [child, engine, String(amount), folder], { encoding: 'utf8' }),
  ) as Run
}

function median(engine: string): Run {
  const sorted = runs
    .filter((one) => one.engine === engine)
    .sort((one, other) => one.milliseconds - other.milliseconds)
  return sorted[sorted.length >> 1] as Run
}

function describe({ pages, sizeBytes, milliseconds, peakMiB }: Run): string {
  return `${pages} pages, ${(milliseconds / 1000).toFixed(1)} s, ${(sizeBytes / 1e6).toFixed(1)} MB, ${peakMiB.toFixed(0)} MiB`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function numberAfter(flag: string): number | undefined {
  const at = process.argv.indexOf(flag)
  return at < 0 ? undefined : Number(process.argv[at + 1])
}
