import { explainFailure } from '#contract/failure-text.ts'
import { EVENT_KIND_TEXT } from '#core/documents/case-report-text.ts'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import {
  goToCases,
  type Officer,
  officerWithKeyboard,
  officerWithMouse,
  setUpVault,
  unlock,
} from './officer.ts'
import { addSecondPerson, changePlaces, choiceOf, fillNewPassphrase, openCase } from './station-steps.ts'
import { expect, OFFICER, PASSPHRASE, TEXTS, test, type Workstation } from './workstation.ts'

const SECOND = 'ចាន់ ដារ៉ា'
const SECOND_PASSPHRASE = 'ស្វាយ ខ្នុរ ដូង ចេក'
const CHANGED_PASSPHRASE = 'ភ្នំ ព្រៃ វាល អូរ'
const RESET_PASSPHRASE = 'ពេជ្រ ត្បូង កែវ មាស'
const RECOVERED_PASSPHRASE = 'ខ្យល់ ភ្លៀង ផ្គរ រន្ទះ'
const FIRST_CASE = 'ការបោកប្រាស់តាមទូរស័ព្ទ'
const SECOND_CASE = 'គណនីត្រូវបានលួចចូល'

test.describe('two people on one laptop', () => {
  test('share nothing but what they share, in Khmer with the mouse', async ({ workstation }) => {
    await workTogether(workstation, officerWithMouse('km'))
  })

  test('share nothing but what they share, in English with the keyboard alone', async ({ workstation }) => {
    await workTogether(workstation, officerWithKeyboard(workstation.page, 'en'))
  })
})

