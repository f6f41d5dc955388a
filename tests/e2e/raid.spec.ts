import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import sharp from 'sharp'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { chooseLanguage, type Officer, officerWithMouse, setUpVault, unlock } from './officer.ts'
import { openCase } from './station-steps.ts'
import { expect, TEXTS, test } from './workstation.ts'

const CASE = 'អាគារបោកប្រាស់តាមអនឡាញ'
const ITEMS = 20
const PHOTOGRAPHS = 8
/** An IMEI of 15 digits and Enter, then Enter on the empty line: nothing else is pressed for a phone. */
const KEYS_A_PHONE = 15 + 1 + 1

test.describe('a raid by keyboard and scanner', () => {
  for (const language of languagesFrom('km')) {
    test(`takes down ${ITEMS} phones and keeps what is half typed, in ${language}`, async ({
      workstation,
    }) => {
      const { page } = workstation
      const officer = officerWithMouse(language)
      const text = TEXTS[language]
      const words = text.raid
      const keys = countKeys(page)
      await setUpVault(workstation, officer)
      await openCase(page, officer, CASE)

      await test.step('a raid is opened', async () => {
        await page.keyboard.press('Alt+6')
        await openRaid(page, officer, () => look(page, language, 'open-raid'))
      })

      await test.step('a room and a person by keys alone', async () => {
        await page.keyboard.press('Shift+F2')
        await page.getByRole('dialog').getByRole('textbox').first().waitFor()
        await page.keyboard.insertText('បន្ទប់ ៣០២')
        await page.keyboard.press('Enter')
        await expect(page.locator('#raid-room')).toHaveValue('R1')
        await page.keyboard.press('Shift+F3')
        await page.getByRole('dialog').getByRole('textbox').first().waitFor()
        await page.keyboard.press('Enter')
        await expect(page.locator('#raid-person')).toHaveValue('P1')
        await page.keyboard.press('Escape')
        await expect(page.locator('#raid-line')).toBeFocused()
      })

      await test.step('a wrong IMEI is told at once and stays', async () => {
        await page.keyboard.type('356938035643808')
        await page.keyboard.press('Enter')
        await expect(page.getByText(words.lineProblems['imei-check-wrong'])).toBeVisible()
        await expect(page.locator('#raid-line')).toHaveValue('356938035643808')
        await page.keyboard.press('ControlOrMeta+a')
        await page.keyboard.press('Delete')
      })

      await test.step(`${ITEMS} phones, each by its IMEI and Enter; the seal counts up`, async () => {
        await page.keyboard.type('#A0012345')
        await page.keyboard.press('Enter')
        keys.reset()
        for (let order = 0; order < ITEMS; order += 1) {
          await keys.type(imeiOf(order))
          await keys.press('Enter')
          await expect(page.locator('#raid-line')).toHaveValue('')
          await keys.press('Enter')
          await expect(page.getByTestId('raid-count')).toHaveText(words.itemCount(order + 1))
        }
        expect(keys.count()).toBe(ITEMS * KEYS_A_PHONE)
        await expect(page.locator('.raid-items li').first()).toContainText('A0012364')
        await expect(page.locator('.raid-items li').first()).toContainText('R1')
        await expect(page.locator('.raid-items li').first()).toContainText('P1')
        await look(page, language, 'raid')
      })

      await test.step('a reload in the middle of an entry brings it back', async () => {
        await page.keyboard.type(imeiOf(ITEMS))
        await page.keyboard.press('Enter')
        await page.keyboard.type('iPhone 1')
        await expect(page.locator('[data-keeping="kept"]')).toBeVisible()
        const address = new URL(page.url()).hash
        await page.reload()
        await page.locator('.rail-person').waitFor()
        // A page begins in Khmer and with the list of cases: neither is kept by the browser.
        await chooseLanguage(page, officer)
        await page.evaluate((hash) => {
          location.hash = hash
        }, address)
        await expect(page.getByText(words.restored)).toBeVisible()
        await expect(page.locator('#raid-line')).toHaveValue('iPhone 1')
        await expect(page.getByRole('textbox', { name: text.custody.thing.imeis })).toHaveValue(imeiOf(ITEMS))
      })

      await test.step('photographs in a burst are sealed for the entry that is being written', async () => {
        await workstation.host.chooseFiles(await photographs(workstation.desktopFolder), () =>
          page.keyboard.press('F8'),
        )
        await expect(page.getByText(words.photoCount(PHOTOGRAPHS))).toBeVisible()
        await expect(page.locator('[data-keeping="kept"]')).toBeVisible()
        await look(page, language, 'raid-photographs')
      })

      await test.step('where a thing was found is said anew', async () => {
        const newest = page.locator('.raid-items li').first()
        const link = newest.getByRole('button')
        await officer.press(link)
        const dialog = page.getByRole('dialog')
        const room = dialog.getByRole('combobox', { name: words.room })
        await expect(room).toHaveValue('R1')
        await officer.choose(room, '')
        await officer.fill(dialog.getByRole('textbox'), 'វាស្ថិតក្នុងហោប៉ៅ')
        await look(page, language, 'raid-link-item')
        await officer.press(dialog.getByRole('button', { name: words.change, exact: true }))
        await expect(dialog).toBeHidden()
        await expect(newest).not.toContainText('R1')
        await expect(newest).toContainText('P1')
      })

      await test.step('the inventory is signed, and its receipt is drawn', async () => {
        await page.keyboard.press('F9')
        const dialog = page.getByRole('dialog')
        await officer.fill(dialog.getByRole('textbox', { name: words.witness(1) }), 'លី សុខា')
        await look(page, language, 'raid-sign')
        await officer.press(dialog.getByRole('button', { name: words.signNow, exact: true }))
        await expect(dialog).toBeHidden()
        await expect(page.getByText(words.isSigned, { exact: true })).toBeVisible()
        await officer.press(page.getByRole('button', { name: words.receipt }))
        await officer.press(dialog.getByRole('button', { name: text.custody.paper.make }))
        await expect(dialog.locator('canvas[data-state="drawn"]').first()).toBeVisible()
        await page.keyboard.press('Escape')
        await page.locator('body').press('F1')
        await look(page, language, 'raid-help')
      })
    })
  }
})

