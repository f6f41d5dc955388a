import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { DigestHex, KeyId } from '#core/ids.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import type { VaultDatabase } from '#node/sqlite/vault-database.ts'
import { asInsider, type Insider, type Row, resign } from '../../support/insider.ts'
import {
  copyVault,
  createVault,
  fillVault,
  makeClosedVault,
  openDesk,
  PASSPHRASE,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { judgeVault } from './judge-vault.ts'

const atEnd = whenFileEnds()
let original: string
let rows: readonly Row[]

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
  rows = (await asInsider(original)).rows()
})

/** A copy of the vault in whose database somebody with all keys has edited, and how that is judged. */
async function judgeEdit(
  work: (database: VaultDatabase, insider: Insider) => void,
  afterwards: (insider: Insider) => Promise<void> = async () => {},
) {
  const folder = await copyVault(original)
  const insider = await asInsider(folder)
  insider.edit((database) => work(database, insider))
  await afterwards(insider)
  return await judgeVault(folder)
}

const rowOf = (seq: number) => rows[seq - 1] as Row
const lastSeq = () => rows.length
const found = (...findings: object[]) => ({
  opens: true,
  findings: findings.map((finding) => ({ file: 'ledger.db', ...finding })),
})

function set(database: VaultDatabase, seq: number, change: Partial<Row>): void {
  const columns = Object.keys(change).map((column) => `${column} = @${column}`)
  database.prepare(`UPDATE event SET ${columns.join(', ')} WHERE seq = @at`).run({ ...change, at: seq })
}

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

test('a vault that nobody edited is whole, also when its triggers were taken away and put back', async () => {
  expect(rows.length).toBe(8)
  expect(await judgeEdit(() => {})).toMatchObject({ opens: true, findings: [] })
})

describe('one event', () => {
  test('with another header is named', async () => {
    const at = rowOf(5).header.indexOf('"wallMs":') + 10
    const edited = await judgeEdit((database) => set(database, 5, { header: flip(rowOf(5).header, at) }))
    expect(edited).toMatchObject(found({ code: 'ledger/header-damaged', seq: 5 }))
  })

  test('with a header that is no JSON is named, and those after it do not hide it', async () => {
    const edited = await judgeEdit((database) => set(database, 5, { header: Buffer.from('{') }))
    expect(edited).toMatchObject({
      findings: [
        { code: 'ledger/header-damaged', seq: 5 },
        { code: 'ledger/sequence-broken', seq: 6 },
      ],
    })
  })

  test('with another header and the hash that fits it has no valid signature, and the chain breaks after it', async () => {
    const { header, hash_hex } = resign(
      rowOf(5),
      { scopeRef: '00'.repeat(16) },
      personKeysFrom(Buffer.alloc(32)),
    )
    const edited = await judgeEdit((database) => set(database, 5, { header, hash_hex }))
    expect(edited).toMatchObject(
      found({ code: 'ledger/signature-wrong', seq: 5 }, { code: 'ledger/chain-broken', seq: 6 }),
    )
  })

  test('with another body is named', async () => {
    for (const at of [0, 32, 64, rowOf(5).sealed_body.length - 1]) {
      const edited = await judgeEdit((database) =>
        set(database, 5, { sealed_body: flip(rowOf(5).sealed_body, at) }),
      )
      expect(edited).toMatchObject(found({ code: 'ledger/body-differs', seq: 5 }))
    }
  })

  test('with a shorter body is named', async () => {
    const edited = await judgeEdit((database) =>
      set(database, 5, { sealed_body: rowOf(5).sealed_body.subarray(1) }),
    )
    expect(edited).toMatchObject(found({ code: 'ledger/body-differs', seq: 5 }))
  })

  test('whose body was exchanged with another is named, and so is the other', async () => {
    const edited = await judgeEdit((database) => {
      set(database, 5, { sealed_body: rowOf(8).sealed_body })
      set(database, 8, { sealed_body: rowOf(5).sealed_body })
    })
    expect(edited).toMatchObject({
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'ledger/body-differs', seq: 5 }),
        expect.objectContaining({ code: 'ledger/body-differs', seq: 8 }),
      ]),
    })
  })

  test('with a signature of another key is named, whoever it says it is by', async () => {
    const stranger = personKeysFrom(Buffer.alloc(32, 7))
    const forged = await judgeEdit((database) =>
      set(database, 8, { signature: resign(rowOf(8), {}, stranger).signature }),
    )
    expect(forged).toMatchObject(found({ code: 'ledger/signature-wrong', seq: 8 }))
    const renamed = await judgeEdit(
      (database) => set(database, 8, resign(rowOf(8), { actor: stranger.keyId }, stranger)),
      (insider) => setHeadTo(insider, 8),
    )
    expect(renamed).toMatchObject(found({ code: 'ledger/signer-unknown', seq: 8 }))
  })

  test('with any bit of its signature changed is named', async () => {
    for (const at of [0, 31, 32, 63]) {
      const edited = await judgeEdit((database) =>
        set(database, 8, { signature: flip(rowOf(8).signature, at) }),
      )
      expect(edited).toMatchObject(found({ code: 'ledger/signature-wrong', seq: 8 }))
    }
  })

  test('that is moved to another scope is named', async () => {
    const other = rowOf(7).scope
    expect(other).not.toBe(rowOf(4).scope)
    const edited = await judgeEdit((database) => set(database, 4, { scope: other }))
    expect(edited).toMatchObject(
      found({ code: 'ledger/scope-wrong', seq: 4 }, { code: 'projection/differs' }),
    )
  })

  test('that is moved to a scope of which nobody has the key is named', async () => {
    const edited = await judgeEdit((database) => set(database, 8, { scope: '00'.repeat(16) }))
    expect(edited).toMatchObject(
      found({ code: 'ledger/key-missing', seq: 8 }, { code: 'projection/differs' }),
    )
  })

  test('whose row names another device, number, place or hash is named', async () => {
    const device = await judgeEdit((database) => set(database, 5, { device: '00'.repeat(16) }))
    expect(device).toMatchObject({
      findings: [{ code: 'ledger/header-damaged', seq: 5 }, { code: 'projection/differs' }],
    })
    const place = await judgeEdit((database) => set(database, 8, { position: 9 }))
    expect(place).toMatchObject(found({ code: 'ledger/sequence-broken', seq: 8 }))
    const hash = await judgeEdit((database) => set(database, 5, { hash_hex: '00'.repeat(32) }))
    expect(hash).toMatchObject({
      findings: [
        { code: 'ledger/header-damaged', seq: 5 },
        { code: 'ledger/chain-broken', seq: 6 },
        { code: 'projection/differs' },
      ],
    })
    const number = await judgeEdit((database) => set(database, 8, { seq: 9 }))
    expect(number).toMatchObject({ opens: false, failure: { code: 'head/behind-acknowledged' } })
  })
})

