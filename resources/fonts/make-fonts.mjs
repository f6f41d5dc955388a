// Makes the faces of this folder from the files that Google Fonts publishes through Expo's npm packages.
//
//   node resources/fonts/make-fonts.mjs FOLDER
//
// FOLDER holds the unpacked packages that README.md names, one folder each (`npm pack NAME@VERSION`). Small faces are
// taken as they are; the two of thousands of ideographs and syllables are cut down to what names are written with.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [, , source] = process.argv
if (source === undefined) throw new Error('name the folder of the unpacked packages')

const WHOLE = ['Thai', 'Lao', 'Arabic', 'Devanagari', 'Myanmar']

for (const script of WHOLE) copyFileSync(pathOf(script), target(script))
await subset('SC', [
  ...range(0x3000, 0x30ff),
  ...range(0xff01, 0xff65),
  ...doubleByte('gb2312', 0xa1, 0xf7),
  ...doubleByte('big5', 0xa4, 0xc6),
])
await subset('KR', [...range(0x3131, 0x318e), ...doubleByte('euc-kr', 0xb0, 0xc8)])

function pathOf(script) {
  const name = `NotoSans${script}_400Regular.ttf`
  return join(source, `noto-sans-${script.toLowerCase()}`, '400Regular', name)
}

function target(script) {
  return join(import.meta.dirname, `NotoSans${script}-Regular.ttf`)
}

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** The characters of a national standard: those that its two-byte codes stand for. */
function doubleByte(encoding, firstLead, lastLead) {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const found = []
  for (let lead = firstLead; lead <= lastLead; lead += 1) {
    for (let trail = encoding === 'big5' ? 0x40 : 0xa1; trail <= 0xfe; trail += 1) {
      try {
        const text = decoder.decode(Uint8Array.of(lead, trail))
        if ([...text].length === 1) found.push(text.codePointAt(0))
      } catch {
        // No character has this code.
      }
    }
  }
  return found
}

async function subset(script, codePoints) {
  const module = readFileSync(createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm'))
  const { instance } = await WebAssembly.instantiate(module)
  const hb = instance.exports
  const bytes = readFileSync(pathOf(script))
  const at = hb.malloc(bytes.length)
  new Uint8Array(hb.memory.buffer).set(bytes, at)
  const face = hb.hb_face_create(hb.hb_blob_create(at, bytes.length, 2, 0, 0), 0)
  const input = hb.hb_subset_input_create_or_fail()
  const wanted = hb.hb_subset_input_unicode_set(input)
  for (const codePoint of codePoints) hb.hb_set_add(wanted, codePoint)
  const made = hb.hb_subset_or_fail(face, input)
  if (made === 0) throw new Error(`no subset of ${script}`)
  const blob = hb.hb_face_reference_blob(made)
  const [data, size] = [hb.hb_blob_get_data(blob, 0), hb.hb_blob_get_length(blob)]
  writeFileSync(target(script), new Uint8Array(hb.memory.buffer).slice(data, data + size))
}
