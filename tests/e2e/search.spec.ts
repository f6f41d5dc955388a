import type { Language } from '#core/language.ts'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { COMPLAINT, officerWithMouse, setUpVault, writeComplaint } from './officer.ts'
import { expect, TEXTS, test, type Workstation } from './workstation.ts'

test.describe('anything is found, counted and explained from the keyboard', () => {
  test.setTimeout(10 * 60_000)

  for (const language of languagesFrom('km')) {
    test(`in ${language}`, async ({ workstation }) => {
      await findThings(workstation, language)
    })
  }
})

async function findThings(workstation: Workstation, language: Language): Promise<void> {
  const { page } = workstation
  const { keyboard } = page
  const text = TEXTS[language]
  const { palette, statistics } = text.search
  const officer = officerWithMouse(language)
  const see = (name: string) => look(page, language, name)
  const dialog = page.getByRole('dialog')
  await setUpVault(workstation, officer)
  await keyboard.press('n')
  await writeComplaint(page, officer)
  await keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: COMPLAINT.summary })).toBeVisible()

  // A Khmer name by its Latin spelling leads to the complaint.
  await keyboard.press('Control+k')
  await expect(dialog.getByRole('combobox')).toBeFocused()
  await see('90-palette')
  await keyboard.type('Sophea')
  await expect(dialog.getByRole('option')).toHaveCount(1)
  await expect(dialog.getByRole('option').first()).toContainText(COMPLAINT.victim)
  await see('91-palette-found')
  await keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page).toHaveURL(/complaints\/[0-9a-f]{32}$/)

  // To another screen by its name.
  await keyboard.press('Control+k')
  await keyboard.type(text.search.nav)
  await keyboard.press('Enter')
  const field = page.getByRole('textbox', { name: text.search.field })
  await expect(field).toBeVisible()
  await see('92-search')
  await field.fill('០១២ ៣៤៥')
  await expect(page.locator('.hit')).toHaveCount(1)
  await expect(page.locator('.hit code')).toContainText(COMPLAINT.phone)
  await page.getByRole('textbox', { name: text.search.saveName }).fill('ទូរស័ព្ទ')
  await page.getByRole('button', { name: text.search.save, exact: true }).click()
  await expect(page.locator('.saved-searches li')).toHaveCount(1)
  await see('93-search-found')
  await field.fill('zzzzzz')
  await expect(page.getByText(text.search.nothingTitle)).toBeVisible()
  await page.getByRole('button', { name: 'ទូរស័ព្ទ', exact: true }).click()
  await expect(page.locator('.hit')).toHaveCount(1)
  await field.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(page).toHaveURL(/complaints\/[0-9a-f]{32}$/)

  await keyboard.press('Control+k')
  await keyboard.type(text.search.navStatistics)
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: statistics.lossesComplaining })).toBeVisible()
  await see('94-statistics')

  await keyboard.press('F1')
  await expect(dialog.getByText(text.help.screens.statistics[0] ?? '')).toBeVisible()
  await see('95-help')
  await keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await page.locator('.segments').getByRole('radio', { name: text.window.themes.contrast }).check()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
  await see('96-contrast')
  await keyboard.press('Control+k')
  await keyboard.type('zzzz')
  await expect(dialog.getByText(palette.nothing)).toBeVisible()
}