for (const language of languagesFrom('en')) {
  test(`what is half typed survives that the engine is killed, in ${language}`, async ({ workstation }) => {
    const officer = officerWithMouse(language)
    const text = TEXTS[language]
    const words = text.raid
    await setUpVault(workstation, officer)
    await openCase(workstation.page, officer, CASE)
    await workstation.page.keyboard.press('Alt+6')
    await openRaid(workstation.page, officer)
    await workstation.page.keyboard.type(imeiOf(0))
    await workstation.page.keyboard.press('Enter')
    await workstation.page.keyboard.type('iPhone 1')
    await expect(workstation.page.locator('[data-keeping="kept"]')).toBeVisible()
    const address = new URL(workstation.page.url()).hash

    await workstation.crash()
    const { page } = workstation
    await page.locator('input[type=password]').waitFor()
    await chooseLanguage(page, officer)
    await unlock(page, officer)
    // The raid is where it was, without a step of the person's.
    await expect.poll(() => new URL(page.url()).hash).toBe(address)
    await expect(page.getByText(words.restored)).toBeVisible()
    await expect(page.locator('#raid-line')).toHaveValue('iPhone 1')
    await expect(page.getByRole('textbox', { name: text.custody.thing.imeis })).toHaveValue(imeiOf(0))
    await page.locator('#raid-line').press('Control+Enter')
    await expect(page.getByTestId('raid-count')).toHaveText(words.itemCount(1))
  })
}

async function openRaid(page: Page, officer: Officer, see = async () => {}): Promise<void> {
  const words = TEXTS[officer.language].raid
  await officer.press(page.getByRole('button', { name: words.open }).first())
  const dialog = page.getByRole('dialog')
  await officer.fill(dialog.getByRole('textbox', { name: words.name }), 'អាគារ B')
  await officer.fill(dialog.getByRole('textbox', { name: words.address }), 'សង្កាត់លេខ ៤ ក្រុងព្រះសីហនុ')
  await officer.fill(dialog.getByRole('textbox', { name: words.authority }), 'ព្រះរាជអាជ្ញា')
  await officer.fill(dialog.getByRole('textbox', { name: words.givenAt }), '2026-01-05 05:30')
  await see()
  await officer.press(dialog.getByRole('button', { name: words.openNow }))
  await expect(page.locator('#raid-line')).toBeFocused()
}

/** Pictures as a camera numbers them, each of its own colour. */
async function photographs(folder: string): Promise<readonly string[]> {
  return await Promise.all(
    Array.from({ length: PHOTOGRAPHS }, async (_, order) => {
      const path = join(folder, `IMG_${String(order + 1).padStart(4, '0')}.jpg`)
      const background = { r: 20 * order, g: 120, b: 200 - 15 * order }
      const picture = sharp({ create: { width: 640, height: 480, channels: 3, background } })
      await writeFile(path, await picture.jpeg().toBuffer())
      return path
    }),
  )
}

/** An IMEI whose check digit fits (3GPP TS 23.003, annex B). */
function imeiOf(order: number): string {
  const body = `3569380356${String(4380 + order).padStart(4, '0')}`
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return body + String((10 - (sum % 10)) % 10)
}

function countKeys({ keyboard }: Page) {
  let count = 0
  return {
    reset: () => {
      count = 0
    },
    count: () => count,
    async type(text: string) {
      count += text.length
      await keyboard.type(text)
    },
    async press(key: string) {
      count += 1
      await keyboard.press(key)
    },
  }
}
