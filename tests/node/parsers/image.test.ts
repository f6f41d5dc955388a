import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import QRCode from 'qrcode'
import sharp from 'sharp'
import { CURRENCY, KHQR, TAG } from 'ts-khqr'
import { describe, expect, test } from 'vitest'
import { findCorpus } from '../../support/corpora.ts'
import {
  CODED_AT,
  FOUR_FIELDS_HEIC,
  GRID_SIZE_AT,
  QR_10_BIT_HEIC,
  QR_GREEN_HEIC,
  QR_HEIC,
  STATED_SIZE_AT,
} from '../../support/heic-sample.ts'
import { parseHere, readHere } from '../../support/parse-here.ts'

const plain = sharp({ create: { width: 48, height: 32, channels: 3, background: '#336699' } })

function factsOf(found: Awaited<ReturnType<typeof readHere>>) {
  return new Map(
    found.facts.map(({ name, label, value }) => [label === undefined ? name : `${name} ${label}`, value]),
  )
}

async function readPicture(bytes: Buffer, fileName = 'a.png') {
  const found = await readHere('image', bytes, { fileName })
  return { facts: factsOf(found), warnings: found.warnings.map(({ code }) => code), found }
}

function khqr(): string {
  const made = KHQR.generate({
    tag: TAG.INDIVIDUAL,
    accountID: 'sok_dara@aclb',
    merchantName: 'Sok Dara',
    merchantID: '85512345678',
    acquiringBank: 'ACLEDA',
    currency: CURRENCY.USD,
    amount: 12.5,
    expirationTimestamp: Date.now() + 60_000,
  })
  return (made.data as unknown as { readonly qr: string }).qr
}

/** The picture with other bytes at some places. */
function changedHeic(...changes: readonly (readonly [at: number, bytes: readonly number[]])[]): Buffer {
  const copy = Buffer.from(FOUR_FIELDS_HEIC)
  for (const [at, bytes] of changes) copy.set(bytes, at)
  return copy
}

/** A chunk of a PNG. */
function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}

type TiffEntry = readonly [tag: number, type: number, count: number, value: Buffer | number]

/** A TIFF of one directory; a value is its four bytes or the place where it lies. */
function tiffOf(entries: readonly TiffEntry[], sizeBytes = 0): Buffer {
  const file = Buffer.alloc(Math.max(sizeBytes, 14 + entries.length * 12))
  file.write('MM\0*\0\0\0\x08', 'latin1')
  file.writeUInt16BE(entries.length, 8)
  entries.forEach(([tag, type, count, value], index) => {
    const at = 10 + index * 12
    file.writeUInt16BE(tag, at)
    file.writeUInt16BE(type, at + 2)
    file.writeUInt32BE(count, at + 4)
    if (typeof value === 'number') file.writeUInt32BE(value, at + 8)
    else value.copy(file, at + 8)
  })
  return file
}

describe('metadata', () => {
  test('are read with the zone that they state, and a place with its satellite time', async () => {
    const bytes = await plain
      .clone()
      .withExif({
        IFD0: { Make: 'Maker', DateTime: '2026:03:05 14:05:06' },
        IFD2: { DateTimeOriginal: '2026:03:05 14:05:06', OffsetTimeOriginal: '+09:00' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '11/1 33/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '104/1 55/1 0/1',
        },
      })
      .jpeg()
      .toBuffer()
    const found = await readHere('image', bytes, { fileName: 'a.jpeg' })
    const facts = factsOf(found)
    expect(facts.get('image/type')).toBe('image/jpeg')
    expect([facts.get('image/width'), facts.get('image/height')]).toEqual(['48', '32'])
    expect(facts.get('image/metadata ifd0.Make')).toBe('Maker')
    const taken = found.facts.find((fact) => fact.label === 'exif.DateTimeOriginal')?.time
    expect(taken).toMatchObject({ certainty: 'stated', zone: '+09:00', atMs: Date.UTC(2026, 2, 5, 5, 5, 6) })
    const changed = found.facts.find((fact) => fact.label === 'ifd0.ModifyDate')?.time
    expect(changed).toMatchObject({
      certainty: 'assumed-zone',
      zone: '+07:00',
      atMs: Date.UTC(2026, 2, 5, 7, 5, 6),
    })
    expect(found.places).toMatchObject([{ latitudeE7: 115_500_000, longitudeE7: 1_049_166_667 }])
  })

  test.runIf(findCorpus('exif') !== null)('of cameras of many makers are read', async () => {
    const folder = findCorpus('exif') ?? ''
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.jpg'))) {
      const found = await readHere('image', readFileSync(join(folder, name)), { fileName: name })
      expect(found.facts.filter((fact) => fact.name === 'image/metadata').length, name).toBeGreaterThan(5)
      if (name.startsWith('DSCN00')) expect(found.places, name).toHaveLength(1)
    }
  })
})

