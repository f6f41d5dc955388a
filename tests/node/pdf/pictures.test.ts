import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Picture } from '#core/documents/document-tree.ts'
import { drawCourtPdf } from '#node/pdf/draw-court-pdf.ts'
import { readPrintPicture } from '#node/pdf/print-picture.ts'
import { renderPdf } from '#node/pdf/render-pdf.ts'
import { shrinkForPrint } from '#node/viewing/print-image.ts'
import { findBrokenClauses } from './archive-clauses.ts'
import { ask, extractPages, findSyntaxFaults, makeFolder, treeOf, uncompress } from './pdf-desk.ts'

/** A photo as a camera makes it: colours that run into each other, turned by its metadata, with a place in it. */
async function makePhoto(seed: number): Promise<Buffer> {
  const [width, height] = [800, 600]
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 7 + seed * 31 + (at >> 9)) & 0xff
  return await sharp(pixels, { raw: { width, height, channels: 3 } })
    .withExif({ IFD0: { Copyright: 'a camera' } })
    .jpeg({ quality: 70 })
    .toBuffer()
}

const bytesOf = (file: Uint8Array) => ({
  sizeBytes: file.length,
  read: (offset: number, length: number) => Promise.resolve(file.subarray(offset, offset + length)),
})

function pictureOf(id: string, original: Uint8Array): Picture {
  return {
    kind: 'image',
    pictureId: id,
    alternative: { km: 'រូបថតទូរស័ព្ទ', en: 'Photo of the phone' },
    caption: { km: 'រូបថតទី១', en: 'Photo 1' },
    digestHex: createHash('sha256').update(original).digest('hex'),
    widthMm: 120,
  }
}

const draw = (picture: Picture, print: Uint8Array) =>
  drawCourtPdf(
    treeOf([picture], { languages: 'en' }),
    () => {},
    async () => print,
  )

