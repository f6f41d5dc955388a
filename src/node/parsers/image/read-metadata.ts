import { isRealDate, utcMidnightMs } from '#core/dates/civil-date.ts'
import type { FoundTime } from '#core/parsing/parsed-evidence.ts'
import { readBlocks } from './bounded-exif.ts'

/** One entry of a picture's metadata: the block and the name as the standard calls them, and the value as a text. */
export type MetadataEntry = { readonly label: string; readonly value: string }

/** What a picture's EXIF, XMP and IPTC blocks say. */
export type PictureMetadata = {
  readonly entries: readonly MetadataEntry[]
  /** When it was taken, digitised and changed, with the names of the entries. */
  readonly times: readonly { readonly label: string; readonly time: FoundTime }[]
  readonly place: {
    readonly latitudeE7: number
    readonly longitudeE7: number
    readonly raw: string
    readonly at?: FoundTime
  } | null
  /** Values that were not read because there are too many bytes of them. */
  readonly leftOut: number
}

const MAX_ENTRIES = 2_000
const MAX_VALUE_CHARACTERS = 4_096
const MAX_DEPTH = 6
// The blocks of EXIF in which times stand, with the entry that states their zone (Exif 2.31, tags 9010 to 9012).
const TIMES: readonly (readonly [block: string, name: string, zoneName: string])[] = [
  ['exif', 'DateTimeOriginal', 'OffsetTimeOriginal'],
  ['exif', 'CreateDate', 'OffsetTimeDigitized'],
  ['ifd0', 'ModifyDate', 'OffsetTime'],
]

/**
 * Reads a picture's metadata.
 *
 * @param assumedZone the zone of times that state none, `+07:00`.
 * @throws whatever the library throws at blocks it cannot read.
 */
export async function readMetadata(bytes: Uint8Array, assumedZone: string): Promise<PictureMetadata | null> {
  const { blocks, leftOut } = await readBlocks(bytes, {
    tiff: true,
    exif: true,
    gps: true,
    interop: false,
    ifd1: false,
    xmp: true,
    iptc: true,
    icc: false,
    jfif: false,
    ihdr: false,
    makerNote: false,
    userComment: true,
    mergeOutput: false,
    // What was written stays as it was written: no Date objects in this machine's zone.
    reviveValues: false,
    sanitize: true,
  })
  if (!isRecord(blocks)) return null
  const entries: MetadataEntry[] = []
  collect(blocks, '', 0, entries)
  const exif = recordOf(blocks.exif)
  const times = TIMES.flatMap(([block, name, zoneName]) => {
    const raw = recordOf(blocks[block])[name]
    return typeof raw === 'string' && raw.trim() !== ''
      ? [{ label: `${block}.${name}`, time: exifTime(raw, exif[zoneName], assumedZone) }]
      : []
  })
  return { entries, times, place: placeOf(recordOf(blocks.gps)), leftOut }
}

/** Reads `YYYY:MM:DD HH:MM:SS` with the zone that another entry states, where one does. */
export function exifTime(raw: string, statedZone: unknown, assumedZone: string): FoundTime {
  const match = /^([0-9]{4})[:-]([0-9]{2})[:-]([0-9]{2})[ T]([0-9]{2}):([0-9]{2}):([0-9]{2})/.exec(raw)
  const kept = raw.slice(0, 100)
  if (match === null) return { raw: kept, certainty: 'unreadable' }
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const date = { year, month, day }
  if (year === 0 || !isRealDate(date) || hour > 23 || minute > 59 || second > 59)
    return { raw: kept, certainty: 'unreadable' }
  const stated =
    typeof statedZone === 'string' && /^[+-](?:0[0-9]|1[0-4]):[0-5][0-9]$/.test(statedZone.trim())
  const zone = stated ? statedZone.trim() : assumedZone
  const offsetMs =
    (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * 60_000 * (zone.startsWith('-') ? -1 : 1)
  const atMs = utcMidnightMs(date) + ((hour * 60 + minute) * 60 + second) * 1_000 - offsetMs
  return { raw: stated ? `${kept} ${zone}` : kept, atMs, zone, certainty: stated ? 'stated' : 'assumed-zone' }
}

function placeOf(gps: { readonly [name: string]: unknown }): PictureMetadata['place'] {
  const { latitude, longitude } = gps
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null
  const raw = ['GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef']
    .map((name) => textOf(gps[name]))
    .join(' ')
  const at = gpsTime(gps.GPSDateStamp, gps.GPSTimeStamp)
  return {
    latitudeE7: Math.round(latitude * 1e7),
    longitudeE7: Math.round(longitude * 1e7),
    raw: raw.slice(0, MAX_VALUE_CHARACTERS),
    ...(at === null ? {} : { at }),
  }
}

// Exif 2.32 §4.6.6: the satellites' time is UTC.
function gpsTime(day: unknown, time: unknown): FoundTime | null {
  if (typeof day !== 'string') return null
  const parts = Array.isArray(time)
    ? time.map(Number)
    : String(time ?? '')
        .split(':')
        .map(Number)
  const [hour, minute, second] = parts
  if (![hour, minute, second].every((part) => part !== undefined && Number.isFinite(part))) return null
  const two = (part: number | undefined) => String(Math.floor(part ?? 0)).padStart(2, '0')
  const found = exifTime(`${day} ${two(hour)}:${two(minute)}:${two(second)}`, '+00:00', '+00:00')
  return found.certainty === 'unreadable' ? null : found
}

function collect(value: unknown, label: string, depth: number, into: MetadataEntry[]): void {
  if (into.length >= MAX_ENTRIES || value === undefined || value === null) return
  const isBlock = isRecord(value) && !ArrayBuffer.isView(value) && !Array.isArray(value)
  if (isBlock && depth < MAX_DEPTH) {
    for (const name of Object.keys(value).sort()) {
      collect(value[name], label === '' ? name : `${label}.${name}`, depth + 1, into)
    }
    return
  }
  into.push({ label: label.slice(0, 500), value: textOf(value).slice(0, MAX_VALUE_CHARACTERS) })
}

function textOf(value: unknown): string {
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    const known = bytes.subarray(0, 1_024)
    return printable(known) ?? Buffer.from(known).toString('hex')
  }
  if (Array.isArray(value)) return value.slice(0, 64).map(textOf).join(', ')
  if (isRecord(value)) return JSON.stringify(value).slice(0, MAX_VALUE_CHARACTERS)
  return value === undefined ? '' : String(value)
}

/** Versions and comments are letters kept as bytes, the comment behind the name of its encoding. */
function printable(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/\0+$/, '')
    .replace(/^ASCII\0{3}/, '')
  return text !== '' && /^[\x20-\x7e\s]*$/.test(text) ? text.trim() : null
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null
}

function recordOf(value: unknown): { readonly [name: string]: unknown } {
  return isRecord(value) ? value : {}
}
