import { TYPOLOGY_LABELS } from '#core/casework/vocabulary-labels.ts'
import { TRAINING_MARK } from '#core/documents/page-text.ts'
import { CRITERION_LABELS, MARK_STATE_LABELS } from '#core/training/training-labels.ts'
import { askEngine } from './ask-engine.ts'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { chooseLanguage, officerWithKeyboard } from './officer.ts'
import { expect, OFFICER, PASSPHRASE, TEXTS, test } from './workstation.ts'

// What the story of the exercise tells.
const TOLD = {
  exerciseId: 'shopping-scam',
  victim: 'គង់ វិសាល',
  summary: 'ទិញកាមេរ៉ាតាមគេហទំព័រ',
  narrative: 'បានស្កេន KHQR បង់ ៦៨០.០០០ រៀល ហើយអ្នកលក់ទាមទារប្រាក់ដឹកជញ្ជូនទៀត។',
  phone: '012 000 302',
  amount: '680000',
} as const

for (const language of languagesFrom('km')) {
  test(`a trainee is led through an exercise and marked on it, by keyboard alone, in ${language}`, async ({
    workstation,
  }) => {
    test.setTimeout(10 * 60_000)
    const { page } = workstation
    const officer = officerWithKeyboard(page, language)
    const text = TEXTS[language]
    const { training, complaint, cases, work } = text
    const see = (name: string) => look(page, language, name)
    const row = (what: string) => page.getByRole('row').filter({ hasText: what }).first()
    const tab = (name: string) => page.locator('nav.tabs').getByRole('link', { name, exact: true })
    const button = (name: string | RegExp) => page.getByRole('button', { name })
    const toMark = () => officer.press(page.getByRole('link', { name: training.toMark }))

    await page.locator('.choice-language').first().waitFor()
    await askEngine(workstation, 'vault.create', [
      { userName: OFFICER, passphrase: PASSPHRASE, isTraining: true },
    ])
    await page.locator('.rail-person').waitFor()
    await chooseLanguage(page, officer)
    const nav = page.locator('.rail-nav').getByRole('link', { name: training.nav, exact: true })
    const banner = page.getByRole('region', { name: TRAINING_MARK })

    await test.step('every kind of crime has an exercise', async () => {
      await officer.press(nav)
      await expect(page.getByText(training.notBegun).first()).toBeVisible()
      await expect(banner).toBeVisible()
      await see('210-training')
    })

    await test.step('one is begun, and tells its story and what comes next', async () => {
      const name = await page
        .getByRole('row')
        .filter({ hasText: TYPOLOGY_LABELS['online-shopping-scam'][language] })
        .getByRole('button')
        .getAttribute('aria-label')
      await officer.press(page.getByRole('button', { name: name ?? '', exact: true }))
      await expect(page.getByText(TOLD.phone).first()).toBeVisible()
      await expect(row(CRITERION_LABELS.complaint[language])).toContainText(MARK_STATE_LABELS.open[language])
      await see('211-exercise')
    })

    await test.step('the complaint is taken and looked at', async () => {
      await officer.press(page.getByRole('link', { name: training.go }))
      await expect(page.getByRole('heading', { level: 1, name: complaint.newTitle })).toBeVisible()
      const field = (name: string) => page.getByRole('textbox', { name, exact: true })
      await officer.fill(field(complaint.fields['victim.name']), TOLD.victim)
      await officer.fill(field(complaint.fields.summary), TOLD.summary)
      await officer.tick(
        page.getByRole('checkbox', { name: TYPOLOGY_LABELS['online-shopping-scam'][language], exact: true }),
      )
      await officer.fill(field(complaint.fields.narrative), TOLD.narrative)
      await officer.fill(field(complaint.identifierFields.value), TOLD.phone)
      await officer.fill(field(complaint.lossFields.amount), TOLD.amount)
      await officer.choose(page.getByRole('combobox', { name: complaint.lossFields.currency }), 'KHR')
      await page.keyboard.press('Control+Enter')
      await page.locator('nav.tabs').waitFor()
      await toMark()
      await expect(row(CRITERION_LABELS.complaint[language])).toContainText(MARK_STATE_LABELS.met[language])
      await expect(row(TOLD.phone)).toContainText(MARK_STATE_LABELS.met[language])
      await expect(row(CRITERION_LABELS.loss[language])).toContainText(MARK_STATE_LABELS.met[language])
      await see('212-exercise-under-way')
    })

    await test.step('a step, a note, and the case is closed: what was left open is missed', async () => {
      await officer.press(page.getByRole('link', { name: training.go }))
      await officer.press(tab(cases.tabs.work))
      await officer.press(page.locator('.step-open').first().getByRole('button', { name: work.playbooks.do }))
      await expect(page.locator('.step-done')).toHaveCount(1)
      await officer.press(tab(cases.tabs.notes))
      await officer.fill(page.getByRole('textbox', { name: work.notes.write }), TOLD.summary)
      await page.keyboard.press('Control+Enter')
      await expect(page.locator('.note-page')).toHaveCount(1)
      await officer.press(tab(cases.tabs.course))
      await officer.press(page.getByRole('button', { name: work.course.close, exact: true }))
      const dialog = page.getByRole('dialog')
      await officer.fill(dialog.getByRole('textbox', { name: work.form.fields.reason }), TOLD.summary)
      await officer.press(dialog.getByRole('button', { name: work.form.send }))
      await expect(dialog).toHaveCount(0)
      await toMark()
      await expect(page.getByText(training.nothingNext)).toBeVisible()
      await expect(row(CRITERION_LABELS.note[language])).toContainText(MARK_STATE_LABELS.met[language])
      await expect(row(training.letters.freeze)).toContainText(MARK_STATE_LABELS.missed[language])
      await see('213-exercise-over')
      await page.locator('#exercise-mark').scrollIntoViewIfNeeded()
      await see('214-exercise-mark')
    })

    await test.step('the list says how it went, and it can be begun again', async () => {
      await officer.press(nav)
      await expect(page.locator('.chip-red')).toHaveCount(1)
      await see('215-training-marked')
      await officer.press(button(new RegExp(`^${training.again}`)))
      await expect(page.getByText(TOLD.phone).first()).toBeVisible()
      await officer.press(nav)
      await expect(page.getByRole('row').locator('.number-tag')).toHaveCount(2)
    })
  })
}
