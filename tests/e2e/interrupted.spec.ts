import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { WITH_COMPILED_CODE } from '../support/compiled-code.ts'
import { ROOT } from './choose-host.ts'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { chooseLanguage, officerWithMouse, setUpVault, unlock } from './officer.ts'
import { openCase } from './station-steps.ts'
import { expect, PASSPHRASE, TEXTS, test, type Workstation } from './workstation.ts'

const FILE_BYTES = 2 * 1024 ** 3
/** More than the first checkpoint, of 256 MiB, and far from the end. */
const KILLED_AT_BYTES = 400 * 1024 ** 2

for (const language of languagesFrom('en')) {
  test(`a sealing that a crash interrupted is shown and given up, in ${language}`, async ({
    workstation,
  }) => {
    const officer = officerWithMouse(language)
    const text = TEXTS[language]
    const words = text.exhibits.interrupted
    await setUpVault(workstation, officer)
    const address = await openCase(workstation.page, officer, 'ករណីថាសរឹង')
    await workstation.host.close()
    await sealUntilKilled(workstation)
    await workstation.restart()
    const { page } = workstation
    await page.locator('input[type=password]').waitFor()
    await chooseLanguage(page, officer)
    await unlock(page, officer)
    await page.locator('.rail-person').waitFor()
    await page.evaluate((hash) => {
      location.hash = hash
    }, address)
    await page.keyboard.press('Alt+3')
    const section = page.getByRole('region', { name: words.title })
    await expect(section.getByText('disk.img')).toBeVisible()
    await expect(section.getByText(words.notInBrowser)).toBeVisible()
    await look(page, language, 'interrupted')
    await officer.press(section.getByRole('button', { name: words.giveUp }))
    const dialog = page.getByRole('alertdialog')
    await dialog.waitFor()
    await look(page, language, 'interrupted-give-up')
    await officer.press(dialog.getByRole('button', { name: words.giveUp, exact: true }))
    await expect(dialog).toBeHidden()
    await expect(page.getByText(text.custody.notices['seal-given-up']('disk.img'))).toBeVisible()
    await expect(section).toBeHidden()
    expect(await readdir(join(workstation.vaultFolder, 'objects', 'incoming'))).toEqual([])
  })
}

/** Seals a large file by the command line, and kills it in the middle. */
async function sealUntilKilled({ vaultFolder, desktopFolder }: Workstation): Promise<void> {
  const source = join(desktopFolder, 'disk.img')
  const handle = await open(source, 'w')
  await handle.truncate(FILE_BYTES)
  await handle.close()
  const passphraseFile = join(desktopFolder, 'passphrase.txt')
  await writeFile(passphraseFile, PASSPHRASE)
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'src/cli/samnum.mjs'),
      ...['exhibit', 'add', vaultFolder, `${new Date().getFullYear()}-0001`, source],
      ...['--passphrase-file', passphraseFile],
    ],
    { cwd: ROOT, env: { ...process.env, ...WITH_COMPILED_CODE }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const ended = once(child, 'exit')
  const incoming = join(vaultFolder, 'objects', 'incoming')
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended by itself: ${child.exitCode}`)
    const names = await readdir(incoming).catch(() => [])
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(incoming, name)).catch(() => null))?.blocks ?? 0),
    )
    if (sizes.some((blocks) => blocks * 512 > KILLED_AT_BYTES)) break
    await pause(5)
  }
  child.kill('SIGKILL')
  await ended
}
