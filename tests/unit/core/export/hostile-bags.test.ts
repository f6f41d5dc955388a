import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { BagCheck } from '#core/export/bag-check.ts'
import { MAX_MANIFEST_LINES, readManifest, readOxum } from '#core/export/bag-tags.ts'
import { decodeTagText, eachTagLine } from '#core/export/bag-text.ts'
import { findTopStrangers, PACKAGE_TAG_FILES } from '#core/export/package-layout.ts'

const V1 = { version: '1.0', isStrict: true, encoding: 'utf-8' } as const
const DIGEST = 'ab'.repeat(32)
const codesIn = (text: string) =>
  readManifest('manifest-sha256.txt', utf8ToBytes(text), 'sha256', V1).findings.map(({ code }) => code)

type Files = { readonly [path: string]: string }

/** Checks files as a bag whose manifests were written by whoever sends it. */
function judge(files: Files, also: Files = {}): readonly string[] {
  const payload = Object.entries(files)
  const list = (hash: (bytes: Uint8Array) => Uint8Array) =>
    payload.map(([path, text]) => `${bytesToHex(hash(utf8ToBytes(text)))}  ${path}\n`).join('')
  const tags: Files = {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'manifest-sha256.txt': list(sha256),
    'manifest-sha512.txt': list(sha512),
    ...also,
  }
  const all = { ...files, ...tags }
  const check = new BagCheck(Object.entries(all).map(([path, text]) => ({ path, sizeBytes: text.length })))
  check.takeTags(new Map(check.tagPaths.map((path) => [path, utf8ToBytes(all[path] ?? '')])))
  for (const { path } of check.wanted()) {
    const bytes = utf8ToBytes(all[path] ?? '')
    check.takeDigests(path, { sha256: bytesToHex(sha256(bytes)), sha512: bytesToHex(sha512(bytes)) })
  }
  return check.finish().findings.map(({ code, path }) => `${code} ${path ?? ''}`)
}

describe('a list of files from somebody who wants no answer', () => {
  test('a line of blanks that a pattern could try for ever is read at once', () => {
    const blanks = ' '.repeat(200_000)
    expect(codesIn(`${DIGEST}${blanks}\u2028`)).toEqual(['bag/path-unsafe'])
    expect(codesIn(`${DIGEST}${blanks}`)).toEqual(['bag/path-unsafe'])
    expect(codesIn('a'.repeat(200_000))).toEqual(['bag/manifest-malformed'])
    expect(readOxum(utf8ToBytes(`Payload-Oxum${blanks}`), V1)).toBeNull()
    expect(readOxum(utf8ToBytes(`Payload-Oxum: 7.${'9'.repeat(400)}`), V1)).toBeNull()
  })

  test('line ends without end are lines that say nothing, and no more are looked at than can be told', () => {
    expect(codesIn('\n'.repeat(3_000_000))).toHaveLength(1_000)
    expect([...eachTagLine('a\r\nb\rc\nd')]).toEqual(['a', 'b', 'c', 'd'])
    expect([...eachTagLine('a\n\n')]).toEqual(['a', ''])
  })

  test('more lines than any package has are no list', () => {
    const lines = Array.from(
      { length: MAX_MANIFEST_LINES + 1 },
      (_, index) => `${'ab'.repeat(16)}  data/${index}\n`,
    )
    const read = readManifest('manifest-md5.txt', utf8ToBytes(lines.join('')), 'md5', V1)
    expect(read.findings).toEqual([{ code: 'bag/tag-too-large', path: 'manifest-md5.txt' }])
    expect(read.lines).toHaveLength(MAX_MANIFEST_LINES)
  })

  test('many large lists are not all held', () => {
    const large = ['md5', 'sha1', 'sha224'].map((name) => ({
      path: `manifest-${name}.txt`,
      sizeBytes: 120 * 1024 * 1024,
    }))
    const check = new BagCheck([{ path: 'bagit.txt', sizeBytes: 1 }, ...large])
    expect(check.tagPaths).toEqual(['bagit.txt', 'manifest-md5.txt', 'manifest-sha1.txt'])
  })

  test('old encodings are read in pieces, to the last unit', () => {
    const bytes = Uint8Array.from({ length: 20_001 }, (_, index) => 0x20 + (index % 90))
    expect(decodeTagText(bytes, 'iso-8859-1')).toBe(Buffer.from(bytes).toString('latin1'))
    const wide = Buffer.from(`\ufeff${'ក'.repeat(20_001)}`, 'utf16le')
    expect(decodeTagText(wide, 'utf-16')).toBe('ក'.repeat(20_001))
  })
})

describe('names that look alike', () => {
  const composed = 'data/Việt.txt'.normalize('NFC')
  const decomposed = composed.normalize('NFD')

  test('one name in another form is the same file, and two of them are a file too many', () => {
    expect(judge({ [composed]: 'a' })).toEqual([])
    expect(judge({ [decomposed]: 'a' })).toEqual([])
    const listed = judge({ [composed]: 'a' }, { [decomposed]: 'b' })
    expect(listed).toEqual([`bag/file-not-listed ${decomposed}`])
  })

  test('letters in another case are another name', () => {
    expect(judge({ 'data/a.txt': 'a' }, { 'data/A.txt': 'b' })).toEqual(['bag/file-not-listed data/A.txt'])
  })

  test('two files of one name are a file too many, because only one of them is read', () => {
    const files = ['data/x', 'data/x'].map((path) => ({ path, sizeBytes: 1 }))
    const check = new BagCheck([{ path: 'bagit.txt', sizeBytes: 1 }, ...files])
    expect(check.finish().findings).toEqual([{ code: 'bag/file-not-listed', path: 'data/x' }])
  })
})

test('beside the payload a package has its own files and no other', () => {
  expect(findTopStrangers([...PACKAGE_TAG_FILES, 'data/anything', '.DS_Store'])).toEqual([])
  expect(findTopStrangers([...PACKAGE_TAG_FILES, 'READ-ME-FIRST.html', 'more/a', 'dataX'])).toEqual(
    ['READ-ME-FIRST.html', 'more/a', 'dataX'].map((path) => ({ code: 'bag/file-not-listed', path })),
  )
  for (const path of PACKAGE_TAG_FILES)
    expect(findTopStrangers(PACKAGE_TAG_FILES.filter((one) => one !== path))).toEqual([
      { code: 'bag/file-missing', path },
    ])
})
