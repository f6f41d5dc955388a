import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explainFailure } from '#contract/failure-text.ts'
import { newProgramBook, writeProgramBook } from '#core/updates/program-book.ts'
import { rawPublicKey, signingKeyFromSeed } from '#node/crypto/primitives.ts'
import { makeFolderProgramUpdates } from '#node/updates/folder-program-updates.ts'
import { makeUpdate } from '#node/updates/make-update.ts'
import { THIS_PLATFORM } from '#node/updates/this-program.ts'
import { expectOk } from '../support/results.ts'
import { look } from './look.ts'
import { chooseLanguage, officerWithMouse, setUpVault } from './officer.ts'
import { expect, TEXTS, test } from './workstation.ts'

const ENTRY = 'start.mjs'
const SEED = Buffer.alloc(32, 5)
const NOTES = { km: 'បញ្ជីឈ្មោះធនាគារថ្មី និងការព្រីនលឿនជាងមុន', en: 'A newer list of banks, and faster printing' }

// The program is started as its launcher starts it: with this environment.
const PROGRAM = mkdtempSync(join(tmpdir(), 'samnum-program-'))
process.env.SAMNUM_PROGRAM = PROGRAM
process.env.SAMNUM_RUNNING = '1.1.0'

test.beforeAll(async () => {
  const tree = mkdtempSync(join(tmpdir(), 'samnum-tree-'))
  writeFileSync(join(tree, ENTRY), '')
  for (const version of ['1.0.0', '1.1.0']) {
    mkdirSync(join(PROGRAM, 'versions', version), { recursive: true })
    writeFileSync(join(PROGRAM, 'versions', version, ENTRY), '')
  }
  const book = newProgramBook({ version: '1.1.0', entry: ENTRY })
  const entries = { '1.0.0': ENTRY, '1.1.0': ENTRY }
  const before = { ...book, entries, previous: '1.0.0', failed: ['1.0.9'] }
  writeFileSync(join(PROGRAM, 'program.json'), writeProgramBook(before))
  const file = join(tree, 'made')
  const release = {
    ...{ version: '1.2.0', platform: THIS_PLATFORM, leastVersion: '1.0.0', entry: ENTRY },
    ...{ releasedAtMs: 1_795_300_000_000, notes: NOTES },
  }
  const only = join(tree, 'only')
  mkdirSync(only)
  writeFileSync(join(only, ENTRY), '')
  expectOk(await makeUpdate(only, file, release, SEED))
  const releaseKeys = [Buffer.from(rawPublicKey(signingKeyFromSeed(SEED))).toString('hex')]
  const installed = { folder: PROGRAM, runningVersion: '1.1.0', platform: THIS_PLATFORM, releaseKeys }
  const work = { signal: new AbortController().signal, onProgress: () => {} }
  expectOk(await makeFolderProgramUpdates(installed).take([file], work))
  rmSync(tree, { recursive: true })
})
test.afterAll(() => rmSync(PROGRAM, { recursive: true, force: true }))

test('an administrator sees the versions of the program, is refused what is not signed for it, and goes back', async ({
  workstation,
}) => {
  const { page } = workstation
  const officer = officerWithMouse('km')
  await setUpVault(workstation, officer)
  const words = TEXTS.km.headquarters.update
  await page.getByRole('link', { name: TEXTS.km.window.nav.headquarters }).click()
  const section = page.getByRole('region', { name: words.title })
  await expect(section.getByText(NOTES.km)).toBeVisible()
  await expect(section.getByText('1.0.9')).toBeVisible()
  await section.getByRole('button', { name: words.undo }).scrollIntoViewIfNeeded()
  await look(page, 'km', '74-updates')
  await section.getByRole('button', { name: words.fetch }).click()
  await expect(section.getByRole('alert')).toContainText(explainFailure({ code: 'sync/not-enrolled' }, 'km'))
  // This build names no release key, so that it takes nothing on: in words.
  await section.getByRole('button', { name: words.apply }).click()
  await expect(section.getByText('មិនបានកំណត់ថាទទួលបច្ចុប្បន្នភាពពីអ្នកណាទេ')).toBeVisible()
  await section.getByRole('button', { name: words.undo }).click()
  // The version before is shown as such until it is the current one.
  await expect(section.getByRole('button', { name: words.undo })).toBeDisabled()
  await expect(section.getByText('1.0.0', { exact: true })).toBeVisible()
  expect(JSON.parse(readFileSync(join(PROGRAM, 'program.json'), 'utf8'))).toMatchObject({
    current: '1.0.0',
    previous: null,
  })
  await chooseLanguage(page, officerWithMouse('en'))
  await expect(page.getByRole('region', { name: TEXTS.en.headquarters.update.title })).toContainText(NOTES.en)
  await page.getByRole('button', { name: TEXTS.en.headquarters.update.undo }).scrollIntoViewIfNeeded()
  await look(page, 'en', '74-updates')
})
