import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { parseHere, readHere } from '../../support/parse-here.ts'
import { make7z } from '../../support/parser-samples/make-7z.ts'
import { makeTar } from '../../support/parser-samples/make-tar.ts'
import { makeZip } from '../../support/parser-samples/make-zip.ts'

const codesOf = (found: Awaited<ReturnType<typeof readHere>>) => found.warnings.map(({ code }) => code)

describe('a ZIP archive', () => {
  test('is listed with names as found, sizes and times', async () => {
    const found = await readHere('archive', makeZip([{ name: 'ខ្មែរ/b.txt', bytes: 'x'.repeat(500) }]))
    expect(found.files).toMatchObject([
      {
        path: 'ខ្មែរ/b.txt',
        sizeBytes: 500,
        modifiedAt: { raw: '2026-03-05T14:05:06', certainty: 'ambiguous' },
        position: { kind: 'entry', path: 'ខ្មែរ/b.txt' },
      },
    ])
    expect(found.warnings).toEqual([])
  })

  test('with names that lead out or hide characters is listed, and each is named', async () => {
    const names = ['../../etc/passwd', 'C:\\Windows\\x', '/abs', 'photo\u202egpj.exe']
    const found = await readHere('archive', makeZip(names.map((name) => ({ name, bytes: 'x' }))))
    expect(found.files.map(({ path }) => path)).toEqual(names)
    expect(codesOf(found).filter((code) => code === 'archive/path-escapes')).toHaveLength(3)
    expect(codesOf(found)).toContain('entry/name-hostile')
  })

  test('with locked, linked, nested, doubled and overlapping entries says so of each', async () => {
    const zip = makeZip([
      { name: 'a', bytes: 'x', isEncrypted: true },
      { name: 'b', bytes: '/etc/passwd', unixMode: 0o120777 },
      { name: 'c.zip', bytes: 'x' },
      { name: 'c.zip', bytes: 'x' },
    ])
    const found = await readHere('archive', zip)
    expect(found.files[0]?.isEncrypted).toBe(true)
    for (const code of ['entry/encrypted', 'archive/link', 'archive/nested', 'archive/same-name'])
      expect(codesOf(found)).toContain(code)
    const overlapping = Buffer.from(
      makeZip([
        { name: 'a', bytes: 'x' },
        { name: 'b', bytes: 'y' },
      ]),
    )
    overlapping.writeUInt32LE(0, overlapping.lastIndexOf(Buffer.from('PK\x01\x02')) + 42)
    expect(codesOf(await readHere('archive', overlapping))).toContain('archive/overlapping-entries')
  })

  test('that says it unpacks to a great deal is listed without unpacking it', async () => {
    const found = await readHere('archive', makeZip([{ name: 'a', bytes: 'x', statedSize: 4_000_000_000 }]))
    expect(codesOf(found)).toContain('archive/unpacks-to-much')
  })
})

describe('a tar archive', () => {
  const tar = makeTar([
    { name: 'ខ្មែរ.txt', bytes: 'hello' },
    { name: 'link', type: '2', link: '/etc/passwd' },
    { name: 'folder/', type: '5' },
  ])

  test.each([
    ['plain', tar],
    ['under gzip', gzipSync(tar)],
  ])('%s is listed with its Khmer names and its links', async (_, bytes) => {
    const found = await readHere('archive', bytes)
    expect(found.files.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual([
      ['ខ្មែរ.txt', 5],
      ['link', 0],
      ['folder/', 0],
    ])
    expect(found.warnings).toMatchObject([{ code: 'archive/link', raw: '/etc/passwd' }])
  })

  test('of zeros behind one header is stopped long before it is unpacked', async () => {
    const header = Buffer.from(makeTar([{ name: 'zeros', bytes: '' }]).subarray(0, 512))
    header.write('77777777777\0', 124, 'latin1')
    header.fill(0x20, 148, 156)
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
      'latin1',
    )
    const bomb = gzipSync(Buffer.concat([header, Buffer.alloc(120_000_000)]), { level: 9 })
    const found = await readHere('archive', bomb)
    expect(found.files).toHaveLength(1)
    expect(codesOf(found)).toContain('archive/listing-cut')
  })

  test('cut off keeps what came before', async () => {
    expect(codesOf(await readHere('archive', tar.subarray(0, 700)))).toContain('file/truncated')
  })
})

test('a 7z archive is listed; a name that the library cannot give whole says so', async () => {
  const found = await readHere(
    'archive',
    make7z([
      { name: 'a.txt', bytes: Buffer.from('hello') },
      { name: 'ខ្មែរ.txt', bytes: Buffer.from('hi') },
    ]),
  )
  expect(found.files.map(({ sizeBytes }) => sizeBytes)).toEqual([5, 2])
  expect(found.files[0]?.path).toBe('a.txt')
  expect(found.warnings).toMatchObject([{ code: 'archive/name-lost' }])
})

test('another kind and a damaged archive are refused', async () => {
  expect(await parseHere('archive', 'hello')).toMatchObject({
    ok: false,
    failure: { code: 'parse/not-this-kind' },
  })
  const damaged = Buffer.concat([Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), Buffer.alloc(64, 7)])
  expect(await parseHere('archive', damaged)).toMatchObject({
    ok: false,
    failure: { code: 'parse/malformed' },
  })
})
