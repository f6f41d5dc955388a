import type { Locator, Page } from 'playwright/test'
import { goToCases, type Officer, unlock } from './officer.ts'
import { expect, TEXTS } from './workstation.ts'

/** Another person of the station. */
type Person = { readonly name: string; readonly passphrase: string }

/** Opens a case file under a title, and stands in it. Answers its address. */
export async function openCase(page: Page, officer: Officer, title: string): Promise<string> {
  const { cases } = TEXTS[officer.language]
  await page.keyboard.press('o')
  await officer.fill(page.getByRole('dialog').getByRole('textbox', { name: cases.caseTitle }), title)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  return new URL(page.url()).hash
}

/** Adds the station's second person. */
export async function addSecondPerson(page: Page, officer: Officer, person: Person): Promise<void> {
  const text = TEXTS[officer.language]
  await page.keyboard.press('p')
  await officer.press(page.getByRole('button', { name: text.people.add }))
  const dialog = page.getByRole('dialog')
  await officer.fill(dialog.getByRole('textbox', { name: text.people.name }), person.name)
  await fillNewPassphrase(page, officer, person.passphrase)
  await officer.press(dialog.getByRole('button', { name: text.people.add }))
  await expect(page.getByText(text.window.notices.personAdded(person.name, 2))).toBeVisible()
}

/** Chooses a passphrase and repeats it. */
export async function fillNewPassphrase(page: Page, officer: Officer, passphrase: string): Promise<void> {
  const { entry } = TEXTS[officer.language]
  await officer.fill(page.getByRole('textbox', { name: entry.newPassphrase, exact: true }), passphrase)
  await officer.fill(page.getByRole('textbox', { name: entry.repeatPassphrase }), passphrase)
}

/** Locks, and lets somebody else sit down, who goes to the list of cases. */
export async function changePlaces(
  page: Page,
  officer: Officer,
  passphrase: string,
  number: number,
): Promise<void> {
  const { entry } = TEXTS[officer.language]
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: entry.unlockTitle })).toBeVisible()
  await unlock(page, officer, passphrase, number)
  await expect(page.locator('.rail-person')).toBeVisible()
  await goToCases(page, officer)
}

/** The value of the choice whose words name somebody or something. */
export function choiceOf(select: Locator, name: string): Promise<string> {
  return select.evaluate(
    (node: HTMLSelectElement, words) =>
      [...node.options].find((option) => option.label.includes(words))?.value ?? '',
    name,
  )
}
