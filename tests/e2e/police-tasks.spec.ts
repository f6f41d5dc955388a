import type { Page } from 'playwright/test'
import type { TYPOLOGIES } from '#core/casework/vocabularies.ts'
import { TYPOLOGY_LABELS } from '#core/casework/vocabulary-labels.ts'
import type { Language } from '#core/language.ts'
import { type Officer, officerWithKeyboard, setUpVault } from './officer.ts'
import { expect, TEXTS, test, type Workstation } from './workstation.ts'

/** What somebody comes to the station with, and what is done about it. Everybody in it is invented. */
type PoliceTask = {
  readonly typology: (typeof TYPOLOGIES)[number]
  readonly victim: string
  readonly summary: string
  readonly narrative: string
  readonly identifier: string
  readonly loss: { readonly amount: string; readonly payee: string } | null
  /** What is done beside the complaint, the first step of the playbook and the notebook. */
  readonly also: 'freeze' | 'paste' | 'raid'
}

const TASKS: { readonly [name: string]: PoliceTask } = {
  'romance scam': {
    typology: 'romance-scam',
    victim: 'ហេង សុភា',
    summary: 'ចាញ់បោកដោយមិត្តតាមអនឡាញ',
    narrative: 'ជនសង្ស័យបានស្នើផ្ទេរប្រាក់សម្រាប់កញ្ចប់អំណោយ។',
    identifier: '012 000 301',
    loss: { amount: '1200', payee: 'គណនីសាកល្បង' },
    also: 'freeze',
  },
  'shopping scam': {
    typology: 'online-shopping-scam',
    victim: 'ចាន់ ដារ៉ា',
    summary: 'បង់ប្រាក់ទិញទូរសព្ទ មិនបានទទួល',
    narrative: 'ហាងលើអនឡាញបានបិទគណនីក្រោយទទួលប្រាក់។',
    identifier: '012 000 302',
    loss: { amount: '350', payee: 'ហាងសាកល្បង' },
    also: 'freeze',
  },
  'mobile-banking malware': {
    typology: 'mobile-banking-fraud',
    victim: 'កែវ រតនា',
    summary: 'បាត់ប្រាក់ក្រោយដំឡើងកម្មវិធី',
    narrative: 'បានដំឡើងកម្មវិធីពីតំណភ្ជាប់ ហើយប្រាក់បានបាត់ពីគណនី។',
    identifier: '012 000 303',
    loss: { amount: '900', payee: 'គណនីមិនស្គាល់' },
    also: 'paste',
  },
  'counterfeit notes': {
    typology: 'counterfeit-currency',
    victim: 'លី វណ្ណា',
    summary: 'ទទួលប្រាក់ក្លែងក្លាយនៅផ្សារ',
    narrative: 'អ្នកទិញបានបង់ដោយក្រដាសប្រាក់ក្លែងក្លាយពីរសន្លឹក។',
    identifier: '012 000 304',
    loss: { amount: '200', payee: 'អ្នកទិញមិនស្គាល់' },
    also: 'paste',
  },
  'compound raid': {
    typology: 'scam-compound',
    victim: 'ម៉ៅ ពិសិដ្ឋ',
    summary: 'អគារជួលដែលសង្ស័យថាមានការឆបោក',
    narrative: 'ម្ចាស់អគារបានរាយការណ៍ថាមានមនុស្សច្រើន និងកុំព្យូទ័រ។',
    identifier: '012 000 305',
    loss: null,
    also: 'raid',
  },
}

// Each is a task of an officer from beginning to end; one of them in either language stands for the others when time is short.
const ALWAYS: ReadonlySet<string> = new Set(['romance scam in km', 'compound raid in en'])

for (const [name, task] of Object.entries(TASKS)) {
  for (const language of ['km', 'en'] satisfies Language[]) {
    const title = `${name} in ${language}`
    test(`${title}, from the keyboard alone`, async ({ workstation }, testInfo) => {
      test.skip(process.env.SLOW !== '1' && !ALWAYS.has(title), `${title} runs with SLOW=1`)
      const { page } = workstation
      const officer = officerWithKeyboard(page, language)
      await setUpVault(workstation, officer)
      const keys = countKeystrokes(page)
      await doTask(workstation, officer, task)
      const said = `${title}: ${keys.pressed()} keys beside ${keys.written()} letters of text`
      testInfo.annotations.push({ type: 'keystrokes', description: said })
      process.stdout.write(`${said}\n`)
    })
  }
}

