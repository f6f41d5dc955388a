import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { explainFailure } from '#contract/failure-text.ts'
import type { Language } from '#core/language.ts'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { type Officer, officerWithMouse, setUpVault } from './officer.ts'
import { begin, field, tabOf, takeComplaint } from './paper-steps.ts'
import { addSecondPerson, changePlaces } from './station-steps.ts'
import { expect, PASSPHRASE, TEXTS, test, type Workstation } from './workstation.ts'

const BOTH: readonly Language[] = ['km', 'en']
const UNIT = { km: 'ស្នងការដ្ឋាននគរបាលខេត្តតាកែវ <b>ថ្មី</b>', en: 'Takeo Commissariat <b>new</b>' }
const SECOND = 'ចាន់ ដារ៉ា'
const SECOND_PASSPHRASE = 'ស្វាយ ខ្នុរ ដូង ចេក'

for (const language of languagesFrom('en')) {
  test(`a station’s letterhead is changed, seen, used and taken back (${language})`, async ({
    workstation,
  }) => {
    test.setTimeout(6 * 60_000)
    const { page } = workstation
    const officer = officerWithMouse(language)
    const words = TEXTS[language].papers.station.wordings
    await setUpVault(workstation, officer)
    await takeComplaint(page, officer)
    const caseAddress = new URL(page.url()).hash
    await addSecondPerson(page, officer, { name: SECOND, passphrase: SECOND_PASSPHRASE })
    const textOf = (key: string, of: Language) =>
      page.getByRole('textbox', { name: `${words[of]}, ${key}`, exact: true })
    const save = () => page.getByRole('button', { name: words.save, exact: true }).click()
    const openWordings = async () => {
      await page.getByRole('link', { name: TEXTS[language].window.nav.court }).click()
      await page
        .getByRole('link', { name: TEXTS[language].papers.station.parts.wordings, exact: true })
        .click()
      await textOf('unit', 'km').waitFor()
    }
    await openWordings()
    const shipped = await textOf('unit', language).inputValue()

    await test.step('a text that names what the paper does not fill is refused, and says which', async () => {
      const key = 'placeAndDate'
      const before = await textOf(key, 'en').inputValue()
      for (const wrong of [before.replace('{date}', ''), `${before} {if}`, `${before} {`]) {
        await textOf(key, 'en').fill(wrong)
        await save()
        await expect(page.getByRole('alert')).toContainText(
          explainFailure({ code: 'template/placeholder-unknown', facts: { key } }, language),
        )
      }
      await look(page, language, 'wording-refused')
      await page.getByRole('button', { name: words.restoreOf(key) }).click()
    })

    await test.step('a text of a million characters and an empty one are refused, and stay in their fields', async () => {
      for (const [wrong, code] of [
        ['ក'.repeat(1_000_000), 'text/too-long'],
        ['', 'text/empty'],
      ] as const) {
        await textOf('unit', 'km').fill(wrong)
        await save()
        await expect(page.getByRole('alert')).toContainText(
          explainFailure({ code: 'input/invalid' }, language),
        )
        await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(1)
        expect((await textOf('unit', 'km').inputValue()).length, code).toBe(wrong.length)
        if (code === 'text/too-long') await look(page, language, 'wording-too-long')
      }
      await page.getByRole('button', { name: words.drop }).click()
      await expect(textOf('unit', language)).toHaveValue(shipped)
    })

    await test.step('what is written is seen on sample pages, markup and direction controls as what they are', async () => {
      await page.getByRole('checkbox', { name: words.live }).check()
      for (const of of BOTH) await textOf('unit', of).fill(`${UNIT[of]}\u202egnorw`)
      await expect(page.locator('canvas').first()).toHaveAttribute('data-state', 'drawn')
      await look(page, language, 'wording-live')
      for (const of of BOTH) await textOf('unit', of).fill(UNIT[of])
      await save()
      await expect(page.getByText(words.version(1)).first()).toBeAttached()
    })

    await test.step('a paper has it from the next entry in its case on, as it was written', async () => {
      // The case stands where it stood, and so do its papers, until there is another entry.
      expect(await advisory(workstation, language, caseAddress, 'before.pdf')).not.toContain(
        withoutBlanks(UNIT[language]),
      )
      await addEntry(page, officer, caseAddress)
      expect(await advisory(workstation, language, caseAddress, 'new.pdf')).toContain(
        withoutBlanks(UNIT[language]),
      )
    })

    await test.step('who changed it is on record, and what shipped is taken up again', async () => {
      await openWordings()
      await page.getByText(words.history, { exact: true }).click()
      await look(page, language, 'wording-versions')
      await page.getByRole('button', { name: words.takeUpOf(0) }).click()
      await expect(textOf('unit', language)).toHaveValue(shipped)
      await save()
      await expect(page.getByText(words.version(2)).first()).toBeAttached()
      await addEntry(page, officer, caseAddress)
      expect(await advisory(workstation, language, caseAddress, 'old.pdf')).not.toContain(
        withoutBlanks(UNIT[language]),
      )
      await openWordings()
      await page.getByText(words.history, { exact: true }).click()
      await page.getByRole('button', { name: words.takeUpOf(1) }).click()
      await expect(textOf('unit', language)).toHaveValue(UNIT[language])
    })

    await test.step('an officer tries words and sees pages, and cannot save', async () => {
      await changePlaces(page, officer, SECOND_PASSPHRASE, 2)
      await openWordings()
      await expect(page.getByText(words.commanderOnly)).toBeVisible()
      await expect(page.getByRole('button', { name: words.save, exact: true })).toHaveCount(0)
      await look(page, language, 'wording-officer')
      await changePlaces(page, officer, PASSPHRASE, 1)
    })
  })

  test(`a search by night before one witness names each article, and what no lawyer checked only warns (${language})`, async ({
    workstation,
  }) => {
    const { page } = workstation
    const officer = officerWithMouse(language)
    const words = TEXTS[language].papers
    const article = language === 'km' ? 'មាត្រា ៩១' : 'art. 91'
    await setUpVault(workstation, officer)
    await takeComplaint(page, officer)
    await begin(page, officer, 'search')
    await field(page, 'place').fill('ផ្ទះលេខ ១២ ភ្នំពេញ')
    await field(page, 'startedAt').fill('21/11/2026 22:00')
    await field(page, 'authorisation.by').fill('ព្រះរាជអាជ្ញា សុខ ចាន់')
    await field(page, 'authorisation.givenAt').fill('21/11/2026 19:00')
    await addWitness(page, language, 'សាក្សី ទីមួយ')
    await page.keyboard.press('Control+Enter')

    const blocking = page.locator('.law-rule-blocks')
    await expect(blocking).toHaveCount(2)
    for (const rule of await blocking.all()) {
      await expect(rule).toContainText(article)
      await expect(rule).toContainText(words.law.blocks)
    }
    const warning = page.locator('.law-rule-warns')
    await expect(warning).toHaveCount(1)
    await expect(warning).toContainText(words.law.unverified)
    await look(page, language, 'guard-by-night')

    await page.getByRole('button', { name: words.finalise.act }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(words.finalise.blocked(2))).toBeVisible()
    await expect(dialog.locator('.law-rule-blocks').first()).toContainText(article)
    await expect(dialog.getByRole('button', { name: words.finalise.now })).toBeDisabled()
    await look(page, language, 'guard-blocked')
    await page.keyboard.press('Escape')

    await addWitness(page, language, 'សាក្សី ទីពីរ')
    await field(page, 'timeException').fill('ករណីលើកលែងដែលច្បាប់ចែង')
    await page.keyboard.press('Control+Enter')
    await expect(blocking).toHaveCount(0)
    await expect(warning).toHaveCount(1)
    await page.getByRole('button', { name: words.finalise.act }).click()
    await dialog.getByRole('button', { name: words.finalise.now }).click()
    await expect(page.getByText(words.finalise.seenMissing)).toBeVisible()
    await look(page, language, 'guard-warned')
    await dialog.getByRole('checkbox').check()
    await dialog.getByRole('button', { name: words.finalise.now }).click()
    await expect(page.locator('.page-head .chip', { hasText: words.states.final })).toBeVisible()
    await look(page, language, 'guard-final')
  })
}

