import { createRequire } from 'node:module'
import { drawCourtPdf } from '#node/pdf/draw-court-pdf.ts'
import { shrinkForPrint } from '#node/viewing/print-image.ts'
import { makeParts, toPhotoTree, toStockDefinition, toTree } from './pdf-document.ts'

/** Runs one engine once in a process of its own and prints what it took. */
const [, , engine = '', amount = '0'] = process.argv
const count = Number(amount)
const require = createRequire(import.meta.url)

const { pages, sizeBytes, milliseconds } = await run()
const peakMiB = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ engine, pages, sizeBytes, milliseconds, peakMiB }))

async function run(): Promise<{ pages: number; sizeBytes: number; milliseconds: number }> {
  if (engine === 'ours') {
    const tree = toTree(makeParts(count))
    const startedAt = performance.now()
    const { bytes, pages } = await drawCourtPdf(tree, () => {})
    return { pages, sizeBytes: bytes.length, milliseconds: performance.now() - startedAt }
  }
  if (engine === 'stock') {
    const pdfmake = require('pdfmake')
    const at = (name: string) => require.resolve(`@expo-google-fonts/battambang/${name}`)
    const face = {
      normal: at('400Regular/Battambang_400Regular.ttf'),
      bold: at('700Bold/Battambang_700Bold.ttf'),
    }
    pdfmake.addFonts({ Body: face })
    const definition = toStockDefinition(makeParts(count))
    const startedAt = performance.now()
    const bytes: Buffer = await pdfmake.createPdf(definition).getBuffer()
    const milliseconds = performance.now() - startedAt
    const pages = bytes.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
    return { pages, sizeBytes: bytes.length, milliseconds }
  }
  const startedAt = performance.now()
  const pictures = new Map<string, Uint8Array>()
  for (let photo = 0; photo < count; photo += 1) {
    const original = await makePhoto(photo)
    const bytes = {
      sizeBytes: original.length,
      read: (offset: number, length: number) => Promise.resolve(original.subarray(offset, offset + length)),
    }
    // 160 mm at 200 dots an inch.
    pictures.set(`photo-${photo}`, await shrinkForPrint(bytes, 1260, 1260))
  }
  const { bytes, pages } = await drawCourtPdf(toPhotoTree(count), () => {}, pictures)
  return { pages, sizeBytes: bytes.length, milliseconds: performance.now() - startedAt }
}

/** A photo of 12 million pixels with noise, as phones make them. */
async function makePhoto(seed: number): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  const [width, height] = [500, 375]
  const pixels = Buffer.alloc(width * height * 3)
  let state = seed + 1
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    pixels[at] = ((at * 3) >> 8) + (state >>> 27)
  }
  const raw = { raw: { width, height, channels: 3 } } as const
  return await sharp(pixels, raw).resize({ width: 4000, height: 3000 }).jpeg({ quality: 90 }).toBuffer()
}
