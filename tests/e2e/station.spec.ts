import type { Page } from 'playwright/test'
import type { Language } from '#core/language.ts'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import {
  COMPLAINT,
  fillFounderForm,
  type Officer,
  officerWithMouse,
  unlock,
  writeComplaint,
} from './officer.ts'
import { expect, PASSPHRASE, TEXTS, test, type Workstation } from './workstation.ts'

const OTHERS = [
  { name: 'ចាន់ ដារ៉ា', passphrase: 'ស្វាយ ខ្នុរ ដូង ចេក' },
  { name: 'កែវ ពិសី', passphrase: 'ភ្នំ ព្រៃ វាល អូរ' },
] as const

test.describe('people, keys and the ledger on paper are legible, fit and are accessible in both colours', () => {
  test.setTimeout(10 * 60_000)

  for (const language of languagesFrom('km')) {
    test(`in ${language}`, async ({ workstation }) => {
      await seeTheStation(workstation, language)
    })
  }
})

async function seeTheStation(workstation: Workstation, language: Language): Promise<void> {
  const { page } = workstation
  const officer = officerWithMouse(language)
  const text = TEXTS[language]
  const see = (name: string) => look(page, language, name)
  const dialog = page.getByRole('dialog')
  const danger = page.getByRole('alertdialog')
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const close = async () => {
    await page.keyboard.press('Escape')
    await expect(page.locator('.dialog')).toHaveCount(0)
  }

  await page
    .locator('.choice-language')
    .getByRole('radio')
    .nth(language === 'km' ? 0 : 1)
    .check()
  await press(text.window.next)
  await fillFounderForm(page, officer)
  await press(text.entry.create)
  const groups = page.getByRole('list', { name: text.recovery.code }).getByRole('code')
  await expect(groups).toHaveCount(8)
  await see('40-recovery-code')
  await seePrinted(page, language, '41-recovery-code-printed', [text.recovery.sheet.title])
  const code = (await groups.allTextContents()).join('-')
  await press(text.recovery.isOnPaper)
  await see('42-drill')
  const field = page.getByRole('textbox', { name: text.recovery.code })
  await field.fill(wrongInGroup(code, 3))
  await expect(page.getByText(text.recovery.groupWrong(3))).toBeVisible()
  await see('43-drill-wrong-group')
  await press(text.recovery.postpone)
  await see('44-first-run-done')
  await press(text.entry.begin)
  await expect(page.getByText(text.recovery.drillDue)).toBeVisible()
  await see('45-drill-due')
  await press(text.recovery.drillNow)
  await dialog.getByRole('textbox', { name: text.recovery.code }).fill(code)
  await press(text.recovery.check)
  await expect(page.getByText(text.recovery.drillDue)).toHaveCount(0)

  await page.keyboard.press('p')
  await expect(page.getByRole('heading', { level: 1, name: text.people.title })).toBeFocused()
  await see('46-people-alone')
  await press(text.people.add)
  await dialog.getByRole('button', { name: text.people.add }).click()
  await expect(dialog.getByText(text.entry.nameMissing)).toBeVisible()
  await see('47-add-person-problems')
  await close()
  for (const { name, passphrase } of OTHERS) {
    await press(text.people.add)
    await dialog.getByRole('textbox', { name: text.people.name }).fill(name)
    await fillNewPassphrase(page, officer, passphrase)
    await dialog.getByRole('button', { name: text.people.add }).click()
    await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible()
  }
  await see('48-people')
  await press(text.people.changeRolesOf(OTHERS[0].name))
  await see('49-change-roles')
  await close()
  await press(text.people.resetOf(OTHERS[0].name))
  await expect(dialog.getByRole('combobox', { name: text.people.second.who })).toBeVisible()
  await see('50-reset-passphrase')
  await close()
  await press(text.people.suspendOf(OTHERS[1].name))
  await see('51-suspend')
  await danger.getByRole('textbox', { name: text.people.reason }).fill('ផ្លាស់ទៅអង្គភាពផ្សេង')
  await danger.getByRole('button', { name: text.people.suspendNow }).click()
  await expect(page.getByRole('row').filter({ hasText: OTHERS[1].name })).toContainText(
    text.people.states.suspended,
  )
  await see('52-people-suspended')
  await press(text.people.reinstateOf(OTHERS[1].name))
  await see('53-reinstate')
  await close()

  await page.keyboard.press('k')
  await expect(page.getByRole('heading', { level: 1, name: text.keys.title })).toBeFocused()
  await expect(page.getByText(text.paper.never)).toBeVisible()
  await see('54-keys')
  await page.locator('#paper-title').scrollIntoViewIfNeeded()
  await see('55-keys-paper')
  await page.locator('#rebuild-title').scrollIntoViewIfNeeded()
  await press(text.paper.rebuild)
  await expect(page.locator('.right-words')).toBeVisible()
  await see('56-keys-ways')
  await press(text.keys.changePassphrase)
  await dialog.getByRole('button', { name: text.keys.change, exact: true }).click()
  await see('57-change-passphrase')
  await close()
  await press(text.keys.addEscrow)
  await dialog.getByRole('textbox', { name: text.keys.recipient }).fill('age1notarecipient')
  await dialog.getByRole('textbox', { name: text.keys.escrowLabel }).fill('x')
  await dialog.getByRole('button', { name: text.keys.add, exact: true }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await see('58-add-escrow')
  await close()
  await press(text.keys.rotate)
  await see('59-rotate')
  await dialog.getByRole('button', { name: text.keys.rotateNow }).click()
  await expect(page.getByText(text.window.notices.waysIn['key-rotated'])).toBeVisible()
  await press(text.paper.write)
  const line = (await page.locator('.dialog .anchor-line').textContent()) ?? ''
  await see('60-anchor')
  await seePrinted(page, language, '61-anchor-printed', [line])
  await dialog.getByRole('button', { name: text.paper.check }).click()
  await dialog.getByRole('textbox', { name: text.paper.line }).fill(line)
  await dialog.getByRole('button', { name: text.paper.checkNow }).click()
  await expect(dialog.getByText(text.paper.verdicts.same)).toBeVisible()
  await see('62-anchor-same')
  await close()

  await page.keyboard.press('n')
  await writeComplaint(page, officer)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: COMPLAINT.summary })).toBeVisible()
  await expect(page.locator('.readers')).toContainText(text.recovery.defaultLabel)
  await see('63-case-readers')
  await page.locator('#case-acts-title').scrollIntoViewIfNeeded()
  await see('64-case-acts')
  await press(text.sharing.share)
  await see('65-share')
  await close()
  await press(text.sharing.expunge)
  await danger.getByRole('button', { name: text.sharing.expungeNow }).click()
  await see('66-expunge-problems')
  await close()
  await page.keyboard.press('Alt+5')
  await page
    .getByRole('button', { name: new RegExp(`^${text.sharing.confirm}`) })
    .first()
    .click()
  await see('67-confirm-nobody')
  await close()
  await see('68-history')

  await page.keyboard.press('?')
  await see('69-shortcuts')
  await close()
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('combobox', { name: text.entry.person })).toBeVisible()
  await see('70-unlock-with-number')
  for (let wrong = 0; wrong < 5; wrong += 1) {
    await expect(page.getByRole('button', { name: text.entry.unlock, exact: true })).toBeEnabled()
    await unlock(page, officer, 'not the passphrase', 1)
    await expect(page.getByRole('alert')).toBeVisible()
  }
  await expect(page.getByRole('timer')).toBeVisible()
  await see('71-waiting')
  await press(text.recovery.forgotten)
  await see('72-recover')
  await page.getByRole('radio', { name: text.recovery.ways.escrow }).check({ force: true })
  await see('73-recover-escrow')
  await press(text.recovery.backToUnlock)
  await expect(page.getByRole('button', { name: text.entry.unlock, exact: true })).toBeEnabled()
  await unlock(page, officer, PASSPHRASE, 1)
  await expect(page.getByRole('alert', { name: text.window.alerts.label })).toBeVisible()
  await see('74-refused-tries')
}

async function fillNewPassphrase(page: Page, officer: Officer, passphrase: string): Promise<void> {
  const { entry } = TEXTS[officer.language]
  await page.getByRole('textbox', { name: entry.newPassphrase, exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: entry.repeatPassphrase }).fill(passphrase)
}

/** The code with its last digit of one group changed. */
function wrongInGroup(code: string, group: number): string {
  const groups = code.split('-')
  const right = groups[group - 1] ?? ''
  groups[group - 1] = `${right.slice(0, -1)}${(Number(right.at(-1)) + 1) % 10}`
  return groups.join('-')
}

/** Looks at what the printer would get: one sheet with these words, and nothing of the window. */
async function seePrinted(
  page: Page,
  language: Language,
  name: string,
  words: readonly string[],
): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  const sheet = page.locator('.printed-sheet')
  for (const word of words) await expect(sheet).toContainText(word)
  await expect(sheet).toBeVisible()
  await expect(page.locator('#root')).toBeHidden()
  await page.screenshot({ path: `artifacts/screenshots/${language}-light/${name}.png` })
  await page.emulateMedia({ media: 'screen' })
  await expect(sheet).toBeHidden()
}
