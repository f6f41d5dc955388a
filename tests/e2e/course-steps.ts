import type { Page } from 'playwright/test'
import { look } from './look.ts'
import { COMPLAINT, type Officer } from './officer.ts'
import { expect, TEXTS } from './workstation.ts'

/** What an officer does with a case that grows: rates, withdrawals, more of a complaint, clocks, courts, and a split. */
export async function goOnWithCase(page: Page, officer: Officer): Promise<void> {
  const { language } = officer
  const { folk, cases, work, complaint } = TEXTS[language]
  const { nav } = TEXTS[language].window
  const see = (name: string) => look(page, language, name)
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const field = (name: string) => page.getByLabel(name, { exact: true })
  const tab = (name: string) => page.locator('nav.tabs').getByRole('link', { name })
  const dialog = page.getByRole('dialog')
  const inDialog = (name: string) => dialog.getByLabel(name, { exact: true })
  const send = async () => {
    await officer.press(dialog.getByRole('button', { name: work.form.send, exact: true }))
    await expect(dialog).toHaveCount(0)
  }

  // A rate stands beside the sums and changes none of them.
  await officer.press(button(folk.noteRate))
  await officer.fill(inDialog(work.form.fields.rate), '4100')
  await officer.fill(inDialog(work.form.fields.rateOn), '20/11/2026')
  await officer.fill(inDialog(work.form.fields.rateSource), 'NBC')
  await see('126-rate')
  await send()
  await expect(page.getByText(folk.rate('USD', '4100', 'KHR', '2026-11-20'))).toBeVisible()

  // What was entered by mistake is withdrawn with a reason, and counted no longer.
  await officer.press(page.getByRole('button', { name: `${folk.withdraw} 2026-0001-M01` }))
  await officer.fill(inDialog(work.form.fields.reason), 'សរសេរច្រឡំ')
  await send()
  await expect(page.getByRole('row').filter({ hasText: 'FAKE SHOP' })).toContainText(folk.withdrawn)
  await expect(page.getByRole('heading', { name: folk.groups['not-complained'] })).toHaveCount(0)

  // More is told of the complaint, beside it.
  await officer.press(tab(cases.tabs.complaints))
  await officer.press(page.getByRole('link', { name: COMPLAINT.summary }))
  await officer.press(button(complaint.beside.tellMore))
  await officer.fill(field(complaint.fields['details.discovered.clock']), '9:30')
  await officer.press(button(complaint.beside.save))
  await expect(field(complaint.fields['details.discovered.on'])).toHaveAttribute('aria-invalid', 'true')
  await officer.fill(field(complaint.fields['details.discovered.on']), '16/11/2026')
  await officer.fill(field(complaint.fields['details.language']), 'ខ្មែរ')
  await see('127-tell-more')
  await officer.press(button(complaint.beside.save))
  await expect(page.getByRole('heading', { name: complaint.beside.title })).toHaveCount(0)
  await expect(page.getByText('09:30')).toBeVisible()
  await see('128-complaint')

  // A clock of the kind of crime runs, leads to its step, and ends when the step is left out.
  await officer.press(page.getByRole('link', { name: nav.work }))
  await expect(page.getByRole('heading', { level: 1, name: work.due.title })).toBeVisible()
  const clock = page.getByRole('row').filter({ hasText: work.due.kinds.step }).first()
  await expect(clock).toBeVisible()
  await see('129-clocks')
  await officer.press(clock.getByRole('link'))
  await expect(page.locator('li.step:focus')).toBeVisible()

  // A hearing is set and held; the case is split, and the complaint counts in the new one alone.
  await officer.press(tab(cases.tabs.course))
  await officer.press(button(work.course.hearing))
  await officer.fill(inDialog(work.form.fields.court), 'សាលាដំបូងរាជធានីភ្នំពេញ')
  await officer.fill(inDialog(work.form.fields.at), '1/12/2026 08:00')
  await officer.fill(inDialog(work.form.fields.subject), 'ស្ដាប់ចម្លើយ')
  await send()
  await officer.press(page.getByRole('button', { name: new RegExp(`^${work.course.changeHearing}`) }))
  await officer.choose(inDialog(work.form.fields.state), 'held')
  await see('130-hearing')
  await send()
  await officer.press(button(work.course.split))
  await officer.fill(inDialog(work.form.fields.caseTitle), 'ហាងទីពីរ')
  await officer.fill(inDialog(work.form.fields.what), 'ជនសង្ស័យផ្សេង')
  await officer.fill(inDialog(work.form.fields.reason), 'តុលាការផ្សេង')
  await officer.tick(dialog.getByRole('checkbox').first())
  await see('131-split')
  await send()
  await see('132-course')
  await officer.press(tab(cases.tabs.money))
  await expect(page.getByText(folk.movedAway(1))).toBeVisible()
  await officer.press(tab(cases.tabs.course))
  await officer.press(page.getByRole('link', { name: '2026-0002' }))
  await expect(page.getByText(COMPLAINT.summary)).toBeVisible()
  await expect(page.getByText(complaint.moved.from('2026-0001'))).toBeVisible()
}
