import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { askEngine } from './ask-engine.ts'
import { languagesFrom } from './languages.ts'
import { COMPLAINT, chooseLanguage, officerWithMouse, setUpVault, unlock, writeComplaint } from './officer.ts'
import { openCase } from './station-steps.ts'
import { expect, TEXTS, test, type Workstation } from './workstation.ts'

const CASE = 'ការបោកប្រាស់តាមទូរស័ព្ទ'
const SEARCHED = 'ពាក្យដែលគ្មាននៅទីណា'

for (const language of languagesFrom('en')) {
  test(`a killed engine brings back the place with its filters, and the draft, in ${language}`, async ({
    workstation,
  }) => {
    const officer = officerWithMouse(language)
    const text = TEXTS[language]
    await setUpVault(workstation, officer)
    const address = await openCase(workstation.page, officer, CASE)
    const again = async () => {
      await workstation.crash()
      const { page } = workstation
      await page.locator('input[type=password]').waitFor()
      await chooseLanguage(page, officer)
      await unlock(page, officer)
      return page
    }

    await test.step('a tab of a case, and the clock that was chosen in it', async () => {
      const { page } = workstation
      await page
        .locator('nav.tabs')
        .getByRole('link', { name: text.cases.tabs.timeline, exact: true })
        .click()
      await page.locator('.segments').getByRole('radio', { name: text.work.timeline.zones.utc }).check()
      await isKept(workstation, `${address}/timeline`, '"utc"')
      const back = await again()
      await expect(back.getByRole('heading', { name: text.work.timeline.title })).toBeVisible()
      await expect(
        back.locator('.segments').getByRole('radio', { name: text.work.timeline.zones.utc }),
      ).toBeChecked()
      expect(new URL(back.url()).hash).toBe(`${address}/timeline`)
    })

    await test.step('what was looked for', async () => {
      const { page } = workstation
      await page.locator('.rail-nav').getByRole('link', { name: text.search.nav, exact: true }).click()
      await page.getByRole('textbox', { name: text.search.field }).fill(SEARCHED)
      await page.getByRole('combobox', { name: text.search.kinds }).selectOption('party')
      await isKept(workstation, SEARCHED, 'party')
      const back = await again()
      await expect(back.getByRole('textbox', { name: text.search.field })).toHaveValue(SEARCHED)
      await expect(back.getByRole('combobox', { name: text.search.kinds })).toHaveValue('party')
      await expect(back.getByText(text.search.nothingTitle)).toBeVisible()
    })

    await test.step('a complaint that is being written', async () => {
      const { page } = workstation
      await page.locator('.rail-nav').getByRole('link', { name: text.window.nav.cases, exact: true }).click()
      await page.getByRole('heading', { level: 1, name: text.cases.title }).waitFor()
      await page.keyboard.press('n')
      await writeComplaint(page, officer)
      const { complaint } = text
      const handle = page.getByRole('textbox', { name: complaint.identifierFields.value, exact: true }).nth(1)
      await page.getByRole('button', { name: complaint.removeIdentifier(2), exact: true }).click()
      await expect(handle).toHaveCount(0)
      await page.getByRole('button', { name: complaint.putBack }).click()
      await expect(handle).toHaveValue(COMPLAINT.telegram)
      await expect(page.getByRole('button', { name: complaint.putBack })).toHaveCount(0)
      await isKept(workstation, '#/complaints/new')
      await expect
        .poll(async () => {
          const [kept] = await askEngine(workstation, 'draft.load', [{ name: 'complaint:new' }])
          return kept?.draft?.text ?? ''
        })
        .toContain(COMPLAINT.payee)
      const back = await again()
      await expect(back.getByRole('heading', { level: 1, name: text.complaint.newTitle })).toBeVisible()
      await expect(back.getByRole('textbox', { name: text.complaint.fields.narrative })).toHaveValue(
        COMPLAINT.narrative,
      )
    })

    await test.step('a lock ends nothing either, and no word of it can be read on the disk', async () => {
      const { page } = workstation
      const words = [SEARCHED, address, 'complaints/new', COMPLAINT.payee]
      expect(await readable(workstation.vaultFolder, words)).toEqual([])
      await page.keyboard.press('Control+Shift+L')
      await expect(page.getByRole('heading', { name: text.entry.unlockTitle })).toBeVisible()
      await expect.poll(() => existsSync(join(workstation.vaultFolder, 'ledger.db-wal'))).toBe(false)
      expect(new URL(page.url()).hash).toBe('')
      expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
      expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
      expect(await readable(workstation.vaultFolder, words)).toEqual([])
      await unlock(page, officer)
      await expect(page.getByRole('heading', { level: 1, name: text.complaint.newTitle })).toBeVisible()
    })
  })
}

/** Waits until the engine has said that the place is kept. */
async function isKept(workstation: Workstation, ...words: readonly string[]): Promise<void> {
  await expect
    .poll(async () => {
      const [kept] = await askEngine(workstation, 'draft.load', [{ name: 'place' }])
      const place = kept?.draft?.text ?? ''
      return words.every((word) => place.includes(word))
    })
    .toBe(true)
}

/** The files in which one of the words can be read. */
async function readable(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.filter((each) => each.isFile())) {
    // What SQLite keeps beside its files goes when the vault is locked.
    const path = join(entry.parentPath, entry.name)
    const bytes = existsSync(path) ? await readFile(path) : Buffer.alloc(0)
    for (const word of words)
      if (bytes.includes(Buffer.from(word, 'utf8'))) found.push(`${entry.name}: ${word}`)
  }
  return found
}
