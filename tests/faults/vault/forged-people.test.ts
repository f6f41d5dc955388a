import { beforeAll, describe, expect, test } from 'vitest'
import { appendEvents, type EventDraft } from '#app/ledger/append-events.ts'
import type { Signer } from '#app/ports/event-crypto.ts'
import { caseKeyOf, findCase, type VaultSession } from '#app/vault-session.ts'
import type { CaseId, UserId } from '#core/ids.ts'
import type { EventBody, EventData, EventKind } from '#core/ledger/event-body.ts'
import { REGISTER_KINDS } from '#core/ledger/register-kinds.ts'
import { makeSigner } from '#node/crypto/native-event-crypto.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { COMPLAINT, codeOf, copyVault, openDesk, PASSPHRASE, whenFileEnds } from '../../support/make-vault.ts'
import { keeperOf } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'
import { DATA } from '../../support/sample-events.ts'
import { addColleague, type Colleague, createStation, FOUNDER, switchTo } from '../../support/station.ts'
import { inShort, judgeVault } from './judge-vault.ts'

/** A closed vault of a founder, two officers and an analyst. The first officer has a case that is shared with the analyst. */
type Station = {
  readonly folder: string
  readonly officer: Colleague
  readonly other: Colleague
  readonly analyst: Colleague
  readonly caseId: CaseId
  /** The number of the last event. */
  readonly last: number
}

let station: Station
const atEnd = whenFileEnds()

beforeAll(async () => {
  const { desk, officer } = await createStation({ atEnd })
  const other = await addColleague(desk, 'other', 'officer')
  const analyst = await addColleague(desk, 'analyst', 'analyst')
  await switchTo(desk, officer)
  const { caseId, number } = await desk.ask('complaint.add', { complaint: COMPLAINT })
  await desk.ask('case.share', { case: number, userId: analyst.userId })
  await switchTo(desk, FOUNDER)
  const { head } = await desk.ask('vault.info', {})
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
  await desk.engine.close()
  station = { folder: desk.folder, officer, other, analyst, caseId: caseId as CaseId, last: head.seq }
})

/** Lets somebody who knows a passphrase work in a copy by a program of their own, and says in short how the copy is judged. */
async function judgeWork(
  who: { readonly number: number; readonly passphrase: string },
  work: (session: VaultSession, signerOf: (who: Colleague) => Promise<Signer>) => Promise<void> | void,
): Promise<readonly string[]> {
  const folder = await copyVault(station.folder)
  const signerOf = async ({ number: userNumber, passphrase }: Colleague) => {
    const aside = keeperOf(await copyVault(station.folder))
    const session = expectOk(await aside.unlock({ userNumber, passphrase }))
    await aside.close(session)
    return session.signer
  }
  const keeper = keeperOf(folder)
  const { number: userNumber, passphrase } = who
  const session = expectOk(await keeper.unlock({ userNumber, passphrase }))
  await work(session, signerOf)
  await keeper.close(session)
  return inShort(await judgeVault(folder)).map((line) => line.replace(/[0-9]+$/, relative))
}

const relative = (seq: string) => `+${Number(seq) - station.last}`

function draft<Kind extends EventKind>(
  session: VaultSession,
  kind: Kind,
  data: EventData<Kind>,
  signer: Signer = session.signer,
): EventDraft {
  const isRegister = Object.hasOwn(REGISTER_KINDS, kind)
  const scope = isRegister ? session.vaultId : station.caseId
  const key = isRegister ? session.registerKey : expectOk(caseKeyOf(session, station.caseId))
  return { key, signer, body: { kind, scope, data } as EventBody }
}

const named = ({ userId, name }: { readonly userId: UserId; readonly name: string }) => ({ userId, name })
const complaintBy = (who: { readonly userId: UserId; readonly name: string }, byte: string) => ({
  ...DATA['complaint-taken'],
  complaintId: byte.repeat(16),
  takenBy: named(who),
})

test('work that everybody may do leaves a vault that is whole', async () => {
  const judged = await judgeWork(station.officer, (session) => {
    expectOk(appendEvents(session, [draft(session, 'complaint-taken', complaintBy(session.person, '61'))]))
  })
  expect(judged).toEqual([])
})