/** Makes the head file name the event that is stored with this number. */
async function setHeadTo(insider: Insider, seq: number): Promise<void> {
  const row = insider.rows().find((candidate) => candidate.seq === seq)
  if (row === undefined) throw new Error(`no event ${seq}`)
  await insider.setHead({ device: row.device as never, seq, hashHex: row.hash_hex as DigestHex })
}

describe('the order of events', () => {
  test('without the last event does not open', async () => {
    const cut = await judgeEdit((database) => database.exec('DELETE FROM event WHERE seq = 8'))
    expect(cut).toEqual({
      opens: false,
      failure: { code: 'head/behind-acknowledged', facts: { acknowledgedSeq: 8, storedSeq: 7 } },
    })
  })

  test('without the last event opens when the head file was forged too, and shows by its projections', async () => {
    const cut = await judgeEdit(
      (database) => database.exec('DELETE FROM event WHERE seq = 8'),
      (insider) => setHeadTo(insider, 7),
    )
    expect(cut).toMatchObject(found({ code: 'projection/differs' }))
  })

  test('without an event in the middle breaks where it is missing', async () => {
    const cut = await judgeEdit((database) => database.exec('DELETE FROM event WHERE seq = 5'))
    expect(cut).toMatchObject(
      found({ code: 'ledger/sequence-broken', seq: 6 }, { code: 'projection/differs' }),
    )
  })

  test('without an event in the middle, the rest renumbered and signed again, breaks as well', async () => {
    const cut = await judgeEdit(
      (database, { keys }) => {
        database.exec('DELETE FROM event WHERE seq = 5')
        for (const seq of [6, 7, 8]) {
          const row = rowOf(seq)
          set(database, seq, { seq: seq - 1, position: seq - 1, ...resign(row, { seq: seq - 1 }, keys) })
        }
      },
      (insider) => setHeadTo(insider, 7),
    )
    expect(cut).toMatchObject({ opens: true })
    const [first] = cut.opens ? cut.findings : []
    expect(first).toEqual({ code: 'ledger/chain-broken', file: 'ledger.db', seq: 5 })
  })

  test('with two events exchanged breaks at the first of them', async () => {
    const swapped = await judgeEdit((database) => {
      set(database, 5, { position: 100 })
      set(database, 6, { position: 5 })
      set(database, 5, { position: 6 })
    })
    const [first] = swapped.opens ? swapped.findings : []
    expect(first).toEqual({ code: 'ledger/sequence-broken', file: 'ledger.db', seq: 6 })
  })

  test('with an old event appended again breaks there', async () => {
    const replayed = await judgeEdit((database) => {
      const row = { ...rowOf(5), position: 9, seq: 9, hash_hex: '99'.repeat(32) }
      insert(database, row)
    })
    expect(replayed).toMatchObject({ findings: [{ seq: 9 }, { seq: 9 }] })
    expect(replayed.opens && replayed.findings.map(({ code }) => code)).toEqual([
      'ledger/sequence-broken',
      'ledger/header-damaged',
    ])
  })

  test('with an event inserted breaks there', async () => {
    const inserted = await judgeEdit((database, { keys }) => {
      for (const seq of [8, 7, 6]) set(database, seq, { position: seq + 1 })
      const forged = resign(rowOf(5), { seq: 6, prev: rowOf(5).hash_hex as DigestHex }, keys)
      insert(database, { ...rowOf(5), ...forged, position: 6, seq: 60 })
    })
    const [first] = inserted.opens ? inserted.findings : []
    expect(first).toMatchObject({ seq: 60 })
  })

  test('with an event of another device in between breaks there', async () => {
    const stranger = await judgeEdit((database, { keys }) => {
      const device = '11'.repeat(16)
      insert(database, {
        ...rowOf(5),
        ...resign(rowOf(5), { seq: 1, device: device as never }, keys),
        position: 9,
        device,
        seq: 1,
      })
    })
    const [first] = stranger.opens ? stranger.findings : []
    expect(first).toEqual({ code: 'ledger/sequence-broken', file: 'ledger.db', seq: 1 })
  })

  test('with a time that runs back breaks there', async () => {
    const at = Date.UTC(1970, 0, 2)
    const back = await judgeEdit(
      (database, { keys }) => {
        const time = { wallMs: at, counter: 0, clockMs: at, runId: '00'.repeat(8), monotonicMs: 1 }
        set(database, 8, resign(rowOf(8), { time }, keys))
      },
      (insider) => setHeadTo(insider, 8),
    )
    expect(back).toMatchObject({
      findings: [{ code: 'ledger/time-runs-back', seq: 8 }, { code: 'projection/differs' }],
    })
  })
})

