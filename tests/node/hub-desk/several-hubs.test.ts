import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { logIn } from '#app/desk/log-in.ts'
import { findSession } from '#app/desk/sessions.ts'
import { proveHub } from '#hub/backup-hub.ts'
import { openDesk } from '#hub/open-desk.ts'
import { type OpenHub, openHub } from '#hub/open-hub.ts'
import { HUB_DATABASE_FILE, openHubFolder } from '#node/hub-store/hub-folder.ts'
import { openHubDatabase } from '#node/sqlite/hub-database.ts'
import { codeAt, DESK_PASSPHRASE, settlePerson } from '../../support/desk-person.ts'
import { HUB_PASSPHRASE, makeHub } from '../../support/hub-room.ts'
import { type PostgresServer, startPostgres } from '../../support/hub-store-places.ts'
import { whenFileEnds } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
const postgres: PostgresServer | string = await startPostgres()
if (typeof postgres === 'string') console.warn(`without PostgreSQL: ${postgres}`)
else atEnd(() => postgres.stop())

const PLACES = [
  ['the embedded store', null] as const,
  ...(typeof postgres === 'string' ? [] : [['PostgreSQL', postgres.url('postgres')] as const]),
]
const STEP_MS = 30_000
const DESK_TABLES = ['audit_row', 'desk_session', 'log_in_try', 'used_step', 'desk_turn']