describe('an officer with a program of their own', () => {
  test('who makes themselves administrator is named, and so is all that rests on it', async () => {
    const newcomer = personKeysFrom(Buffer.alloc(32, 9))
    const judged = await judgeWork(station.officer, (session) => {
      const { userId } = session.person
      const changedBy = named(session.person)
      const { keyId, signingKeyHex, agreementKeyHex } = newcomer
      const keys = { keyId, signingKeyHex, agreementKeyHex }
      const person = {
        userId: '77'.repeat(16) as UserId,
        name: 'accomplice',
        roles: ['commander' as const],
        ...keys,
      }
      expectOk(
        appendEvents(session, [
          draft(session, 'person-roles-changed', { userId, roles: ['administrator'], changedBy }),
          draft(session, 'person-added', { person, addedBy: changedBy }),
          draft(session, 'unlock-refused', { tries: 1, firstAtMs: 0, lastAtMs: 0 }, makeSigner(newcomer)),
        ]),
      )
    })
    expect(judged).toEqual([
      'ledger/actor-not-allowed +1',
      'ledger/actor-not-allowed +2',
      'ledger/signer-unknown +3',
    ])
  })

  test('who writes in the name of another is named', async () => {
    const judged = await judgeWork(station.officer, (session) => {
      expectOk(appendEvents(session, [draft(session, 'complaint-taken', complaintBy(station.other, '61'))]))
    })
    expect(judged).toEqual(['ledger/actor-not-allowed +1'])
  })

  test('who gives a case that nobody gave them is named, whatever key they seal', async () => {
    const judged = await judgeWork(station.other, (session) => {
      const { userId, agreementKeyHex } = session.person
      const key = session.crypto.newScopeKey()
      const sealedKeyHex = session.signer.sealCaseKey(station.caseId, userId, agreementKeyHex, key)
      const { number } = expectOk(session.register.findCase(station.caseId)) ?? { number: '' }
      const grant = { caseId: station.caseId, number, userId, sealedKeyHex }
      expectOk(appendEvents(session, [draft(session, 'case-key-granted', grant)]))
    })
    expect(judged).toEqual(['ledger/actor-not-allowed +1'])
  })
})

test('an analyst who can read a case and takes a complaint in it is named', async () => {
  const judged = await judgeWork(station.analyst, (session) => {
    expectOk(appendEvents(session, [draft(session, 'complaint-taken', complaintBy(session.person, '61'))]))
  })
  expect(judged).toEqual(['ledger/actor-not-allowed +1'])
})

test('an event by the key of somebody who was suspended before is named', async () => {
  const judged = await judgeWork(FOUNDER, async (session, signerOf) => {
    const signer = await signerOf(station.officer)
    const { userId } = station.officer
    expectOk(
      appendEvents(session, [
        draft(session, 'complaint-taken', complaintBy(station.officer, '61'), signer),
        draft(session, 'person-suspended', { userId, reason: 'x', suspendedBy: named(session.person) }),
        draft(session, 'complaint-taken', complaintBy(station.officer, '62'), signer),
      ]),
    )
  })
  expect(judged).toEqual(['ledger/signer-not-active +3'])
})

test('nobody is given a case because somebody forged that they may read it', async () => {
  const folder = await copyVault(station.folder)
  const accomplice = personKeysFrom(Buffer.alloc(32, 9))
  const { keyId, signingKeyHex, agreementKeyHex } = accomplice
  const userId = '77'.repeat(16) as UserId
  const keys = { keyId, signingKeyHex, agreementKeyHex }
  const person = { userId, name: 'accomplice', roles: ['commander' as const], ...keys }
  const keeper = keeperOf(folder)
  const { number: userNumber, passphrase } = station.other
  const session = expectOk(await keeper.unlock({ userNumber, passphrase }))
  expectOk(
    appendEvents(session, [
      draft(session, 'person-added', { person, addedBy: named(session.person) }),
      draft(session, 'person-roles-changed', {
        userId: session.person.userId,
        roles: ['commander'],
        changedBy: named(session.person),
      }),
    ]),
  )
  await keeper.close(session)
  const desk = openDesk(folder)
  await desk.ask('vault.unlock', { userNumber: 1, passphrase: PASSPHRASE })
  // The tables were taken in by the forgery; what is given away goes by the signed events alone.
  expect((await desk.ask('people.list', {})).people).toMatchObject([
    {},
    {},
    { name: 'other', roles: ['commander'], cases: 0 },
    {},
    { name: 'accomplice', roles: ['commander'], cases: 0 },
  ])
  const { number } = await desk.ask('case.open', { title: 'later' })
  expect(codeOf(await desk.call('case.share', { case: number, userId }))).toBe('people/not-found')
  const readers = async (name: string) =>
    (await desk.ask('case.readers', { case: name })).readers.map((reader) => 'name' in reader && reader.name)
  expect(await readers(number)).toEqual(['សុខ សំណាង'])
  expect(await readers(station.caseId)).toEqual(['សុខ សំណាង', 'officer', 'analyst'])
})

