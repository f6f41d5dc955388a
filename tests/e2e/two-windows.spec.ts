import type { Page } from 'playwright/test'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { type Officer, officerWithMouse } from './officer.ts'
import { openTwoWindows } from './two-windows.ts'
import { expect, TEXTS, test, type Workstation } from './workstation.ts'

const CASE = 'ការបោកប្រាស់តាមទូរស័ព្ទ'

for (const language of languagesFrom('en')) {
  test(`two windows on one case overwrite nothing in silence, in ${language}`, async ({ workstation }) => {
    test.skip(workstation.host.name === 'Electron', 'the desktop has one window')
    test.setTimeout(10 * 60_000)
    await workInTwoWindows(workstation, officerWithMouse(language))
  })
}

async function workInTwoWindows(workstation: Workstation, officer: Officer): Promise<void> {
  const { language } = officer
  const { folk, work, window, papers } = TEXTS[language]
  const words = window.elsewhere
  const windows = await openTwoWindows(workstation, officer, CASE)
  const { first, second, both, goTo, goToDraft, keep, press, field, changed, elsewhere } = windows

  await test.step('what one enters stands in the list of the other', async () => {
    await goTo('/people')
    await press(first, folk.addParty)
    await field(first, folk.party.latinName).fill('CHAN DARA')
    await press(first, folk.save)
    for (const page of both)
      await expect(page.getByRole('row').filter({ hasText: 'CHAN DARA' })).toBeVisible()
  })

  await test.step('a form says what was changed under it, and loses nothing that was typed', async () => {
    const change = new RegExp(`^${folk.change} .*P0*1$`)
    for (const page of both) await press(page, change)
    await field(second, folk.party.occupation).fill('អ្នកបើកបរ')
    await field(first, folk.party.nationality).fill('KHM')
    await press(first, folk.save)
    await expect(changed(second)).toContainText(folk.fields.nationality)
    await expect(field(second, folk.party.occupation)).toHaveValue('អ្នកបើកបរ')
    await look(second, language, '220-changed-meanwhile')
    await press(second, folk.save)
    await expect(field(second, folk.party.occupation)).toHaveCount(0)
    await press(second, change)
    // A list that has not heard of it yet is heard of in the form.
    await expect(async () => {
      if (await changed(second).isVisible()) await press(second, words.read)
      await expect(field(second, folk.party.occupation)).toHaveValue('អ្នកបើកបរ', { timeout: 1000 })
    }).toPass()
    await expect(field(second, folk.party.occupation)).toHaveValue('អ្នកបើកបរ')
    await expect(field(second, folk.party.nationality)).toHaveValue('KHM')
  })

  await test.step('what both say differently of one thing stays side by side', async () => {
    await press(first, new RegExp(`^${folk.change} .*P0*1$`))
    await field(first, folk.party.note).fill('ស្គាល់')
    await field(second, folk.party.note).fill('មិនស្គាល់')
    await press(first, folk.save)
    await expect(changed(second)).toContainText(folk.fields.note)
    await press(second, folk.save)
    for (const page of both) {
      await expect(page.locator('.chip-red').filter({ hasText: folk.fields.note })).toBeVisible()
    }
    await look(second, language, '221-both-stay')
    // Who has read what holds now decides.
    await press(first, new RegExp(`^${folk.change} .*P0*1$`))
    await expect(field(first, folk.party.note)).toHaveValue('មិនស្គាល់')
    await press(first, window.cancel)
  })

  await test.step('a task', async () => {
    await goTo('/work')
    await press(first, work.tasks.add)
    await first.getByRole('dialog').getByLabel(work.form.fields.title, { exact: true }).fill('ទូរស័ព្ទទៅធនាគារ')
    await first.getByRole('dialog').getByRole('button', { name: work.form.send }).click()
    for (const page of both) {
      await expect(page.getByText('ទូរស័ព្ទទៅធនាគារ').first()).toBeVisible()
      await press(page, new RegExp(`^${work.tasks.change}`))
    }
    const title = (page: Page) => page.getByRole('dialog').getByLabel(work.form.fields.title, { exact: true })
    await title(second).fill('ទៅធនាគារ')
    await title(first).fill('ផ្ញើលិខិត')
    await first.getByRole('dialog').getByRole('button', { name: work.form.send }).click()
    await expect(changed(second)).toBeVisible()
    await expect(title(second)).toHaveValue('ទៅធនាគារ')
    await look(second, language, '222-task-changed')
    await press(second, words.read)
    await expect(title(second)).toHaveValue('ផ្ញើលិខិត')
    await second.keyboard.press('Escape')
  })

  await test.step('a note that is being written in both', async () => {
    await goToDraft('/notes')
    const note = (page: Page) => page.getByRole('textbox', { name: work.notes.write })
    for (const page of both) await note(page).waitFor()
    await keep(first, note(first), 'សរសេរក្នុងផ្ទាំងទីមួយ')
    await note(second).fill('សរសេរក្នុងផ្ទាំងទីពីរ')
    await expect(elsewhere(second)).toBeVisible()
    await expect(note(first)).toHaveValue('សរសេរក្នុងផ្ទាំងទីមួយ')
    await look(second, language, '223-written-twice')
    await press(second, words.there)
    await expect(note(second)).toHaveValue('សរសេរក្នុងផ្ទាំងទីមួយ')
    await expect(elsewhere(second)).toHaveCount(0)
    await note(second).press('Control+Enter')
    for (const page of both) await expect(page.locator('.note-page')).toHaveCount(1)
  })

  await test.step('a complaint that is being written in both', async () => {
    await goToDraft('/complaints/new')
    const { complaint } = TEXTS[language]
    const story = (page: Page) => page.getByRole('textbox', { name: complaint.fields.narrative })
    for (const page of both) await story(page).waitFor()
    await keep(first, story(first), 'រឿងទីមួយ')
    await story(second).fill('រឿងទីពីរ')
    await expect(elsewhere(second)).toBeVisible()
    await press(second, words.here)
    await expect(elsewhere(second)).toHaveCount(0)
    await expect(story(second)).toHaveValue('រឿងទីពីរ')
    await story(first).pressSequentially('។')
    await expect(elsewhere(first)).toBeVisible()
    await press(first, words.there)
    await expect(story(first)).toHaveValue('រឿងទីពីរ')
    await press(first, complaint.discard)
    await press(first, window.leaveDraft.discard)
    await press(second, complaint.discard)
    await press(second, window.leaveDraft.discard)
    for (const page of both) await page.locator('nav.tabs').waitFor()
  })

  await test.step('a record that the other saved meanwhile', async () => {
    await goTo('/papers')
    await first.getByRole('combobox', { name: papers.newRecord }).selectOption('search')
    await first
      .getByRole('button', { name: new RegExp(`^${papers.begin} `) })
      .first()
      .click()
    await first.locator('[data-keeping]').waitFor()
    const line = (page: Page) => page.locator('#paper-place')
    await line(first).fill('ភ្នំពេញ')
    await first.locator('#paper-startedAt').fill('21/11/2026 08:15')
    await first.getByRole('button', { name: papers.writing.save }).click()
    await expect(first).toHaveURL(/\/records\/[0-9a-f]{32}$/)
    await second.evaluate((hash) => {
      location.hash = hash
    }, new URL(first.url()).hash)
    await expect(line(second)).toHaveValue('ភ្នំពេញ')
    await line(second).fill('ទីពីរ')
    await line(first).fill('ទីមួយ')
    await first.getByRole('button', { name: papers.writing.save }).click()
    await expect(changed(second)).toBeVisible()
    await expect(line(second)).toHaveValue('ទីពីរ')
    await expect(line(first)).toHaveValue('ទីមួយ')
    await look(second, language, '224-record-changed')
    await press(second, words.read)
    await expect(line(second)).toHaveValue('ទីមួយ')
    await expect(changed(second)).toHaveCount(0)
  })
  await second.close()
}
