import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '#core/language.ts'
import { look } from './look.ts'
import {
  COMPLAINT,
  chooseLanguage,
  DEMO_FILES,
  fillFounderForm,
  officerWithMouse,
  passDrill,
  unlock,
  writeComplaint,
} from './officer.ts'
import { expect, TEXTS, test, type Workstation } from './workstation.ts'

test.describe('every screen is legible, fits and is accessible in both colours', () => {
  // Thirty screens, each judged twice by axe.
  test.setTimeout(10 * 60_000)

  test('in Khmer', async ({ workstation }) => {
    await seeEveryScreen(workstation, 'km')
  })

  test('in English', async ({ workstation }) => {
    await seeEveryScreen(workstation, 'en')
  })
})

async function seeEveryScreen(workstation: Workstation, language: Language): Promise<void> {
  const { host } = workstation
  const { page } = workstation
  const officer = officerWithMouse(language)
  const text = TEXTS[language]
  const see = (name: string) => look(page, language, name)
  const main = page.getByRole('main')

  await page
    .locator('.choice-language')
    .getByRole('radio')
    .nth(language === 'km' ? 0 : 1)
    .check()
  await see('01-first-run-language')
  await page.getByRole('button', { name: text.window.next }).click()
  await see('02-first-run-founder')
  await page.getByRole('button', { name: text.entry.create }).click()
  await see('03-first-run-founder-problems')
  await fillFounderForm(page, officer)
  await see('04-first-run-founder-filled')
  await page.getByRole('button', { name: text.entry.create }).click()
  await passDrill(page, officer)
  await page.getByRole('button', { name: text.entry.begin }).waitFor()
  await see('05-first-run-done')
  await page.getByRole('button', { name: text.entry.begin }).click()
  await page.getByText(text.cases.emptyTitle).waitFor()
  await see('06-cases-empty')

  await page.keyboard.press('n')
  // What was being written here before is asked for first.
  await page.getByRole('heading', { name: text.complaint.newTitle, level: 1 }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText(text.complaint.problemsTitle(3)).waitFor()
  await see('07-complaint-problems')
  await writeComplaint(page, officer)
  await page.evaluate(() => scrollTo(0, 0))
  await see('08-complaint-written')
  await page.locator('#complaint-new-losses').scrollIntoViewIfNeeded()
  await see('09-complaint-written-end')
  await page.getByRole('link', { name: text.window.nav.verify }).click()
  await page.getByRole('alertdialog').waitFor()
  await see('10-leave-complaint')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+l')
  await page.getByRole('alertdialog', { name: text.window.lock.title }).waitFor()
  await see('11-lock-with-unsaved')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { level: 1, name: COMPLAINT.summary }).waitFor()
  await see('12-case-overview-new')

  await page.keyboard.press('Alt+2')
  await see('13-case-complaints')
  await main.getByRole('link', { name: COMPLAINT.summary }).click()
  await page.getByText(COMPLAINT.narrative).waitFor()
  await see('14-complaint')
  await page.goBack()
  await page.keyboard.press('Alt+3')
  await page.getByText(text.exhibits.emptyTitle).waitFor()
  await see('15-exhibits-empty')
  const empty = join(workstation.desktopFolder, 'empty.txt')
  await writeFile(empty, '')
  const paths = [...DEMO_FILES, empty]
  await host.chooseFiles(paths, () => page.getByRole('button', { name: text.exhibits.choose }).click())
  await expect(page.locator('.exhibit-table tbody tr')).toHaveCount(DEMO_FILES.length)
  await page.getByRole('alert').waitFor()
  await see('16-exhibits-sealed')
  await page.getByRole('button', { name: text.exhibits.clearEnded }).click()
  await page
    .getByRole('button', { name: new RegExp(`^${text.exhibits.verify} `) })
    .first()
    .click()
  await page.getByText(text.exhibits.verified).waitFor()
  await see('17-exhibits-verified')
  await page.keyboard.press('Alt+4')
  await see('18-report-empty')
  await page.getByRole('button', { name: text.report.make }).click()
  await expect(page.locator('canvas').first()).toHaveAttribute('data-state', 'drawn')
  await see('19-report')
  await page.locator('canvas').first().scrollIntoViewIfNeeded()
  await see('20-report-page')
  await page.keyboard.press('Alt+1')
  await see('21-case-overview')
  await page.keyboard.press('Alt+5')
  await see('22-history')
  await page.getByRole('link', { name: text.cases.tabs.papers, exact: true }).click()
  await page.getByText(text.papers.noLettersTitle).waitFor()
  await see('22a-papers')
  await page.getByRole('combobox', { name: text.papers.newRecord }).selectOption('interview-suspect')
  await page
    .getByRole('button', { name: new RegExp(`^${text.papers.begin} `) })
    .first()
    .click()
  await page.locator('[data-keeping]').waitFor()
  await see('22b-interview')
  await page.goBack()
  await page.getByRole('link', { name: text.window.nav.court }).click()
  await page.getByText(text.papers.station.law.shipped).waitFor()
  await see('22c-law')
  await page.getByRole('link', { name: text.papers.station.parts.wordings, exact: true }).click()
  await page.locator('.wording-text').first().waitFor()
  await see('22d-wordings')
  await page.getByRole('link', { name: text.papers.station.parts.statistics, exact: true }).click()
  await page.getByRole('button', { name: text.papers.station.statistics.make }).waitFor()
  await see('22e-statistics')

  await page.keyboard.press('v')
  await page.getByRole('heading', { level: 1, name: text.verify.title }).waitFor()
  await see('23-verify')
  await page.getByRole('button', { name: text.verify.start }).click()
  await page.getByText(text.verify.wholeTitle).waitFor()
  await see('24-verify-whole')
  await damageObjects(workstation)
  await page.getByRole('button', { name: text.verify.again }).click()
  await page.locator('.findings').waitFor()
  await see('25-verify-broken')

  await page.getByRole('link', { name: text.window.nav.about }).click()
  await page.getByText('argon2id').waitFor()
  await see('26-about')
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await see('27-shortcuts')
  await page.keyboard.press('Escape')
  await page.keyboard.press('o')
  await page.getByRole('dialog').waitFor()
  await page.getByRole('button', { name: text.cases.open, exact: true }).click()
  await page.locator('.field-problem').waitFor()
  await see('28-open-case')
  await page.getByRole('textbox', { name: text.cases.caseTitle }).fill('ការត្រួតពិនិត្យអគារជួលនៅខេត្ត')
  await page.keyboard.press('Enter')
  await page.getByText(text.cases.noComplaintsTitle).waitFor()
  await see('29-case-empty')
  await page.keyboard.press('c')
  await page.getByRole('link', { name: COMPLAINT.summary }).waitFor()
  await see('30-cases')
  await page.keyboard.press('/')
  await page.keyboard.type('zzz')
  await page.getByText(text.cases.nothingFoundTitle).waitFor()
  await see('31-nothing-found')
  await page.keyboard.press('Control+l')
  await page.getByRole('heading', { name: text.entry.unlockTitle }).waitFor()
  await see('32-locked')
  await unlock(page, officer, 'not the passphrase')
  await page.getByRole('alert').waitFor()
  await see('33-wrong-passphrase')
  await chooseLanguage(page, officerWithMouse(language === 'km' ? 'en' : 'km'))
  await expect(
    page.getByRole('heading', { name: TEXTS[language === 'km' ? 'en' : 'km'].entry.unlockTitle }),
  ).toBeVisible()
}

/** Flips a bit in the middle of every sealed exhibit. */
async function damageObjects({ vaultFolder }: Workstation): Promise<void> {
  const entries = await readdir(join(vaultFolder, 'objects'), { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((found) => found.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path)
    const middle = Math.floor((await stat(path)).size / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    await writeFile(path, bytes)
  }
}