async function workTogether(workstation: Workstation, officer: Officer): Promise<void> {
  const { page } = workstation
  const text = TEXTS[officer.language]
  const code = await setUpVault(workstation, officer)
  const firstAddress = await openCase(page, officer, FIRST_CASE)
  await page.keyboard.press('c')
  await openCase(page, officer, SECOND_CASE)
  await addSecondPerson(page, officer, { name: SECOND, passphrase: SECOND_PASSPHRASE })
  await expect(page.getByRole('row').filter({ hasText: SECOND })).toContainText(text.window.roles.officer)

  await test.step('the second sees none of the first’s cases, not even by address', async () => {
    await changePlaces(page, officer, SECOND_PASSPHRASE, 2)
    await expect(page.getByText(text.cases.emptyTitle)).toBeVisible()
    await page.keyboard.press('/')
    await page.keyboard.insertText(FIRST_CASE)
    await expect(page.getByText(text.cases.nothingFoundTitle)).toBeVisible()
    await page.evaluate((address) => {
      location.hash = address
    }, firstAddress)
    await expect(page.getByRole('alert')).toContainText(
      explainFailure({ code: 'case/not-found' }, officer.language),
    )
    await expect(page.locator('body')).not.toContainText(FIRST_CASE)
  })

  await test.step('the first shares one', async () => {
    await changePlaces(page, officer, PASSPHRASE, 1)
    await officer.press(page.getByRole('link', { name: FIRST_CASE }))
    await officer.press(page.getByRole('button', { name: text.sharing.share, exact: true }))
    const dialog = page.getByRole('dialog')
    const choice = dialog.getByRole('combobox', { name: text.sharing.shareWith })
    await officer.choose(choice, await choiceOf(choice, SECOND))
    await officer.press(dialog.getByRole('button', { name: text.sharing.shareNow, exact: true }))
    await expect(dialog).toBeHidden()
    await expect(page.locator('.readers')).toContainText(SECOND)
  })

  await test.step('the second confirms it with their own passphrase, and the first stays logged in', async () => {
    await page.keyboard.press('Alt+5')
    await officer.press(page.getByRole('button', { name: new RegExp(`^${text.sharing.confirm}`) }).first())
    const dialog = page.getByRole('dialog')
    await officer.choose(dialog.getByRole('combobox', { name: text.people.second.who }), '2')
    const field = dialog.getByRole('textbox', { name: text.people.second.passphrase })
    await officer.fill(field, 'not the passphrase')
    await officer.press(dialog.getByRole('button', { name: text.sharing.confirmNow }))
    await expect(dialog.getByRole('alert')).toBeVisible()
    await officer.fill(field, SECOND_PASSPHRASE)
    await officer.press(dialog.getByRole('button', { name: text.sharing.confirmNow }))
    await expect(dialog).toBeHidden()
    await expect(page.getByText(text.sharing.confirmedBy(SECOND, text.sharing.purposes.review))).toBeVisible()
    await expect(page.locator('.rail-person')).toContainText(OFFICER)
  })

  await test.step('the second sees that one, who reads it and who did what', async () => {
    await changePlaces(page, officer, SECOND_PASSPHRASE, 2)
    await expect(page.getByRole('link', { name: FIRST_CASE })).toBeVisible()
    await expect(page.getByText(SECOND_CASE)).toHaveCount(0)
    await officer.press(page.getByRole('link', { name: FIRST_CASE }))
    await expect(page.locator('.readers')).toContainText(OFFICER)
    await page.keyboard.press('Alt+5')
    await expect(
      page.getByRole('row').filter({ hasText: EVENT_KIND_TEXT['case-opened'][officer.language] }),
    ).toContainText(OFFICER)
  })

  await test.step('the second changes their passphrase', async () => {
    await page.keyboard.press('k')
    await officer.press(page.getByRole('button', { name: text.keys.changePassphrase }))
    const dialog = page.getByRole('dialog')
    await officer.fill(dialog.getByRole('textbox', { name: text.keys.current }), SECOND_PASSPHRASE)
    await officer.fill(dialog.getByRole('textbox', { name: text.keys.next, exact: true }), CHANGED_PASSPHRASE)
    await officer.fill(dialog.getByRole('textbox', { name: text.entry.repeatPassphrase }), CHANGED_PASSPHRASE)
    await officer.press(dialog.getByRole('button', { name: text.keys.change, exact: true }))
    await expect(page.getByText(text.window.notices.waysIn['passphrase-changed'])).toBeVisible()
    await page.keyboard.press('Control+l')
    await unlock(page, officer, SECOND_PASSPHRASE, 2)
    await expect(page.getByRole('alert')).toBeVisible()
    await unlock(page, officer, CHANGED_PASSPHRASE, 2)
    await goToCases(page, officer)
    await expect(page.getByRole('link', { name: FIRST_CASE })).toBeVisible()
    // That somebody was refused meanwhile stays on the screen until it is read.
    const banner = page.getByRole('alert', { name: text.window.alerts.label })
    await expect(banner).toContainText(
      explainFailure({ code: 'vault/unlock-was-refused', facts: { tries: 1 } }, officer.language),
    )
    await officer.press(banner.getByRole('button', { name: text.window.alerts.read }))
    await expect(banner).toHaveCount(0)
  })

  await test.step('the administrator gives them a new one, and what was shared stays shared', async () => {
    await changePlaces(page, officer, PASSPHRASE, 1)
    await page.keyboard.press('p')
    await officer.press(page.getByRole('button', { name: text.people.resetOf(SECOND) }))
    const dialog = page.getByRole('dialog')
    await officer.fill(dialog.getByRole('textbox', { name: text.people.reason }), 'ភ្លេចឃ្លាសម្ងាត់')
    await fillNewPassphrase(page, officer, RESET_PASSPHRASE)
    await officer.press(dialog.getByRole('button', { name: text.people.resetNow }))
    await expect(dialog).toBeHidden()
    await changePlaces(page, officer, RESET_PASSPHRASE, 2)
    await expect(page.getByRole('link', { name: FIRST_CASE })).toBeVisible()
  })

  await test.step('the panic key locks from inside a dialog, without asking', async () => {
    await page.keyboard.press('o')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Control+Shift+L')
    await expect(page.getByRole('heading', { name: text.entry.unlockTitle })).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('the first forgot their passphrase and comes back with the code from the paper', async () => {
    await officer.press(page.getByRole('button', { name: text.recovery.forgotten }))
    await officer.fill(page.getByRole('textbox', { name: text.recovery.code }), toKhmerDigits(code))
    await fillNewPassphrase(page, officer, RECOVERED_PASSPHRASE)
    await officer.press(page.getByRole('button', { name: text.recovery.recover }))
    await expect(page.getByText(text.window.alerts.recovered)).toBeVisible()
    await officer.press(page.getByRole('button', { name: text.window.alerts.read }))
    await expect(page.getByText(text.window.alerts.recovered)).toHaveCount(0)
    await goToCases(page, officer)
    await expect(page.getByRole('link', { name: FIRST_CASE })).toBeVisible()
    await expect(page.getByRole('link', { name: SECOND_CASE })).toBeVisible()
    await page.keyboard.press('Control+l')
    await unlock(page, officer, PASSPHRASE, 1)
    await expect(page.getByRole('alert')).toBeVisible()
    await unlock(page, officer, RECOVERED_PASSPHRASE, 1)
    await expect(page.getByRole('link', { name: SECOND_CASE })).toBeVisible()
  })

  await test.step('and the vault is whole', async () => {
    await page.keyboard.press('v')
    await officer.press(page.getByRole('button', { name: text.verify.start }))
    await expect(page.getByText(text.verify.wholeTitle)).toBeVisible()
  })
}