async function doTask({ page }: Workstation, officer: Officer, task: PoliceTask): Promise<void> {
  const text = TEXTS[officer.language]
  const { complaint, work } = text
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const tab = (name: string) => page.locator('nav.tabs').getByRole('link', { name, exact: true })
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { level: 1, name: complaint.newTitle })).toBeFocused()
  await officer.fill(field(complaint.fields['victim.name']), task.victim)
  await officer.fill(field(complaint.fields.summary), task.summary)
  await officer.tick(
    page.getByRole('checkbox', { name: TYPOLOGY_LABELS[task.typology][officer.language], exact: true }),
  )
  await officer.fill(field(complaint.fields.narrative), task.narrative)
  await officer.fill(field(complaint.identifierFields.value), task.identifier)
  if (task.loss !== null) {
    await officer.fill(field(complaint.lossFields.amount), task.loss.amount)
    await officer.fill(field(complaint.lossFields.payee), task.loss.payee)
  }
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: task.summary })).toBeVisible()

  await page.keyboard.press('Alt+9')
  const step = page.locator('.step-open').first()
  await officer.press(step.getByRole('button', { name: work.playbooks.do }))
  await expect(page.locator('.step-done')).toHaveCount(1)

  await doAlso(page, officer, task.also)

  await officer.press(tab(text.cases.tabs.notes))
  await officer.fill(page.getByRole('textbox', { name: work.notes.write }), task.summary)
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('main').getByText(task.summary).last()).toBeVisible()
}

async function doAlso(page: Page, officer: Officer, also: PoliceTask['also']): Promise<void> {
  const text = TEXTS[officer.language]
  if (also === 'freeze') {
    await page.keyboard.press('Alt+7')
    const freeze = page
      .locator('.golden-hour, main')
      .getByRole('button', { name: freezeName(officer.language) })
    await officer.press(freeze.first())
    await expect(page.getByRole('heading', { level: 1, name: text.papers.form.forms.freeze })).toBeVisible()
    await page.goBack()
  } else if (also === 'paste') {
    await officer.press(
      page.locator('nav.tabs').getByRole('link', { name: text.cases.tabs.identifiers, exact: true }),
    )
    await officer.fill(
      page.getByLabel(text.folk.paste, { exact: true }),
      'update-bank.example.com\n@bank_help_kh',
    )
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('button', { name: text.folk.noteFound(2) })).toBeVisible()
    await officer.fill(page.getByLabel(text.folk.seenWhere, { exact: true }), 'ទូរសព្ទរបស់ជនរងគ្រោះ')
    await officer.press(page.getByRole('button', { name: text.folk.noteFound(2) }))
    await expect(page.getByRole('row').filter({ hasText: '@bank_help_kh' })).toBeVisible()
  } else {
    const words = text.raid
    await page.keyboard.press('Alt+6')
    await officer.press(page.getByRole('button', { name: words.open }).first())
    const dialog = page.getByRole('dialog')
    await officer.fill(dialog.getByRole('textbox', { name: words.name }), 'អាគារ B')
    await officer.fill(dialog.getByRole('textbox', { name: words.address }), 'សង្កាត់លេខ ៤ ក្រុងព្រះសីហនុ')
    await officer.fill(dialog.getByRole('textbox', { name: words.authority }), 'ព្រះរាជអាជ្ញា')
    await officer.fill(dialog.getByRole('textbox', { name: words.givenAt }), '5/1/2026 05:30')
    await officer.press(dialog.getByRole('button', { name: words.openNow }))
    await expect(page.locator('#raid-line')).toBeFocused()
    await page.keyboard.insertText('iPhone 11')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByTestId('raid-count')).toHaveText(words.itemCount(1))
    await page.goBack()
  }
}

const freezeName = (language: Language) => (language === 'km' ? /^បង្កក/ : /^Freeze/)

/** Counts what is pressed from here on, and apart from it the letters of what is written. */
function countKeystrokes(page: Page) {
  let pressed = 0
  let written = 0
  const { keyboard } = page
  const press = keyboard.press.bind(keyboard)
  const insertText = keyboard.insertText.bind(keyboard)
  keyboard.press = (key, options) => {
    pressed += 1
    return press(key, options)
  }
  keyboard.insertText = (text) => {
    written += [...text].length
    return insertText(text)
  }
  return { pressed: () => pressed, written: () => written }
}
