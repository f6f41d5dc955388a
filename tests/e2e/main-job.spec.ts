import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright/test'
import {
  COMPLAINT,
  chooseLanguage,
  DEMO_FILES,
  goToCases,
  type Officer,
  officerWithKeyboard,
  officerWithMouse,
  setUpVault,
  unlock,
  writeComplaint,
} from './officer.ts'
import { expect, TEXTS, test, type Workstation } from './workstation.ts'

test.describe('the main job, from the first start to the lock', () => {
  test('is done in Khmer with the mouse', async ({ workstation }) => {
    await doMainJob(workstation, () => officerWithMouse('km'))
  })

  test('is done in English with the keyboard alone', async ({ workstation }) => {
    await doMainJob(workstation, () => officerWithKeyboard(workstation.page, 'en'))
  })

  test('is done in Khmer with the keyboard alone', async ({ workstation }) => {
    await doMainJob(workstation, () => officerWithKeyboard(workstation.page, 'km'))
  })
})

async function doMainJob(workstation: Workstation, sitDown: () => Officer): Promise<void> {
  let officer = sitDown()
  const text = TEXTS[officer.language]
  await setUpVault(workstation, officer)
  await takeComplaint(workstation, officer)
  await sealExhibits(workstation, officer)
  await makeReport(workstation, officer)
  await verifyWhole(workstation, officer)

  await workstation.page.keyboard.press('Control+l')
  await expect(workstation.page.getByRole('heading', { name: text.entry.unlockTitle })).toBeVisible()
  await expect(workstation.page.locator('body')).not.toContainText(COMPLAINT.victim)
  expect(new URL(workstation.page.url()).hash).toBe('')

  await workstation.restart()
  officer = sitDown()
  await workstation.page.locator('input[type=password]').waitFor()
  await chooseLanguage(workstation.page, officer)
  await unlock(workstation.page, officer)
  await goToCases(workstation.page, officer)
  await expect(workstation.page.getByRole('link', { name: COMPLAINT.summary })).toBeVisible()
  await findTampering(workstation, officer)
  await workstation.page.keyboard.press('Control+l')
  await expect(workstation.page.getByRole('heading', { name: text.entry.unlockTitle })).toBeVisible()
}

async function takeComplaint({ page }: Workstation, officer: Officer): Promise<void> {
  const text = TEXTS[officer.language]
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { level: 1, name: text.complaint.newTitle })).toBeFocused()
  await writeComplaint(page, officer)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: COMPLAINT.summary })).toBeVisible()
  const number = (await page.locator('.number-tag').first().textContent()) ?? ''
  expect(number).toMatch(/^\d{4}-0001$/)
  await expect(page.getByText(text.window.notices.complaintSaved(number))).toBeVisible()
  await page.keyboard.press('Alt+2')
  await officer.press(page.getByRole('main').getByRole('link', { name: COMPLAINT.summary }))
  await expect(page.getByText(COMPLAINT.narrative)).toBeVisible()
  await expect(page.getByText('+85512345678')).toBeVisible()
  await page.goBack()
}

async function sealExhibits(workstation: Workstation, officer: Officer): Promise<void> {
  const { page, host } = workstation
  const { exhibits, window } = TEXTS[officer.language]
  await page.keyboard.press('Alt+3')
  await expect(page.getByText(exhibits.emptyTitle)).toBeVisible()
  await host.chooseFiles(DEMO_FILES, () => officer.press(page.getByRole('button', { name: exhibits.choose })))
  const rows = page.locator('.exhibit-table tbody tr')
  await expect(rows).toHaveCount(DEMO_FILES.length)
  for (const path of DEMO_FILES) {
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    await expect(page.getByTitle(digest)).toBeVisible()
  }
  const number = (await rows.last().locator('.number-tag').textContent()) ?? ''
  await officer.press(page.getByRole('button', { name: exhibits.verifyOf(number) }))
  await expect(page.getByText(exhibits.verified)).toBeVisible()
  const copy = join(workstation.desktopFolder, 'copy.png')
  await host.saveTo(copy, () => officer.press(page.getByRole('button', { name: exhibits.extractOf(number) })))
  await expect(page.getByText(exhibits.extracted)).toBeVisible()
  expect(await readFile(copy)).toEqual(await readFile(DEMO_FILES[0] ?? ''))
  await officer.press(page.getByRole('button', { name: exhibits.copyDigest(number) }))
  await expect(page.getByRole('button', { name: window.copied })).toBeVisible()
}

async function makeReport(workstation: Workstation, officer: Officer): Promise<void> {
  const { page, host } = workstation
  const { report } = TEXTS[officer.language]
  await page.keyboard.press('Alt+4')
  await officer.press(page.getByRole('button', { name: report.make }))
  const first = page.locator('canvas').first()
  await expect(first).toHaveAttribute('data-state', 'drawn')
  expect(await isInked(first), 'the first page has something on it').toBe(true)
  const path = join(workstation.desktopFolder, 'report.pdf')
  await host.saveTo(path, () => officer.press(page.getByRole('button', { name: report.save })))
  await expect(page.locator('.callout-right')).toBeVisible()
  const bytes = await readFile(path)
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  await expect(page.getByText(createHash('sha256').update(bytes).digest('hex'))).toBeVisible()
}

function isInked(canvas: Locator): Promise<boolean> {
  return canvas.evaluate((node: HTMLCanvasElement) => {
    const pixels = node.getContext('2d')?.getImageData(0, 0, node.width, node.height).data ?? []
    let dark = 0
    for (let at = 0; at < pixels.length; at += 4)
      if ((pixels[at] ?? 255) < 96 && (pixels[at + 3] ?? 0) > 0) dark += 1
    return dark > 500
  })
}

async function verifyWhole({ page }: Workstation, officer: Officer): Promise<void> {
  const { verify } = TEXTS[officer.language]
  await page.keyboard.press('v')
  await officer.press(page.getByRole('button', { name: verify.start }))
  await expect(page.getByText(verify.wholeTitle)).toBeVisible()
}

/** Changes one byte of a sealed exhibit behind the program's back. */
async function findTampering(workstation: Workstation, officer: Officer): Promise<void> {
  const { page, vaultFolder } = workstation
  const { verify } = TEXTS[officer.language]
  const object = await largestFile(join(vaultFolder, 'objects'))
  const bytes = await readFile(object)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  await writeFile(object, bytes)
  await page.keyboard.press('v')
  await officer.press(page.getByRole('button', { name: verify.start }))
  await expect(page.getByText(verify.brokenTitle(1))).toBeVisible()
  await expect(page.getByText('object/segment-damaged')).toBeVisible()
}

async function largestFile(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const sizes = await Promise.all(files.map(async (path) => ({ path, size: (await stat(path)).size })))
  const [largest] = sizes.sort((one, other) => other.size - one.size)
  if (largest === undefined) throw new Error(`no file in ${folder}`)
  return largest.path
}
