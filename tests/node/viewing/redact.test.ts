import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectDone, makePdf, openViewingDesk, type ViewingDesk } from './viewing-desk.ts'

let desk: ViewingDesk

beforeAll(async () => {
  desk = await openViewingDesk()
})

afterAll(async () => {
  await desk.leave()
  expect(desk.bugs).toEqual([])
})

const reason = 'ការពារអត្តសញ្ញាណអនីតិជន'

async function bytesOf(exhibitId: string): Promise<Buffer> {
  const { outletId } = expectDone(await desk.call('outlet.offer', { name: 'copy' }))
  const [answer, extracted] = await Promise.all([
    desk.ask(`/outlet/${outletId}`),
    desk.call('exhibit.extract', { exhibit: exhibitId, outletId }, 'extract'),
  ])
  expectDone(extracted)
  return answer.body
}

async function redact(exhibitId: string, more: object) {
  return await desk.call('exhibit.redact', { exhibit: exhibitId, reason, ...more })
}

describe('a copy in which parts are covered', () => {
  test('of a photograph has black where the box is, the rest as it was, and no metadata', async () => {
    const pixels = Buffer.alloc(200 * 100 * 3, 200)
    const photo = await sharp(pixels, { raw: { width: 200, height: 100, channels: 3 } })
      .withExif({ IFD0: { Copyright: 'canary-of-the-metadata', ImageDescription: 'canary' } })
      .png()
      .toBuffer()
    const source = await desk.seal('photo.png', photo)
    const made = expectDone(
      await redact(source.exhibitId, {
        boxes: [{ page: 0, left: 2500, top: 5000, right: 5000, bottom: 10_000 }],
      }),
    )
    expect(made).toMatchObject({ name: 'photo-redacted.png', coveredCount: 1 })
    const copy = await bytesOf(made.exhibitId)
    expect(copy.includes('canary')).toBe(false)
    const meta = await sharp(copy).metadata()
    expect([meta.exif, meta.icc, meta.xmp, meta.iptc]).toEqual([undefined, undefined, undefined, undefined])
    const { data, info } = await sharp(copy).raw().toBuffer({ resolveWithObject: true })
    expect(info).toMatchObject({ width: 200, height: 100, channels: 3 })
    const at = (x: number, y: number) => data[(y * 200 + x) * 3]
    expect([at(50, 50), at(99, 99), at(49, 50), at(100, 50), at(50, 49)]).toEqual([0, 0, 200, 200, 200])
    expect(data.filter((value) => value === 0).length).toBe(50 * 50 * 3)
  })

  test('of a document is a document of pictures in which the words no longer are', async () => {
    const source = await desk.seal('letter.pdf', makePdf('Secret of Dara page', 2))
    const made = expectDone(
      await redact(source.exhibitId, { boxes: [{ page: 1, left: 0, top: 0, right: 10_000, bottom: 3000 }] }),
    )
    expect(made.name).toBe('letter-redacted.pdf')
    const copy = await bytesOf(made.exhibitId)
    expect(copy.subarray(0, 8).toString()).toBe('%PDF-1.7')
    for (const word of ['Secret', 'Dara', 'evil', 'JavaScript', '/Info', '/Font', 'Helvetica', '/Annot']) {
      expect(copy.includes(word), word).toBe(false)
    }
    const opened = expectDone(await desk.call('exhibit.preview', { exhibit: made.exhibitId }))
    const pages = expectDone(
      await desk.call('preview.page', { previewId: opened.previewId, view: 'pictures' }),
    )
    expect(pages.page).toMatchObject({ count: 2 })
    const dark = async (page: number) => {
      const drawn = await desk.ask(`/preview/${opened.bytesId}/picture/${page}/400`)
      const { data, info } = await sharp(drawn.body).greyscale().raw().toBuffer({ resolveWithObject: true })
      const top = data.subarray(0, Math.floor(info.height * 0.29) * info.width * info.channels)
      return {
        top: top.filter((value) => value < 40).length / top.length,
        all: data.filter((value) => value < 128).length,
      }
    }
    expect((await dark(1)).top).toBe(1)
    expect((await dark(0)).top).toBeLessThan(0.1)
    expect((await dark(0)).all).toBeGreaterThan(50)
  })

  test('of a text keeps its length, its lines, and nothing of what is covered', async () => {
    const source = await desk.seal(
      'chat.txt',
      new TextEncoder().encode('sender: ចាន់ ដារ៉ា\nphone 012 345 678\r\nend 😀 012 345 678'),
    )
    const made = expectDone(
      await redact(source.exhibitId, {
        words: ['012 345 678', 'ចាន់ ដារ៉ា'],
        spans: [{ fromLine: 2, fromColumn: 4, toLine: 2, toColumn: 5 }],
      }),
    )
    expect(made.name).toBe('chat-redacted.txt')
    const copy = (await bytesOf(made.exhibitId)).toString('utf8')
    expect(copy).toBe(`sender: ${'█'.repeat([...'ចាន់ ដារ៉ា'].length)}\nphone ███████████\r\nend █ ███████████`)
    expect(made.coveredCount).toBe([...'ចាន់ ដារ៉ា'].length + 11 + 1 + 11)
  })

  test('is linked to its source by an examination that names where, why and with what, and not what', async () => {
    const source = await desk.seal('note.txt', new TextEncoder().encode('name: Dara Canary'))
    const made = expectDone(await redact(source.exhibitId, { words: ['Dara Canary'] }))
    const again = expectDone(await redact(source.exhibitId, { words: ['Dara Canary'] }))
    expect(again.digestHex).toBe(made.digestHex)
    expect(made.number).not.toBe(again.number)
    const shown = JSON.stringify(expectDone(await desk.call('case.show', { case: desk.caseNumber })))
    expect(shown).toContain('examination-recorded')
    expect(shown).not.toContain('Dara Canary')
    expect(expectDone(await desk.call('vault.verify', {}))).toMatchObject({ findings: [] })
  })

  test.each([
    ['without a box', 'p.png', {}, 'redact/nothing-covered'],
    [
      'on a page that there is not',
      'p.png',
      { boxes: [{ page: 1, left: 0, top: 0, right: 9, bottom: 9 }] },
      'preview/not-shown',
    ],
    ['of words that do not occur', 'p.txt', { words: ['nowhere'] }, 'redact/nothing-covered'],
    ['of sound', 'p.bin', { words: ['x'] }, 'redact/not-possible'],
  ])('%s is refused, and nothing is sealed', async (_, name, more, code) => {
    const bytes = name.endsWith('png')
      ? await sharp({ create: { width: 5, height: 5, channels: 3, background: 'red' } })
          .png()
          .toBuffer()
      : new TextEncoder().encode(name.endsWith('txt') ? 'hello' : '\u0000\u0001')
    const source = await desk.seal(name, bytes)
    const list = async () =>
      expectDone(await desk.call('exhibit.list', { case: desk.caseNumber })).exhibits.length
    const before = await list()
    expect(await redact(source.exhibitId, more)).toMatchObject({ failure: { code } })
    expect(await list()).toBe(before)
  })
})
