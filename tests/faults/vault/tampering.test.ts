import { copyFile, cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { DeviceId, DigestHex } from '#core/ids.ts'
import { asInsider, type Insider, type Row, resign } from '../../support/insider.ts'
import {
  copyVault,
  createVault,
  fillVault,
  makeFolder,
  openDesk,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { EVENT, insertRow, setRow } from './edited-vault.ts'

const atEnd = whenFileEnds()
const { firstComplaint: middle, secondComplaint: other, secondExhibit: last } = EVENT
let older: string
let original: string
let witness: string
let known: Insider
let rows: readonly Row[]

/** A vault as it was before its cases, and as it is, with what its machine saw of it. */
beforeAll(async () => {
  witness = join(await makeFolder(atEnd), 'witness')
  const desk = await createVault({ atEnd, witnessFolder: witness })
  await desk.engine.close()
  older = await copyVault(desk.folder, atEnd)
  const again = await unlock(desk.folder, { atEnd, witnessFolder: witness })
  await fillVault(again)
  await again.engine.close()
  original = desk.folder
  known = await asInsider(original)
  rows = known.rows()
})

const rowOf = (seq: number) => rows[seq - 1] as Row
const removal = (seq: number) => `DELETE FROM event WHERE seq = ${seq}`

/** What becomes of a vault after somebody who has all its keys was at its files: the codes that its machine names first. */
async function judge(tamper: (insider: Insider) => Promise<void> | void): Promise<readonly string[]> {
  const folder = await copyVault(original)
  const witnessFolder = await copyVault(witness)
  const insider = await asInsider(folder, known)
  await tamper(insider)
  const desk = openDesk(folder, { witnessFolder })
  const unlocked = await desk.call('vault.unlock', { passphrase: PASSPHRASE })
  if (unlocked.outcome !== 'done') return [unlocked.outcome === 'failed' ? unlocked.failure.code : 'bug']
  const { findings } = await desk.ask('vault.verify', {})
  return findings.map(({ code, seq }) => (seq === undefined ? code : `${code} ${seq}`))
}

const setHead = async (insider: Insider, { device, seq, hash_hex }: Row) =>
  insider.setHead({ device: device as DeviceId, seq, hashHex: hash_hex as DigestHex })

test('a vault that nobody touched is whole', async () => {
  expect(await judge(() => {})).toEqual([])
})

describe('each kind of tampering has a name of its own', () => {
  test('a header edited', async () => {
    const header = Buffer.from(
      rowOf(middle)
        .header.toString()
        .replace(/"sizeBytes":\d/, '"sizeBytes":9'),
    )
    const found = await judge(({ edit }) => edit((database) => setRow(database, middle, { header })))
    expect(found[0]).toBe(`ledger/header-damaged ${middle}`)
  })

  test('an event deleted', async () => {
    const found = await judge(({ edit }) => edit((database) => database.exec(removal(middle))))
    expect(found[0]).toBe(`ledger/sequence-broken ${middle + 1}`)
  })

  test('events put into another order', async () => {
    const found = await judge(({ edit }) =>
      edit((database) => {
        setRow(database, middle, { position: 100 })
        setRow(database, middle + 1, { position: middle })
        setRow(database, middle, { position: middle + 1 })
      }),
    )
    expect(found[0]).toMatch(/^ledger\/sequence-broken/)
  })

  test('the tail cut off', async () => {
    const found = await judge(({ edit }) => edit((database) => database.exec(removal(last))))
    expect(found).toEqual(['head/behind-acknowledged'])
  })

  test('the tail cut off and the head file made to fit', async () => {
    const found = await judge(async (insider) => {
      insider.edit((database) => database.exec(removal(last)))
      await setHead(insider, rowOf(last - 1))
    })
    expect(found).toEqual([`ledger/behind-witness ${last}`])
  })

  test('an event of another device spliced in', async () => {
    const device = '11'.repeat(16) as DeviceId
    const found = await judge(({ edit, keys }) =>
      edit((database) => {
        const prev = '00'.repeat(32) as DigestHex
        const spliced = resign(rowOf(middle), { seq: last + 1, device, prev }, keys)
        insertRow(database, { ...rowOf(middle), ...spliced, position: last + 1, device, seq: last + 1 })
      }),
    )
    expect(found[0]).toBe(`ledger/scope-wrong ${last + 1}`)
    expect(found).toContain(`ledger/sequence-broken ${last + 1}`)
  })

  test('the database replaced by an older copy of itself', async () => {
    const found = await judge(({ folder }) => copyFile(join(older, 'ledger.db'), join(folder, 'ledger.db')))
    expect(found).toEqual(['head/behind-acknowledged'])
  })

  test('every file replaced by an older copy', async () => {
    const found = await judge(async ({ folder }) => {
      await rm(folder, { recursive: true })
      await cp(older, folder, { recursive: true })
    })
    expect(found).toEqual([`ledger/behind-witness ${last}`])
  })

  test('the same number used twice: every file replaced, and work gone on from there', async () => {
    const found = await judge(async ({ folder }) => {
      await rm(folder, { recursive: true })
      await cp(older, folder, { recursive: true })
      const elsewhere = await unlock(folder)
      await fillVault(elsewhere)
      await elsewhere.engine.close()
    })
    expect(found).toEqual([`ledger/forked ${last}`])
  })

  test('a ledger written anew from an event on, with every key at hand', async () => {
    const found = await judge(async (insider) => {
      let previous = rowOf(last - 2)
      const again = [last - 1, last].map((seq) => {
        const time = { ...JSON.parse(rowOf(seq).header.toString()).time, monotonicMs: 7 }
        const change = { time, prev: previous.hash_hex as DigestHex }
        previous = { ...rowOf(seq), ...resign(rowOf(seq), change, insider.keys) }
        return previous
      })
      insider.edit((database) => {
        for (const { seq, header, hash_hex, signature } of again)
          setRow(database, seq, { header, hash_hex, signature })
      })
      await setHead(insider, previous)
    })
    expect(found).toEqual([`ledger/forked ${last}`])
  })

  test('a body put under another header', async () => {
    const found = await judge(({ edit }) =>
      edit((database) => setRow(database, middle, { sealed_body: rowOf(other).sealed_body })),
    )
    expect(found[0]).toBe(`ledger/body-differs ${middle}`)
  })

  test('a body destroyed without an order', async () => {
    const found = await judge(({ edit }) =>
      edit((database) => setRow(database, middle, { sealed_body: Buffer.alloc(0) })),
    )
    expect(found[0]).toBe(`ledger/body-missing ${middle}`)
  })

  test('a signature of somebody else', async () => {
    const signature = Buffer.from(rowOf(other).signature)
    const found = await judge(({ edit }) => edit((database) => setRow(database, middle, { signature })))
    expect(found[0]).toBe(`ledger/signature-wrong ${middle}`)
  })

  test('time that runs back, properly signed', async () => {
    const time = { wallMs: 1, counter: 0, clockMs: 1, runId: '00'.repeat(8), monotonicMs: 1 }
    const found = await judge(async (insider) => {
      const back = { ...rowOf(last), ...resign(rowOf(last), { time }, insider.keys) }
      insider.edit((database) =>
        setRow(database, last, { header: back.header, hash_hex: back.hash_hex, signature: back.signature }),
      )
      await setHead(insider, back)
    })
    expect(found).toEqual(expect.arrayContaining([`ledger/forked ${last}`, `ledger/time-runs-back ${last}`]))
  })
})
