import type { Page } from 'playwright/test'
import { look } from './look.ts'
import { chooseLanguage, type Officer, officerWithMouse, setUpVault, writeComplaint } from './officer.ts'
import { expect, TEXTS, test } from './workstation.ts'

const NOTE = 'ម៉ោង ០៩:៣០ បានទូរស័ព្ទទៅធនាគារ'
const CORRECTION = 'ម៉ោងត្រឹមត្រូវគឺ ០៩:៤០'
const TASK = 'សួរធនាគារអំពីគណនីទី ២'
const STEP = 'កុំលុបសារ'

test.describe('the work on a case', () => {
  test.setTimeout(6 * 60_000)

  test('notebook, steps, tasks, courts, timeline and history, until the case is closed and reopened', async ({
    workstation,
  }) => {
    const { page } = workstation
    const officer = officerWithMouse('km')
    const { work: words, complaint } = TEXTS.km
    await setUpVault(workstation, officer)
    await page.keyboard.press('n')
    await writeComplaint(page, officer)
    await officer.press(page.getByRole('button', { name: complaint.save }))
    await page.locator('nav.tabs').waitFor()

    await test.step('a note is kept while it is written, and locked once it is', async () => {
      await openTab(page, officer, 'notes')
      const note = page.getByRole('textbox', { name: words.notes.write })
      await note.fill(NOTE)
      await look(page, 'km', 'case-notes-empty')
      await note.press('Control+Enter')
      await expect(page.getByText(NOTE)).toBeVisible()
      await expect(note).toHaveValue('')
      await note.fill(CORRECTION)
      await officer.choose(page.getByRole('combobox', { name: words.notes.corrects }), '1')
      await officer.press(page.getByRole('button', { name: words.notes.send }))
      await expect(page.getByText(words.notes.isCorrected('២'))).toBeVisible()
      await look(page, 'km', 'case-notes')
    })

    await test.step('steps are taken or left out with a reason, and a task has a deadline', async () => {
      await openTab(page, officer, 'work')
      const step = page.locator('.step', { hasText: STEP })
      await officer.press(step.getByRole('button', { name: words.playbooks.do }))
      await expect(page.locator('.step-done', { hasText: STEP })).toBeVisible()
      await officer.press(
        page.locator('.step-open').first().getByRole('button', { name: words.playbooks.skip }),
      )
      await officer.press(sendButton(page, words.form.send))
      await expect(page.getByText(words.form.missing)).toBeVisible()
      await page.getByRole('dialog').getByRole('textbox').fill('ធនាគារបិទ')
      await officer.press(sendButton(page, words.form.send))
      await expect(page.locator('.step-skipped')).toHaveCount(1)
      await officer.press(page.getByRole('button', { name: words.tasks.add }))
      const { fields } = words.form
      await page.getByRole('textbox', { name: fields.title }).fill(TASK)
      await page.getByRole('textbox', { name: fields.due }).fill('2026-11-20 10:00')
      await look(page, 'km', 'case-task-dialog')
      await officer.press(sendButton(page, words.form.send))
      await expect(page.getByText(TASK)).toBeVisible()
      await look(page, 'km', 'case-work')
    })

    await test.step('what is due stands in one list', async () => {
      await officer.press(page.getByRole('link', { name: words.due.title }))
      await expect(page.getByRole('link', { name: TASK })).toBeVisible()
      await look(page, 'km', 'my-work')
      await officer.press(page.getByRole('link', { name: TASK }))
    })

    await test.step('the case is closed with its outcome, and reopened', async () => {
      await openTab(page, officer, 'course')
      await officer.press(page.getByRole('button', { name: words.course.close, exact: true }))
      await page.getByRole('dialog').getByRole('textbox').fill('បញ្ជូនទៅសាលាដំបូង')
      await officer.press(sendButton(page, words.form.send))
      const reopen = page.getByRole('button', { name: words.course.reopen })
      await expect(reopen).toBeVisible()
      await look(page, 'km', 'case-course')
      await officer.press(reopen)
      await page.getByRole('dialog').getByRole('textbox').fill('ភស្តុតាងថ្មី')
      await officer.press(sendButton(page, words.form.send))
      await expect(page.getByRole('button', { name: words.course.close, exact: true })).toBeVisible()
    })

    await test.step('the timeline is read on another clock, and the history in words', async () => {
      await openTab(page, officer, 'timeline')
      await expect(page.locator('.timeline-row').first()).toBeVisible()
      await officer.pick(page.getByRole('radio', { name: words.timeline.zones.utc }))
      await expect(page.getByText(words.timeline.shownIn('UTC'))).toBeVisible()
      await look(page, 'km', 'case-timeline')
      await openTab(page, officer, 'history')
      await expect(page.getByText(TASK)).toBeVisible()
      await look(page, 'km', 'case-history')
      await chooseLanguage(page, officerWithMouse('en'))
      await look(page, 'en', 'case-history')
    })
  })
})

async function openTab(
  page: Page,
  officer: Officer,
  tab: 'notes' | 'work' | 'course' | 'timeline' | 'history',
) {
  const name = TEXTS[officer.language].cases.tabs[tab]
  await officer.press(page.locator('nav.tabs').getByRole('link', { name }))
}

/** The button that sends the form of the dialog. */
function sendButton(page: Page, name: string) {
  return page.getByRole('dialog').getByRole('button', { name, exact: true })
}