describe('codes', () => {
  test('of KHQR are taken apart, and what they name is proposed', async () => {
    const text = khqr()
    const found = await readHere('image', await QRCode.toBuffer(text))
    const facts = factsOf(found)
    expect([...facts].filter(([name]) => name.startsWith('code/payload'))[0]?.[1]).toBe(text)
    expect(facts.get('khqr/account 1')).toBe('sok_dara@aclb')
    expect(facts.get('khqr/amount 1')).toBe('12.50')
    expect(found.identifiers.map(({ kind, normalised }) => `${kind} ${normalised}`)).toEqual([
      'bakong sok_dara@aclb',
      'phone +85512345678',
    ])
    expect(found.warnings).toEqual([])
  })

  test('of KHQR with wrong check digits propose nothing and say so', async () => {
    const found = await readHere('image', await QRCode.toBuffer(khqr().replace('sok_dara', 'sok_dora')))
    expect(found.identifiers).toEqual([])
    expect(found.warnings.map(({ code }) => code)).toEqual(['code/check-wrong'])
  })

  test('with web addresses, wallets and IMEIs propose them; other texts are kept as texts', async () => {
    const of = async (text: string) =>
      (await readHere('image', await QRCode.toBuffer(text))).identifiers.map(
        ({ kind, normalised }) => `${kind} ${normalised}`,
      )
    expect(await of('https://EXAMPLE.com/x')).toEqual(['url https://example.com/x'])
    expect(await of('bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=1')).toEqual([
      'wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    ])
    expect(await of('490154203237518')).toEqual(['imei 490154203237518'])
    expect(await of('សួស្តី')).toEqual([])
  })
})

describe('pictures as iPhones write them', () => {
  test.each([
    ['grey, in eight bits', QR_HEIC],
    ['in ten bits', QR_10_BIT_HEIC],
    ['as red, green and blue', QR_GREEN_HEIC],
  ])('show their codes: %s', async (_how, bytes) => {
    const found = await readHere('image', bytes, { fileName: 'IMG_0001.HEIC' })
    const facts = factsOf(found)
    expect([facts.get('image/width'), facts.get('image/height')]).toEqual(['93', '93'])
    expect([...facts].filter(([name]) => name.startsWith('code/payload')).map(([, value]) => value)).toEqual([
      'https://EXAMPLE.com/x',
    ])
    expect(found.identifiers.map(({ kind, normalised }) => `${kind} ${normalised}`)).toEqual([
      'url https://example.com/x',
    ])
    expect(found.warnings).toEqual([])
  })

  test('give the same when they are read again', async () => {
    expect(await readHere('image', QR_HEIC)).toEqual(await readHere('image', QR_HEIC))
  })

  test('of no code say nothing of codes', async () => {
    const found = await readHere('image', FOUR_FIELDS_HEIC, { fileName: 'IMG_0001.HEIC' })
    expect(found.warnings).toEqual([])
    expect(factsOf(found).get('image/width')).toBe('64')
  })

  test.each<readonly [string, Uint8Array]>([
    ['that say one size and are another', changedHeic([GRID_SIZE_AT, [0xff, 0xff, 0xff, 0xff]])],
    ['of 256 × 256 tiles, of which one is there', changedHeic([GRID_SIZE_AT - 2, [0xff, 0xff]])],
    ['of which half is there', FOUR_FIELDS_HEIC.subarray(0, 300)],
    ['that end after the first box', FOUR_FIELDS_HEIC.subarray(0, 28)],
    ['whose coded bytes are others', changedHeic([CODED_AT + 4, Array<number>(200).fill(0xff)])],
  ])('are not decoded %s, and the rest is read', async (_what, bytes) => {
    const found = await readHere('image', bytes, { fileName: 'IMG_0001.HEIC' })
    expect(factsOf(found).get('image/type')).toBe('image/heic')
    expect(found.warnings.map(({ code }) => code)).toContain('image/not-decoded')
  })
})

test('a HEIC of more pixels than may be decoded says its size and that codes were not looked for', async () => {
  const large = [
    [GRID_SIZE_AT, [0x15, 0, 0x15, 0]],
    [STATED_SIZE_AT, [0, 0, 0x15, 0, 0, 0, 0x15, 0]],
  ] as const
  const found = await readHere('image', changedHeic(...large), { fileName: 'IMG_0001.HEIC' })
  expect(factsOf(found).get('image/width')).toBe(String(0x1500))
  expect(found.warnings.map(({ code }) => code)).toEqual(['image/too-many-pixels'])
})

describe('pictures of which a part is too large', () => {
  const packed = (sizeBytes: number) => deflateSync(Buffer.alloc(sizeBytes))
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(48, 255)])
  const pixels = deflateSync(Buffer.concat(Array<Buffer>(32).fill(row)))
  const exif = pngChunk('eXIf', tiffOf([[0x010f, 2, 4, Buffer.from('abc\0')]]))
  const head = (widthPx: number, heightPx: number, depth = 8, colour = 0) => {
    const data = Buffer.alloc(13)
    data.writeUInt32BE(widthPx)
    data.writeUInt32BE(heightPx, 4)
    data[8] = depth
    data[9] = colour
    return pngChunk('IHDR', data)
  }
  const png = (...chunks: readonly Buffer[]) =>
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, pngChunk('IEND', Buffer.alloc(0))])
  const read = readPicture

  test.each([
    ['a colour profile', 'iCCP', 'p\0\0'],
    ['a text', 'zTXt', 'Comment\0\0'],
    ['XMP', 'iTXt', 'XML:com.adobe.xmp\0\x01\0\0\0'],
  ])('leave out %s that unpacks to more than it may, and read the rest', async (_what, type, before) => {
    const of = (sizeBytes: number) =>
      png(
        head(48, 32),
        pngChunk(type, Buffer.concat([Buffer.from(before, 'latin1'), packed(sizeBytes)])),
        exif,
        pngChunk('IDAT', pixels),
      )
    const large = await read(of(5 * 1_024 * 1_024))
    expect(large.warnings).toEqual(['image/part-too-large'])
    expect(large.found.warnings[0]?.position).toMatchObject({ kind: 'bytes', offset: 33 })
    expect(large.facts.get('image/metadata ifd0.Make')).toBe('abc')
    expect((await read(of(1_024 * 1_024))).warnings).toEqual([])
  })

  test('read XMP that is packed', async () => {
    const xmp =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
      '<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Pen"/></rdf:RDF></x:xmpmeta>'
    const chunk = pngChunk(
      'iTXt',
      Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'), deflateSync(xmp)]),
    )
    const { facts, warnings } = await read(png(head(48, 32), chunk, pngChunk('IDAT', pixels)))
    expect([...facts.values()]).toContain('Pen')
    expect(warnings).toEqual([])
  })

  test('are not decoded when their pixels unpack to more than the picture has, or hold more than there is room for', async () => {
    const sound = await read(png(head(48, 32), exif, pngChunk('IDAT', pixels)))
    expect(sound.warnings).toEqual([])
    for (const chunks of [
      [head(48, 32), exif, pngChunk('IDAT', packed(64 * 1_024))],
      [head(6_000, 6_000, 16, 6), exif, pngChunk('IDAT', packed(6_000))],
    ]) {
      const { facts, warnings } = await read(png(...chunks))
      expect(warnings).toEqual(['image/not-decoded'])
      expect(facts.get('image/metadata ifd0.Make')).toBe('abc')
    }
  })

  test('are decoded when they are interlaced', async () => {
    const bytes = await sharp(await QRCode.toBuffer('https://example.com/x', { scale: 3 }))
      .png({ progressive: true })
      .toBuffer()
    const { facts, warnings } = await read(bytes)
    expect([...facts.values()]).toContain('https://example.com/x')
    expect(warnings).toEqual([])
  })

  test('are not decoded when a JPEG in several scans holds more than there is room for', async () => {
    const bytes = await plain.clone().toColourspace('cmyk').jpeg({ progressive: true }).toBuffer()
    expect((await read(bytes, 'a.jpg')).warnings).toEqual([])
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc2]))
    bytes.writeUInt16BE(6_300, frame + 5)
    bytes.writeUInt16BE(6_300, frame + 7)
    expect((await read(bytes, 'a.jpg')).warnings).toEqual(['image/not-decoded'])
  })

  test('leave out values of EXIF that come to more than they may, and read the others', async () => {
    const many = Array.from({ length: 200 }, () => [0x013b, 2, 1_000_000, 8] as const)
    const bytes = tiffOf([[0x010f, 2, 4, Buffer.from('abc\0')], ...many], 1_000_100)
    const { facts, found } = await read(bytes, 'a.tif')
    expect(facts.get('image/metadata ifd0.Make')).toBe('abc')
    expect(found.warnings.find(({ code }) => code === 'image/part-too-large')?.count).toBeGreaterThan(100)
  })

  test('give the EXIF of a WebP', async () => {
    const bytes = await plain
      .clone()
      .withExif({ IFD0: { Make: 'Maker' } })
      .webp()
      .toBuffer()
    expect((await read(bytes, 'a.webp')).facts.get('image/metadata ifd0.Make')).toBe('Maker')
  })

  test('give the XMP of a WebP, and of a kind without metadata nothing is said to be unreadable', async () => {
    const packet =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Tool 2"/></rdf:RDF></x:xmpmeta>'
    const webp = await plain.clone().withXmp(packet).webp().toBuffer()
    const { facts, warnings } = await read(webp, 'a.webp')
    expect(facts.get('image/metadata xmp.CreatorTool')).toBe('Tool 2')
    expect(warnings).not.toContain('image/metadata-unreadable')
    const bmp = Buffer.alloc(58)
    bmp.write('BM')
    for (const [at, value] of [
      [2, 58],
      [10, 54],
      [14, 40],
      [18, 1],
      [22, 1],
      [26, 1 + (24 << 16)],
    ] as const)
      bmp.writeUInt32LE(value, at)
    expect((await read(bmp, 'a.bmp')).warnings).not.toContain('image/metadata-unreadable')
  })
})