async function addWitness(page: Page, language: Language, name: string): Promise<void> {
  const words = TEXTS[language].papers.form
  await page.getByRole('button', { name: words.addRow.witnesses, exact: true }).click()
  await page.keyboard.insertText(name)
}

/** Adds an entry to the case: the draft of a record. */
async function addEntry(page: Page, officer: Officer, caseAddress: string): Promise<void> {
  await goTo(page, caseAddress)
  await begin(page, officer, 'search')
  await field(page, 'place').fill('ផ្ទះលេខ ១២ ភ្នំពេញ')
  await field(page, 'startedAt').fill('21/11/2026 10:00')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.law-rule-blocks').first()).toBeVisible()
}

async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, address)
}

/** Makes and saves the advisory of the case, and answers its text as poppler reads it. */
async function advisory(
  { page, host, desktopFolder }: Workstation,
  language: Language,
  caseAddress: string,
  fileName: string,
): Promise<string> {
  const { papers, report } = TEXTS[language]
  await goTo(page, caseAddress)
  await tabOf(page, officerWithMouse(language), 'report').click()
  await page.getByRole('combobox', { name: papers.reports.kind }).selectOption('advisory')
  const digest = page.locator('p', { hasText: report.digest }).getByRole('code')
  const last = (await digest.count()) === 0 ? null : await digest.innerText()
  await page.getByRole('button', { name: new RegExp(`^(?:${report.make}|${report.makeAgain})$`) }).click()
  // An entry was added to the case since, so that this one is another.
  if (last !== null) await expect(digest).not.toHaveText(last)
  await expect(page.locator('canvas').first()).toHaveAttribute('data-state', 'drawn')
  const path = join(desktopFolder, fileName)
  await host.saveTo(path, () => page.getByRole('button', { name: report.save }).click())
  return withoutBlanks(execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }))
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/[\s\u200b]+/g, '')
}
