import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { explainFailure } from '#contract/failure-text.ts'
import type { FailureCode } from '#contract/failures.ts'
import {
  COMPLAINT,
  fillFounderForm,
  officerWithMouse,
  setUpVault,
  unlock,
  writeComplaint,
} from './officer.ts'
import { expect, OFFICER, PASSPHRASE, TEXTS, test, type Workstation } from './workstation.ts'

const officer = officerWithMouse('km')
const text = TEXTS.km

/** A failure as the screen says it; facts that only the engine knows are left to it. */
function saying(code: FailureCode): RegExp {
  const [wrong = ''] = explainFailure({ code }, 'km').split('។')
  return new RegExp(wrong.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
}

async function openCaseFile({ page }: Workstation): Promise<void> {
  await page.keyboard.press('o')
  await page.getByRole('textbox', { name: text.cases.caseTitle }).fill('សំណុំរឿងសាកល្បង')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'សំណុំរឿងសាកល្បង' })).toBeVisible()
}

test('a wrong passphrase is refused in words, and the right one opens', async ({ workstation }) => {
  await setUpVault(workstation, officer)
  const { page } = workstation
  await page.keyboard.press('Control+l')
  await unlock(page, officer, `${PASSPHRASE} `)
  await expect(page.getByRole('alert')).toContainText(saying('vault/wrong-passphrase'))
  await expect(page.getByRole('textbox', { name: text.entry.passphrase })).toBeFocused()
  await unlock(page, officer)
  await expect(page.getByRole('heading', { level: 1, name: text.cases.title })).toBeVisible()
})

test('a folder with other files takes no vault, and the files stay', async ({ workstation }) => {
  const holiday = join(workstation.vaultFolder, 'holiday.jpg')
  await mkdir(workstation.vaultFolder, { recursive: true })
  await writeFile(holiday, 'not ours')
  await workstation.restart()
  const { page } = workstation
  await page.getByRole('button', { name: text.window.next }).click()
  await fillFounderForm(page, officer)
  await page.getByRole('button', { name: text.entry.create }).click()
  await expect(page.getByRole('alert')).toContainText(saying('vault/folder-not-empty'))
  await expect(page.getByRole('textbox', { name: text.entry.name })).toHaveValue(OFFICER)
  expect(await readFile(holiday, 'utf8')).toBe('not ours')
})

test('a truncated header is named when the vault is opened', async ({ workstation }) => {
  await setUpVault(workstation, officer)
  await workstation.page.keyboard.press('Control+l')
  await workstation.page.getByRole('heading', { name: text.entry.unlockTitle }).waitFor()
  await truncate(join(workstation.vaultFolder, 'vault.json'), 100)
  await truncate(join(workstation.vaultFolder, 'vault.copy.json'), 100)
  await workstation.restart()
  const { page } = workstation
  const passphrase = page.getByRole('textbox', { name: text.entry.passphrase })
  await passphrase.waitFor()
  await unlock(page, officer)
  await expect(page.getByRole('alert')).toContainText(saying('vault/header-truncated'))
})

test('every file that cannot be sealed says why, and the others are sealed', async ({ workstation }) => {
  await setUpVault(workstation, officer)
  await openCaseFile(workstation)
  const { page, host, desktopFolder } = workstation
  await page.keyboard.press('Alt+3')
  const empty = join(desktopFolder, 'empty.txt')
  const good = join(desktopFolder, 'good.txt')
  await writeFile(empty, '')
  await writeFile(good, 'evidence')
  await host.chooseFiles([empty, good], () =>
    page.getByRole('button', { name: text.exhibits.choose }).click(),
  )
  await expect(page.getByRole('alert')).toContainText(saying('intake/empty'))
  await expect(page.locator('.exhibit-table tbody tr')).toHaveCount(1)
})

test('a dropped file is sealed', async ({ workstation }) => {
  test.skip(
    workstation.host.name === 'Electron',
    'a drop cannot be made up where the preload asks the system for its path',
  )
  await setUpVault(workstation, officer)
  await openCaseFile(workstation)
  const { page } = workstation
  await page.keyboard.press('Alt+3')
  const drop = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['dropped evidence'], 'បង្កាន់ដៃ.txt', { type: 'text/plain' }))
    return transfer
  })
  await page.getByTestId('drop-place').dispatchEvent('dragenter', { dataTransfer: drop })
  await expect(page.getByText(text.exhibits.dropNow)).toBeVisible()
  await page.getByTestId('drop-place').dispatchEvent('drop', { dataTransfer: drop })
  await expect(page.locator('.exhibit-table').getByText('បង្កាន់ដៃ.txt')).toBeVisible()
})

