/** A stream of numbers that follows from its seed alone (mulberry32), each from 0 to below `below`. */
export type Chance = (below: number) => number

/** Makes a stream of numbers from a seed. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below)
  }
}

type Mutation = (bytes: Buffer, chance: Chance, others: readonly Buffer[]) => Buffer

const EXTREMES = [
  0n,
  1n,
  0x7fn,
  0x80n,
  0xffn,
  0x7fffn,
  0xffffn,
  0x7fffffffn,
  0x80000000n,
  0xffffffffn,
  0x7fffffffffffffffn,
  0xffffffffffffffffn,
]

const TOKENS: readonly Buffer[] = [
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\0',
    '\r\n',
    '\r',
    '"',
    "'",
    ',',
    ';',
    '\t',
    '|',
    '=cmd|x',
    '../../../../etc/passwd',
    'C:\\Windows\\x',
    '{',
    '}',
    '[',
    ']',
    '<',
    '>',
    '</c>',
    '<!DOCTYPE a [<!ENTITY x "y">]>',
    '&x;',
    '<![CDATA[',
    ']]>',
    '%PDF-1.7',
    '/JavaScript',
    '/Launch',
    'endobj',
    'stream\n',
    'xref',
    'trailer<</Root 1 0 R>>',
    '1 0 R',
    '<<',
    '>>',
    'PK\x03\x04',
    'PK\x01\x02',
    'PK\x05\x06',
    'IHDR',
    'IDAT',
    'Exif\0\0',
    'JFIF',
    'SQLite format 3\0',
    'CREATE TABLE',
    '__proto__',
    'constructor',
    'toString',
    'NaN',
    '1e999',
    '-0',
    '9'.repeat(400),
    '២០២៦',
    'ុំះ',
    '\ud83d\ude00',
    'BEGIN:VCARD',
    'END:VCARD',
    'Content-Type: multipart/mixed; boundary=x',
    '--x',
    '=?UTF-8?B?',
    'begin 644 x',
    '<script>',
    '<row r="1048576">',
    '<c r="XFD1048576">',
    '<v>1E308</v>',
    't="s"',
  ].map((text) => Buffer.from(text)),
  Buffer.from([0xff, 0xd8]),
  Buffer.from([0xff, 0xd9]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xfe, 0xff]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0x1f, 0x8b, 8, 0]),
  Buffer.from([0x37, 0x7f, 0x06, 0x82]),
  Buffer.from([0xc0, 0x80]),
]

const NESTS = [
  '[',
  '{"a":',
  '<a>',
  '(',
  '<<',
  '"',
  '<is>',
  'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n',
]

const MUTATIONS: readonly Mutation[] = [
  function flipBits(bytes, chance) {
    const copy = Buffer.from(bytes)
    for (let times = 1 + chance(16); times > 0 && copy.length > 0; times -= 1) {
      const at = chance(copy.length)
      copy[at] = (copy[at] ?? 0) ^ (1 << chance(8))
    }
    return copy
  },
  function setBytes(bytes, chance) {
    const copy = Buffer.from(bytes)
    for (let times = 1 + chance(8); times > 0 && copy.length > 0; times -= 1)
      copy[chance(copy.length)] = chance(256)
    return copy
  },
  function setLength(bytes, chance) {
    const copy = Buffer.from(bytes)
    const size = [1, 2, 4, 8][chance(4)] ?? 4
    if (copy.length < size) return copy
    // Headers are where lengths stand: every second time near the beginning or the end.
    const near = Math.min(copy.length - size, 512)
    const at =
      [chance(copy.length - size + 1), chance(near + 1), copy.length - size - chance(near + 1)][chance(3)] ??
      0
    const value = EXTREMES[chance(EXTREMES.length)] ?? 0n
    const field = Buffer.alloc(8)
    field.writeBigUInt64LE(value)
    const cut = Buffer.from(field.subarray(0, size))
    ;(chance(2) === 0 ? cut : cut.reverse()).copy(copy, Math.max(0, at))
    return copy
  },
  function truncate(bytes, chance) {
    return bytes.subarray(0, chance(bytes.length + 1))
  },
  function beheadOrCut(bytes, chance) {
    const from = chance(bytes.length + 1)
    const length = chance(Math.min(4_096, bytes.length - from) + 1)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)])
  },
  function duplicate(bytes, chance) {
    const from = chance(bytes.length + 1)
    const piece = bytes.subarray(from, from + chance(2_048))
    const times = 1 + chance(chance(10) === 0 ? 64 : 4)
    return Buffer.concat([
      bytes.subarray(0, from),
      ...Array.from({ length: times }, () => piece),
      bytes.subarray(from),
    ])
  },
  function insertToken(bytes, chance) {
    const at = chance(bytes.length + 1)
    return Buffer.concat([
      bytes.subarray(0, at),
      TOKENS[chance(TOKENS.length)] ?? Buffer.alloc(0),
      bytes.subarray(at),
    ])
  },
  function overwriteWithToken(bytes, chance) {
    const copy = Buffer.from(bytes)
    const token = TOKENS[chance(TOKENS.length)] ?? Buffer.alloc(0)
    token.copy(copy, chance(copy.length + 1))
    return copy
  },
  function nest(bytes, chance) {
    if (chance(4) !== 0) return bytes
    const at = chance(bytes.length + 1)
    const deep = Buffer.from((NESTS[chance(NESTS.length)] ?? '[').repeat(1 + chance(20_000)))
    return Buffer.concat([bytes.subarray(0, at), deep, bytes.subarray(at)])
  },
  function splice(bytes, chance, others) {
    const other = others[chance(others.length)] ?? bytes
    const head = bytes.subarray(0, chance(bytes.length + 1))
    return chance(2) === 0
      ? Buffer.concat([head, other.subarray(chance(other.length + 1))])
      : Buffer.concat([bytes, other])
  },
]

/** Makes one case: a sample, changed one to six times. The same seed and samples give the same bytes. */
export function mutate(samples: readonly Buffer[], others: readonly Buffer[], seed: number): Buffer {
  const chance = chanceFrom(seed)
  let bytes = Buffer.from(samples[chance(samples.length)] ?? Buffer.alloc(0))
  for (let times = 1 + chance(6); times > 0; times -= 1) {
    bytes = Buffer.from(
      (MUTATIONS[chance(MUTATIONS.length)] ?? ((same: Buffer) => same))(bytes, chance, others),
    )
  }
  return bytes
}
