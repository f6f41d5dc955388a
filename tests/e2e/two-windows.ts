import type { Locator, Page } from 'playwright/test'
import { type Officer, setUpVault } from './officer.ts'
import { openCase } from './station-steps.ts'
import { TEXTS, type Workstation } from './workstation.ts'

/** Two windows of one person on one case, and what is done in either. */
export type TwoWindows = {
  readonly first: Page
  readonly second: Page
  readonly both: readonly [Page, Page]
  /** Leads both to a place in the case. */
  goTo(place: string): Promise<void>
  /** Leads both to a place where something is written, and waits until each knows what was kept of it before. */
  goToDraft(place: string): Promise<void>
  /** Writes into a field, and waits until it is kept as a draft. */
  keep(page: Page, field: Locator, text: string): Promise<void>
  press(page: Page, name: string | RegExp): Promise<void>
  field(page: Page, name: string): Locator
  /** What a form says when its subject was changed by the other window. */
  changed(page: Page): Locator
  /** What is said where the other window keeps a draft of the same name. */
  elsewhere(page: Page): Locator
}

/** Makes a vault with one case, and opens it in two windows. */
export async function openTwoWindows(
  workstation: Workstation,
  officer: Officer,
  title: string,
): Promise<TwoWindows> {
  const { page: first, host } = workstation
  const words = TEXTS[officer.language].window.elsewhere
  await setUpVault(workstation, officer)
  const address = await openCase(first, officer, title)
  const second = await first.context().newPage()
  second.on('filechooser', () => {})
  await second.goto(host.address)
  await second.locator('.rail-person').waitFor()
  if (officer.language === 'en') await second.getByRole('radio', { name: 'English' }).check()
  const both = [first, second] as const
  const lead = (page: Page, place: string) =>
    page.evaluate((hash) => {
      location.hash = hash
    }, `${address}${place}`)
  const answered = async (page: Page, operation: string, act: () => Promise<void>) => {
    const answer = page.waitForResponse((response) => response.url().endsWith(`/api/call/${operation}`))
    await act()
    await (await answer).finished()
  }
  return {
    first,
    second,
    both,
    async goTo(place) {
      for (const page of both) await lead(page, place)
    },
    async goToDraft(place) {
      for (const page of both) await answered(page, 'draft.load', () => lead(page, place))
    },
    keep: (page, field, text) => answered(page, 'draft.save', () => field.fill(text)),
    press: (page, name) =>
      page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).click(),
    field: (page, name) => page.getByLabel(name, { exact: true }),
    changed: (page) => page.getByRole('alert').filter({ hasText: words.changedTitle }),
    elsewhere: (page) => page.getByRole('alert').filter({ hasText: words.draftTitle }),
  }
}
