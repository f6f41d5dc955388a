import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { RegisterStore } from '#app/ports/register-store.ts'
import type { CaseId, DeviceId, HolderId, KeyId, UserId } from '#core/ids.ts'
import type { RegisterChange } from '#core/projections/projection-changes.ts'
import { migrate } from '#node/sqlite/migrate.ts'
import { makeRegisterProjector } from '#node/sqlite/register-projector.ts'
import { makeSqliteRegisterStore } from '#node/sqlite/sqlite-register-store.ts'
import { openMemoryDatabase, type VaultDatabase } from '#node/sqlite/vault-database.ts'
import { expectOk } from '../../support/results.ts'
import { idOf } from '../../support/sample-events.ts'

let database: VaultDatabase
let register: RegisterStore
let apply: (...changes: readonly RegisterChange[]) => void

beforeEach(() => {
  database = openMemoryDatabase()
  onTestFinished(() => void database.close())
  expectOk(migrate(database))
  register = makeSqliteRegisterStore(database)
  const project = makeRegisterProjector(database)
  apply = (...changes) => changes.forEach(project)
})

const keysOf = (byte: string) => {
  return { keyId: idOf<KeyId>(byte), signingKeyHex: byte.repeat(32), agreementKeyHex: byte.repeat(32) }
}
const A = idOf<UserId>('a1')
const B = idOf<UserId>('b1')
const CASE = idOf<CaseId>('c1')
const OTHER = idOf<CaseId>('c2')

function addPerson(userId: UserId, byte: string, seq: number): RegisterChange {
  const person = { userId, name: `person ${byte}`, roles: ['officer' as const], ...keysOf(byte) }
  return { change: 'add-person', person, addedAtMs: seq * 1000, seq }
}

function grant(
  caseId: CaseId,
  recipientId: UserId,
  seq: number,
  number = `2026-${caseId.slice(0, 2)}`,
): RegisterChange {
  return { change: 'grant-case-key', caseId, number, recipientId, sealedKeyHex: `${seq}`, seq }
}

describe('people', () => {
  test('come with numbers in their order, their roles and the event of their keys', () => {
    apply(addPerson(B, 'b1', 1), addPerson(A, 'a1', 5))
    expect(expectOk(register.people())).toEqual([
      {
        userId: B,
        number: 1,
        name: 'person b1',
        roles: ['officer'],
        state: 'active',
        ...keysOf('b1'),
        addedAtMs: 1000,
        keysSinceSeq: 1,
      },
      expect.objectContaining({ userId: A, number: 2, keysSinceSeq: 5 }),
    ])
  })

  test('that change roles, are suspended and come back with other keys show each, and no key is forgotten', () => {
    apply(addPerson(A, 'a1', 1), addPerson(B, 'b1', 2))
    apply({ change: 'change-roles', userId: B, roles: ['commander', 'auditor'] })
    apply({ change: 'suspend-person', userId: B, seq: 4 })
    expect(expectOk(register.people())[1]).toMatchObject({
      state: 'suspended',
      roles: ['commander', 'auditor'],
    })
    apply({ change: 'replace-keys', userId: B, keys: keysOf('b2'), seq: 7 })
    expect(expectOk(register.people())[1]).toMatchObject({
      state: 'active',
      keysSinceSeq: 7,
      ...keysOf('b2'),
    })
    apply({ change: 'replace-keys', userId: B, keys: keysOf('b3'), seq: 9 })
    expect(
      expectOk(register.signers()).map(({ keyId, fromSeq, untilSeq }) => [keyId, fromSeq, untilSeq]),
    ).toEqual([
      [idOf('a1'), 1, null],
      [idOf('b1'), 2, 4],
      [idOf('b2'), 7, 9],
      [idOf('b3'), 9, null],
    ])
  })

  test('with a key or an id that is taken contradict what is there', () => {
    apply(addPerson(A, 'a1', 1))
    expect(() => apply(addPerson(A, 'a2', 2))).toThrow(/UNIQUE/)
    expect(() => apply(addPerson(B, 'a1', 2))).toThrow(/UNIQUE/)
  })
})

