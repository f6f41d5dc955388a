/** What the first bytes of a file say it is. */
export type Magic =
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'tiff'
  | 'avif'
  | 'heic'
  | 'bmp'
  | 'pdf'
  | 'zip'
  | '7z'
  | 'rar'
  | 'gzip'
  | 'ole'
  | 'mp4'
  | 'm4a'
  | 'webm'
  | 'ogg'
  | 'mp3'
  | 'wav'
  | 'flac'
  /** Sound or film in a format that no browser plays. */
  | 'other-sound'
  | 'other-film'
  | 'sqlite'
  | 'program'
  | 'text'
  | 'binary'

/** How many bytes from the start {@link magicOf} looks at; it may be given fewer where a file is shorter. */
export const HEAD_BYTES = 4096

type Signature = { readonly magic: Magic; readonly at: number; readonly bytes: string }

// Hex; `..` is any byte. Sources: the registries of each format (PNG 3rd ed. 5.2, ISO 32000-2 7.5.2, RFC 9559 11, RFC 3533 6,
// RFC 9639 8.1, APPNOTE 4.3.7, [MS-CFB] 2.2, sqlite.org/fileformat2 1.3, RFC 4867 5; AVI RIFF File Reference; ASF Specification 10.1;
// ISO/IEC 13818-1 2.5; Video File Format Specification 10 annex E).
const SIGNATURES: readonly Signature[] = [
  { magic: 'png', at: 0, bytes: '89504e470d0a1a0a' },
  { magic: 'jpeg', at: 0, bytes: 'ffd8ff' },
  { magic: 'gif', at: 0, bytes: '47494638' },
  { magic: 'webp', at: 0, bytes: '52494646........57454250' },
  { magic: 'wav', at: 0, bytes: '52494646........57415645' },
  { magic: 'other-film', at: 0, bytes: '52494646........41564920' },
  { magic: 'other-film', at: 0, bytes: '3026b2758e66cf11' },
  { magic: 'other-film', at: 0, bytes: '464c5601' },
  { magic: 'other-film', at: 0, bytes: '000001ba' },
  { magic: 'other-film', at: 0, bytes: '000001b3' },
  { magic: 'other-sound', at: 0, bytes: '2321414d520a' },
  { magic: 'other-sound', at: 0, bytes: '2321414d522d57420a' },
  { magic: 'tiff', at: 0, bytes: '49492a00' },
  { magic: 'tiff', at: 0, bytes: '4d4d002a' },
  { magic: 'bmp', at: 0, bytes: '424d........00000000' },
  { magic: 'pdf', at: 0, bytes: '255044462d' },
  { magic: 'zip', at: 0, bytes: '504b0304' },
  { magic: 'zip', at: 0, bytes: '504b0506' },
  { magic: '7z', at: 0, bytes: '377abcaf271c' },
  { magic: 'rar', at: 0, bytes: '526172211a07' },
  { magic: 'gzip', at: 0, bytes: '1f8b08' },
  { magic: 'ole', at: 0, bytes: 'd0cf11e0a1b11ae1' },
  { magic: 'ogg', at: 0, bytes: '4f676753' },
  { magic: 'flac', at: 0, bytes: '664c6143' },
  { magic: 'mp3', at: 0, bytes: '494433' },
  { magic: 'sqlite', at: 0, bytes: '53514c69746520666f726d6174203300' },
  { magic: 'program', at: 0, bytes: '7f454c46' },
  { magic: 'program', at: 0, bytes: '4d5a' },
]

/** Brands of ISO base media files (ISO/IEC 14496-12, 4.3), by what they hold. */
const BRANDS: { readonly [brand: string]: Magic } = {
  'M4A ': 'm4a',
  'M4B ': 'm4a',
  avif: 'avif',
  avis: 'avif',
  heic: 'heic',
  heix: 'heic',
  heim: 'heic',
  heis: 'heic',
  hevc: 'heic',
  hevx: 'heic',
}

/** Brands that say "a picture" and leave to the compatible brands how it is coded (ISO/IEC 23008-12, 10.2). */
const PICTURE_BRANDS: ReadonlySet<string> = new Set(['mif1', 'mif2', 'msf1', 'miaf'])

/** Says what a file is by its first bytes, and by nothing else: not by its name, nor by what it says of itself later. */
export function magicOf(head: Uint8Array): Magic {
  const hex = hexOf(head.subarray(0, 32))
  const known = SIGNATURES.find(({ at, bytes }) => fits(hex.slice(at * 2), bytes))
  if (known !== undefined) return known.magic
  if (fits(hex.slice(8), '66747970')) return magicOfBrands(head)
  if (fits(hex, '1a45dfa3')) return magicOfMatroska(latin(head.subarray(0, 64)))
  if (isMpegAudio(head)) return 'mp3'
  return looksLikeText(head) ? 'text' : 'binary'
}

function magicOfMatroska(head: string): Magic {
  if (head.includes('webm')) return 'webm'
  return head.includes('matroska') ? 'other-film' : 'binary'
}

function magicOfBrands(head: Uint8Array): Magic {
  const major = latin(head.subarray(8, 12))
  if (!PICTURE_BRANDS.has(major)) return (Object.hasOwn(BRANDS, major) ? BRANDS[major] : undefined) ?? 'mp4'
  const endBytes = Math.min(head.length, new DataView(head.buffer, head.byteOffset).getUint32(0))
  for (let at = 16; at + 4 <= endBytes; at += 4) {
    const brand = latin(head.subarray(at, at + 4))
    if (brand === 'avif' || brand === 'avis') return 'avif'
  }
  return 'heic'
}

function fits(hex: string, pattern: string): boolean {
  if (hex.length < pattern.length) return false
  for (let at = 0; at < pattern.length; at += 1)
    if (pattern[at] !== '.' && pattern[at] !== hex[at]) return false
  return true
}

// Two frames in a row of MPEG-1 or 2, layer III (ISO/IEC 11172-3, 2.4.1.3): one alone is found in any noise.
function isMpegAudio(head: Uint8Array): boolean {
  const first = frameLength(head, 0)
  return first !== null && frameLength(head, first) !== null
}

const BITRATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const BITRATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const RATES = [44_100, 48_000, 32_000]

function frameLength(head: Uint8Array, at: number): number | null {
  const [sync = 0, kind = 0, rates = 0] = head.subarray(at, at + 3)
  if (sync !== 0xff || (kind & 0xe6) !== 0xe2) return null
  const isFirst = (kind & 0x18) === 0x18
  const kbps = (isFirst ? BITRATES_1 : BITRATES_2)[rates >> 4] ?? 0
  const hz = (RATES[(rates >> 2) & 3] ?? 0) / (isFirst ? 1 : 2)
  if (kbps === 0 || hz === 0) return null
  return Math.floor(((isFirst ? 144_000 : 72_000) * kbps) / hz) + ((rates >> 1) & 1)
}

/**
 * Tells whether bytes are text as far as they go: UTF-16 with a byte order mark, or no control characters but tab, line ends,
 * form feed and escape. Whether they are UTF-8 is told by {@link isUtf8}.
 */
function looksLikeText(head: Uint8Array): boolean {
  if (head.length === 0) return false
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true
  return head.every((byte) =>
    byte >= 0x20 ? byte !== 0x7f : (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b,
  )
}

function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}

function latin(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
