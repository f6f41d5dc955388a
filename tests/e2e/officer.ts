import { join } from 'node:path'
import type { Locator, Page } from 'playwright/test'
import type { Language } from '#core/language.ts'
import { ROOT } from './choose-host.ts'
import { expect, OFFICER, PASSPHRASE, TEXTS, type Workstation } from './workstation.ts'

/** A person at the workstation: the same steps by mouse and by keyboard. */
export type Officer = {
  readonly language: Language
  press(control: Locator): Promise<void>
  fill(field: Locator, text: string): Promise<void>
  choose(select: Locator, value: string): Promise<void>
  tick(box: Locator): Promise<void>
  /** Chooses one of a few radios. */
  pick(radio: Locator): Promise<void>
}

// More than the stops of the longest screen: whoever passes them all cannot reach the control.
const MOST_STOPS = 120

/** An officer who points and clicks. */
export function officerWithMouse(language: Language): Officer {
  return {
    language,
    press: (control) => control.click(),
    fill: (field, text) => field.fill(text),
    choose: async (select, value) => void (await select.selectOption(value)),
    tick: (box) => box.check(),
    pick: (radio) => radio.check(),
  }
}

/** An officer who never touches the mouse: every control is reached by Tab, seen by its focus, and worked by keys. */
export function officerWithKeyboard(page: Page, language: Language): Officer {
  const reach = async (control: Locator) => {
    await control.waitFor()
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await isFocused(control)) {
        expect(await hasVisibleFocus(page), 'the focus can be seen').toBe(true)
        return
      }
      await page.keyboard.press('Tab')
    }
    throw new Error(`${control} is not reached by Tab`)
  }
  return {
    language,
    async press(control) {
      await reach(control)
      await page.keyboard.press('Enter')
    },
    async fill(field, text) {
      await reach(field)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(text)
    },
    async choose(select, value) {
      await reach(select)
      for (let step = 0; step < MOST_STOPS; step += 1) {
        if ((await select.inputValue()) === value) return
        // The list opens with the arrow; inside it arrows move and Enter takes.
        await page.keyboard.press('Space')
        const here = await select.evaluate((node: HTMLSelectElement, wanted) => {
          const values = [...node.options].map((option) => option.value)
          return values.indexOf(wanted) - node.selectedIndex
        }, value)
        for (let move = 0; move < Math.abs(here); move += 1) {
          await page.keyboard.press(here > 0 ? 'ArrowDown' : 'ArrowUp')
        }
        await page.keyboard.press('Enter')
      }
      throw new Error(`${value} cannot be chosen by keyboard`)
    },
    async tick(box) {
      await reach(box)
      await page.keyboard.press('Space')
      await expect(box).toBeChecked()
    },
    async pick(radio) {
      // A group of radios is one stop of Tab, at the one that is chosen; arrows choose inside it.
      const group = await radio.getAttribute('name')
      await reach(page.locator(`input[name="${group}"]:checked`))
      for (let step = 0; step < MOST_STOPS && !(await radio.isChecked()); step += 1) {
        await page.keyboard.press('ArrowRight')
      }
      await expect(radio).toBeChecked()
    },
  }
}

function isFocused(control: Locator): Promise<boolean> {
  return control.evaluate((node) => node === document.activeElement)
}

/** Tells whether the focused control, or what stands around it, wears a ring. */
function hasVisibleFocus(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const hasRing = (node: Element, part?: string) => {
      const style = getComputedStyle(node, part)
      return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2
    }
    for (
      let node = document.activeElement;
      node !== null && node !== document.body;
      node = node.parentElement
    ) {
      if (hasRing(node) || hasRing(node, '::after')) return true
    }
    return false
  })
}

/** Chooses the language on the first page, makes the vault, and reads the recovery code back. Answers the code. */
export async function setUpVault({ page }: Workstation, officer: Officer): Promise<string> {
  if (officer.language === 'en') {
    await officer.pick(page.locator('.choice-language').getByRole('radio', { name: 'English' }))
  }
  const text = TEXTS[officer.language]
  await officer.press(page.getByRole('button', { name: text.window.next }))
  await fillFounderForm(page, officer)
  await officer.press(page.getByRole('button', { name: text.entry.create }))
  const code = await passDrill(page, officer)
  await officer.press(page.getByRole('button', { name: text.entry.begin }))
  await expect(page.getByRole('heading', { level: 1, name: text.cases.title })).toBeVisible()
  return code
}