describe('recovery holders', () => {
  const holderId = idOf<HolderId>('d1')
  const holder = { holderId, kind: 'recovery-code' as const, label: 'safe', ...keysOf('d1') }

  test('are listed while they are in force, and their keys signed what they signed', () => {
    apply({ change: 'add-holder', holder, seq: 3 })
    expect(expectOk(register.holders())).toEqual([{ ...holder, addedSeq: 3, checkedAtMs: null }])
    for (const atMs of [7, 9]) apply({ change: 'note-recovery-check', holderId, atMs, seq: atMs })
    expect(expectOk(register.holders())).toMatchObject([{ checkedAtMs: 9 }])
    apply({ change: 'remove-holder', holderId, seq: 8 })
    expect(expectOk(register.holders())).toEqual([])
    expect(expectOk(register.signers())).toMatchObject([{ ownerId: holderId, fromSeq: 3, untilSeq: 8 }])
  })
})

describe('cases', () => {
  test('are known by number and id to everybody, and their keys to whom they were granted', () => {
    apply(grant(CASE, A, 3), grant(CASE, B, 4), grant(OTHER, A, 5))
    const found = { caseId: CASE, number: '2026-c1' }
    expect(expectOk(register.findCase(CASE))).toEqual(found)
    expect(expectOk(register.findCase('2026-c1'))).toEqual(found)
    expect(expectOk(register.findCase('2026'))).toBeNull()
    expect(expectOk(register.sealedCaseKey(CASE, B))).toBe('4')
    expect(expectOk(register.sealedCaseKey(OTHER, B))).toBeNull()
    expect(expectOk(register.grantsOf(CASE)).map(({ recipientId }) => recipientId)).toEqual([A, B])
    expect(expectOk(register.casesOf(A)).map(({ caseId }) => caseId)).toEqual([CASE, OTHER])
  })

  test('that are granted again have the new grant', () => {
    apply(grant(CASE, A, 3), grant(CASE, A, 9))
    expect(expectOk(register.casesOf(A))).toEqual([
      { caseId: CASE, recipientId: A, sealedKeyHex: '9', grantedSeq: 9 },
    ])
  })

  test('that are expunged keep their numbers and nothing else, also where their grants cannot be read any more', () => {
    apply(grant(CASE, A, 3), grant(CASE, B, 4))
    apply({ change: 'expunge-case', caseId: CASE, number: '2026-c1' })
    apply({ change: 'expunge-case', caseId: OTHER, number: '2026-c2' })
    for (const caseId of [CASE, OTHER]) {
      expect(expectOk(register.grantsOf(caseId))).toEqual([])
      expect(expectOk(register.findCase(caseId))).not.toBeNull()
    }
  })

  test('with a number that another case has contradict it', () => {
    apply(grant(CASE, A, 3, '2026-0001'))
    expect(() => apply(grant(OTHER, A, 4, '2026-0001'))).toThrow(/UNIQUE/)
  })

  test('tell the last number of a year, as a number and not as a text', () => {
    expect(expectOk(register.lastCaseNumber('2026-'))).toBe(0)
    for (const [index, number] of [
      '2025-0042',
      '2026-0002',
      '2026-9999',
      '2026-10000',
      '2027-0007',
    ].entries()) {
      apply(grant(idOf<CaseId>(`0${index}`), A, 3 + index, number))
    }
    expect(expectOk(register.lastCaseNumber('2026-'))).toBe(10_000)
    expect(expectOk(register.lastCaseNumber('2025-'))).toBe(42)
    expect(expectOk(register.lastCaseNumber('2024-'))).toBe(0)
    expect(expectOk(register.lastCaseNumber('2026_'))).toBe(0)
  })
})

test('of notes only the newest counts', () => {
  expect(expectOk(register.note('header-generation'))).toBeNull()
  apply(
    { change: 'note', fact: 'header-generation', value: 3 },
    { change: 'note', fact: 'header-generation', value: 4 },
  )
  expect(expectOk(register.note('header-generation'))).toBe(4)
  expect(expectOk(register.note('anchored-seq'))).toBeNull()
})

test('gaps stand as the salvage named them, whether its event comes before or after', () => {
  const gap = { change: 'note-gap', device: idOf<DeviceId>('e1'), fromSeq: 3, toSeq: 5 } as const
  apply(gap, gap)
  expect(database.prepare('SELECT * FROM salvaged_gap').all()).toEqual([
    { device: idOf('e1'), from_seq: 3, to_seq: 5 },
  ])
})
