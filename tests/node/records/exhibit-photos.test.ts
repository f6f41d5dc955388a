import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { makeWorkerReportPrinter } from '#node/pdf/worker-report-printer.ts'
import { codeOf, createVault, type Desk, makeFolder, offerPath } from '../../support/make-vault.ts'
import { extractPages, findSyntaxFaults } from '../pdf/pdf-desk.ts'

const ORDER = { kind: 'evidence-and-custody', languages: 'en', photos: true } as const

async function seal(desk: Desk, number: string, name: string, bytes: Uint8Array): Promise<string> {
  const path = join(await makeFolder(), name)
  writeFileSync(path, bytes)
  await desk.ask('exhibit.seal', { case: number, intakeId: await offerPath(desk, path) })
  return path
}

test('a report shows the photos among the exhibits with the digest of each original, and names what is none', async () => {
  const desk = await createVault({ printer: makeWorkerReportPrinter() })
  const { number } = await desk.ask('case.open', { title: 'Photos' })
  const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#a04020' } })
    .jpeg()
    .toBuffer()
  const path = await seal(desk, number, 'phone.jpg', photo)
  await seal(desk, number, 'broken.jpg', photo.subarray(0, photo.length / 2))
  await seal(desk, number, 'words.jpg', Buffer.from('this is no picture at all'))
  await seal(desk, number, 'notes.txt', Buffer.from('notes'))

  const made = await desk.ask('report.make', { case: number, ...ORDER })
  const report = await desk.engine.readReport(made.reportId)
  if (!report.ok) throw new Error('no report')
  expect(findSyntaxFaults(report.value)).toBe('')
  const text = extractPages(report.value).join('\n').replaceAll(/\s+/g, '')
  const digestHex = createHash('sha256').update(photo).digest('hex')
  // Once in the list of exhibits and once beneath the picture.
  expect(text.split(digestHex)).toHaveLength(3)
  expect(text).toMatch(/couldnotbedrawn:.*broken\.jpg.*words\.jpg/)
  expect(text).not.toMatch(/couldnotbedrawn:.*notes\.txt.*Physical/)
  const file = join(await makeFolder(), 'report.pdf')
  await writeFile(file, report.value)
  const pictures = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' })
  expect(pictures.match(/ jpeg /g)).toHaveLength(1)
  // 1,200 pixels on 120 mm.
  expect(pictures).toMatch(/ 1200 +800 .* 254 +254 /)
  expect((await readFile(path)).equals(photo)).toBe(true)

  expect((await desk.ask('report.make', { case: number, ...ORDER })).digestHex).toBe(made.digestHex)
  const plain = await desk.ask('report.make', { case: number, kind: ORDER.kind, languages: 'en' })
  expect(plain.digestHex).not.toBe(made.digestHex)
  expect(codeOf(await desk.call('report.make', { case: number, ...ORDER, kind: 'case' }))).toBe(
    'input/invalid',
  )
  expect(desk.bugs).toEqual([])
}, 120_000)
