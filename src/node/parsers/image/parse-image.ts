import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { fileTypeFromBuffer } from 'file-type'
import { khqrFacts, readCodePayload } from '#core/parsing/code-payload.ts'
import { hasRightCheck } from '#core/parsing/khqr.ts'
import type { Position } from '#core/parsing/parsed-evidence.ts'
import { type Parser, type ParserTask, ParseStop } from '../parser.ts'
import { isDecodable } from './decoding-memory.ts'
import { type HeicPicture, openHeicPicture } from './heic-brightness.ts'
import { type PictureLayout, readPictureLayout } from './picture-layout.ts'
import { pngOfXmp, readPngParts } from './png-parts.ts'
import { DECODED_TYPES, type FoundCode, MAX_DECODED_PIXELS, readCodes } from './read-codes.ts'
import { readMetadata } from './read-metadata.ts'

/** A picture is held in memory as a whole; professional cameras write fewer than 100 MiB. */
const MAX_PICTURE_BYTES = 100 * 1_024 * 1_024
const HOME_ZONE = '+07:00'
/** Pictures of phones; a sequence of them is a short film. */
const HEIC_TYPE = /^image\/hei[cf](?:-sequence)?$/

/** Kinds whose metadata are all in stretches that are known, or that have none. */
const NO_OTHER_METADATA: ReadonlySet<string> = new Set([
  'image/webp',
  'image/gif',
  'image/bmp',
  'image/x-icon',
])

/** Endings that say the same as a type, beside the type's own. */
const OTHER_ENDINGS: { readonly [ending: string]: string } = {
  jpeg: 'jpg',
  jpe: 'jpg',
  jfif: 'jpg',
  tiff: 'tif',
  heif: 'heic',
  apng: 'png',
}

// The library tells the kinds apart. It is asked about pictures only: into other kinds, such as gzip, it looks by unpacking, and Node's
// streams then reach for what this process gave up.
const PICTURE_HEADS: readonly string[] = [
  '\xff\xd8\xff',
  '\x89PNG\r\n\x1a\n',
  'GIF8',
  'RIFF',
  'BM',
  'II*\0',
  'MM\0*',
  'II+\0',
  'MM\0+',
  '\0\0\x01\0',
  '8BPS',
  '\0\0\0',
  '\xff\x0a',
]

/** Reads pictures: what they are, what their metadata say, and which codes they show. Pixels never leave this process. */
export const imageParser: Parser = {
  name: 'image',
  version: '4',
  options: ['time-zone'],
  parse: parseImage,
}

async function parseImage(task: ParserTask): Promise<undefined> {
  const zone = task.options['time-zone'] ?? HOME_ZONE
  if (!/^[+-](?:0[0-9]|1[0-4]):[0-5][0-9]$/.test(zone))
    throw new ParseStop('parse/option-wrong', { option: 'time-zone' })
  const bytes = await task.evidence.readAll(MAX_PICTURE_BYTES)
  const type = await typeOf(bytes)
  if (type === null) throw new ParseStop('parse/not-this-kind')
  const whole = { kind: 'bytes', offset: 0, length: bytes.length } as const
  const heic = HEIC_TYPE.test(type.mime) ? openedHeic(bytes) : null
  const read = readPictureLayout(bytes, type.mime)
  const layout = heic === null ? read : { ...read, size: heic.size }
  noteKind(task, type, layout, whole)
  noteProvenance(task, bytes, layout)
  noteRest(task, bytes, layout)
  for (const metadata of metadataOf(task, bytes, type.mime, layout))
    await noteMetadata(task, metadata, zone, whole)
  if (heic === null) await noteCodes(task, bytes, type.mime, layout, whole)
  else await noteCodesOfHeic(task, heic, whole)
}

function openedHeic(bytes: Uint8Array): HeicPicture | null {
  try {
    return openHeicPicture(bytes)
  } catch {
    return null
  }
}

async function typeOf(bytes: Uint8Array): Promise<{ readonly ext: string; readonly mime: string } | null> {
  if (!PICTURE_HEADS.some((head) => beginsWith(bytes, head))) return null
  try {
    const type = await fileTypeFromBuffer(bytes)
    return type?.mime.startsWith('image/') ? type : null
  } catch {
    // Some detectors look deeper than a damaged file goes.
    return null
  }
}

function beginsWith(bytes: Uint8Array, head: string): boolean {
  return Buffer.from(bytes.subarray(0, head.length)).toString('latin1') === head
}

function noteKind(
  task: ParserTask,
  type: { readonly ext: string; readonly mime: string },
  { size, frames, said = [] }: PictureLayout,
  position: Position,
): void {
  task.out.add('facts', { position, name: 'image/type', value: type.mime })
  if (size !== null) {
    task.out.add('facts', { position, name: 'image/width', value: String(size.widthPx) })
    task.out.add('facts', { position, name: 'image/height', value: String(size.heightPx) })
  }
  if (frames !== undefined) task.out.add('facts', { position, name: 'image/frames', value: String(frames) })
  for (const { label, text, stretch } of said)
    task.out.add('facts', {
      position: { kind: 'bytes', ...stretch },
      name: 'image/metadata',
      label,
      value: text,
    })
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(task.evidence.fileName)?.[1]?.toLowerCase()
  if (ending === undefined) return
  const declared = OTHER_ENDINGS[ending] ?? ending
  if (declared !== (OTHER_ENDINGS[type.ext] ?? type.ext))
    task.out.warn('image/type-differs', { position, raw: `.${ending} ≠ ${type.mime}` })
}