test('nobody is given a case with their new keys because they forged that they could read it before', async () => {
  const folder = await copyVault(station.folder)
  const keeper = keeperOf(folder)
  const { number: userNumber, passphrase, userId } = station.other
  const session = expectOk(await keeper.unlock({ userNumber, passphrase }))
  const found = expectOk(session.register.findCase(station.caseId))
  const sealedKeyHex = '00'.repeat(80)
  const forged = { caseId: station.caseId, number: found?.number ?? '', userId, sealedKeyHex }
  expectOk(appendEvents(session, [draft(session, 'case-key-granted', forged)]))
  await keeper.close(session)
  const desk = openDesk(folder)
  const founder = { userNumber: 1, passphrase: PASSPHRASE }
  await desk.ask('vault.unlock', founder)
  const { officer } = station
  const renewed = async (who: Colleague, agrees: Colleague) => {
    const secondPerson = { userNumber: agrees.number, passphrase: agrees.passphrase }
    const reset = { userId: who.userId, reason: 'x', passphrase: `${who.passphrase} again`, secondPerson }
    await desk.ask('people.resetPassphrase', reset)
  }
  await renewed(station.other, officer)
  await renewed(officer, station.analyst)
  const titlesOf = async (who: Colleague) => {
    await switchTo(desk, { ...who, passphrase: `${who.passphrase} again` })
    return (await desk.ask('case.list', {})).total
  }
  expect(await titlesOf(station.other)).toBe(0)
  expect(await titlesOf(officer)).toBe(1)
})

describe('an administrator with a program of their own', () => {
  const reset = (session: VaultSession) => {
    const { keyId, signingKeyHex, agreementKeyHex } = personKeysFrom(Buffer.alloc(32, 8))
    const { userId } = station.officer
    const keys = { keyId, signingKeyHex, agreementKeyHex }
    return draft(session, 'passphrase-reset', {
      userId,
      ...keys,
      reason: 'x',
      resetBy: named(session.person),
    })
  }
  const agreement = (session: VaultSession, who: Colleague, signer: Signer): EventDraft => ({
    key: session.registerKey,
    signer,
    body: ({ seq, hashHex }) => ({
      kind: 'event-confirmed',
      scope: session.vaultId,
      data: { seq, hashHex, purpose: 'recovery', confirmedBy: named(who) },
    }),
  })

  test('who takes over somebody\u2019s keys with nobody\u2019s agreement is named', async () => {
    const judged = await judgeWork(
      FOUNDER,
      (session) => void expectOk(appendEvents(session, [reset(session)])),
    )
    expect(judged).toEqual(['ledger/actor-not-allowed +1'])
  })

  test('who agrees to it themselves, or by the keys that they took, is named for both', async () => {
    const judged = await judgeWork(FOUNDER, (session) => {
      const self = { ...station.officer, userId: session.person.userId, name: session.person.name }
      expectOk(appendEvents(session, [reset(session), agreement(session, self, session.signer)]))
    })
    expect(judged).toEqual(['ledger/actor-not-allowed +1', 'ledger/actor-not-allowed +2'])
  })

  test('who has the agreement of somebody who has no part in it is not', async () => {
    const judged = await judgeWork(FOUNDER, async (session, signerOf) => {
      const signer = await signerOf(station.analyst)
      expectOk(appendEvents(session, [reset(session), agreement(session, station.analyst, signer)]))
    })
    expect(judged).toEqual([])
  })
})

test('somebody who lacks a case finds in it who wrote without holding its key', async () => {
  const folder = await copyVault(station.folder)
  const keeper = keeperOf(folder)
  const open = async ({ number: userNumber, passphrase }: { number: number; passphrase: string }) =>
    expectOk(await keeper.unlock({ userNumber, passphrase }))
  const other = await open(station.other)
  await keeper.close(other)
  const session = await open(station.officer)
  const found = expectOk(findCase(session, station.caseId))
  const body: EventBody = {
    kind: 'complaint-taken',
    scope: found.caseId,
    data: complaintBy(station.other, '61'),
  }
  expectOk(appendEvents(session, [{ key: found.key, signer: other.signer, body }]))
  await keeper.close(session)
  const judged = inShort(await judgeVault(folder, station.other))
  expect(judged).toEqual([`ledger/actor-not-allowed ${station.last + 1}`])
})

test('a clock that was set back is noted once, and breaks nothing', async () => {
  const folder = await copyVault(station.folder)
  const keeper = keeperOf(folder)
  const session = expectOk(await keeper.unlock({ userNumber: 1, passphrase: PASSPHRASE }))
  const tries = { tries: 1, firstAtMs: 0, lastAtMs: 0 }
  for (const minutes of [0, -4, -6, -60, 1, -6]) {
    const clock = { ...session.clock, nowMs: () => session.clock.nowMs() + minutes * 60_000 }
    expectOk(appendEvents({ ...session, clock }, [draft(session, 'unlock-refused', tries)]))
  }
  await keeper.close(session)
  const judged = await judgeVault(folder)
  expect(inShort(judged)).toEqual([])
  expect(judged.opens && judged.notes).toMatchObject([
    { code: 'ledger/clock-set-back', seq: station.last + 3 },
    { code: 'ledger/clock-set-back', seq: station.last + 6 },
  ])
})
