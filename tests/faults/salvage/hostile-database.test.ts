import { createCipheriv, randomBytes } from 'node:crypto'
import { open, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { DamagedPages, USABLE_BYTES } from '#node/salvage/damaged-pages.ts'
import { findEvents } from '#node/salvage/find-events.ts'
import { readLeafCells, readVarint } from '#node/salvage/read-cells.ts'
import { copyVault, makeClosedVault, whenFileEnds } from '../../support/make-vault.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { countPages, keysOf, PAGE_BYTES, salvage } from './salvage-room.ts'

const atEnd = whenFileEnds()
let original: string
let key: Uint8Array

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
  key = (await keysOf(original)).keyring.databaseKey
})

/** A page as somebody writes it who holds the database's key; nobody needs its authentication code to read it. */
function encrypt(plain: Buffer): Buffer {
  const vector = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', key, vector).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), vector, Buffer.alloc(64)])
}

async function appendPages(folder: string, pages: readonly Buffer[]): Promise<void> {
  const file = await open(join(folder, 'ledger.db'), 'r+')
  const from = (await countPages(folder)) * PAGE_BYTES
  await file.write(Buffer.concat(pages.map(encrypt)), 0, pages.length * PAGE_BYTES, from)
  await file.close()
}

/** A record header of eight columns as the table of events has them, with sizes of one's choice. */
function recordHeader(headerBytes: number, bodyBytes: number): Buffer {
  const types = [0, 13 + 64, 1, 12 + 2 * headerBytes, 13 + 128, 12 + 128, 12 + 2 * bodyBytes, 13 + 64].map(
    varint,
  )
  const length = types.reduce((sum, type) => sum + type.length, 0)
  return Buffer.concat([varint(length + 1), ...types])
}

function varint(value: number): Buffer {
  const digits = [value & 0x7f]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift((rest & 0x7f) | 0x80)
  return Buffer.from(digits)
}

/** A leaf page full of pointers to one cell that claims `payloadBytes` and overflows to `next`. */
function leafOf(payloadBytes: number, record: Buffer, next: number): Buffer {
  const page = Buffer.alloc(USABLE_BYTES)
  page[0] = 0x0d
  const at = 3000
  page.writeUInt16BE(1400, 3)
  for (let index = 0; index < 1400; index += 1) page.writeUInt16BE(at, 8 + 2 * index)
  const cell = Buffer.concat([varint(payloadBytes), varint(7), record])
  cell.copy(page, at)
  // Wherever the local part ends, the number of the next page stands there.
  for (let place = at + cell.length; place + 4 <= USABLE_BYTES; place += 4) page.writeUInt32BE(next, place)
  return page
}

test('a leaf of rows that all lead into one endless chain costs no more than reading it a few times', async () => {
  const folder = await copyVault(original)
  const first = (await countPages(folder)) + 1
  const chain = Array.from({ length: 40 }, (_, index) => {
    const page = Buffer.alloc(USABLE_BYTES)
    // Each leads to the next, and the last back to the first.
    page.writeUInt32BE(first + ((index + 1) % 40), 0)
    return page
  })
  const bodyBytes = 60_000_000
  const record = recordHeader(500, bodyBytes)
  const payload = record.length + 32 + 1 + 500 + 64 + 64 + bodyBytes + 32
  const leaves = Array.from({ length: 30 }, () => leafOf(payload, record, first))
  await appendPages(folder, [...chain, ...leaves])
  const { report, desk } = await salvage(folder)
  expect(report.lost).toEqual([])
  expect((await desk.ask('vault.verify', {})).findings).toEqual([])
})

test('lengths that no file has, and counts that no page has, are passed over', async () => {
  const folder = await copyVault(original)
  const huge = Buffer.concat([Buffer.alloc(9, 0xff), Buffer.alloc(9, 0xff), randomBytes(100)])
  const page = Buffer.alloc(USABLE_BYTES, 0xff)
  page[0] = 0x0d
  page.writeUInt16BE(0xffff, 3)
  huge.copy(page, 2000)
  for (let index = 0; index < 900; index += 1)
    page.writeUInt16BE(index % 2 === 0 ? 2000 : 0xffff, 8 + 2 * index)
  await appendPages(folder, [page, leafOf(2 ** 40, recordHeader(2 ** 30, 2 ** 39), 2 ** 31)])
  expect((await salvage(folder)).report.lost).toEqual([])
})

test('any bytes at all are read to their end', async () => {
  const rounds = process.env.SLOW === '1' ? 2000 : 100
  const random = seededRandom(5)
  for (let round = 0; round < rounds; round += 1) {
    const page = Buffer.from(randomBytes(USABLE_BYTES))
    page[0] = 0x0d
    if (random() < 0.5) page.writeUInt16BE(Math.floor(random() * 300), 3)
    for (const cell of readLeafCells(page, false)) expect(cell.local.length).toBeLessThanOrEqual(USABLE_BYTES)
  }
  expect(readVarint(Buffer.alloc(9, 0xff), 0)).toBeNull()
  expect(readVarint(Buffer.from([0x81]), 0)).toBeNull()
  expect(readVarint(Buffer.from([0x81, 0x00]), 0)).toEqual({ value: 128, end: 2 })
})

test('a file of noise, and one of a few bytes, has no events and ends', async () => {
  const folder = await copyVault(original)
  await truncate(join(folder, 'ledger.db'), 5000)
  const pages = new DamagedPages(join(folder, 'ledger.db'), randomBytes(32))
  expect([...findEvents(pages)].flat()).toEqual([])
  pages.close()
})
