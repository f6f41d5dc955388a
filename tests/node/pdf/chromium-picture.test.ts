import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FaceName, FontSet } from '#node/pdf/fonts.ts'
import type { Look } from '#node/pdf/type-scale.ts'
import {
  drawWithHarfBuzz,
  drawWithStockEngine,
  PAGE_PT,
  type PlacedText,
  placeTexts,
  SIZE_PT,
} from './bare-lines.ts'
import { khmerNames, legalWords, ownKhmerNames } from './khmer-names.ts'
import { extractLines, findProgram, type GreyPicture, rasterise } from './pdf-desk.ts'

/** Two pixels a point, so that an em has 40 pixels. */
const PIXELS_PER_POINT = 2

/**
 * A pixel counts as ink below this grey level. Two pictures agree where every pixel of ink in one has ink of the other
 * within one pixel (1/40 em): that much the two rasterisers differ in smoothing edges.
 */
const INK = 96
const NEAR_INK = 160
/** Part of the ink that may disagree. */
const TOLERANCE = 0.001

/** Words that the stock engine draws wrong in both fonts: their subscripts lie beside the place for them. */
const STOCK_DRAWS_WRONG = ['ចន្ទ្រា', 'កន្ដ្រក', 'កន្ទ្រោញ']

/** With SLOW=1 every name of the gazetteer and every legal word in every look; else the words in the look of running text, and some. */
const isWhole = process.env.SLOW === '1'
const NAME_STRIDE = isWhole ? 1 : 60
const WORD_STRIDE = isWhole ? 1 : 8

const LOOKS: readonly { readonly look: Look; readonly face: FaceName }[] = [
  { look: 'regular', face: 'khmer' },
  { look: 'bold', face: 'khmer-bold' },
  { look: 'title', face: 'khmer-title' },
]

/** Letters of the Khmer block alone: Latin ones come from another font on our side. */
const isKhmerAlone = (name: string) => /^[\u1780-\u17ff]+$/.test(name)

/** Words without spaces: those may come from the Latin face. */
const OTHER_NAMES: { readonly [face in FaceName]?: readonly string[] } = {
  thai: ['น้ำผึ้ง', 'กรุงเทพมหานคร', 'ผู้ใหญ่บ้าน', 'ศรีสุวรรณ'],
  lao: ['ນະຄອນຫຼວງວຽງຈັນ', 'ຄຳຫຼ້າ', 'ສົມພອນ'],
  chinese: ['张伟', '陳志強', '广东省深圳市', 'さくら'],
  arabic: ['محمد', 'عبدالرحمن', 'فاطمة', 'الزهراء'],
  korean: ['김민준', '서울특별시'],
  devanagari: ['श्रीकृष्ण', 'राजेश', 'दिल्ली'],
  myanmar: ['အောင်ဆန်း', 'မြန်မာ', 'ကျော်စွာ'],
}

const executablePath = findProgram('chromium')
if (executablePath === null) console.info('Chromium is not installed: pictures are not compared')

describe.skipIf(executablePath === null)('the picture of text', () => {
  let browser: Browser
  beforeAll(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none']
    browser = await chromium.launch({ executablePath: executablePath ?? '', args })
  })
  afterAll(() => browser.close())

  for (const { look, face } of LOOKS) {
    it(`is Chromium's, name by name, in the look ${look}`, async () => {
      const sample = khmerNames()
        .names.filter(isKhmerAlone)
        .filter((_, index) => index % NAME_STRIDE === 0)
      const words = legalWords().filter((_, index) => look === 'regular' || index % WORD_STRIDE === 0)
      const own = ownKhmerNames().filter(isKhmerAlone)
      const names = [...new Set([...own, ...STOCK_DRAWS_WRONG, ...words, ...sample])]
      const pages = placeTexts(names)
      const ours = rasterise(await drawWithHarfBuzz(pages, look), 72 * PIXELS_PER_POINT)
      const theirs = await drawInChromium(browser, pages, face)
      expect(listDisagreements(pages, ours, theirs)).toEqual([])
    })
  }

  it('is Chromium’s for Latin letters whose marks have to be placed, too', async () => {
    const pages = placeTexts(['q\u0308', 'm\u0325', 'x\u0302\u0323', 'AVATAR To'])
    const { scale } = new FontSet().face('latin')
    const ours = rasterise(await drawWithHarfBuzz(pages, 'regular', SIZE_PT / scale), 72 * PIXELS_PER_POINT)
    expect(listDisagreements(pages, ours, await drawInChromium(browser, pages, 'latin'))).toEqual([])
  })

  for (const [face, names] of Object.entries(OTHER_NAMES) as [FaceName, string[]][]) {
    it(`is Chromium’s for names in the face ${face}`, async () => {
      const pages = placeTexts(names)
      const { scale } = new FontSet().face(face)
      const drawn = await drawWithHarfBuzz(pages, 'regular', SIZE_PT / scale)
      const theirs = await drawInChromium(browser, pages, face)
      expect(listDisagreements(pages, rasterise(drawn, 72 * PIXELS_PER_POINT), theirs)).toEqual([])
    })
  }

  it('is not what pdfmake draws out of the box, nor is the text that comes back', async () => {
    const pages = placeTexts(STOCK_DRAWS_WRONG)
    const theirs = await drawInChromium(browser, pages, 'khmer')
    const stock = await drawWithStockEngine(pages, 'khmer')
    const disagreements = listDisagreements(pages, rasterise(stock, 72 * PIXELS_PER_POINT), theirs)
    expect(disagreements.map(({ text }) => text)).toEqual(STOCK_DRAWS_WRONG)
    expect(extractLines(stock).join(' ')).not.toContain('ចន្ទ្រា')

    const ours = await drawWithHarfBuzz(pages, 'regular')
    expect(listDisagreements(pages, rasterise(ours, 72 * PIXELS_PER_POINT), theirs)).toEqual([])
    expect(extractLines(ours).join(' ')).toContain('ចន្ទ្រា')
  })
})

