import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, type Page, test } from 'playwright/test'
import type { PackageReport } from '#core/export/package-report.ts'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { findingText } from '../../src/verifier/show-report.ts'
import { TEXT_EN } from '../../src/verifier/text-en.ts'
import { TEXT_KM } from '../../src/verifier/text-km.ts'
import { WITH_COMPILED_CODE } from '../support/compiled-code.ts'
import { ROOT } from './choose-host.ts'
import { buildPage } from './package-room.ts'

const LANGUAGES = [
  ['km', 'km-KH', TEXT_KM],
  ['en', 'en-GB', TEXT_EN],
] as const

/** Each package with what comes of its signatures, and what is found first. */
const PACKAGES = [
  ['certified', 'passed', null, []],
  ['self-signed', 'noted', null, ['package/signature-self-signed']],
  ['revoked-later', 'noted', null, ['package/signer-revoked-later']],
  ['revoked-before', 'failed', 'package/signer-revoked', ['package/signer-revoked']],
  ['changed-paper', 'failed', 'package/content-differs', ['package/signature-wrong']],
  ['forged-signature', 'failed', 'package/content-differs', ['package/signature-wrong']],
  ['other-making', 'noted', 'package/content-differs', ['package/signature-not-judged']],
  ['no-certificates', 'noted', 'package/content-differs', ['package/authority-not-known']],
  ['stolen-certificates', 'noted', 'bag/file-missing', ['package/authority-not-known']],
  ['emptied-certificates', 'failed', 'package/content-differs', ['package/signature-of-another-authority']],
] as const

test.describe.configure({ mode: 'serial' })

let folder: string

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samnum-signed-'))
  const page = await buildPage(folder)
  await mkdir(join(folder, 'packages'))
  const child = join(ROOT, 'tests/e2e/signed-packages-child.ts')
  await promisify(execFile)(process.execPath, [child, page, join(folder, 'packages')], {
    ...{ cwd: ROOT, env: { ...process.env, ...WITH_COMPILED_CODE } },
  })
})
test.afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))

/** What the page says of each check: its state, and every finding in words. */
async function saidOn(page: Page): Promise<readonly (readonly [string | null, readonly string[]])[]> {
  const checks = await page.locator('.checks > li').all()
  return await Promise.all(
    checks.map(
      async (check) =>
        [await check.getAttribute('class'), await check.locator('.findings li').allInnerTexts()] as const,
    ),
  )
}

const saidBy = ({ checks }: PackageReport, text: (typeof LANGUAGES)[number][2]) =>
  checks.map(({ state, findings }) => [state, findings.map((finding) => findingText(finding, text))])

for (const [language, locale, text] of LANGUAGES)
  for (const [name, state, first, codes] of PACKAGES)
    test(`says of ${name} what samnum verify says (${language})`, async ({ browser }) => {
      const path = join(folder, 'packages', name)
      const report = await verifyFolder(path)
      if (report === null) throw new Error('nobody called it off')
      const check = report.checks.find((one) => one.check === 'signatures')
      expect([check?.state, report.first?.code ?? null]).toEqual([state, first])
      expect(check?.findings.map(({ code }) => code)).toEqual(codes)

      const context = await browser.newContext({
        ...{ offline: true, locale, viewport: { width: 1000, height: 1200 } },
      })
      const page = await context.newPage()
      const said: string[] = []
      page.on('console', (message) => said.push(message.text()))
      page.on('pageerror', (error) => said.push(String(error)))
      await page.goto(pathToFileURL(join(path, 'verify.html')).href)
      await page.locator('input[webkitdirectory]').setInputFiles(path)
      const verdict = report.isWhole ? 'whole' : 'broken'
      await expect(page.locator(`.verdict.${verdict} h2`)).toHaveText(text.verdict[verdict])
      if (report.first !== null)
        await expect(page.locator('.verdict .first')).toHaveText(findingText(report.first, text))
      expect(await saidOn(page)).toEqual(saidBy(report, text))
      const notes = page.locator('.checks > li').nth(5).locator('.note')
      await expect(notes.last()).toHaveText(text.revocations)
      // Whose signature it is, is said where something vouches for the name in it.
      if (report.signatures[0]?.signer !== undefined)
        await expect(notes.first()).toContainText(report.signatures[0].signer)
      await page.screenshot({ path: `artifacts/verifier/signatures-${name}-${language}.png`, fullPage: true })
      await page.emulateMedia({ media: 'print' })
      await page.pdf({ path: `artifacts/verifier/signatures-${name}-${language}.pdf`, format: 'A4' })
      expect(said).toEqual([])
      await context.close()
    })
