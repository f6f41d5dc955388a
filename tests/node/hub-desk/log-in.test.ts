import { beforeAll, describe, expect, it } from 'vitest'
import type { DeskSession } from '#app/desk/desk-session.ts'
import { beginFirstLogIn, endFirstLogIn, logIn } from '#app/desk/log-in.ts'
import { endSession, findSession, SESSION_TIMES } from '#app/desk/sessions.ts'
import { proveHub } from '#hub/backup-hub.ts'
import { openDesk } from '#hub/open-desk.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { codeAt, DESK_PASSPHRASE, settlePerson } from '../../support/desk-person.ts'
import { makeHub } from '../../support/hub-room.ts'
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

describe.each(PLACES)('people of headquarters on %s', (_name, url) => {
  let hub: OpenHub
  let at: DeskSession
  let nowMs = Date.UTC(2026, 10, 20, 8)
  beforeAll(async () => {
    ;({ hub } = await makeHub(atEnd, url))
    const clock = { ...hub.session.clock, nowMs: () => nowMs }
    at = openDesk({ ...hub.session, clock })
  }, 60_000)

  const tryTo = (logInName: string, code: string, passphrase = DESK_PASSPHRASE, from = '10.0.0.2') =>
    logIn(at, { logInName, passphrase, code }, from)

  it('log in with passphrase and code, and a code counts once', async () => {
    const dara = await settlePerson(at, 'dara', ['analyst'], nowMs)
    expect(expectOk(await findSession(at, dara.token))?.stated.account.name).toBe('ឈ្មោះ dara')
    expect(await tryTo('dara', codeAt(dara.secret, nowMs))).toMatchObject({
      failure: { code: 'account/wrong' },
    })
    nowMs += STEP_MS
    const code = codeAt(dara.secret, nowMs)
    expectOk(await tryTo('DARA', code))
    expect(await tryTo('dara', code)).toMatchObject({ failure: { code: 'account/wrong' } })
    // One step of a clock that is off counts, two do not.
    expectOk(await tryTo('dara', codeAt(dara.secret, nowMs + STEP_MS)))
    nowMs += 10 * STEP_MS
    expect(await tryTo('dara', codeAt(dara.secret, nowMs - 2 * STEP_MS))).toMatchObject({ ok: false })
  }, 60_000)

  it('are answered the same whether there is such an account or not, and wait after wrong tries', async () => {
    await settlePerson(at, 'sok', ['analyst'], nowMs)
    for (const name of ['sok', 'nobody']) {
      const from = `10.1.0.${name.length}`
      const codes: (string | undefined)[] = []
      for (let n = 0; n < 4; n += 1) {
        const tried = await tryTo(name, '000000', 'wrong words', from)
        codes.push(tried.ok ? undefined : tried.failure.code)
      }
      expect(codes).toEqual([
        ...['account/wrong', 'account/wrong', 'account/wrong'],
        'account/wait-before-next-try',
      ])
    }
  }, 60_000)

  it('who try many names from one address wait too, before a passphrase is stretched', async () => {
    const from = '2001:db8:1:2::'
    let wrong = 0
    let waits = 0
    for (let n = 0; n < 1000; n += 1) {
      const tried = await tryTo(`guess${n}`, '000000', 'wrong words', `${from}${(n + 1).toString(16)}`)
      if (!tried.ok && tried.failure.code === 'account/wrong') wrong += 1
      if (!tried.ok && tried.failure.code === 'account/wait-before-next-try') waits += 1
    }
    expect({ wrong, waits }).toEqual({ wrong: 20, waits: 980 })
  }, 120_000)

  it('have sessions that end: idle, at last, by leaving, by suspension and by other roles', async () => {
    const vuth = await settlePerson(at, 'vuth', ['analyst'], nowMs)
    const isOpen = async (token: string) => expectOk(await findSession(at, token)) !== null
    expect(await isOpen('ab'.repeat(32))).toBe(false)
    expect(await isOpen('constructor')).toBe(false)
    nowMs += SESSION_TIMES.idleMs - 1
    expect(await isOpen(vuth.token)).toBe(true)
    nowMs += SESSION_TIMES.idleMs
    expect(await isOpen(vuth.token)).toBe(false)
    const again = async () => {
      nowMs += STEP_MS
      return expectOk(await tryTo('vuth', codeAt(vuth.secret, nowMs))).token
    }
    const left = await again()
    expectOk(await endSession(at, left))
    expect(await isOpen(left)).toBe(false)
    const long = await again()
    for (let ms = 0; ms < SESSION_TIMES.longestMs - 60_000; ms += 10 * 60_000) {
      expect(await isOpen(long)).toBe(true)
      nowMs += 10 * 60_000
    }
    nowMs += 60_000
    expect(await isOpen(long)).toBe(false)
    const before = await again()
    expectOk(await at.accounts.setRoles(vuth.personId, ['duty-officer'], 'command-line'))
    expect(await isOpen(before)).toBe(false)
    const last = await again()
    expect(await isOpen(last)).toBe(true)
    expectOk(await at.accounts.suspend(vuth.personId, 'command-line'))
    expect(await isOpen(last)).toBe(false)
    nowMs += STEP_MS
    expect(await tryTo('vuth', codeAt(vuth.secret, nowMs))).toMatchObject({
      failure: { code: 'account/wrong' },
    })
  }, 120_000)

  it('begin with a code that is good once, and nobody sets a short passphrase', async () => {
    const invited = expectOk(
      await at.accounts.add({ logInName: 'maly', name: 'ម៉ាលី', roles: ['reviewer'] }, 'command-line'),
    )
    const from = '10.0.0.9'
    const who = { logInName: 'maly', oneTimeCode: invited.code.toLowerCase() }
    expect(await beginFirstLogIn(at, { ...who, oneTimeCode: 'AAAA-BBBB' }, from)).toMatchObject({
      failure: { code: 'account/code-void' },
    })
    const begun = expectOk(await beginFirstLogIn(at, who, from))
    expect(begun.qr.length).toBeGreaterThan(20)
    const all = {
      ...who,
      ticket: begun.ticket,
      passphrase: DESK_PASSPHRASE,
      code: codeAt(begun.secret, nowMs),
    }
    expect(await endFirstLogIn(at, { ...all, passphrase: 'ខ្លី' }, from)).toMatchObject({
      failure: { code: 'account/passphrase-weak' },
    })
    expect(await endFirstLogIn(at, { ...all, ticket: '00' }, from)).toMatchObject({ ok: false })
    expectOk(await endFirstLogIn(at, all, from))
    expect(await endFirstLogIn(at, all, from)).toMatchObject({ failure: { code: 'account/code-void' } })
    expect(await at.accounts.add({ logInName: 'MALY', name: 'x', roles: ['analyst'] }, 'x')).toMatchObject({
      failure: { code: 'account/name-taken' },
    })
    expect(
      await at.accounts.add({ logInName: 'both', name: 'x', roles: ['administrator', 'analyst'] }, 'x'),
    ).toMatchObject({ failure: { code: 'account/roles-apart' } })
    expect(await at.accounts.suspend(invited.personId, invited.personId)).toMatchObject({
      failure: { code: 'account/not-yourself' },
    })
  }, 60_000)

  it('leave a record that is found to be broken where a row is left out', async () => {
    const read = { personId: 'p', operation: 'case.show', stationId: 's', subject: 'c', from: '::1' }
    await Promise.all(Array.from({ length: 5 }, () => at.audit.record(read)))
    const newest = expectOk(await at.audit.newest(null, 2))
    expect(newest).toMatchObject([{ read }, { read }])
    expect(expectOk(await proveHub(hub)).findings).toEqual([])
    const rows = expectOk(await hub.session.store.read((reads) => reads.auditRows(0, 1000)))
    const gap = { ...hub.session.store }
    gap.read = (work) =>
      hub.session.store.read((reads) =>
        work({
          ...reads,
          auditRows: async (after, limit) =>
            (await reads.auditRows(after, limit)).filter(({ seq }) => seq !== 3),
        }),
      )
    const broken = openDesk({ ...hub.session, store: gap }).audit
    expect(expectOk(await broken.findBroken())).toEqual({ rows: 2, broken: 3 })
    expect(rows.every(({ bytes }) => !Buffer.from(bytes).includes('case.show'))).toBe(true)
  }, 60_000)
})
