import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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
    [
      'that say more pixels than may be decoded',
      changedHeic([GRID_SIZE_AT, [0x15, 0, 0x15, 0]], [STATED_SIZE_AT, [0, 0, 0x15, 0, 0, 0, 0x15, 0]]),
    ],
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
    expect((await readHere('image', png)).warnings.map(({ code }) => code)).toContain('image/not-decoded')
  })

  test('that is no picture is refused', async () => {
    for (const bytes of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'hello', '\x1f\x8b\x08'])
      expect(await parseHere('image', Buffer.from(bytes, 'latin1'))).toMatchObject({
        ok: false,
        failure: { code: 'parse/not-this-kind' },
      })
  })
})