describe.each(PLACES)('two processes of one hub on %s', (_name, url) => {
  let folder: string
  const opened = async () => {
    const hub = expectOk(await openHub(folder, HUB_PASSPHRASE, url))
    atEnd(() => hub.close())
    return hub
  }

  // A process waits for the lock of an embedded store without doing anything else: two in one process would wait for ever.
  const atOnce = async <T>(works: readonly (() => Promise<T>)[]): Promise<readonly T[]> => {
    if (url !== null) return await Promise.all(works.map((work) => work()))
    const done: T[] = []
    for (const work of works) done.push(await work())
    return done
  }

  it('share sessions, tries, codes that were used, suspensions and one record of reads', async () => {
    const made = await makeHub(atEnd, url)
    ;({ folder } = made)
    let nowMs = Date.UTC(2026, 10, 20, 8)
    const deskOf = ({ session }: OpenHub) =>
      openDesk({ ...session, clock: { ...session.clock, nowMs: () => nowMs } })
    const [one, two] = [deskOf(made.hub), deskOf(await opened())]
    const dara = await settlePerson(one, 'dara', ['analyst'], nowMs)
    expect(expectOk(await findSession(two, dara.token))?.stated.account.logInName).toBe('dara')

    // One code at both at once: one of them lets its person in.
    nowMs += STEP_MS
    const code = codeAt(dara.secret, nowMs)
    const tried = { logInName: 'dara', passphrase: DESK_PASSPHRASE, code }
    const both = await atOnce([() => logIn(one, tried, '10.0.0.1'), () => logIn(two, tried, '10.0.0.2')])
    expect(both.map((done) => (done.ok ? 'in' : done.failure.code)).sort()).toEqual(['account/wrong', 'in'])

    // Wrong tries at one are counted at the other.
    for (let n = 0; n < 3; n += 1)
      await logIn(n % 2 === 0 ? one : two, { ...tried, logInName: 'sok' }, '10.0.0.3')
    for (const at of [one, two])
      expect(await logIn(at, { ...tried, logInName: 'sok' }, '10.0.0.3')).toMatchObject({
        failure: { code: 'account/wait-before-next-try' },
      })

    const before = expectOk(await one.audit.findBroken()).rows
    const read = {
      personId: dara.personId,
      operation: 'case.show',
      stationId: null,
      subject: 'c',
      from: '::1',
    }
    const rows = Array.from({ length: 40 }, (_, n) => () => (n % 2 === 0 ? one : two).audit.record(read))
    for (const row of await atOnce(rows)) expectOk(row)
    for (const at of [one, two])
      expect(expectOk(await at.audit.findBroken())).toEqual({ rows: before + 40, broken: null })

    expectOk(await two.accounts.suspend(dara.personId, 'command-line'))
    expect(expectOk(await findSession(one, dara.token))).toBeNull()
  }, 60_000)

  /** Does something to the store that no program of ours does. */
  const meddle = async (...statements: readonly string[]) => {
    if (url === null) {
      const { keys } = expectOk(await openHubFolder(folder, HUB_PASSPHRASE))
      const database = openHubDatabase(join(folder, HUB_DATABASE_FILE), keys.databaseKey)
      for (const statement of statements) database.exec(statement)
      database.close()
      return
    }
    const client = new Client({ connectionString: url })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
  const findings = async () => {
    const hub = expectOk(await openHub(folder, HUB_PASSPHRASE, url))
    const { findings: found, auditRows } = expectOk(await proveHub(hub))
    await hub.close()
    return { found, auditRows }
  }

  it('have their record and their people proven by hub verify', async () => {
    const { found, auditRows } = await findings()
    expect([found, auditRows > 40]).toEqual([[], true])
    const bytesOf = async (seq: number) => {
      const hub = await opened()
      const rows = expectOk(await hub.session.store.read((reads) => reads.auditRows(seq - 1, 1)))
      return Buffer.from(rows[0]?.bytes ?? []).toString('hex')
    }
    const literal = (hex: string) => (url === null ? `x'${hex}'` : `'\\x${hex}'`)
    const [third, fourth] = [await bytesOf(3), await bytesOf(4)]
    // A row in another's place, though whole in itself.
    await meddle(`UPDATE audit_row SET bytes = ${literal(fourth)} WHERE seq = 3`)
    expect((await findings()).found).toEqual([{ code: 'hub/audit-damaged', seq: 3 }])
    await meddle(`UPDATE audit_row SET bytes = ${literal(third)} WHERE seq = 3`)
    expect((await findings()).found).toEqual([])
    await meddle(
      'CREATE TABLE kept AS SELECT * FROM audit_row WHERE seq = 5',
      'DELETE FROM audit_row WHERE seq = 5',
    )
    expect((await findings()).found).toEqual([{ code: 'hub/audit-damaged', seq: 5 }])
    await meddle('INSERT INTO audit_row SELECT * FROM kept', 'DROP TABLE kept')
    expect((await findings()).found).toEqual([])

    const { session } = await opened()
    const state = expectOk(expectOk(await session.store.read((reads) => session.ledger.catchUp(reads))))
    const [person] = [...state.people]
    if (person === undefined) throw new Error('somebody is there')
    const [personId, { sealedHex }] = person
    const stateAs = async (stated: string) =>
      await session.store.change<number, never>(async (writes) => {
        const data = { personId, sealedHex: stated }
        expectOk(await session.ledger.catchUp(writes))
        const { seq } = await session.ledger.record(writes, { kind: 'person-stated', data }, Date.now())
        return { ok: true, value: seq }
      })
    // What is sealed and signed, and is nobody's account.
    const seq = expectOk(await stateAs(session.tools.sealSecret(Buffer.from('{}'))))
    expect((await findings()).found).toEqual([{ code: 'hub/ledger-damaged', seq }])
    expectOk(await stateAs(sealedHex))
    expect((await findings()).found).toEqual([])
  }, 60_000)

  it('open a store that was made before there were people, both at once, and none of a newer program', async () => {
    await meddle(...DESK_TABLES.map((table) => `DROP TABLE ${table}`), 'UPDATE hub_schema SET number = 1')
    const both = await atOnce([opened, opened])
    const [desk] = both.map(({ session }) => openDesk(session))
    if (desk === undefined) throw new Error('two desks')
    // What stands in the hub's own events is there still; sessions and the record begin anew.
    expect(expectOk(await desk.accounts.all()).map(({ account }) => account.logInName)).toEqual(['dara'])
    const nowMs = Date.now()
    await settlePerson(desk, 'maly', ['reviewer'], nowMs)
    expect(await findings()).toEqual({ found: [], auditRows: 1 })
    await meddle('UPDATE hub_schema SET number = 3')
    expect(await openHub(folder, HUB_PASSPHRASE, url)).toMatchObject({
      failure: { code: 'hub/store-from-the-future' },
    })
    await meddle('UPDATE hub_schema SET number = 2')
    await opened()
  }, 60_000)
})
