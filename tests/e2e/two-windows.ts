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
  return {
    first,
    second,
    both,
    async goTo(place) {
      for (const page of both) {
        await page.evaluate((hash) => {
          location.hash = hash
        }, `${address}${place}`)
      }
    },
    press: (page, name) =>
      page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).click(),
    field: (page, name) => page.getByLabel(name, { exact: true }),
    changed: (page) => page.getByRole('alert').filter({ hasText: words.changedTitle }),
    elsewhere: (page) => page.getByRole('alert').filter({ hasText: words.draftTitle }),
  }
}