describe('a GIF', () => {
  /** Blocks of a GIF: three pictures of one point, what is said between them, and the end. */
  const gifOf = (...extensions: readonly Buffer[]) => {
    const frame = Buffer.from('2c00000000010001000002024401' + '00', 'hex')
    const head = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1')
    return Buffer.concat([head, ...extensions, frame, frame, frame, Buffer.from(';')])
  }
  const extension = (kind: number, ...pieces: readonly Buffer[]) =>
    Buffer.concat([
      Buffer.from([0x21, kind]),
      ...pieces.flatMap((piece) => [Buffer.from([piece.length]), piece]),
      Buffer.from([0]),
    ])
  const loop = extension(0xff, Buffer.from('NETSCAPE2.0'), Buffer.from([1, 0, 0]))
  const comment = extension(0xfe, Buffer.from('ផ្ញើទៅ '), Buffer.from('012 345 678'))
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
    rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Tool 1"/></rdf:RDF></x:xmpmeta>`
  const trailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, at) => 255 - at), 0])
  const xmp = Buffer.concat([Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1'), Buffer.from(packet), trailer])

  test('has no EXIF and nothing is said to be unreadable', async () => {
    const { facts, warnings } = await readPicture(await plain.clone().gif().toBuffer(), 'a.gif')
    expect(facts.get('image/frames')).toBe('1')
    expect(warnings).toEqual([])
  })

  test('that moves gives its frames, comment, applications and XMP, and which pictures were looked at', async () => {
    const found = await readHere('image', gifOf(loop, comment, xmp), { fileName: 'a.gif' })
    const facts = factsOf(found)
    expect(facts.get('image/frames')).toBe('3')
    expect(facts.get('image/metadata gif.comment')).toBe('ផ្ញើទៅ 012 345 678')
    expect(facts.get('image/metadata xmp.CreatorTool')).toBe('Tool 1')
    expect(found.facts.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['NETSCAPE2.0', 'XMP DataXMP']),
    )
    expect(found.warnings).toMatchObject([{ code: 'image/only-first-read', count: 2 }])
  })

  test('that is cut in any place is read as far as it goes, and bytes behind its end are named', async () => {
    const whole = gifOf(loop, comment, xmp)
    for (let length = 13; length < whole.length; length += 7)
      for (const { code } of (await readHere('image', whole.subarray(0, length), { fileName: 'a.gif' }))
        .warnings)
        expect(['image/not-decoded', 'image/only-first-read', 'image/metadata-unreadable']).toContain(code)
    const more = await readHere('image', Buffer.concat([whole, Buffer.from('PK\x03\x04')]), {
      fileName: 'a.gif',
    })
    expect(more.warnings.map(({ code }) => code)).toContain('file/trailing-bytes')
  })
})

