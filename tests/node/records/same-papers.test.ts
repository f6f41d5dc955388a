import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { REPORT_LANGUAGES } from '#contract/report-operations.ts'
import { makeWorkerReportPrinter } from '#node/pdf/worker-report-printer.ts'
import { drawEveryPaper } from '../../support/draw-every-paper.ts'
import { createVault, PASSPHRASE, SOFTWARE } from '../../support/make-vault.ts'
import { fillPaperCase, PAPER_NAME } from '../../support/paper-case.ts'
import { extractPages, findSyntaxFaults } from '../pdf/pdf-desk.ts'

const CHILD = fileURLToPath(new URL('./paper-child.ts', import.meta.url))

const IS_SLOW = process.env.SLOW === '1'
/** Both languages at once say what either says; each alone is drawn with `SLOW=1`. */
const LANGUAGES = IS_SLOW ? REPORT_LANGUAGES : (['km+en'] as const)

/** Clocks and languages of machines far from one another; the calendar of the first counts another year. */
const MACHINES = [
  { TZ: 'America/St_Johns', LC_ALL: 'th_TH.UTF-8', LANG: 'th_TH.UTF-8' },
  ...(IS_SLOW ? [{ TZ: 'Pacific/Kiritimati', LC_ALL: 'C' }] : []),
]

/** Papers for the public name nobody. */
const NAMELESS = ['advisory', 'statistics']
/** Marks that poppler writes around text that runs from right to left. */
const DIRECTION_MARKS = /[\u202a-\u202e\u200e\u200f]/g

test('every kind of paper shows a name of many scripts whole, and is the same in every byte wherever it is drawn', async () => {
  const desk = await createVault({ printer: makeWorkerReportPrinter() })
  const paperCase = { ...(await fillPaperCase(desk)), languages: LANGUAGES }
  const words = PAPER_NAME.replace(DIRECTION_MARKS, '').split(' ')
  const digests: Record<string, string> = {}
  const wrong: { readonly name: string; readonly faults: string; readonly missing: readonly string[] }[] = []
  await drawEveryPaper(desk.ask, paperCase, (name, { digestHex, reportId }) => {
    digests[name] = digestHex
    const report = desk.engine.readReport(reportId)
    if (!report.ok) throw new Error(name)
    const faults = findSyntaxFaults(report.value)
    const text = extractPages(report.value).join('\n').replace(DIRECTION_MARKS, '').normalize('NFC')
    const missing = words.filter((word) => !text.includes(word))
    const isNameless = NAMELESS.some((kind) => name.startsWith(kind))
    // A narrow label cuts a long name short, and shows that it did.
    const isCut = name.startsWith('labels') && text.includes('…') && missing.length < words.length / 2
    const isRight = isNameless ? missing.length === words.length : isCut || missing.length === 0
    if (faults !== '' || !isRight) wrong.push({ name, faults, missing })
  })
  await desk.engine.close()
  expect(wrong).toEqual([])
  // No paper stands for another.
  const named = Object.entries(digests)
  const isAgain = ([, digest]: [string, string], index: number) =>
    named.findIndex(([, other]) => other === digest) !== index
  expect(named.filter(isAgain)).toEqual([])

  const here = new Date(0).toLocaleString()
  const written = MACHINES.map((machine) => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [CHILD, desk.folder, PASSPHRASE, SOFTWARE, JSON.stringify(paperCase)],
      { env: { PATH: process.env.PATH, ...machine }, encoding: 'utf8' },
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const drawn = JSON.parse(stdout) as { readonly here: string; readonly digests: typeof digests }
    expect(drawn.digests).toEqual(digests)
    return drawn.here
  })
  // Each machine would write a time differently, if anything asked it.
  expect(new Set([here, ...written]).size).toBe(MACHINES.length + 1)
  expect(desk.bugs).toEqual([])
}, 900_000)
