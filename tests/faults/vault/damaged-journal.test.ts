import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  COMPLAINT,
  copyVault,
  createVault,
  openDesk,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { propertyRuns } from '../../support/property-runs.ts'

const WAL = 'ledger.db-wal'
// The journal's own layout (https://www.sqlite.org/fileformat2.html, section 4).
const WAL_HEADER_BYTES = 32
const FRAME_BYTES = 24 + 4096

const atEnd = whenFileEnds()
let original: string
let journal: Buffer
const acknowledgedSeq = 13

/** A vault as a killed process leaves it: what was acknowledged last stands in the journal only. */
beforeAll(async () => {
  const made = await createVault({ atEnd })
  await made.ask('case.open', { title: 'ក' })
  await made.engine.close()
  const desk = await unlock(made.folder, { atEnd })
  const [opened] = (await desk.ask('case.list', {})).cases
  for (let done = 0; done < 10; done += 1) {
    await desk.ask('complaint.add', { complaint: COMPLAINT, case: opened?.number })
  }
  expect((await desk.ask('vault.info', {})).head.seq).toBe(acknowledgedSeq)
  original = await copyVault(desk.folder, atEnd)
  await desk.engine.close()
  journal = await readFile(join(original, WAL))
  expect(journal.length).toBeGreaterThan(10 * FRAME_BYTES)
})

/** Unlocks a copy whose journal was changed; answers how far its ledger goes, or the failure. */
async function open(change: (path: string) => Promise<void>) {
  const folder = await copyVault(original)
  await change(join(folder, WAL))
  const desk = openDesk(folder)
  const answer = await desk.call('vault.unlock', { passphrase: PASSPHRASE })
  const outcome =
    answer.outcome === 'done'
      ? { seq: answer.value.head.seq }
      : answer.outcome === 'failed'
        ? answer.failure
        : answer
  return { desk, folder, outcome }
}

test('an untouched journal gives back everything that was acknowledged', async () => {
  const { desk, outcome } = await open(async () => {})
  expect(outcome).toEqual({ seq: acknowledgedSeq })
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
})

describe('a journal that is', () => {
  test.each<[string, (path: string) => Promise<void>, number]>([
    ['gone', (path) => rm(path), 3],
    ['empty', (path) => truncate(path, 0), 3],
    ['of zeros', (path) => writeFile(path, Buffer.alloc(journal.length)), 3],
    ['cut within its header', (path) => truncate(path, WAL_HEADER_BYTES - 1), 3],
    ['cut after its header', (path) => truncate(path, WAL_HEADER_BYTES), 3],
    ['cut after its first frame', (path) => truncate(path, WAL_HEADER_BYTES + FRAME_BYTES), 3],
    ['without its last byte', (path) => truncate(path, journal.length - 1), acknowledgedSeq - 1],
  ])('%s does not open, and says what was acknowledged and what is there', async (_, change, storedSeq) => {
    const { outcome } = await open(change)
    expect(outcome).toEqual({ code: 'head/behind-acknowledged', facts: { acknowledgedSeq, storedSeq } })
  })

  test('halved does not open, and what is left of it stays for whoever can mend it', async () => {
    const half = journal.subarray(0, Math.floor(journal.length / 2))
    const { folder, outcome, desk } = await open((path) => writeFile(path, half))
    expect(outcome).toMatchObject({ code: 'head/behind-acknowledged' })
    expect((await readFile(join(folder, WAL))).equals(half)).toBe(true)
    expect(await desk.call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({ failure: outcome })
    expect((await readFile(join(folder, WAL))).equals(half)).toBe(true)
    await writeFile(join(folder, WAL), journal)
    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('changed in one bit of its first frame does not open, stays, and opens once the bit is put right', async () => {
    const at = WAL_HEADER_BYTES + 24 + 100
    const flipped = Buffer.from(journal)
    flipped[at] = (flipped[at] ?? 0) ^ 1
    const { folder, outcome, desk } = await open((path) => writeFile(path, flipped))
    expect(outcome).toEqual({ code: 'head/behind-acknowledged', facts: { acknowledgedSeq, storedSeq: 3 } })
    expect((await readFile(join(folder, WAL))).equals(flipped)).toBe(true)
    await writeFile(join(folder, WAL), journal)
    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect((await desk.ask('vault.info', {})).head.seq).toBe(acknowledgedSeq)
  })

  test('changed in any one bit loses nothing that was acknowledged: it opens whole or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(journal.length * 8 - 1), async (bit) => {
        const flipped = Buffer.from(journal)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const { desk, outcome } = await open((path) => writeFile(path, flipped))
        if ('code' in outcome) expect(outcome.code).toBe('head/behind-acknowledged')
        else {
          expect(outcome).toEqual({ seq: acknowledgedSeq })
          expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
        }
        await desk.engine.close()
      }),
      propertyRuns(15),
    )
  })

  test('of another vault does not open either', async () => {
    const other = await createVault()
    await other.ask('case.open', { title: 'other' })
    const foreign = await readFile(join(other.folder, WAL))
    const { outcome } = await open((path) => writeFile(path, foreign))
    expect(outcome).toMatchObject({
      code: expect.stringMatching(/^(head\/behind-acknowledged|database\/damaged)$/),
    })
  })

  test('a folder is out of reach and not damaged', async () => {
    const { outcome } = await open(async (path) => {
      await rm(path)
      await mkdir(path)
    })
    expect(outcome).toMatchObject({ code: 'disk/failed' })
  })
})