describe('a picture in a document', () => {
  it('stands at its size with caption and digest beneath, and its bytes are embedded as they came', async () => {
    const original = await makePhoto(1)
    const before = Buffer.from(original)
    const print = await shrinkForPrint(bytesOf(original), 400, 400)
    expect(original.equals(before)).toBe(true)
    const picture = pictureOf('one', original)
    const { bytes } = await draw(picture, print)
    expect(findSyntaxFaults(bytes)).toBe('')
    expect(findBrokenClauses(bytes)).toEqual([])
    const [text] = extractPages(bytes)
    expect(text).toContain('Photo 1')
    expect(text).toContain(`SHA-256: ${picture.digestHex}`)

    const folder = makeFolder()
    writeFileSync(join(folder, 'document.pdf'), bytes)
    execFileSync('pdfimages', ['-all', join(folder, 'document.pdf'), join(folder, 'out')])
    const [name = ''] = readdirSync(folder).filter((file) => file.startsWith('out'))
    expect(readFileSync(join(folder, name)).equals(Buffer.from(print))).toBe(true)
    const listed = execFileSync('pdfimages', ['-list', join(folder, 'document.pdf')], { encoding: 'utf8' })
    // 400 pixels on 120 mm are 85 dots an inch.
    expect(listed).toMatch(/jpeg .* 85 +85 /)
    expect(ask('pdfinfo', bytes, ['-struct'])).toMatch(/Figure[^\n]*:\n\s+\/Placement \/Block\n\s+\/BBox/)
  })

  it('is made for print the same way each time, upright, without what the camera wrote into it', async () => {
    const original = await sharp(await makePhoto(2))
      .withExif({ IFD0: { Copyright: 'a camera' } })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const [first, second] = [
      await shrinkForPrint(bytesOf(original), 500, 500),
      await shrinkForPrint(bytesOf(original), 500, 500),
    ]
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
    expect(readPrintPicture(first)).toMatchObject({ widthPx: 375, heightPx: 500, channels: 3 })
    expect(Buffer.from(original).includes('a camera')).toBe(true)
    expect(Buffer.from(first).includes('a camera')).toBe(false)
  })

  it('takes PNG without transparency as it is, and grey', async () => {
    const grey = await sharp(await makePhoto(3))

      .toColourspace('b-w')
      .png({ palette: false })
      .toBuffer()
    expect(readPrintPicture(grey)).toMatchObject({ widthPx: 800, heightPx: 600, channels: 1 })
    const { bytes } = await draw(pictureOf('grey', grey), grey)
    expect(findSyntaxFaults(bytes)).toBe('')
    expect(findBrokenClauses(bytes)).toEqual([])
    const clear = await sharp(grey).ensureAlpha(0.5).png().toBuffer()
    expect(readPrintPicture(clear)).toBeNull()
  })

  it('is refused when it is none, and then there is no document', async () => {
    const photo = await makePhoto(4)
    const [half, text] = [photo.subarray(0, photo.length >> 1), Buffer.from('\xff\xd8\xffno photo', 'latin1')]
    const noCmyk = await sharp(photo).toColourspace('cmyk').jpeg().toBuffer()
    const torn = await sharp(photo)
      .png()
      .toBuffer()
      .then((png) => Buffer.concat([png.subarray(0, 3000), png.subarray(-12)]))
    for (const wrong of [half, text, noCmyk, torn, Buffer.alloc(0)]) {
      expect(readPrintPicture(wrong)).toBeNull()
      const tree = treeOf([pictureOf('wrong', wrong)])
      const rendered = await renderPdf(tree, { readPicture: async () => wrong })
      expect(rendered).toEqual({
        ok: false,
        failure: { code: 'report/not-drawn', facts: { cause: 'picture-unreadable' } },
      })
    }
    for (const wrong of [half, text, Buffer.alloc(0)])
      await expect(shrinkForPrint(bytesOf(wrong), 100, 100)).rejects.toThrow()
    expect((await renderPdf(treeOf([pictureOf('missing', photo)]))).ok).toBe(false)
  })

  it('is kept on one page with its caption, and never larger than the page', async () => {
    const print = await shrinkForPrint(bytesOf(await makePhoto(5)), 300, 300)
    const picture = { ...pictureOf('x', print), widthMm: 500, highestMm: 9000 }
    const blocks = [{ kind: 'paragraph', text: 'x\n'.repeat(26) } as const, picture, picture]
    const { bytes, pages } = await drawCourtPdf(
      treeOf(blocks),
      () => {},
      async () => print,
    )
    expect(pages).toBe(3)
    expect(extractPages(bytes).map((page) => page.includes('រូបថតទី១'))).toEqual([false, true, true])
  })

  it('is made lower down to 120 mm to end a page, and else begins the next one with its heading and introduction', async () => {
    const tall = await sharp(await makePhoto(6))
      .resize(300, 600, { fit: 'fill' })
      .jpeg()
      .toBuffer()
    const heights = new Set<number>()
    const places = new Set<string>()
    for (let lines = 0; lines <= 36; lines += 3) {
      const above = Array.from({ length: lines }, () => ({ kind: 'paragraph', text: 'x' }) as const)
      const heading = { kind: 'heading', level: 1, text: 'Photos' } as const
      const intro = { kind: 'paragraph', text: 'What was seen.' } as const
      const picture = pictureOf('tall', tall)
      const tree = treeOf([...above, heading, intro, picture], { languages: 'en' })
      const read = async () => tall
      const { bytes, pages } = await drawCourtPdf(tree, () => {}, read)
      expect(findBrokenClauses(bytes)).toEqual([])
      expect(Buffer.from((await drawCourtPdf(tree, () => {}, read)).bytes).equals(bytes)).toBe(true)
      const last = extractPages(bytes).at(-1)
      for (const part of ['Photos', 'What was seen.', 'Photo 1', picture.digestHex])
        expect(last).toContain(part)
      places.add(`page ${pages}`)
      heights.add(heightMmOf(bytes))
    }
    // 190 mm is the most that a picture is given.
    expect(Math.max(...heights)).toBeCloseTo(190, 0)
    expect(Math.min(...heights)).toBeLessThan(150)
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(119.9)
    expect([...places]).toEqual(['page 1', 'page 2'])
  })

  it('that is no higher than 120 mm is never made lower', async () => {
    const print = await makePhoto(7)
    for (let lines = 0; lines <= 36; lines += 4) {
      const above = Array.from({ length: lines }, () => ({ kind: 'paragraph', text: 'x' }) as const)
      const tree = treeOf([...above, pictureOf('low', print)])
      const { bytes } = await drawCourtPdf(
        tree,
        () => {},
        async () => print,
      )
      expect(heightMmOf(bytes)).toBeCloseTo(90, 0)
    }
  })
})

/** Height on paper of the one picture of a document, by the box of its figure. */
function heightMmOf(bytes: Uint8Array): number {
  const box = /\/BBox \[\s*([\d.\s-]+)\]/.exec(uncompress(bytes))?.[1] ?? ''
  const [, bottom = 0, , top = 0] = box.trim().split(/\s+/).map(Number)
  return ((top - bottom) / 72) * 25.4
}