type Disagreement = { readonly text: string; readonly part: number }

function listDisagreements(
  pages: readonly PlacedText[][],
  ours: readonly GreyPicture[],
  theirs: readonly GreyPicture[],
): Disagreement[] {
  return pages.flatMap((page, index) =>
    page
      .map((place) => ({ text: place.text, part: disagreeingInk(place, ours[index], theirs[index]) }))
      .filter(({ part }) => !(part <= TOLERANCE)),
  )
}

/** Part of the ink around a text that has no ink of the other picture within a pixel; NaN where neither has any. */
function disagreeingInk(place: PlacedText, ours?: GreyPicture, theirs?: GreyPicture): number {
  if (ours === undefined || theirs === undefined) return Number.NaN
  const { width } = ours
  expect([theirs.width, theirs.height]).toEqual([width, ours.height])
  const left = place.x * PIXELS_PER_POINT - 10
  const right = Math.min(width - 2, left + 570)
  const top = (place.y - 1.35 * SIZE_PT) * PIXELS_PER_POINT
  const bottom = (place.y + 0.72 * SIZE_PT) * PIXELS_PER_POINT
  const hasInkNear = (levels: Uint8Array, at: number) =>
    [-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => (levels[at + dy * width + dx] ?? 255) < NEAR_INK))
  let ink = 0
  let alone = 0
  for (let y = Math.round(top); y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * width + x
      for (const [one, other] of [
        [ours.levels, theirs.levels],
        [theirs.levels, ours.levels],
      ] as const) {
        if ((one[at] ?? 255) >= INK) continue
        ink += 1
        if (!hasInkNear(other, at)) alone += 1
      }
    }
  }
  return alone / ink
}

/** Draws texts on a canvas of Chromium, whose shaping is HarfBuzz's too and whose drawing is not ours. */
async function drawInChromium(
  browser: Browser,
  pages: readonly PlacedText[][],
  face: FaceName,
): Promise<GreyPicture[]> {
  const page = await browser.newPage()
  const font = Buffer.from(new FontSet().face(face).bytes).toString('base64')
  const size = {
    width: PAGE_PT.width * PIXELS_PER_POINT,
    height: PAGE_PT.height * PIXELS_PER_POINT,
    fontPx: SIZE_PT * PIXELS_PER_POINT,
    scale: PIXELS_PER_POINT,
  }
  await page.setContent('<html lang="km"></html>')
  await page.evaluate(async (base64) => {
    const face = new FontFace('Sample', `url(data:font/ttf;base64,${base64})`)
    document.fonts.add(await face.load())
  }, font)
  const pictures: GreyPicture[] = []
  for (const texts of pages) {
    const grey = await page.evaluate(drawOnCanvas, { texts, size })
    pictures.push({ width: size.width, height: size.height, levels: Buffer.from(grey, 'base64') })
  }
  await page.close()
  return pictures
}

/** Runs in the page: draws the texts and answers the red channel in base64. */
function drawOnCanvas(order: {
  readonly texts: readonly PlacedText[]
  readonly size: { width: number; height: number; fontPx: number; scale: number }
}): string {
  const { width, height, fontPx, scale } = order.size
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const brush = canvas.getContext('2d')
  if (brush === null) throw new Error('no canvas')
  brush.fillStyle = '#fff'
  brush.fillRect(0, 0, width, height)
  brush.fillStyle = '#000'
  brush.font = `${fontPx}px Sample`
  for (const { text, x, y } of order.texts) brush.fillText(text, x * scale, y * scale)
  const { data } = brush.getImageData(0, 0, width, height)
  let binary = ''
  for (let pixel = 0; pixel < width * height; pixel += 1)
    binary += String.fromCharCode(data[pixel * 4] ?? 255)
  return btoa(binary)
}