/** Copies the recovery code that is shown, as onto paper, and types it back. Answers the code. */
export async function passDrill(page: Page, officer: Officer): Promise<string> {
  const { recovery } = TEXTS[officer.language]
  const groups = page.getByRole('list', { name: recovery.code }).getByRole('code')
  await expect(groups).toHaveCount(8)
  const code = (await groups.allTextContents()).join(' ')
  await officer.press(page.getByRole('button', { name: recovery.isOnPaper }))
  await officer.fill(page.getByRole('textbox', { name: recovery.code }), code)
  await officer.press(page.getByRole('button', { name: recovery.check }))
  return code
}

export async function fillFounderForm(page: Page, officer: Officer): Promise<void> {
  const { entry } = TEXTS[officer.language]
  await officer.fill(page.getByRole('textbox', { name: entry.name }), OFFICER)
  await officer.fill(page.getByRole('textbox', { name: entry.newPassphrase, exact: true }), PASSPHRASE)
  await officer.fill(page.getByRole('textbox', { name: entry.repeatPassphrase }), PASSPHRASE)
  await officer.tick(page.getByRole('checkbox', { name: entry.lossUnderstood }))
}

/** Changes the language of everything. */
export async function chooseLanguage(page: Page, officer: Officer): Promise<void> {
  const name = officer.language === 'km' ? 'ខ្មែរ' : 'English'
  await officer.pick(page.locator('.segments').getByRole('radio', { name, exact: true }))
}

/** Unlocks with a passphrase and, where the vault has more than one person, with a number. */
export async function unlock(
  page: Page,
  officer: Officer,
  passphrase = PASSPHRASE,
  number?: number,
): Promise<void> {
  const { entry } = TEXTS[officer.language]
  if (number !== undefined)
    await officer.choose(page.getByRole('combobox', { name: entry.person }), String(number))
  await officer.fill(page.getByRole('textbox', { name: entry.passphrase }), passphrase)
  await page.keyboard.press('Enter')
}

/** Goes to the list of cases from wherever the window came back to. */
export async function goToCases(page: Page, officer: Officer): Promise<void> {
  const { cases, window } = TEXTS[officer.language]
  await officer.press(page.locator('.rail-nav').getByRole('link', { name: window.nav.cases, exact: true }))
  await expect(page.getByRole('heading', { level: 1, name: cases.title })).toBeVisible()
}

/** The complaint that the tests take: an invented person, an invented shop. */
export const COMPLAINT = {
  victim: 'ចាន់ សុភា',
  summary: 'ចាញ់បោកទិញទូរស័ព្ទតាម Facebook',
  narrative: 'ថ្ងៃទី១៥ ខែវិច្ឆិកា ជនរងគ្រោះបានឃើញការផ្សាយលក់ទូរស័ព្ទ ហើយបានផ្ទេរប្រាក់ ៣៥០ ដុល្លារ ប៉ុន្តែមិនបានទទួលទំនិញទេ។',
  happenedFrom: '15/11/2026',
  phone: '012 345 678',
  telegram: '@phone_sale_kh',
  amount: '350',
  payee: 'ហាងទូរស័ព្ទសាកល្បង',
} as const

/** Writes the complaint into the open form, without saving it. */
export async function writeComplaint(page: Page, officer: Officer): Promise<void> {
  const { complaint } = TEXTS[officer.language]
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await officer.choose(page.getByRole('combobox', { name: complaint.fields.channel }), 'phone')
  await officer.fill(field(complaint.fields['victim.name']), COMPLAINT.victim)
  await officer.fill(field(complaint.fields.summary), COMPLAINT.summary)
  await officer.tick(page.locator('#complaint-new-typologies').getByRole('checkbox').first())
  await officer.fill(field(complaint.fields.narrative), COMPLAINT.narrative)
  await officer.fill(field(complaint.fields.happenedFrom), COMPLAINT.happenedFrom)
  await officer.fill(field(complaint.identifierFields.value), COMPLAINT.phone)
  await page.keyboard.press('Enter')
  const second = field(complaint.identifierFields.value).nth(1)
  await expect(second).toBeFocused()
  await officer.fill(second, COMPLAINT.telegram)
  // The kind stands before the value.
  await page.keyboard.press('Shift+Tab')
  await officer.choose(
    page.getByRole('combobox', { name: complaint.identifierFields.kind }).nth(1),
    'telegram',
  )
  await officer.fill(field(complaint.lossFields.amount), COMPLAINT.amount)
  await officer.fill(field(complaint.lossFields.payee), COMPLAINT.payee)
}

/** What a victim brings: the demonstration's screenshot, message, statement and chat, all of invented people. */
export const DEMO_FILES: readonly string[] = [
  'screenshot-khqr.png',
  'message.eml',
  'bank-statement.csv',
  'telegram-result.json',
].map((name) => join(ROOT, 'resources/demo', name))
