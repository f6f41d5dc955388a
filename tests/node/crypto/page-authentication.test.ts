import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { makePageCheck, PAGE_SALT_BYTES } from '#node/crypto/page-authentication.ts'
import { randomBytes } from '#node/crypto/primitives.ts'
import { openVaultDatabase, PAGE_BYTES } from '#node/sqlite/vault-database.ts'
import { makeFolder, whenFileEnds } from '../../support/make-vault.ts'

const KEY = randomBytes(32)
const atEnd = whenFileEnds()
let pages: readonly Buffer[]
let salt: Buffer

beforeAll(async () => {
  const folder = await makeFolder(atEnd)
  const path = join(folder, 'real.db')
  const database = openVaultDatabase(path, KEY, false)
  database.exec('CREATE TABLE note (text TEXT) STRICT')
  const insert = database.prepare('INSERT INTO note VALUES (?)')
  for (let row = 0; row < 20; row += 1) insert.run('ស'.repeat(500))
  database.exec('DELETE FROM note WHERE rowid % 2 = 0')
  database.close()
  const file = await readFile(path)
  pages = Array.from({ length: file.length / PAGE_BYTES }, (_, at) =>
    file.subarray(at * PAGE_BYTES, (at + 1) * PAGE_BYTES),
  )
  salt = file.subarray(0, PAGE_SALT_BYTES)
})

describe('the pages of a file that SQLite wrote', () => {
  test('are all authentic, free ones too', () => {
    const isAuthentic = makePageCheck(KEY, salt)
    expect(pages.length).toBeGreaterThan(3)
    expect(pages.map((page, at) => isAuthentic(at + 1, page))).toEqual(pages.map(() => true))
  })

  test('are not authentic in another place, under another key or with another salt', () => {
    const isAuthentic = makePageCheck(KEY, salt)
    const second = pages[1] as Buffer
    expect(isAuthentic(3, second)).toBe(false)
    expect(isAuthentic(2 + 2 ** 24, second)).toBe(false)
    expect(makePageCheck(randomBytes(32), salt)(2, second)).toBe(false)
    expect(makePageCheck(KEY, randomBytes(16))(2, second)).toBe(false)
  })

  test.each([1, 2])('are not authentic with any one byte of page %i changed', (number) => {
    const page = Buffer.from(pages[number - 1] as Buffer)
    for (let at = 0; at < PAGE_BYTES; at += 1) {
      page[at] = (page[at] ?? 0) ^ 1
      // The salt in front of page 1 is not covered by the code; the key for the codes is derived from it.
      const pageSalt = number === 1 ? page.subarray(0, PAGE_SALT_BYTES) : salt
      expect(makePageCheck(KEY, pageSalt)(number, page), `byte ${at}`).toBe(false)
      page[at] = (page[at] ?? 0) ^ 1
    }
    expect(makePageCheck(KEY, salt)(number, page)).toBe(true)
  })
})
