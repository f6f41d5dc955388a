import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { chooseLanguage, officerWithMouse, setUpVault, unlock } from './officer.ts'
import { openCase } from './station-steps.ts'
import { expect, PASSPHRASE, TEXTS, test } from './workstation.ts'

// The program looks here for sticks; it is started with this environment.
const MOUNTS = mkdtempSync(join(tmpdir(), 'samnum-backup-sticks-'))
process.env.SAMNUM_CARRIERS = MOUNTS

test.afterAll(() => {
  for (const folder of [MOUNTS, `${MOUNTS}-away`]) rmSync(folder, { recursive: true, force: true })
})

for (const language of languagesFrom('km')) {
  test(`a vault is backed up to a stick, lost, and restored from the first screen, in ${language}`, async ({
    workstation,
  }) => {
    const officer = officerWithMouse(language)
    const text = TEXTS[language]
    const words = text.backup
    const stick = join(MOUNTS, 'BACKUP-1')
    const away = `${MOUNTS}-away`
    rmSync(stick, { recursive: true, force: true })
    const title = language === 'km' ? 'ការឆបោកតាមអនឡាញ' : 'Fraud on a market place'

    await test.step('without a stick the screen says what to do', async () => {
      const { page } = workstation
      await setUpVault(workstation, officer)
      await openCase(page, officer, title)
      await page.getByRole('link', { name: words.title }).click()
      await expect(page.getByText(words.neverWords)).toBeVisible()
      await expect(page.getByRole('button', { name: words.write, exact: true })).toBeDisabled()
      await look(page, language, '75-backup-never')
    })

    await test.step('a stick is found, written and read back; the second run copies only what is new', async () => {
      const { page } = workstation
      mkdirSync(stick)
      await page.getByRole('button', { name: words.lookAgain }).click()
      await expect(page.getByRole('combobox', { name: words.stick })).not.toHaveValue('')
      await page.getByRole('button', { name: words.write, exact: true }).click()
      await expect(page.getByText(words.doneTitle)).toBeVisible()
      await expect(page.getByText(words.since(0))).toBeVisible()
      await page.getByRole('checkbox', { name: words.readsAll }).check()
      await page.getByRole('button', { name: words.write, exact: true }).click()
      const row = page.getByRole('row', { name: words.holds['this-vault'] })
      await expect(row.getByRole('cell').last()).toHaveText(/^[2២]$/)
      await expect(page.getByText(words.doneTitle)).toBeVisible()
      await look(page, language, '76-backup-done')
    })

    await test.step('a stick that is gone is named, and the last backup stays known', async () => {
      const { page } = workstation
      renameSync(stick, away)
      await page.getByRole('button', { name: words.write, exact: true }).click()
      await expect(page.getByRole('alert')).toBeVisible()
      await expect(page.getByText(words.noStick).first()).toBeVisible()
      await expect(page.getByText(words.since(0))).toBeVisible()
      await look(page, language, '77-backup-stick-gone')
      renameSync(away, stick)
    })

    await test.step('the vault is lost, and comes back from the stick', async () => {
      rmSync(workstation.vaultFolder, { recursive: true, force: true })
      await workstation.restart()
      const { page } = workstation
      await page
        .locator('.choice-language')
        .getByRole('radio')
        .nth(language === 'km' ? 0 : 1)
        .check()
      await page.getByRole('button', { name: words.restore.begin }).click()
      await expect(page.getByRole('heading', { name: words.restore.title })).toBeVisible()
      const choice = page.getByRole('combobox', { name: words.restore.which })
      await expect(choice.getByRole('option')).toHaveCount(3)
      await page.getByRole('button', { name: words.restore.go }).click()
      await expect(page.getByText(words.restore.missing)).toBeVisible()
      await choice.selectOption({ index: 1 })
      const passphrase = page.getByRole('textbox', { name: words.restore.passphrase })
      await passphrase.fill('not the passphrase of this vault')
      await page.getByRole('button', { name: words.restore.go }).click()
      await expect(page.getByRole('alert')).toBeVisible()
      await look(page, language, '78-restore-refused')
      await passphrase.fill(PASSPHRASE)
      await page.getByRole('button', { name: words.restore.go }).click()
      await expect(page.getByText(words.restore.proved)).toBeVisible()
      await look(page, language, '79-restored')
      await page.getByRole('button', { name: words.restore.toUnlock }).click()
      await unlock(page, officer)
      await expect(page.locator('.rail-person')).toBeVisible()
      await chooseLanguage(page, officer)
      await expect(page.getByText(title).first()).toBeVisible()
    })
  })
}
