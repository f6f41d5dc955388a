import { open, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { VaultKeeper } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { PAGE_BYTES } from '#node/sqlite/vault-database.ts'
import { filesIn } from '../../node/objects/object-room.ts'
import { copyVault, makeClosedVault, unlock, whenFileEnds } from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'
import { judgeVault } from './judge-vault.ts'

const isSlow = process.env.SLOW === '1'
// Every bit of a header, every byte of a head and of an object are tried where each is read by itself; here that what
// verifies a vault reads them.
const SMALL_FILE_STRIDE = isSlow ? 1 : 3
const OBJECT_STRIDE = isSlow ? 1 : 5
/** Places in a page: its first byte, its ciphertext, its initialisation vector, its code, its last byte. */
const PAGE_PLACES = [0, 16, 2000, 4015, 4016, 4031, 4032, 4095]

const atEnd = whenFileEnds()
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

const places = (size: number, stride: number) =>
  Array.from({ length: Math.ceil(size / stride) }, (_, at) => at * stride)

/** Flips the lowest bit of one byte after the other, each alone, and lets `look` see the file like that. */
async function flipEach(
  path: string,
  at: readonly number[],
  look: (at: number) => Promise<void>,
): Promise<void> {
  const handle = await open(path, 'r+')
  const whole = await readFile(path)
  try {
    for (const place of at) {
      const byte = whole[place] ?? 0
      await handle.write(Buffer.of(byte ^ 1), 0, 1, place)
      await look(place)
      await handle.write(Buffer.of(byte), 0, 1, place)
    }
  } finally {
    await handle.close()
  }
}

async function checkFiles(keeper: VaultKeeper, session: VaultSession) {
  const work = { signal: new AbortController().signal, onProgress: () => {} }
  return expectOk(await keeper.checkFiles(session, work)).findings
}

describe('while the vault is open', () => {
  test.each(['vault.json', 'vault.copy.json'])('a byte of %s that changes is found there', async (file) => {
    const folder = await copyVault(original)
    const { keeper, session } = await openSession(folder)
    const { size } = await stat(join(folder, file))
    await flipEach(join(folder, file), places(size, SMALL_FILE_STRIDE), async (at) => {
      const findings = await checkFiles(keeper, session)
      expect(findings, `byte ${at}`).toEqual([
        { code: expect.stringMatching(/^vault\/header-(damaged|truncated)$/), file },
      ])
    })
    expect(await checkFiles(keeper, session)).toEqual([])
  })

  test('a byte of the head file that changes is found in its record', async () => {
    const folder = await copyVault(original)
    const { keeper, session } = await openSession(folder)
    await flipEach(join(folder, 'head'), places(1024, SMALL_FILE_STRIDE), async (at) => {
      const offsetBytes = at < 512 ? 0 : 512
      expect(await checkFiles(keeper, session), `byte ${at}`).toEqual([
        { code: 'head/damaged', file: 'head', offsetBytes },
      ])
    })
    expect(await checkFiles(keeper, session)).toEqual([])
  })

  test('a byte of the database that changes is found in its page, whatever the page holds', async () => {
    const folder = await copyVault(original)
    const { keeper, session } = await openSession(folder)
    const path = join(folder, 'ledger.db')
    const { size } = await stat(path)
    const pages = size / PAGE_BYTES
    expect(pages).toBeGreaterThan(30)
    const sample = Array.from({ length: pages }, (_, page) =>
      PAGE_PLACES.map((place) => page * PAGE_BYTES + place),
    ).flat()
    await flipEach(path, isSlow ? places(size, 1) : sample, async (at) => {
      const findings = await checkFiles(keeper, session)
      const page = Math.floor(at / PAGE_BYTES) + 1
      const found = {
        code: 'database/damaged',
        file: 'ledger.db',
        page,
        offsetBytes: (page - 1) * PAGE_BYTES,
      }
      // The salt in front of page 1 enters the codes of all pages.
      if (at < 16) expect(findings).toHaveLength(pages)
      else expect(findings, `byte ${at}`).toEqual([found])
      expect(findings[0]).toEqual(at < 16 ? { ...found, page: 1 } : found)
    })
    expect(await checkFiles(keeper, session)).toEqual([])
  })

  test('a byte of an object that changes is found there, with its exhibit and event', async () => {
    const desk = await unlock(await copyVault(original))
    const objects = (await filesIn(desk.folder)).filter((file) => file.startsWith('objects/'))
    expect(objects).toHaveLength(2)
    const exhibits = (
      await Promise.all(
        (
          await desk.ask('case.list', {})
        ).cases.map(({ number }) => desk.ask('exhibit.list', { case: number })),
      )
    ).flatMap(({ exhibits: [exhibit] }) => exhibit ?? [])
    for (const file of objects) {
      const exhibit = exhibits.find(({ objectId }) => objectId !== undefined && file.endsWith(objectId))
      const { size } = await stat(join(desk.folder, file))
      let tried = 0
      await flipEach(join(desk.folder, file), places(size, OBJECT_STRIDE), async (at) => {
        const answer = await desk.call('exhibit.verify', { exhibit: exhibit?.number ?? '' })
        expect(answer, `byte ${at}`).toMatchObject({
          outcome: 'failed',
          failure: { code: expect.stringMatching(/^object\//) },
        })
        // What verifies the whole vault says the same and more; asking it each time would take minutes.
        tried += 1
        if (tried % 100 !== 1) return
        const { isWhole, findings } = await desk.ask('vault.verify', {})
        expect(isWhole).toBe(false)
        expect(findings).toMatchObject([
          { file, objectId: exhibit?.objectId, exhibitNumber: exhibit?.number, seq: expect.any(Number) },
        ])
      })
    }
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })
})

describe('while the vault is locked', () => {
  test('a page of the database that is damaged is named by unlocking or by verifying', async () => {
    const folder = await copyVault(original)
    const path = join(folder, 'ledger.db')
    const whole = await readFile(path)
    for (let page = 1; page <= whole.length / PAGE_BYTES; page += 1) {
      const damaged = Buffer.from(whole)
      const at = (page - 1) * PAGE_BYTES + 1000
      damaged[at] = (damaged[at] ?? 0) ^ 1
      await writeFile(path, damaged)
      const judged = await judgeVault(folder)
      const place = { page, offsetBytes: (page - 1) * PAGE_BYTES }
      if (judged.opens)
        expect(judged.findings[0]).toEqual({ code: 'database/damaged', file: 'ledger.db', ...place })
      else expect(judged.failure).toMatchObject({ code: 'database/damaged', facts: place })
      // A damaged vault is looked at, not mended.
      expect((await readFile(path)).equals(damaged), `page ${page}`).toBe(true)
    }
    await writeFile(path, whole)
    expect(await judgeVault(folder)).toMatchObject({ opens: true, findings: [] })
  })

  test.each([
    ['one byte short', (whole: Buffer) => whole.subarray(0, -1)],
    ['one byte long', (whole: Buffer) => Buffer.concat([whole, Buffer.of(0)])],
    ['a page short', (whole: Buffer) => whole.subarray(0, -PAGE_BYTES)],
    ['a page long', (whole: Buffer) => Buffer.concat([whole, Buffer.alloc(PAGE_BYTES)])],
    ['cut to one page', (whole: Buffer) => whole.subarray(0, PAGE_BYTES)],
    ['cut within its first page', (whole: Buffer) => whole.subarray(0, 100)],
    ['of one byte', (whole: Buffer) => whole.subarray(0, 1)],
    [
      'with two pages exchanged',
      (whole: Buffer) =>
        Buffer.concat([
          whole.subarray(0, 8192),
          whole.subarray(12288, 16384),
          whole.subarray(8192, 12288),
          whole.subarray(16384),
        ]),
    ],
    ['another file', () => Buffer.from('SQLite format 3\u0000'.padEnd(8192, 'x'))],
  ])('a database that is %s is damaged', async (_, change) => {
    const folder = await copyVault(original)
    const path = join(folder, 'ledger.db')
    await writeFile(path, change(await readFile(path)))
    const judged = await judgeVault(folder)
    if (judged.opens) expect(judged.findings.map(({ code }) => code)).toContain('database/damaged')
    else expect(judged.failure.code).toMatch(/^(database\/damaged|head\/behind-acknowledged)$/)
  })
})
