import { beforeAll, describe, expect, test } from 'vitest'
import { appendEvents } from '#app/ledger/append-events.ts'
import { grantDraft, settleGrants } from '#app/people/settle-grants.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { CaseId, DigestHex } from '#core/ids.ts'
import { copyVault, whenFileEnds } from '../../support/make-vault.ts'
import { keeperOf } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'
import { FIRST, makeStation, type Station } from '../views/station.ts'

const atEnd = whenFileEnds()
let station: Station

beforeAll(async () => {
  station = await makeStation(atEnd)
})

/** A session of the first officer, and for whom the tables were asked about every case. */
async function openOfficer(folder: string) {
  const keeper = keeperOf(folder)
  const opened = expectOk(await keeper.unlock(FIRST))
  const asked: string[] = []
  const session: VaultSession = {
    ...opened,
    register: {
      ...opened.register,
      grantsBefore: (giver, recipient, ...rest) => {
        asked.push(recipient)
        return opened.register.grantsBefore(giver, recipient, ...rest)
      },
    },
  }
  return { session, asked, close: () => keeper.close(opened) }
}

/** Opens a case by a program that gives its key to nobody else. */
function openForOneself(session: VaultSession): CaseId {
  const caseId = session.crypto.newId() as CaseId
  const key = session.crypto.newScopeKey()
  const { userId, name } = session.person
  const number = '2026-9000'
  const own = expectOk(session.register.people()).find((person) => person.userId === userId)
  if (own === undefined) throw new Error('whoever opened the vault is at the station')
  const recipient = { recipientId: userId, agreementKeyHex: own.agreementKeyHex }
  expectOk(
    appendEvents(session, [
      grantDraft(session, { caseId, number, key }, recipient),
      {
        key,
        body: {
          kind: 'case-opened',
          scope: caseId,
          data: { caseId, number, title: 'alone', openedBy: { userId, name } },
        },
      },
    ]),
  )
  return caseId
}

const recipientsOf = (session: VaultSession, caseId: CaseId) =>
  expectOk(session.register.grantsOf(caseId)).map(({ recipientId }) => recipientId)

describe('grants that were settled', () => {
  test('are not looked for in every case again, in this session or the next', async () => {
    const folder = await copyVault(station.folder)
    const first = await openOfficer(folder)
    expect(expectOk(settleGrants(first.session))).toBe(0)
    first.asked.length = 0
    expect(expectOk(settleGrants(first.session))).toBe(0)
    await first.close()
    const second = await openOfficer(folder)
    expect(expectOk(settleGrants(second.session))).toBe(0)
    expect([first.asked, second.asked]).toEqual([[], []])
    await second.close()
  })

  test('leave out nothing that came since', async () => {
    const folder = await copyVault(station.folder)
    const { session, asked, close } = await openOfficer(folder)
    expectOk(settleGrants(session))
    asked.length = 0
    const caseId = openForOneself(session)
    expect(recipientsOf(session, caseId)).toEqual([station.first])
    expect(expectOk(settleGrants(session))).toBe(1)
    expect(recipientsOf(session, caseId)).toEqual([station.first, station.founder])
    expect(asked).toEqual([])
    expect(expectOk(settleGrants(session))).toBe(0)
    await close()
  })

  test.each<[string, (session: VaultSession) => void]>([
    [
      'of another ledger',
      (session) => {
        const { value: mark } = session.cases.settledGrants() as { value: { position: number } }
        expectOk(session.cases.noteSettledGrants({ ...settledAlready(session), position: mark.position - 1 }))
      },
    ],
    [
      'of a future that was taken back',
      (session) =>
        void expectOk(
          session.cases.noteSettledGrants({
            position: 1_000_000,
            hashHex: 'ff'.repeat(32) as DigestHex,
            entitled: settledAlready(session).entitled,
          }),
        ),
    ],
    [
      'for somebody with other keys',
      (session) => {
        const { entitled, ...place } = settledAlready(session)
        const changed = entitled.map((line) => line.replace(/ [0-9a-f]{64} /, ` ${'00'.repeat(32)} `))
        expectOk(session.cases.noteSettledGrants({ ...place, entitled: changed }))
      },
    ],
    [
      'for somebody who was entitled to less',
      (session) => {
        const { entitled, ...place } = settledAlready(session)
        const changed = entitled.map((line) => line.replace('every-case', 'earlier-cases'))
        expectOk(session.cases.noteSettledGrants({ ...place, entitled: changed }))
      },
    ],
  ])('by a mark %s are looked for in every case', async (_, spoil) => {
    const folder = await copyVault(station.folder)
    const { session, asked, close } = await openOfficer(folder)
    expectOk(settleGrants(session))
    spoil(session)
    asked.length = 0
    expectOk(settleGrants(session))
    expect(asked).toContain(station.founder)
    await close()
  })

  test('by a mark that names a stranger give the stranger nothing', async () => {
    const folder = await copyVault(station.folder)
    const { session, close } = await openOfficer(folder)
    expectOk(settleGrants(session))
    const { entitled, ...place } = settledAlready(session)
    const stranger = `${'77'.repeat(16)} ${'55'.repeat(32)} 1 every-case`
    expectOk(session.cases.noteSettledGrants({ ...place, entitled: [...entitled, stranger] }))
    const before = expectOk(session.ledger.count())
    const caseId = openForOneself(session)
    expect(expectOk(settleGrants(session))).toBe(1)
    expect(recipientsOf(session, caseId)).toEqual([station.first, station.founder])
    expect(expectOk(session.ledger.count())).toBe(before + 3)
    await close()
  })
})

function settledAlready(session: VaultSession) {
  const mark = expectOk(session.cases.settledGrants())
  if (mark === null) throw new Error('nothing was written down')
  return mark
}
