import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { officerWithMouse, setUpVault } from './officer.ts'
import { openCase } from './station-steps.ts'
import { expect, TEXTS, test } from './workstation.ts'

const CASE = 'រូបថតពីទីកន្លែង'
const PHOTOS = 14

/** Photographs that can be told apart, one tall, one that is none, and a file that is no picture. */
async function evidence(folder: string): Promise<readonly string[]> {
  const files: (readonly [string, Uint8Array | string])[] = []
  for (let at = 1; at <= PHOTOS; at += 1) {
    const isTall = at % 5 === 0
    const [width, height] = isTall ? [900, 1600] : [1600, 1200]
    const picture = sharp({
      create: {
        width,
        height,
        channels: 3,
        background: `hsl(${(at * 47) % 360}, 45%, ${isTall ? 40 : 62}%)`,
      },
    }).composite([
      {
        input: Buffer.from(
          `<svg width="${width}" height="${height}"><text x="120" y="480" font-size="360" fill="#fff">${at}</text></svg>`,
        ),
      },
    ])
    const bytes = await (at % 2 === 0 ? picture.png() : picture.jpeg()).toBuffer()
    files.push([`${String(at).padStart(2, '0')}-បន្ទប់.${at % 2 === 0 ? 'png' : 'jpg'}`, bytes])
  }
  files.push(['15-ខូច.jpg', 'no picture at all'])
  files.push(['16-note.txt', 'ព័ត៌មាន'])
  return await Promise.all(
    files.map(async ([name, bytes]) => {
      const path = join(folder, name)
      await writeFile(path, bytes)
      return path
    }),
  )
}

for (const language of languagesFrom('en')) {
  test(`pictures among the exhibits stand in a gallery that arrows move through, in ${language}`, async ({
    workstation,
  }) => {
    test.setTimeout(10 * 60_000)
    const { page, host } = workstation
    const officer = officerWithMouse(language)
    const text = TEXTS[language]
    const words = text.exhibits.gallery
    await setUpVault(workstation, officer)
    await openCase(page, officer, CASE)
    await page.keyboard.press('Alt+3')
    const paths = await evidence(workstation.desktopFolder)
    await host.chooseFiles(paths, () => page.getByRole('button', { name: text.exhibits.choose }).click())
    await expect(page.locator('.exhibit-table tbody tr')).toHaveCount(paths.length)
    await page.getByRole('button', { name: text.exhibits.clearEnded }).click()
    const before = await namesIn(workstation.vaultFolder)

    await page.getByRole('radio', { name: words.pictures }).check()
    const gallery = page.getByRole('region', { name: words.title(PHOTOS + 1) })
    const tile = (name: string) => gallery.getByRole('button', { name })
    await expect(tile('15-ខូច.jpg')).toHaveAttribute('data-thumbnail', 'not-drawn')
    await expect(tile('14-បន្ទប់.png')).toHaveAttribute('data-thumbnail', 'drawn')
    await expect(gallery.locator('[data-thumbnail="waiting"]')).toHaveCount(0)
    await expect(gallery.getByText('16-note.txt')).toHaveCount(0)
    await gallery.scrollIntoViewIfNeeded()
    await look(page, language, '230-gallery')
    await page.setViewportSize({ width: 683, height: 384 })
    await gallery.evaluate((node) => node.scrollIntoView({ block: 'start' }))
    await look(page, language, '230a-gallery-at-200')

    await test.step('it is one stop of Tab; arrows, Home and End move in it', async () => {
      await tile('15-ខូច.jpg').focus()
      await page.keyboard.press('ArrowRight')
      await expect(tile('14-បន្ទប់.png')).toBeFocused()
      await page.keyboard.press('End')
      await expect(tile('01-បន្ទប់.jpg')).toBeFocused()
      await expect(tile('01-បន្ទប់.jpg')).toHaveAttribute('data-thumbnail', 'drawn')
      await expect(gallery.locator('button[tabindex="0"]')).toHaveCount(1)
      await look(page, language, '231-gallery-end')
      await page.keyboard.press('Home')
      await expect(tile('15-ខូច.jpg')).toBeFocused()
      await page.keyboard.press('ArrowRight')
    })

    await test.step('one opens with its number and its digest, and is where one comes back to', async () => {
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { level: 1, name: '14-បន្ទប់.png' })).toBeVisible()
      await expect(page.locator('.page-head .number-tag')).toContainText('E014')
      await expect(page.locator('.page-head .hash code')).toHaveText(/^[0-9a-f]{64}$/)
      await expect
        .poll(() => page.locator('.picture-place img').evaluate((img: HTMLImageElement) => img.naturalWidth))
        .toBeGreaterThan(0)
      await look(page, language, '232-picture-with-digest')
      await page.getByRole('link', { name: text.viewer.back }).click()
      await expect(tile('14-បន្ទប់.png')).toBeFocused()
    })

    await test.step('nothing of the pictures is on the disk, and a lock takes them from the screen', async () => {
      expect(await namesIn(workstation.vaultFolder)).toEqual(before)
      const jpeg = (await readFile(paths[0] ?? '')).subarray(0, 64)
      for (const name of before) {
        const bytes = await readFile(join(workstation.vaultFolder, name))
        expect(bytes.includes(jpeg), name).toBe(false)
      }
      await page.keyboard.press('Control+l')
      await expect(page.locator('canvas')).toHaveCount(0)
    })
  })
}

/** The files of a vault, but for what SQLite keeps beside its own. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !/-(?:wal|shm)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted()
}
