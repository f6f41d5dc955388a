import { cp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { explainFailure } from '#contract/failure-text.ts'
import type { Failure } from '#contract/failures.ts'
import type { PackageReport } from '#core/export/package-report.ts'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { copyPackage, type ExportRoom, exportTo, makeExportRoom } from '../../support/export-room.ts'
import { whenFileEnds } from '../../support/make-vault.ts'
import { rewriteLists } from '../../support/rewrite-lists.ts'

const LEDGER = 'data/ledger/disclosure.json'
const LIST = 'data/exhibits.json'

const atEnd = whenFileEnds()
let room: ExportRoom
let path: string
let other: string

beforeAll(async () => {
  room = await makeExportRoom(atEnd)
  const asked = { reports: 'none', papers: 'none', atEnd } as const
  path = (await exportTo(room.desk, room.first, asked)).path
  other = (await exportTo(room.desk, room.things, asked)).path
})

/** What is said of a package after somebody did something to it and wrote every list anew. */
async function judgeAfter(change: (copy: string) => Promise<void>): Promise<PackageReport> {
  const copy = await copyPackage(path)
  await change(copy)
  await rewriteLists(copy)
  const report = await verifyFolder(copy)
  if (report === null) throw new Error('nobody called it off')
  await rm(copy, { recursive: true })
  return report
}

const codesOf = ({ checks }: PackageReport) =>
  checks.flatMap(({ findings }) => findings.map(({ code }) => code as string))

const editLines = (edit: (lines: string[]) => void) => async (copy: string) => {
  const lines = (await readFile(join(copy, LEDGER), 'utf8')).split('\n')
  edit(lines)
  await writeFile(join(copy, LEDGER), lines.join('\n'))
}

const opened = (lines: readonly string[]) =>
  lines.flatMap((line, index) => (line.includes('"signatureHex"') ? [index] : []))

const editList =
  (edit: (list: { exhibits: Record<string, unknown>[] }) => unknown) => async (copy: string) => {
    const list = JSON.parse(await readFile(join(copy, LIST), 'utf8'))
    await writeFile(join(copy, LIST), `${JSON.stringify(edit(list) ?? list)}\n`)
  }

test('the package that is attacked holds', async () => {
  expect(codesOf(await judgeAfter(async () => {}))).toEqual([])
})

const ATTACKS: readonly (readonly [string, (copy: string) => Promise<void>, string])[] = [
  [
    'an event of the case is left out',
    editLines((lines) => void lines.splice(opened(lines).at(-2) ?? 0, 1)),
    'ledger/sequence-broken',
  ],
  [
    'two events change places',
    editLines((lines) => {
      const [first = 0, second = 0] = opened(lines).slice(-3)
      const kept = lines[first] ?? ''
      lines[first] = lines[second] ?? ''
      lines[second] = kept
    }),
    'ledger/sequence-broken',
  ],
  [
    'an event is there twice',
    editLines((lines) => void lines.splice(3, 0, lines[3] ?? '')),
    'ledger/sequence-broken',
  ],
  [
    'an event bears the signature of another',
    editLines((lines) => {
      const [first = 0, second = 0] = opened(lines).slice(-2)
      const signature = /"signatureHex":"([0-9a-f]{128})"/
      const taken = signature.exec(lines[first] ?? '')?.[0] ?? ''
      lines[second] = (lines[second] ?? '').replace(signature, taken)
    }),
    'ledger/signature-wrong',
  ],
  [
    'a number is past all counting',
    editLines((lines) => {
      lines[2] = (lines[2] ?? '').replace(/"seq":\d+/, '"seq":99999999999999999999999')
    }),
    'disclosure/malformed',
  ],
  [
    'a line nests without end',
    editLines((lines) => void lines.splice(2, 0, '['.repeat(100_000))),
    'disclosure/malformed',
  ],
  [
    'the ledger is of another case',
    (copy) => cp(join(other, LEDGER), join(copy, LEDGER)),
    'package/case-differs',
  ],
  [
    'everything but the ledger is of another case',
    async (copy) => {
      await rm(join(copy, 'data'), { recursive: true })
      await cp(join(other, 'data'), join(copy, 'data'), { recursive: true })
      await cp(join(path, LEDGER), join(copy, LEDGER))
    },
    'package/content-differs',
  ],
  [
    'the page that checks is another',
    (copy) => writeFile(join(copy, 'verify.html'), '<script>document.write("whole")</script>'),
    'package/content-differs',
  ],
  [
    'a file is a link to the same bytes',
    async (copy) => {
      const file = join(copy, 'data/case.jsonld')
      await rename(file, join(copy, 'data/kept'))
      await symlink(join(copy, 'data/kept'), file)
    },
    'bag/file-not-plain',
  ],
  [
    'an exhibit is listed twice',
    editList(({ exhibits }) => void exhibits.push({ ...exhibits[0] })),
    'package/content-differs',
  ],
  [
    'the list of exhibits has a size past all counting',
    editList((list) => Object.assign(list, { exhibits: [{ ...list.exhibits[0], sizeBytes: 1e300 }] })),
    'package/list-malformed',
  ],
  [
    'the list of exhibits nests without end',
    (copy) => writeFile(join(copy, LIST), `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}\n`),
    'package/list-malformed',
  ],
  [
    'receipts are put in that headquarters never gave',
    (copy) => writeFile(join(copy, 'data/receipts.json'), '{"format":"samnum-receipts","v":1}\n'),
    'package/receipts-malformed',
  ],
]

describe('a package in which every list was written anew is refused, and it is said why, when', () => {
  test.each(ATTACKS)('%s', async (_, change, code) => {
    const report = await judgeAfter(change)
    expect(report.isWhole).toBe(false)
    expect(codesOf(report)).toContain(code)
    for (const language of ['km', 'en'] as const)
      for (const found of codesOf(report))
        expect(explainFailure({ code: found } as Failure, language).length).toBeGreaterThan(10)
  })

  test('its ledger ends anywhere', async () => {
    const whole = await readFile(join(path, LEDGER))
    for (let part = 0; part < 12; part += 1) {
      const end = Math.floor((whole.length * part) / 12)
      const report = await judgeAfter((copy) => writeFile(join(copy, LEDGER), whole.subarray(0, end)))
      expect(report.checks.find(({ check }) => check === 'ledger')?.state, String(end)).toBe('failed')
    }
  })

  test('the names in its list of exhibits are markup and turn the line round', async () => {
    const name = '<img src=x onerror=alert(1)>\u202egpj.exe'
    const report = await judgeAfter(
      editList(({ exhibits }) => void Object.assign(exhibits[0] ?? {}, { number: name })),
    )
    expect(codesOf(report)).toContain('package/exhibit-differs')
    expect(report.first?.code).toBe('package/content-differs')
  })
})