describe('what a file is', () => {
  test('that differs from its ending is said', async () => {
    const bytes = await plain.clone().png().toBuffer()
    expect((await readHere('image', bytes, { fileName: 'a.jpg' })).warnings.map(({ code }) => code)).toEqual([
      'image/type-differs',
    ])
    expect((await readHere('image', bytes, { fileName: 'a.PNG' })).warnings).toEqual([])
  })

  test('with something behind its end is said, with where it begins', async () => {
    const bytes = await plain.clone().png().toBuffer()
    const found = await readHere('image', Buffer.concat([bytes, Buffer.from('PK\x03\x04')]))
    expect(found.warnings).toEqual([
      {
        code: 'file/trailing-bytes',
        position: { kind: 'bytes', offset: bytes.length, length: 4 },
        raw: '504b0304',
      },
    ])
  })

  test('with C2PA provenance keeps where it lies and says that it was not checked', async () => {
    const png = await plain.clone().png().toBuffer()
    const chunk = Buffer.concat([Buffer.from([0, 0, 0, 4]), Buffer.from('caBXjumb'), Buffer.alloc(4)])
    const found = await readHere('image', Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]))
    expect(found.facts.find((fact) => fact.name === 'image/provenance')?.position).toEqual({
      kind: 'bytes',
      offset: 33,
      length: 16,
    })
    expect(found.warnings.map(({ code }) => code)).toContain('image/provenance-not-checked')
  })

  test('of more pixels than may be decoded is not decoded', async () => {
    const png = Buffer.from(await plain.clone().png().toBuffer())
    png.writeUInt32BE(60_000, 16)
    png.writeUInt32BE(60_000, 20)
    expect((await readHere('image', png)).warnings.map(({ code }) => code)).toContain('image/too-many-pixels')
  })

  test('that is no picture is refused', async () => {
    for (const bytes of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'hello', '\x1f\x8b\x08'])
      expect(await parseHere('image', Buffer.from(bytes, 'latin1'))).toMatchObject({
        ok: false,
        failure: { code: 'parse/not-this-kind' },
      })
  })
})