function noteProvenance(task: ParserTask, bytes: Uint8Array, { provenance }: PictureLayout): void {
  for (const { offset, length } of provenance.slice(0, 1_000)) {
    task.out.add('facts', {
      position: { kind: 'bytes', offset, length },
      name: 'image/provenance',
      label: 'C2PA',
      value: bytesToHex(sha256(bytes.subarray(offset, offset + length))),
    })
  }
  const first = provenance[0]
  if (first !== undefined)
    task.out.warn('image/provenance-not-checked', {
      position: { kind: 'bytes', ...first },
      count: provenance.length,
    })
}

function noteRest(task: ParserTask, bytes: Uint8Array, { endBytes }: PictureLayout): void {
  if (endBytes === null || endBytes >= bytes.length) return
  const rest = bytes.subarray(endBytes)
  // Some phones fill the last block with zeros.
  if (rest.every((byte) => byte === 0)) return
  task.out.warn('file/trailing-bytes', {
    position: { kind: 'bytes', offset: endBytes, length: rest.length },
    raw: Buffer.from(rest.subarray(0, 16)).toString('hex'),
  })
}

/**
 * The bytes that metadata are read from, each a file that the library knows: of a PNG the chunks that have some and may be unpacked, of a
 * WebP its EXIF and XMP, of a GIF its XMP. Kinds that have none give none.
 */
function metadataOf(
  task: ParserTask,
  bytes: Uint8Array,
  mediaType: string,
  { exif, xmp }: PictureLayout,
): readonly Uint8Array[] {
  const packed: Uint8Array[] =
    exif === undefined ? [] : [bytes.subarray(exif.offset, exif.offset + exif.length)]
  if (xmp !== undefined) {
    const wrapped = pngOfXmp(bytes.subarray(xmp.offset, xmp.offset + xmp.length))
    if (wrapped === null) task.out.warn('image/part-too-large', { position: { kind: 'bytes', ...xmp } })
    else packed.push(wrapped)
  }
  if (NO_OTHER_METADATA.has(mediaType)) return packed
  if (mediaType !== 'image/png' && mediaType !== 'image/apng') return [bytes]
  const { metadata, tooLarge } = readPngParts(bytes)
  for (const stretch of tooLarge.slice(0, 100))
    task.out.warn('image/part-too-large', { position: { kind: 'bytes', ...stretch } })
  return [metadata]
}

async function noteMetadata(
  task: ParserTask,
  bytes: Uint8Array,
  zone: string,
  position: Position,
): Promise<void> {
  const metadata = await readMetadata(bytes, zone).catch(() => 'unreadable' as const)
  if (metadata === 'unreadable') {
    task.out.warn('image/metadata-unreadable', { position })
    return
  }
  if (metadata === null) return
  if (metadata.leftOut > 0) task.out.warn('image/part-too-large', { position, count: metadata.leftOut })
  const times = new Map(metadata.times.map(({ label, time }) => [label, time]))
  for (const { label, value } of metadata.entries) {
    task.out.add('facts', { position, name: 'image/metadata', label, value, time: times.get(label) })
  }
  if (metadata.place !== null) task.out.add('places', { position, ...metadata.place })
}

async function noteCodes(
  task: ParserTask,
  bytes: Uint8Array,
  mediaType: string,
  { size, frames = 1 }: PictureLayout,
  position: Position,
): Promise<void> {
  const isSmall = size !== null && size.widthPx * size.heightPx <= MAX_DECODED_PIXELS
  const isDecoded =
    DECODED_TYPES.has(mediaType) &&
    isSmall &&
    (await isDecodable(bytes, mediaType, size.widthPx * size.heightPx))
  if (!isDecoded) {
    task.out.warn(size === null || isSmall ? 'image/not-decoded' : 'image/too-many-pixels', { position })
    return
  }
  await noteCodesIn(task, () => bytes, position)
  // The decoder shows the first picture; the others are not looked at.
  if (frames > 1) task.out.warn('image/only-first-read', { position, count: frames - 1 })
}

/** Whoever made a file of several pictures says which is the first one; the others say that they were not looked at. */
async function noteCodesOfHeic(task: ParserTask, heic: HeicPicture, position: Position): Promise<void> {
  if (heic.isTooLarge) task.out.warn('image/too-many-pixels', { position })
  else await noteCodesIn(task, heic.brightness, position)
  if (heic.others > 0) task.out.warn('image/only-first-read', { position, count: heic.others })
}

async function noteCodesIn(task: ParserTask, picture: () => Uint8Array, position: Position): Promise<void> {
  const codes = await Promise.resolve()
    .then(picture)
    .then(readCodes)
    .catch(() => null)
  if (codes === null) task.out.warn('image/not-decoded', { position })
  const seen = new Set<string>()
  for (const [index, code] of (codes ?? []).entries()) noteCode(task, code, index + 1, position, seen)
}

function noteCode(
  task: ParserTask,
  code: FoundCode,
  number: number,
  position: Position,
  seen: Set<string>,
): void {
  const { out } = task
  const place = code.corners.map(([x, y]) => `${x},${y}`).join(' ')
  out.add('facts', {
    position,
    name: 'code/payload',
    label: `${number} ${code.format} ${place}`,
    value: code.text,
  })
  const payload = readCodePayload(code.text)
  out.add('facts', { position, name: 'code/kind', label: String(number), value: payload.kind })
  if (payload.khqr !== undefined) {
    for (const [name, value] of khqrFacts(payload.khqr))
      out.add('facts', { position, name, label: String(number), value })
    if (!hasRightCheck(payload.khqr.check)) out.warn('code/check-wrong', { position, raw: code.text })
  }
  for (const { kind, raw, normalised } of payload.identifiers) {
    const key = `${kind} ${normalised}`
    if (seen.has(key)) continue
    seen.add(key)
    out.add('identifiers', { position, kind, raw, normalised, context: `${code.format} ${number}` })
  }
}
