import { readdir, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { DamagedPages } from '#node/salvage/damaged-pages.ts'
import { codeOf, copyVault, makeFolder, PASSPHRASE, whenFileEnds } from '../../support/make-vault.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import {
  countPages,
  destroyPages,
  keysOf,
  makeLongVault,
  numbersIn,
  PAGE_BYTES,
  pagesOfEvents,
  type Salvaged,
  salvage,
} from './salvage-room.ts'

const atEnd = whenFileEnds()
let original: string
let pages: ReadonlyMap<number, ReadonlySet<number>>
/** Type byte of each page, `null` where it is none that a tree has. */
let kinds: readonly (number | null)[]
let lastSeq: number

const [INTERIOR, LEAF] = [0x05, 0x0d]

beforeAll(async () => {
  const desk = await makeLongVault(atEnd)
  lastSeq = (await desk.ask('vault.info', {})).head.seq
  await desk.engine.close()
  original = desk.folder
  const { keyring } = await keysOf(original)
  pages = pagesOfEvents(original, keyring.databaseKey)
  expect([...pages.keys()].sort((a, b) => a - b)).toEqual(numbersIn([{ from: 1, to: lastSeq }]))
  const reader = new DamagedPages(join(original, 'ledger.db'), keyring.databaseKey)
  kinds = [...reader.all()].map(({ page, isFirst }) => page[isFirst ? 100 : 0] ?? null)
  reader.close()
})

/** Events of which a page is among these. */
function eventsOn(destroyed: readonly number[]): number[] {
  return [...pages]
    .filter(([, needed]) => destroyed.some((number) => needed.has(number)))
    .map(([seq]) => seq)
    .sort((a, b) => a - b)
}

/** Destroys pages of a copy and salvages it: what is lost is exactly what stood on them, and the rest verifies. */
async function loseExactly(destroyed: readonly number[]): Promise<Salvaged> {
  const folder = await copyVault(original)
  await destroyPages(folder, destroyed)
  const salvaged = await salvage(folder)
  const lost = eventsOn(destroyed)
  expect(numbersIn(salvaged.report.lost)).toEqual(lost)
  expect(salvaged.report).toMatchObject({ lastSeq, saved: lastSeq - lost.length })
  const { findings } = await salvaged.desk.ask('vault.verify', {})
  expect(findings).toEqual([])
  expect(salvaged.desk.bugs).toEqual([])
  return salvaged
}

const numbersOf = (kind: number) =>
  kinds.flatMap((found, index) => (found === kind && index > 0 ? [index + 1] : []))
const leafOf = (seq: number) => [...(pages.get(seq) ?? [])][0] ?? 0

describe('of a database of which is destroyed', () => {
  test('nothing, everything is salvaged', async () => {
    const { report } = await loseExactly([])
    expect(report).toEqual({
      lastSeq,
      saved: lastSeq,
      lost: [],
      objects: { saved: 2, lost: 0 },
      unreadableCases: 0,
    })
  })

  test('the first page, with its salt and its schema, every event is salvaged', async () => {
    expect((await loseExactly([1])).report.lost).toEqual([])
  })

  test('every page that leads to others, every event is salvaged', async () => {
    expect(numbersOf(INTERIOR)).not.toEqual([])
    expect((await loseExactly(numbersOf(INTERIOR))).report.lost).toEqual([])
  })

  test('a page of rows, the events on it are lost and named', async () => {
    const leaf = leafOf(Math.floor(lastSeq / 2))
    expect(numbersOf(LEAF)).toContain(leaf)
    expect((await loseExactly([leaf])).report.saved).toBeLessThan(lastSeq)
  })

  test('a page to which a row overflows, that one event is lost', async () => {
    const [, overflow = 0] = [
      ...(pages.get([...pages].find(([, needed]) => needed.size > 2)?.[0] ?? 0) ?? []),
    ]
    expect((await loseExactly([overflow])).report.saved).toBe(lastSeq - 1)
  })

  test('the page that says who founded the vault, whoever salvages it is introduced by the salvage and can work on', async () => {
    const { report, desk } = await loseExactly([leafOf(1)])
    expect(report.lost[0]).toMatchObject({ from: 1 })
    expect(report.unreadableCases).toBeGreaterThan(0)
    const before = await desk.ask('case.list', {})
    const { number } = await desk.ask('case.open', { title: 'after the salvage' })
    await desk.ask('vault.lock', {})
    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    const room = await makeFolder()
    const disclose = async (name: string) => {
      const outletId = await desk.engine.offerOutletPath(join(room, `${name}.jsonl`))
      return await desk.call('case.disclose', { case: name, outletId })
    }
    expect(before.total).toBeGreaterThan(0)
    expect((await disclose(number)).outcome).toBe('done')
    for (const { number: earlier } of before.cases)
      expect(codeOf(await disclose(earlier))).toBe('disclosure/introduction-lost')
    expect(await readdir(room)).toEqual([`${number}.jsonl`])
    expect((await desk.ask('vault.verify', {})).findings).toEqual([])
  })

  test('the last page of rows, the end of the ledger is missed by the head file', async () => {
    const { report } = await loseExactly([leafOf(lastSeq)])
    expect(report.lost.at(-1)?.to).toBe(lastSeq)
  })

  const ROUNDS = process.env.SLOW === '1' ? 60 : 3
  test.each(Array.from({ length: ROUNDS }, (_, seed) => seed))(
    'up to a third at random (%i), what is lost is exactly what stood there',
    async (seed) => {
      const random = seededRandom(seed)
      const share = 0.01 + random() * 0.29
      const all = Array.from({ length: await countPages(original) }, (_, index) => index + 1)
      await loseExactly(all.filter(() => random() < share))
    },
  )
})

test('a file that was cut short gives what is left of it', async () => {
  const folder = await copyVault(original)
  const kept = Math.floor((await countPages(folder)) / 2)
  await truncate(join(folder, 'ledger.db'), kept * PAGE_BYTES + 100)
  const { report, desk } = await salvage(folder)
  const cut = Array.from({ length: (await countPages(original)) - kept }, (_, index) => kept + 1 + index)
  expect(numbersIn(report.lost)).toEqual(eventsOn(cut))
  expect((await desk.ask('vault.verify', {})).findings).toEqual([])
  expect((await readFile(join(folder, 'ledger.db'))).length).toBe(kept * PAGE_BYTES + 100)
})
