import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { explainFailure } from '#contract/failure-text.ts'
import { ROOT } from './choose-host.ts'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import {
  COMPLAINT,
  DEMO_FILES,
  goToCases,
  type Officer,
  officerWithMouse,
  setUpVault,
  unlock,
  writeComplaint,
} from './officer.ts'
import { addSecondPerson, changePlaces, choiceOf, fillNewPassphrase, openCase } from './station-steps.ts'
import { expect, PASSPHRASE, TEXTS, test, type Workstation } from './workstation.ts'

const SECOND = { name: 'ចាន់ ដារ៉ា', passphrase: 'ស្វាយ ខ្នុរ ដូង ចេក' }
const RECOVERED_PASSPHRASE = 'ខ្យល់ ភ្លៀង ផ្គរ រន្ទះ'
/** Made with age-keygen 1.1.1. */
const IDENTITY = 'AGE-SECRET-KEY-1P4NHATA36F52CGCVEZ4E50973H4YJPK7C2CTNPJ09N39GWCZX54SVPSV26'
const RECIPIENT = 'age1q56d4l85c8c74mwjwxqwryv7vj8z4kjf67ke4z4pgww2we7p9p7sdypqdk'
const OTHER_CASE = 'គណនីត្រូវបានលួចចូល'

for (const language of languagesFrom('km')) {
  test(`a key file is demanded beside the passphrase, and headquarters’ key opens without either, in ${language}`, async ({
    workstation,
  }) => {
    await useKeyFileAndEscrow(workstation, officerWithMouse(language))
  })

  test(`one case leaves as a file, and is then expunged by order of a court, in ${language}`, async ({
    workstation,
  }) => {
    await discloseAndExpunge(workstation, officerWithMouse(language))
  })
}

async function useKeyFileAndEscrow(workstation: Workstation, officer: Officer): Promise<void> {
  const { page, host, desktopFolder } = workstation
  const { language } = officer
  const text = TEXTS[language]
  const dialog = page.getByRole('dialog')
  const keyFile = join(desktopFolder, 'samnum-key.txt')
  await setUpVault(workstation, officer)
  await openCase(page, officer, OTHER_CASE)

  await test.step('the key file is made, after the passphrase was shown again', async () => {
    await page.keyboard.press('k')
    await officer.press(page.getByRole('button', { name: text.keys.makeKeyFile, exact: true }))
    await officer.fill(dialog.getByRole('textbox', { name: text.keys.current }), PASSPHRASE)
    await look(page, language, 'key-file')
    await host.saveTo(keyFile, () =>
      officer.press(dialog.getByRole('button', { name: text.keys.makeKeyFileNow })),
    )
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('button', { name: text.keys.makeAnotherKeyFile })).toBeVisible()
    expect((await readFile(keyFile, 'utf8')).trim().length).toBeGreaterThan(20)
  })

  await test.step('headquarters’ key becomes a way back in', async () => {
    await officer.press(page.getByRole('button', { name: text.keys.addEscrow }))
    await officer.fill(dialog.getByRole('textbox', { name: text.keys.recipient }), RECIPIENT)
    await officer.fill(dialog.getByRole('textbox', { name: text.keys.escrowLabel }), 'អគ្គស្នងការ')
    await officer.press(dialog.getByRole('button', { name: text.keys.add, exact: true }))
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('row').filter({ hasText: 'អគ្គស្នងការ' })).toBeVisible()
  })

  await test.step('without the key file, and with another file, the passphrase opens nothing', async () => {
    await page.keyboard.press('Control+l')
    await unlock(page, officer, PASSPHRASE)
    const refusal = page.getByRole('alert')
    await expect(refusal).toContainText(explainFailure({ code: 'vault/key-file-needed' }, language))
    const other = join(desktopFolder, 'other.txt')
    await writeFile(other, (await readFile(keyFile, 'utf8')).replace(/[0-9a-f](?=[0-9a-f]*\s*$)/i, flipped))
    await host.chooseFiles([other], () =>
      officer.press(page.getByRole('button', { name: text.keys.chooseKeyFile })),
    )
    await look(page, language, 'unlock-with-key-file')
    await unlock(page, officer, PASSPHRASE)
    await expect(refusal).toBeVisible()
    await expect(page.locator('.rail-person')).toHaveCount(0)
  })

  await test.step('with it the passphrase opens', async () => {
    await host.chooseFiles([keyFile], () =>
      officer.press(page.getByRole('button', { name: text.keys.otherKeyFile })),
    )
    await expect(page.getByRole('button', { name: text.entry.unlock, exact: true })).toBeEnabled()
    await unlock(page, officer, PASSPHRASE)
    await goToCases(page, officer)
    await expect(page.getByRole('link', { name: OTHER_CASE })).toBeVisible()
  })

  await test.step('the secret key of headquarters opens without passphrase and key file, and that is told', async () => {
    await page.keyboard.press('Control+l')
    await officer.press(page.getByRole('button', { name: text.recovery.forgotten }))
    await officer.pick(page.getByRole('radio', { name: text.recovery.ways.escrow }))
    await officer.fill(page.getByRole('textbox', { name: text.recovery.identity }), IDENTITY)
    await fillNewPassphrase(page, officer, RECOVERED_PASSPHRASE)
    await officer.press(page.getByRole('button', { name: text.recovery.recover }))
    await expect(page.getByText(text.window.alerts.recovered)).toBeVisible()
    await goToCases(page, officer)
    await expect(page.getByRole('link', { name: OTHER_CASE })).toBeVisible()
    await page.keyboard.press('Control+l')
    await unlock(page, officer, RECOVERED_PASSPHRASE)
    await expect(page.getByRole('link', { name: OTHER_CASE })).toBeVisible()
  })
}

