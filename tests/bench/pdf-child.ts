import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ReadPicture } from '#app/ports/report-printer.ts'
import type { DocumentTree } from '#core/documents/document-tree.ts'
import { renderPdf } from '#node/pdf/render-pdf.ts'
import { shrinkForPrint } from '#node/viewing/print-image.ts'
import { DISTINCT_PHOTOS, makeParts, toPhotoTree, toStockDefinition, toTree } from './pdf-document.ts'

/** Runs one engine once in a process of its own and prints what it took. */
const [, , engine = '', amount = '0', folder = ''] = process.argv
const count = Number(amount)
const require = createRequire(import.meta.url)

const { pages, sizeBytes, milliseconds } = await run()
const peakMiB = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ engine, pages, sizeBytes, milliseconds, peakMiB }))

type Taken = { pages: number; sizeBytes: number; milliseconds: number }

async function run(): Promise<Taken> {
  switch (engine) {
    case 'ours':
      return await drawOurs(toTree(makeParts(count)))
    case 'stock':
      return await drawStock()
    case 'make-photos':
      for (let photo = 0; photo < count; photo += 1) writeFileSync(photoPath(photo), await makePhoto(photo))
      return { pages: 0, sizeBytes: 0, milliseconds: 0 }
    case 'shrink':
      return await shrinkPhotos()
    default:
      return await drawOurs(toPhotoTree(count), async (pictureId) => {
        return new Uint8Array(readFileSync(printPath(Number(pictureId.split('-')[1]) % DISTINCT_PHOTOS)))
      })
  }
}

async function drawOurs(tree: DocumentTree, readPicture?: ReadPicture): Promise<Taken> {
  const startedAt = performance.now()
  const rendered = await renderPdf(tree, readPicture === undefined ? {} : { readPicture })
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.failure))
  const { bytes, pages } = rendered.value
  return { pages, sizeBytes: bytes.length, milliseconds: performance.now() - startedAt }
}

async function drawStock(): Promise<Taken> {
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

/** What the viewing room's process does with each photo before it is drawn. */
async function shrinkPhotos(): Promise<Taken> {
  const startedAt = performance.now()
  for (let photo = 0; photo < count; photo += 1) {
    const original = readFileSync(photoPath(photo % DISTINCT_PHOTOS))
    const bytes = {
      sizeBytes: original.length,
      read: (offset: number, length: number) => Promise.resolve(original.subarray(offset, offset + length)),
    }
    // 160 mm at 200 dots an inch.
    writeFileSync(printPath(photo % DISTINCT_PHOTOS), await shrinkForPrint(bytes, 1260, 1260))
  }
  return { pages: 0, sizeBytes: 0, milliseconds: performance.now() - startedAt }
}

function printPath(photo: number): string {
  return join(folder, `print-${photo}.jpg`)
}

function photoPath(photo: number): string {
  return join(folder, `photo-${photo}.jpg`)
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
