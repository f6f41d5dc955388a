import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { VaultId } from '#core/ids.ts'
import { parseRecipientBook, RECIPIENTS_VOCABULARY } from '#core/letters/recipient-book.ts'
import { parsePlaybook } from '#core/playbooks/playbook.ts'
import { PaperHub } from '../support/paper-hub.ts'
import { RECIPIENT_BOOK } from '../support/recipient-book.ts'
import { expectOk } from '../support/results.ts'
import { ROOT } from './choose-host.ts'
import { look } from './look.ts'
import { chooseLanguage, officerWithMouse, setUpVault } from './officer.ts'
import { openCase } from './station-steps.ts'
import { expect, TEXTS, test } from './workstation.ts'

// The program looks here for sticks; it is started with this environment.
const MOUNTS = mkdtempSync(join(tmpdir(), 'samnum-sticks-'))
const STICK = join(MOUNTS, 'COURIER-1')
mkdirSync(STICK)
process.env.SAMNUM_CARRIERS = MOUNTS

test.afterAll(() => rmSync(MOUNTS, { recursive: true, force: true }))

test('a station enrols over a stick, sends a case, and reads what headquarters holds and says', async ({
  workstation,
}) => {
  const { page } = workstation
  const officer = officerWithMouse('km')
  const words = TEXTS.km.headquarters
  const hub = new PaperHub()
  await setUpVault(workstation, officer)
  const caseHash = await openCase(page, officer, 'ការឆបោកតាមអនឡាញ')
  await page.getByRole('link', { name: TEXTS.km.window.nav.headquarters }).click()
  await expect(page.getByText(words.notEnrolledWords)).toBeVisible()
  await page.getByRole('textbox', { name: words.code }).fill(hub.code)
  await page.getByRole('textbox', { name: words.station }).fill('ស្នងការដ្ឋាននគរបាលខេត្តបាត់ដំបង')
  await expect(page.getByRole('combobox', { name: words.stick })).not.toHaveValue('')
  await look(page, 'km', '70-headquarters-enrol')
  await page.getByRole('button', { name: words.ask }).click()
  await expect(page.getByText(words.askedWords)).toBeVisible()

  const [vaultId = ''] = readdirSync(join(STICK, 'samnum/to-hub', hub.hubId))
  await hub.answerRequest(STICK, vaultId as VaultId)
  await page.getByRole('button', { name: words.read }).click()
  await expect(page.getByText(words.enrolledNow)).toBeVisible()
  await page.getByRole('button', { name: words.shareOf('').slice(0, 10) }).click()
  await expect(page.getByText(words.shared, { exact: true })).toBeVisible()
  await page.getByRole('button', { name: words.write }).click()
  // The package is on record before its first byte leaves; what is said at the end comes when all of it is there.
  await expect(page.getByText(untilNumber(words.written(1, 1, 1)))).toBeVisible()
  await expect(page.getByText(words.states['on-its-way'])).toBeVisible()

  const { to } = await hub.takePackage(STICK)
  await hub.say({
    kind: 'tasking',
    title: 'សួរធនាគារ',
    text: 'សូមស្នើបង្កកគណនី',
    dueOn: '2026-12-01',
    from: 'នាយកដ្ឋាន',
  })
  const shipped = readFileSync(join(ROOT, 'resources/playbooks/sextortion.json'), 'utf8')
  const { playbook, text } = expectOk(parsePlaybook({ ...JSON.parse(shipped), version: 99 }))
  const title = `${playbook.title.km} · ${playbook.title.en}`
  await hub.say({ kind: 'playbook', name: playbook.playbookId, version: 99, title, text })
  const list = expectOk(parseRecipientBook(RECIPIENT_BOOK)).text
  await hub.say({ kind: 'vocabulary', name: RECIPIENTS_VOCABULARY, version: 2, text: list })
  await hub.writeWayBack(STICK)
  await page.getByRole('button', { name: words.read }).click()
  await expect(page.getByText(words.taken(1, 3))).toBeVisible()
  await expect(page.getByText(words.bookWords)).toBeVisible()
  await expect(page.getByText(words.states.received, { exact: true })).toBeVisible()
  await expect(page.getByText('សូមស្នើបង្កកគណនី')).toBeVisible()
  const receivedAtMs = hub.leaves[0]?.receivedAtMs ?? 0
  expect(receivedAtMs).toBeGreaterThan(0)
  await expect(page.locator('.callout-right')).toContainText(words.holds(to.seq, '').slice(0, 40))
  await look(page, 'km', '71-headquarters')

  // What headquarters signed is taken on, once; its text is not shown as words.
  await page.getByRole('button', { name: words.adoptPack }).click()
  await expect(page.getByText(words.packAdopted)).toBeVisible()
  await expect(page.getByText('"playbookId"')).toHaveCount(0)

  // Its book of recipients fills whom a letter goes to; it names only those who take such letters.
  const form = TEXTS.km.papers.form
  await page.evaluate((hash) => location.assign(hash), `${caseHash}/write/freeze`)
  const offered = page.getByRole('combobox', { name: form.book.label })
  const [bank, wallet] = RECIPIENT_BOOK.recipients
  await expect(offered.getByRole('option')).toHaveText([form.noChoice, bank.name, wallet.name])
  const filled = (path: string) => page.locator(`[id="paper-recipient.${path}"]`)
  await offered.selectOption(bank.name)
  await expect(filled('name')).toHaveValue(bank.name)
  await expect(filled('address')).toHaveValue(bank.address)
  await look(page, 'km', '73-recipients')
  await offered.selectOption(wallet.name)
  await expect(filled('name')).toHaveValue(wallet.name)
  await expect(filled('address')).toHaveValue('')
  await page.getByRole('link', { name: TEXTS.km.window.nav.headquarters }).click()

  // What was changed on the way is refused in words, and nothing is taken.
  await hub.writeWayBack(STICK, { ...hub.wayBack(), signatureHex: 'ab'.repeat(64) })
  await page.getByRole('button', { name: words.read }).click()
  await expect(page.getByRole('alert')).toContainText('ហត្ថលេខា')
  await chooseLanguage(page, officerWithMouse('en'))
  await expect(page.getByRole('heading', { name: TEXTS.en.headquarters.title, level: 1 })).toBeVisible()
  await look(page, 'en', '72-headquarters-refused')
})

/** What a text says before its first number. */
function untilNumber(text: string): string {
  return text.split(/[0-9០-៩]/)[0] ?? ''
}