/** Another digit of the same kind. */
function flipped(digit: string): string {
  return digit === '0' ? '1' : '0'
}

async function discloseAndExpunge(workstation: Workstation, officer: Officer): Promise<void> {
  const { page, host, desktopFolder, vaultFolder } = workstation
  const { language } = officer
  const text = TEXTS[language]
  const words = text.sharing
  const danger = page.getByRole('alertdialog')
  await setUpVault(workstation, officer)
  await addSecondPerson(page, officer, SECOND)
  await page.keyboard.press('c')
  await openCase(page, officer, OTHER_CASE)
  await page.keyboard.press('c')
  await expect(page.getByRole('link', { name: OTHER_CASE })).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { level: 1, name: text.complaint.newTitle })).toBeFocused()
  await writeComplaint(page, officer)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: COMPLAINT.summary })).toBeVisible()
  const number = (await page.locator('.number-tag').first().textContent()) ?? ''
  await page.keyboard.press('Alt+3')
  const paths = DEMO_FILES.slice(0, 1)
  await host.chooseFiles(paths, () => officer.press(page.getByRole('button', { name: text.exhibits.choose })))
  await expect(page.locator('.exhibit-table tbody tr')).toHaveCount(1)

  await test.step('the second, to whom it is shared, stands in it when their vault is locked', async () => {
    await page.keyboard.press('Alt+1')
    await officer.press(page.getByRole('button', { name: words.share, exact: true }))
    const dialog = page.getByRole('dialog')
    const choice = dialog.getByRole('combobox', { name: words.shareWith })
    await officer.choose(choice, await choiceOf(choice, SECOND.name))
    await officer.press(dialog.getByRole('button', { name: words.shareNow, exact: true }))
    await expect(dialog).toBeHidden()
    await changePlaces(page, officer, SECOND.passphrase, 2)
    await officer.press(page.getByRole('link', { name: COMPLAINT.summary }))
    await expect(page.getByRole('heading', { level: 1, name: COMPLAINT.summary })).toBeVisible()
    await page.keyboard.press('Alt+3')
    await expect(page.locator('.exhibit-table tbody tr')).toHaveCount(1)
    await changePlaces(page, officer, PASSPHRASE, 1)
    await officer.press(page.getByRole('link', { name: COMPLAINT.summary }))
  })

  await test.step('the case leaves as one file, which verifies without the vault', async () => {
    await page.keyboard.press('Alt+1')
    await mkdir(join(desktopFolder, 'out'))
    const path = join(desktopFolder, 'out', 'disclosed')
    await host.saveTo(path, () => officer.press(page.getByRole('button', { name: words.disclose })))
    await expect(
      page
        .locator('.right-words')
        .filter({ hasText: /\d|[០-៩]/ })
        .first(),
    ).toBeVisible()
    const shim = join(ROOT, 'src/cli/samnum.mjs')
    const args = [shim, 'disclosure', 'verify', path, '--json']
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT })
    expect(JSON.parse(stdout)).toMatchObject({ isWhole: true, number, title: COMPLAINT.summary })
    await page.locator('#case-acts-title').scrollIntoViewIfNeeded()
    await look(page, language, 'disclosed')
  })

  await test.step('expunging wants the order, the number typed again, and the second person', async () => {
    await officer.press(page.getByRole('button', { name: words.expunge }))
    await officer.fill(danger.getByRole('textbox', { name: words.reference }), '១២/២០២៦')
    await officer.fill(danger.getByRole('textbox', { name: words.authority }), 'សាលាដំបូងខេត្តកំពត')
    await officer.fill(danger.getByRole('textbox', { name: words.orderedOn }), '20/11/2026')
    await officer.fill(danger.getByRole('textbox', { name: words.typeNumber(number) }), '2026-9999')
    await officer.choose(danger.getByRole('combobox', { name: text.people.second.who }), '2')
    const passphrase = danger.getByRole('textbox', { name: text.people.second.passphrase })
    await officer.fill(passphrase, SECOND.passphrase)
    await officer.press(danger.getByRole('button', { name: words.expungeNow }))
    await expect(danger.getByText(words.numberDiffers)).toBeVisible()
    await officer.fill(danger.getByRole('textbox', { name: words.typeNumber(number) }), number)
    await look(page, language, 'expunge')
    await officer.press(danger.getByRole('button', { name: words.expungeNow }))
    await expect(page.getByText(text.window.notices.caseExpunged(number))).toBeVisible()
  })

  await test.step('nothing of it is left to read, by anybody; the other stays, and the vault is whole', async () => {
    await page.keyboard.press('c')
    await expect(page.getByRole('link', { name: OTHER_CASE })).toBeVisible()
    await expect(page.getByText(COMPLAINT.summary)).toHaveCount(0)
    expect(await readdir(join(vaultFolder, 'objects'), { recursive: true })).not.toContainEqual(
      expect.stringMatching(/[0-9a-f]{16}/),
    )
    await page.keyboard.press('v')
    await officer.press(page.getByRole('button', { name: text.verify.start }))
    await expect(page.getByText(text.verify.wholeTitle)).toBeVisible()
    // Where the second was is gone with the case: the list of cases is where everything begins, without a word of failure.
    await page.keyboard.press('Control+l')
    await unlock(page, officer, SECOND.passphrase, 2)
    await expect(page.getByRole('heading', { level: 1, name: text.cases.title })).toBeVisible()
    await expect(page.getByText(text.cases.emptyTitle)).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: text.window.failedTitle })).toHaveCount(0)
    await expect(page.getByText(COMPLAINT.summary)).toHaveCount(0)
  })
}