test('a large file shows how far it is and stops when it is told to, leaving nothing', async ({
  workstation,
}) => {
  await setUpVault(workstation, officer)
  await openCaseFile(workstation)
  const { page, host, desktopFolder } = workstation
  await page.keyboard.press('Alt+3')
  const large = join(desktopFolder, 'disk-image.raw')
  await writeFile(large, '')
  await truncate(large, 2 ** 31)
  await host.chooseFiles([large], () => page.getByRole('button', { name: text.exhibits.choose }).click())
  await expect(page.getByRole('progressbar')).toBeVisible()
  await page.getByRole('button', { name: text.exhibits.stopFile('disk-image.raw') }).click()
  await expect(page.getByText(text.window.progress.cancelled)).toBeVisible()
  await expect(page.getByText(text.exhibits.emptyTitle)).toBeVisible()
  await rm(large)
})

test('a complaint that is left, or threatened by the lock, is not lost', async ({ workstation }) => {
  await setUpVault(workstation, officer)
  const { page } = workstation
  await page.keyboard.press('n')
  await writeComplaint(page, officer)
  await page.goBack()
  await page.getByRole('button', { name: text.window.leaveDraft.stay }).click()
  await expect(page.getByRole('textbox', { name: text.complaint.fields.narrative })).toHaveValue(
    COMPLAINT.narrative,
  )
  await page.getByRole('link', { name: text.window.nav.verify }).click()
  await page.getByRole('button', { name: text.window.leaveDraft.keep }).click()
  await expect(page.getByRole('heading', { level: 1, name: text.verify.title })).toBeVisible()
  await page.getByRole('navigation', { name: text.window.nav.drafts }).getByRole('link').click()
  await expect(page.getByRole('textbox', { name: text.complaint.fields.narrative })).toHaveValue(
    COMPLAINT.narrative,
  )
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: text.window.lock.stay }).click()
  await expect(
    page.getByRole('textbox', { name: text.complaint.fields['victim.name'], exact: true }),
  ).toHaveValue(COMPLAINT.victim)
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: text.window.lock.confirm }).click()
  await expect(page.getByRole('heading', { name: text.entry.unlockTitle })).toBeVisible()
})

test('what is wrong stands at its field in the language of the screen, at once when that changes', async ({
  workstation,
}) => {
  await setUpVault(workstation, officer)
  const { page } = workstation
  await page.keyboard.press('n')
  await writeComplaint(page, officer)
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  await field(text.complaint.fields.happenedTo).fill('14/11/2026')
  await field(text.complaint.lossFields.amount).fill('1.234.5')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(text.complaint.problemsTitle(2))).toBeVisible()
  await expect(field(text.complaint.fields.happenedTo)).toBeFocused()
  await expect(field(text.complaint.lossFields.amount)).toHaveAttribute('aria-invalid', 'true')
  await field(text.complaint.lossFields.amount).fill('1,234.50')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(text.complaint.problemsTitle(1))).toBeVisible()
  await page.getByRole('radio', { name: 'English' }).check()
  const described = page.getByRole('textbox', { name: TEXTS.en.complaint.fields.happenedTo, exact: true })
  await expect(described).toHaveAccessibleDescription(/before/)
  await expect(page.getByRole('textbox', { name: TEXTS.en.complaint.fields.summary })).toHaveValue(
    COMPLAINT.summary,
  )
})

test('markup, control pictures and directions in a title are shown as letters', async ({ workstation }) => {
  await setUpVault(workstation, officer)
  const { page } = workstation
  const title = '<img src=x onerror=alert(1)> \u202egnp.exe \u200bខ្មែរ'
  await page.keyboard.press('o')
  await page.getByRole('textbox', { name: text.cases.caseTitle }).fill(title)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    '<img src=x onerror=alert(1)> ⟨U+202E⟩gnp.exe',
  )
})

test('an address that was used already lets no second browser in, and says what to do', async ({
  workstation,
  browser,
}) => {
  test.skip(workstation.host.name === 'Electron', 'a desktop window has no address')
  await setUpVault(workstation, officer)
  const stranger = await browser.newContext()
  const page = await stranger.newPage()
  const response = await page.goto(`${workstation.host.origin}/`)
  expect(response?.status()).toBe(401)
  await stranger.close()
})
