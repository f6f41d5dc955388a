import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectDone, makePdf, makeWav, openViewingDesk, type ViewingDesk } from './viewing-desk.ts'

let desk: ViewingDesk

beforeAll(async () => {
  desk = await openViewingDesk()
})

afterAll(async () => {
  await desk.leave()
  expect(desk.bugs).toEqual([])
})

const utf8 = (text: string) => new TextEncoder().encode(text)
const photo = () =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#336699' } })
    .withExif({ IFD0: { Copyright: 'canary-of-the-metadata' } })
    .jpeg()
    .toBuffer()

async function page(
  previewId: string,
  view: 'hex' | 'pictures' | 'text' | 'words' | 'mail' | 'table' | 'entries',
  more = {},
) {
  return expectDone(await desk.call('preview.page', { previewId, view, ...more })).page as never as Record<
    string,
    never
  >
}

describe('an exhibit that is opened for looking', () => {
  test('is what name and first bytes say', async () => {
    const opened = await desk.look('photo.jpg', await photo())
    expect(opened).toMatchObject({ kind: 'image', magic: 'jpeg', declared: 'jpg', isMismatch: false })
    expect(opened.views).toEqual(['pictures', 'hex'])
    expect(opened.covering).toBe('boxes')
    expect(opened.previewId).not.toBe(opened.bytesId)
  })

  test('whose name and bytes disagree shows its bytes, and what they are only when that is asked for', async () => {
    const wrong = await desk.look('statement.pdf', await photo())
    expect(wrong).toMatchObject({ isMismatch: true, magic: 'jpeg', views: ['hex'] })
    expect(await desk.call('preview.page', { previewId: wrong.previewId, view: 'pictures' })).toMatchObject({
      failure: { code: 'preview/no-such-view' },
    })
    expect((await desk.ask(`/preview/${wrong.bytesId}/picture/0/100`)).status).toBe(404)
    const asked = await desk.look('statement.pdf', await photo(), true)
    expect(asked).toMatchObject({ isMismatch: true, kind: 'image', views: ['pictures', 'hex'] })
  })

  test('is drawn anew as PNG without the metadata of the source', async () => {
    const { previewId, bytesId } = await desk.look('photo.jpg', await photo())
    expect(await page(previewId, 'pictures')).toEqual({ count: 1, widthPx: 640, heightPx: 480 })
    const answer = await desk.ask(`/preview/${bytesId}/picture/0/320`)
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('image/png')
    expect(answer.body.includes('canary-of-the-metadata')).toBe(false)
    expect(await sharp(answer.body).metadata()).toMatchObject({ width: 320, height: 240, format: 'png' })
    expect((await sharp(answer.body).metadata()).exif).toBeUndefined()
  })

  test('of many pages is drawn page by page, and its words can be read', async () => {
    const { previewId, bytesId } = await desk.look('letter.pdf', makePdf('Hello from page', 3))
    expect(await page(previewId, 'pictures')).toMatchObject({ count: 3 })
    const answer = await desk.ask(`/preview/${bytesId}/picture/2/600`)
    const { data, info } = await sharp(answer.body).raw().toBuffer({ resolveWithObject: true })
    expect(info).toMatchObject({ width: 600, channels: 3 })
    expect(data.some((value) => value < 100)).toBe(true)
    expect(data.filter((value) => value > 250).length).toBeGreaterThan(data.length / 2)
    const words = (await page(previewId, 'words')) as unknown as { rows: { text: string }[] }
    expect(words.rows.map(({ text }) => text)).toContain('Hello from page 3')
    expect((await desk.ask(`/preview/${bytesId}/picture/3/600`)).status).toBe(404)
  })

  test('shows a text by lines with the places of their bytes', async () => {
    const { previewId } = await desk.look('ចំណារ.txt', utf8('ក\r\nខ\n\nend'))
    const text = await page(previewId, 'text')
    expect(text).toMatchObject({ encoding: 'utf-8', lineCount: 4, isWhole: true, count: 4 })
    expect(text.rows).toEqual([
      { line: 0, column: 0, offsetBytes: 0, text: 'ក', isContinued: false },
      { line: 1, column: 0, offsetBytes: 5, text: 'ខ', isContinued: false },
      { line: 2, column: 0, offsetBytes: 9, text: '', isContinued: false },
      { line: 3, column: 0, offsetBytes: 10, text: 'end', isContinued: false },
    ])
  })

  test('shows any line of a long text, and one very long line in pieces that are whole characters', async () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `line ${at}`).join('\n')
    const { previewId } = await desk.look('long.log', utf8(lines))
    const found = (await page(previewId, 'text', { line: 4321 })) as unknown as {
      from: number
      rows: { text: string }[]
    }
    expect(found.rows[0]?.text).toBe('line 4321')
    const one = await desk.look('one.json', utf8(`"${'ក'.repeat(5000)}"`))
    const pieces = (await page(one.previewId, 'text')) as unknown as {
      lineCount: number
      rows: { text: string }[]
    }
    expect(pieces.lineCount).toBe(1)
    expect(pieces.rows.map(({ text }) => text).join('')).toBe(`"${'ក'.repeat(5000)}"`)
  })

  test.each([
    ['utf-16le', Buffer.from('\ufeffក\nb', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffក\nb', 'utf16le').swap16()],
    ['windows-1252', Buffer.from('caf\xe9\nb', 'latin1')],
  ])('shows a text in %s', async (encoding, bytes) => {
    const { previewId } = await desk.look('old.txt', bytes)
    const text = (await page(previewId, 'text')) as unknown as { rows: { text: string }[] }
    expect(text).toMatchObject({ encoding, lineCount: 2 })
    expect(text.rows[1]?.text).toBe('b')
  })

  test('shows bytes by rows of sixteen, at any place', async () => {
    const bytes = Uint8Array.from({ length: 10_001 }, (_, at) => at % 251)
    const { previewId } = await desk.look('strange.bin', bytes)
    const start = (await page(previewId, 'hex')) as unknown as { bytesHex: string; count: number }
    expect(start.count).toBe(626)
    expect(start.bytesHex).toBe(Buffer.from(bytes.subarray(0, 4096)).toString('hex'))
    const end = await page(previewId, 'hex', { from: 625 })
    expect(end).toEqual({
      from: 625,
      count: 626,
      bytesHex: Buffer.from(bytes.subarray(10_000)).toString('hex'),
    })
    expect(await page(previewId, 'hex', { from: 9_999_999 })).toMatchObject({ from: 625 })
  })

  test('shows what HTML says, without what it does', async () => {
    const html =
      '<title>t</title><h1>Bank</h1><p>Pay <a href="http://evil.example/a">here</a><script>steal()</script><style>b{}</style><img src="http://evil.example/i" alt="logo">'
    const opened = await desk.look('page.html', utf8(html))
    expect(opened).toMatchObject({ kind: 'markup', views: ['words', 'text', 'hex'] })
    const words = (await page(opened.previewId, 'words')) as unknown as { rows: { text: string }[] }
    expect(words.rows.map(({ text }) => text)).toEqual([
      't',
      'Bank',
      'Pay <http://evil.example/a> here <http://evil.example/i> [logo]',
    ])
  })

  test('shows an SVG as what it says and as its source, and never as a picture', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script><text>Total 5</text></svg>'
    const opened = await desk.look('logo.svg', utf8(svg))
    expect(opened.views).toEqual(['words', 'text', 'hex'])
    const words = (await page(opened.previewId, 'words')) as unknown as { rows: { text: string }[] }
    expect(words.rows.map(({ text }) => text)).toEqual(['Total 5'])
    expect((await desk.ask(`/preview/${opened.bytesId}/picture/0/100`)).status).toBe(404)
  })

  test('shows a letter with its headers, its words and the names of what is attached', async () => {
    const eml = [
      'From: "ABC Bank" <no-reply@evil.example>',
      'To: dara@example.test',
      'Subject: =?utf-8?B?4Z6f4Z694Z6f4Z+S4Z6K4Z64?=',
      'Date: Sun, 22 Nov 2026 10:00:00 +0700',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hello<script>x()</script></p>',
      '--b',
      'Content-Type: application/zip; name=prize.zip',
      'Content-Disposition: attachment; filename=prize.zip',
      'Content-Transfer-Encoding: base64',
      '',
      'UEsFBg==',
      '--b--',
    ].join('\r\n')
    const { previewId, views } = await desk.look('letter.eml', utf8(eml))
    expect(views).toEqual(['mail', 'text', 'hex'])
    const mail = await page(previewId, 'mail')
    expect(mail).toMatchObject({
      subject: 'សួស្ដី',
      from: 'ABC Bank <no-reply@evil.example>',
      text: 'Hello',
      isFromMarkup: true,
      attachments: [{ name: 'prize.zip', type: 'application/zip', sizeBytes: 4 }],
    })
    expect((mail as unknown as { headers: unknown[] }).headers).toContainEqual({
      name: 'Date',
      value: 'Sun, 22 Nov 2026 10:00:00 +0700',
    })
  })

  test('shows a table by rows and columns as they are written', async () => {
    const csv = 'date;amount\n01/02/2026;"1;000"\n02/02/2026;=HYPERLINK("http://evil.example")\n'
    const { previewId, views } = await desk.look('bank.csv', utf8(csv))
    expect(views).toEqual(['table', 'text', 'hex'])
    expect(await page(previewId, 'table')).toEqual({
      sheets: [''],
      from: 0,
      count: 3,
      columns: 2,
      rows: [
        ['date', 'amount'],
        ['01/02/2026', '1;000'],
        ['02/02/2026', '=HYPERLINK("http://evil.example")'],
      ],
    })
  })

  test('lists an archive without unpacking it, and names that climb out are only shown', async () => {
    const zip = Buffer.from(
      '504b0304140000000000000021580000000000000000000000000b0000002e2e2f2e2e2f6576696c21' +
        '504b01021400140000000000000021580000000000000000000000000b00000000000000000000000000000000002e2e2f2e2e2f6576696c21' +
        '504b0506000000000100010039000000290000000000',
      'hex',
    )
    const { previewId, views } = await desk.look('bundle.zip', zip)
    expect(views).toEqual(['entries', 'hex'])
    expect(await page(previewId, 'entries')).toMatchObject({
      count: 1,
      entries: [{ name: '../../evil!', sizeBytes: 0, isEncrypted: false, isMacro: false }],
    })
  })

  test('that is broken is refused in words, and its bytes are still shown', async () => {
    const { previewId, bytesId } = await desk.look(
      'broken.png',
      Buffer.from('89504e470d0a1a0a0000ffff', 'hex'),
    )
    expect(await desk.call('preview.page', { previewId, view: 'pictures' })).toMatchObject({
      failure: { code: 'preview/not-shown', facts: { cause: 'not-readable' } },
    })
    expect((await desk.ask(`/preview/${bytesId}/picture/0/10`)).status).toBe(404)
    expect(await page(previewId, 'hex')).toMatchObject({ bytesHex: '89504e470d0a1a0a0000ffff' })
  })

  test('of sound is offered as sound', async () => {
    const opened = await desk.look('voice.wav', makeWav(1))
    expect(opened).toMatchObject({ kind: 'audio', views: ['media', 'hex'], covering: 'none' })
  })
})
