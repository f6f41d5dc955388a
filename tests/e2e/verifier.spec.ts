import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, expect, type Page, test } from 'playwright/test'
import { TEXT_EN } from '../../src/verifier/text-en.ts'
import { TEXT_KM } from '../../src/verifier/text-km.ts'
import { makePackageRoom, type PackageRoom } from './package-room.ts'

const LANGUAGES = [
  ['km', 'km-KH', TEXT_KM],
  ['en', 'en-GB', TEXT_EN],
] as const

test.describe.configure({ mode: 'serial' })

let room: PackageRoom
let copies = 0

test.beforeAll(async () => {
  room = await makePackageRoom()
})
test.afterAll(() => room?.remove())

/** Opens the page of a package from the disc, without a network, and chooses the package in its dialog. */
async function check(
  browser: Browser,
  path: string,
  locale: string,
): Promise<{ page: Page; asked: string[]; said: string[] }> {
  const context = await browser.newContext({ offline: true, locale, viewport: { width: 1000, height: 1200 } })
  const page = await context.newPage()
  const asked: string[] = []
  const said: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  await page.goto(pathToFileURL(join(path, 'verify.html')).href)
  await page.locator('input[webkitdirectory]').setInputFiles(path)
  await expect(page.locator('.verdict')).toBeVisible()
  return { page, asked, said }
}

/** A copy of the full package in which something was done. */
async function tampered(change: (path: string) => Promise<void>): Promise<string> {
  const path = join(room.folder, `copy-${++copies}`)
  await cp(room.full, path, { recursive: true })
  await change(path)
  return path
}

for (const [language, locale, text] of LANGUAGES) {
  test(`finds a package whole, from a disc and without a network (${language})`, async ({ browser }) => {
    for (const [name, path] of [
      ['full', room.full],
      ['redacted', room.redacted],
    ] as const) {
      const { page, asked, said } = await check(browser, path, locale)
      await expect(page.locator('.verdict.whole h2')).toHaveText(text.verdict.whole)
      await expect(page.locator('.facts')).toContainText(room.caseNumber)
      await expect(page.locator('.exhibits')).toContainText(text.exhibitState.same)
      await page.screenshot({ path: `artifacts/verifier/${name}-${language}.png`, fullPage: true })
      expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([])
      expect(said).toEqual([])
      await page.context().close()
    }
  })

  const TAMPERINGS: readonly (readonly [
    string,
    (path: string) => Promise<void>,
    (room: PackageRoom) => string,
  ])[] = [
    [
      'a changed byte',
      async (path) => {
        const exhibit = join(path, 'data/exhibits/E002/photo.bin')
        const bytes = await readFile(exhibit)
        bytes[150_000] = 8
        await writeFile(exhibit, bytes)
      },
      () => text.findings['bag/file-differs'].replace('{path}', 'data/exhibits/E002/photo.bin'),
    ],
    [
      'a missing exhibit',
      (path) => rm(join(path, 'data/exhibits/E002'), { recursive: true }),
      () => text.findings['bag/file-missing'].replace('{path}', 'data/exhibits/E002/photo.bin'),
    ],
    [
      'a report with pages of another',
      async (path) => {
        const reports = join(path, 'data/reports')
        const [first = '', second = ''] = (await readdir(reports)).sort()
        await rename(join(reports, second), join(reports, first))
        await cp(join(room.full, 'data/reports', second), join(reports, second))
      },
      ({ caseNumber }) =>
        text.findings['bag/file-differs'].replace('{path}', `data/reports/${caseNumber}-case-report.pdf`),
    ],
    [
      'a file more',
      (path) => writeFile(join(path, 'data/exhibits/E001/more.txt'), 'more'),
      () => text.findings['bag/file-not-listed'].replace('{path}', 'data/exhibits/E001/more.txt'),
    ],
  ]
  for (const [name, change, finding] of TAMPERINGS) {
    test(`finds ${name} (${language})`, async ({ browser }) => {
      const { page, said } = await check(browser, await tampered(change), locale)
      await expect(page.locator('.verdict.broken h2')).toHaveText(text.verdict.broken)
      await expect(page.locator('.verdict .first')).toHaveText(finding(room))
      await page.screenshot({
        path: `artifacts/verifier/${name.replaceAll(' ', '-')}-${language}.png`,
        fullPage: true,
      })
      expect(said).toEqual([])
      await page.context().close()
    })
  }
}

test('says what else it was given, and speaks the other language when asked', async ({ browser }) => {
  const other = join(room.folder, 'page')
  const { page } = await check(browser, other, 'en-GB')
  await expect(page.locator('.verdict h2')).toHaveText(TEXT_EN.verdict.none)
  await page.locator('button.language').click()
  await expect(page.locator('.verdict h2')).toHaveText(TEXT_KM.verdict.none)
  await page.context().close()
})

test('checks signatures by itself where the browser does not know how', async ({ browser }) => {
  const context = await browser.newContext({ offline: true, locale: 'en-GB' })
  const page = await context.newPage()
  await page.addInitScript(() => {
    Object.defineProperty(globalThis.crypto.subtle, 'importKey', {
      value: () => Promise.reject(new Error('no such algorithm')),
    })
  })
  await page.goto(pathToFileURL(join(room.full, 'verify.html')).href)
  await page.locator('input[webkitdirectory]').setInputFiles(room.full)
  await expect(page.locator('.verdict.whole')).toBeVisible()
  await context.close()
})

for (const [language, locale, text] of LANGUAGES) {
  test(`says so when a file cannot be read (${language})`, async ({ browser }) => {
    const context = await browser.newContext({ offline: true, locale })
    const page = await context.newPage()
    await page.addInitScript(() => {
      Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
    })
    await page.goto(pathToFileURL(join(room.full, 'verify.html')).href)
    await page.locator('input[webkitdirectory]').setInputFiles(room.full)
    await expect(page.getByRole('alert')).toHaveText(text.unread)
    await expect(page.locator('input[webkitdirectory]')).toHaveCount(1)
    await context.close()
  })
}
