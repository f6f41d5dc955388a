type PngPage = { readonly png: Uint8Array; readonly widthPx: number; readonly heightPx: number }

const POINTS_PER_DOT = 72 / 200
const IDAT = 0x49_44_41_54
const CHUNK_FRAME_BYTES = 12

/**
 * Writes a PDF of nothing but pictures, one a page, at 200 dots an inch. The compressed rows of a PNG go in as they are (ISO 32000-2,
 * 7.4.4.4: predictor 15); there is no date, no name, no program, no metadata, so that the same pages give the same bytes.
 */
export function writePicturePdf(pages: readonly PngPage[]): Uint8Array {
  const parts: Uint8Array[] = []
  const offsets: number[] = []
  let sizeBytes = 0
  const add = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part
    parts.push(bytes)
    sizeBytes += bytes.length
  }
  const addObject = (number: number, ...body: (string | Uint8Array)[]): void => {
    offsets[number] = sizeBytes
    add(`${number} 0 obj\n`)
    for (const part of body) add(part)
    add('\nendobj\n')
  }
  add('%PDF-1.7\n')
  addObject(1, '<< /Type /Catalog /Pages 2 0 R >>')
  const kids = pages.map((_, index) => `${3 + index * 3} 0 R`).join(' ')
  addObject(2, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`)
  for (const [index, { png, widthPx, heightPx }] of pages.entries()) {
    const at = 3 + index * 3
    const [width, height] = [widthPx, heightPx].map((px) => (px * POINTS_PER_DOT).toFixed(2))
    const draw = `q ${width} 0 0 ${height} 0 0 cm /P Do Q`
    const { rows, colours } = rowsOfPng(png)
    addObject(
      at,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /P ${at + 2} 0 R >> >> /Contents ${at + 1} 0 R >>`,
    )
    addObject(at + 1, `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`)
    addObject(
      at + 2,
      `<< /Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx} /BitsPerComponent 8 /ColorSpace ${colours === 1 ? '/DeviceGray' : '/DeviceRGB'} /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors ${colours} /BitsPerComponent 8 /Columns ${widthPx} >> /Length ${rows.length} >>\nstream\n`,
      rows,
      '\nendstream',
    )
  }
  const start = sizeBytes
  const count = 3 + pages.length * 3
  const entries = Array.from(
    { length: count - 1 },
    (_, index) => `${String(offsets[index + 1]).padStart(10, '0')} 00000 n \n`,
  )
  add(`xref\n0 ${count}\n0000000000 65535 f \n${entries.join('')}`)
  add(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
  const whole = new Uint8Array(sizeBytes)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** The compressed rows of a PNG of eight bits a channel without transparency (PNG 3rd ed., 11.2). */
function rowsOfPng(png: Uint8Array): { readonly rows: Uint8Array; readonly colours: 1 | 3 } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const pieces: Uint8Array[] = []
  for (let at = 8; at + CHUNK_FRAME_BYTES <= png.length; ) {
    const length = view.getUint32(at)
    if (view.getUint32(at + 4) === IDAT) pieces.push(png.subarray(at + 8, at + 8 + length))
    at += length + CHUNK_FRAME_BYTES
  }
  const [depth, colourType] = [png[24], png[25]]
  if (depth !== 8 || (colourType !== 2 && colourType !== 0))
    throw new Error('a page is written in eight bits of grey or of RGB')
  return { rows: Buffer.concat(pieces), colours: colourType === 0 ? 1 : 3 }
}
