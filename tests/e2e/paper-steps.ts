import type { Page } from 'playwright/test'
import { type Officer, writeComplaint } from './officer.ts'
import { expect, TEXTS } from './workstation.ts'

/** Takes a complaint from whatever screen is open, and stands in its case. */
export async function takeComplaint(page: Page, officer: Officer): Promise<void> {
  await page.keyboard.press('n')
  await writeComplaint(page, officer)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('navigation', { name: TEXTS[officer.language].cases.tabsLabel })).toBeVisible()
}

/** Goes to the records and letters of the case, and begins one. */
export async function begin(page: Page, officer: Officer, form: 'search' | 'preservation'): Promise<void> {
  const words = TEXTS[officer.language].papers
  if (!(await page.getByRole('heading', { name: words.recordsTitle, exact: true }).isVisible())) {
    const back = page.getByRole('link', { name: words.back })
    if (await back.isVisible()) await officer.press(back)
    else await officer.press(tabOf(page, officer, 'papers'))
  }
  const label = form === 'search' ? words.newRecord : words.newLetter
  await officer.choose(page.getByRole('combobox', { name: label }), form)
  await officer.press(page.getByRole('button', { name: `${words.begin} ${words.form.forms[form]}` }))
  await expect(page.getByRole('heading', { level: 1, name: words.form.forms[form] })).toBeVisible()
  await page.locator('[data-keeping]').waitFor()
}

/** The way to a part of the case file. */
export function tabOf(page: Page, { language }: Officer, tab: 'papers' | 'report') {
  const { cases } = TEXTS[language]
  return page
    .getByRole('navigation', { name: cases.tabsLabel })
    .getByRole('link', { name: cases.tabs[tab], exact: true })
}

/** A field of a record or letter. */
export function field(page: Page, path: string) {
  return page.locator(`[id="paper-${path}"]`)
}