function insert(database: VaultDatabase, row: Row): void {
  const columns = Object.keys(row)
  database
    .prepare(
      `INSERT INTO event (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
    )
    .run(row)
}

test('a founder whose key another person brings is found: the first event does not introduce its signer', async () => {
  const stranger = personKeysFrom(Buffer.alloc(32, 7))
  const edited = await judgeEdit((database) =>
    set(database, 1, resign(rowOf(1), { actor: stranger.keyId as KeyId }, stranger)),
  )
  const [first] = edited.opens ? edited.findings : []
  expect(first).toEqual({ code: 'ledger/signer-unknown', file: 'ledger.db', seq: 1 })
})

test('a case that its own officer opens a second time, properly signed, is a finding and no crash', async () => {
  const folder = await copyVault(original)
  const desk = openDesk(folder)
  await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
  const { number } = await desk.ask('case.open', { title: 'once' })
  await desk.engine.close()
  const insider = await asInsider(folder)
  const opened = insider.rows().at(-1) as Row
  insider.edit((database) => {
    const again = resign(opened, { seq: opened.seq + 1, prev: opened.hash_hex as DigestHex }, insider.keys)
    insert(database, { ...opened, ...again, seq: opened.seq + 1, position: opened.position + 1 })
  })
  const judged = await judgeVault(folder)
  expect(number).toMatch(/-0003$/)
  expect(judged.opens && judged.findings.length).toBeGreaterThan(0)
})

test('rolling back the whole vault to an older copy of itself is NOT found locally: that takes a witness outside', async () => {
  const desk = await createVault()
  await desk.engine.close()
  const older = await copyVault(desk.folder)
  const later = openDesk(desk.folder)
  await later.ask('vault.unlock', { passphrase: PASSPHRASE })
  await fillVault(later)
  await later.engine.close()
  for (const file of ['ledger.db', 'head']) await copyFile(join(older, file), join(desk.folder, file))
  const judged = await judgeVault(desk.folder)
  expect(judged).toMatchObject({ opens: true, findings: [] })
  // The objects stay behind and are named, though nobody says that anything is wrong with them.
  expect(judged.opens && judged.notes.map(({ code }) => code)).toEqual([
    'object/not-recorded',
    'object/not-recorded',
  ])
})

test('rolling back the database alone does not open', async () => {
  const folder = await copyVault(original)
  const desk = openDesk(folder)
  await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
  await desk.ask('case.open', { title: 'later' })
  await desk.engine.close()
  await copyFile(join(original, 'ledger.db'), join(folder, 'ledger.db'))
  expect(await judgeVault(folder)).toEqual({
    opens: false,
    failure: {
      code: 'head/behind-acknowledged',
      facts: { acknowledgedSeq: lastSeq() + 2, storedSeq: lastSeq() },
    },
  })
})
