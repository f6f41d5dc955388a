import { sha256 } from '@noble/hashes/sha2.js'
import { countSigners } from '#core/signatures/find-signatures.ts'
import { type PdfOutline, type RawDict, readDict, readOutline } from './read-pdf.ts'

/** A PDF with a signature field whose value is still empty. */
export type PreparedPdf = {
  readonly bytes: Buffer
  /** SHA-256 over everything but the place of the value. */
  readonly digest: Uint8Array
  /** Where the value begins, and the most bytes it may have. */
  readonly valueAt: number
  readonly mostBytes: number
}

/** Most bytes of a PDF that is signed; `ByteRange` has ten digits for each number. */
const MOST_PDF_BYTES = 2_000_000_000
const RANGE_DIGITS = 10

/**
 * Adds a signature field to a PDF as an incremental update (ISO 32000-1, 7.5.6 and 12.8.1): every byte before stays, so that signatures
 * already there stay whole. `null` when the file is not one that this program wrote.
 *
 * The field has no place on the page (ISO 19005-3, 6.3.3 allows that without an appearance); `entries` are those of its value.
 */
export function addSignatureField(
  pdf: Uint8Array,
  entries: readonly string[],
  mostBytes: number,
): PreparedPdf | null {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const outline = file.length > MOST_PDF_BYTES ? null : readOutline(file)
  if (outline === null) return null
  const [valueId, fieldId] = [outline.size, outline.size + 1]
  const form = readForm(outline.catalog)
  if (form === null) return null
  const range = ' '.repeat(4 * (RANGE_DIGITS + 1))
  const value = `<<${entries.join('')}/ByteRange[${range}]/Contents<${'0'.repeat(mostBytes * 2)}>>>`
  const field = [
    '<</Type/Annot/Subtype/Widget/FT/Sig/Rect[0 0 0 0]/F 132',
    `/T(Signature${form.fields.length + 1})/V ${valueId} 0 R/P ${outline.firstPageId} 0 R>>`,
  ].join('')
  const catalog = new Map(outline.catalog)
  const fields = [...form.fields, `${fieldId} 0 R`].join(' ')
  catalog.set('AcroForm', `<</Fields[${fields}]/SigFlags 3>>`)
  const page = new Map(outline.firstPage)
  page.set('Annots', addReference(page.get('Annots'), fieldId))
  const bodies: [number, string][] = [
    [outline.catalogId, toText(catalog)],
    [outline.firstPageId, toText(page)],
    [valueId, value],
    [fieldId, field],
  ]
  return finish(file, appendObjects(file, outline, bodies), mostBytes)
}

/** Puts the value into its place; nothing else changes. */
export function fillValue({ bytes, valueAt, mostBytes }: PreparedPdf, value: Uint8Array): Buffer | null {
  if (value.length > mostBytes) return null
  const filled = Buffer.from(bytes)
  filled.write(Buffer.from(value).toString('hex'), valueAt, 'latin1')
  return filled
}

/** How many people signed a file; time-stamps are not counted. `null` when it is not one that this program wrote. */
export function countSignatures(pdf: Uint8Array): number | null {
  const outline = readOutline(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength))
  return outline === null || readForm(outline.catalog) === null ? null : countSigners(pdf)
}

function readForm(catalog: RawDict): { readonly fields: readonly string[] } | null {
  const raw = catalog.get('AcroForm')
  if (raw === undefined) return { fields: [] }
  const fields = readDict(raw, 0)?.get('Fields')
  return fields === undefined ? null : { fields: fields.match(/\d+ 0 R/g) ?? [] }
}

function addReference(list: string | undefined, id: number): string {
  const known = list?.match(/\d+ 0 R/g) ?? []
  return `[${[...known, `${id} 0 R`].join(' ')}]`
}

function toText(dict: RawDict): string {
  return `<<\n${[...dict].map(([key, value]) => `/${key} ${value}`).join('\n')}\n>>`
}

function appendObjects(file: Buffer, outline: PdfOutline, bodies: [number, string][]): string {
  const startsLine = file.at(-1) === 0x0a
  let text = startsLine ? '' : '\n'
  const entries = bodies.map(([id, body]): [number, number] => {
    const at = file.length + text.length
    text += `${id} 0 obj\n${body}\nendobj\n`
    return [id, at]
  })
  const tableAt = file.length + text.length
  const table = [...entries]
    .sort(([one], [other]) => one - other)
    .map(([id, at]) => {
      return `${id} 1\n${String(at).padStart(10, '0')} 00000 n \n`
    })
  const trailer = new Map(outline.trailer)
  trailer.set('Size', String(outline.size + 2))
  trailer.set('Prev', String(outline.newestTableAt))
  return `${text}xref\n${table.join('')}trailer\n${toText(trailer)}\nstartxref\n${tableAt}\n%%EOF\n`
}

function finish(file: Buffer, addition: string, mostBytes: number): PreparedPdf {
  const bytes = Buffer.concat([file, Buffer.from(addition, 'latin1')])
  const hole = file.length + addition.indexOf('/Contents<') + '/Contents'.length
  const holeEnd = hole + mostBytes * 2 + 2
  const numbers = [0, hole, holeEnd, bytes.length - holeEnd].map((number) =>
    String(number).padEnd(RANGE_DIGITS),
  )
  bytes.write(
    numbers.join(' '),
    file.length + addition.indexOf('/ByteRange[') + '/ByteRange['.length,
    'latin1',
  )
  const digest = sha256.create().update(bytes.subarray(0, hole)).update(bytes.subarray(holeEnd)).digest()
  return { bytes, digest, valueAt: hole + 1, mostBytes }
}
