import { askEngine } from './ask-engine.ts'
import { COMPLAINT, officerWithMouse, setUpVault, unlock, writeComplaint } from './officer.ts'
import { expect, TEXTS, test } from './workstation.ts'

const officer = officerWithMouse('km')
const text = TEXTS.km

// One page and a little.
const CASES = 60

test('the list follows the ledger by itself, and turns pages', async ({ workstation }) => {
  await setUpVault(workstation, officer)
  const { page } = workstation
  await expect(page.getByText(text.cases.emptyTitle)).toBeVisible()
  const titles = Array.from({ length: CASES }, (_, index) => ({ title: `សំណុំរឿងទី ${index + 1}` }))
  await askEngine(workstation, 'case.open', titles)
  await expect(page.getByText(text.cases.all(CASES))).toBeVisible()
  await expect(page.locator('.row-link')).toHaveCount(50)
  await page.getByRole('button', { name: text.cases.nextPage }).click()
  await expect(page.locator('.row-link')).toHaveCount(10)
  await expect(page.getByRole('button', { name: text.cases.nextPage })).toBeDisabled()
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.row-link').first()).toBeFocused()
  await askEngine(workstation, 'case.open', titles)
  await expect(page.getByText(text.cases.all(2 * CASES))).toBeVisible()
  // The row that had the focus is on the third page by now; another one of this page took it.
  await expect(page.locator('.row-link:focus')).toHaveCount(1)
  await page.getByRole('button', { name: text.cases.previousPage }).click()
  await expect(page.getByRole('button', { name: text.cases.previousPage })).toBeDisabled()
  await expect(page.locator('.row-link').first()).toHaveText(`សំណុំរឿងទី ${CASES}`)
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.row-link').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.row-link').nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: `សំណុំរឿងទី ${CASES - 1}` })).toBeVisible()
})

test('a case is found as one types, by name, number, title and words of the story', async ({
  workstation,
}) => {
  await setUpVault(workstation, officer)
  const { page } = workstation
  await askEngine(workstation, 'case.open', [{ title: 'រឿងផ្សេង' }])
  await page.keyboard.press('n')
  await writeComplaint(page, officer)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: COMPLAINT.summary })).toBeVisible()
  await page.keyboard.press('/')
  const search = page.getByRole('textbox', { name: text.cases.search })
  await expect(search).toBeFocused()
  for (const words of ['សុភា', '012345678', '០១២៣៤៥៦៧៨', 'phone_sale', 'facebook', 'មិនបានទទួលទំនិញ']) {
    await search.fill(words)
    await expect(page.locator('.row-link')).toHaveText([COMPLAINT.summary])
    await expect(page.getByText(text.cases.found(1))).toBeVisible()
  }
  await search.fill('nobody at all')
  await page.getByRole('button', { name: text.cases.clearSearch }).click()
  await expect(search).toBeFocused()
  await expect(page.locator('.row-link')).toHaveCount(2)
})

test('a list is come back to where it was left, and another screen begins at its top', async ({
  workstation,
}) => {
  await setUpVault(workstation, officer)
  const { page } = workstation
  const titles = Array.from({ length: CASES }, (_, index) => ({ title: `សំណុំរឿងទី ${index + 1}` }))
  await askEngine(workstation, 'case.open', titles)
  await expect(page.locator('.row-link')).toHaveCount(50)
  const scrolled = () => page.evaluate(() => window.scrollY)
  const leave = async (row: number) => {
    await page.locator('.row-link').nth(row).scrollIntoViewIfNeeded()
    const px = await scrolled()
    expect(px).toBeGreaterThan(500)
    await page.locator('.row-link').nth(row).click()
    await expect(page.locator('nav.tabs').first()).toBeVisible()
    await expect.poll(scrolled).toBe(0)
    return px
  }
  const byHistory = await leave(30)
  await page.goBack()
  await expect.poll(scrolled).toBe(byHistory)
  const byLink = await leave(45)
  await page.locator('.back-link').first().click()
  await expect.poll(scrolled).toBe(byLink)
})

test('a lock in one window locks the other', async ({ workstation }) => {
  test.skip(workstation.host.name === 'Electron', 'the desktop has one window')
  await setUpVault(workstation, officer)
  const { page, host } = workstation
  const second = await page.context().newPage()
  await second.goto(host.address)
  await expect(second.getByRole('heading', { level: 1, name: text.cases.title })).toBeVisible()
  await page.keyboard.press('Control+l')
  await expect(second.getByRole('heading', { name: text.entry.unlockTitle })).toBeVisible()
  await unlock(second, officer)
  await expect(page.getByRole('heading', { level: 1, name: text.cases.title })).toBeVisible()
  await second.close()
})
