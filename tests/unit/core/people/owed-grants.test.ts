import { describe, expect, test } from 'vitest'
import type { HolderId, UserId } from '#core/ids.ts'
import {
  entitledTo,
  type GrantedHolder,
  type GrantedPerson,
  isOwed,
  recipientsOfNewCase,
} from '#core/people/owed-grants.ts'
import { isSameName } from '#core/people/person-name.ts'
import type { Role } from '#core/people/roles.ts'
import { idOf } from '../../../support/sample-events.ts'

function person(byte: string, role: Role, change: Partial<GrantedPerson> = {}): GrantedPerson {
  return {
    userId: idOf<UserId>(byte),
    agreementKeyHex: byte.repeat(32),
    roles: [role],
    state: 'active',
    keysSinceSeq: 10,
    ...change,
  }
}

const SELF = person('f0', 'officer')
const COMMANDER = person('c1', 'commander')
const OFFICER = person('b1', 'officer')
const SUSPENDED = person('c2', 'commander', { state: 'suspended' })
const HOLDER: GrantedHolder = {
  holderId: idOf<HolderId>('aa'),
  agreementKeyHex: 'aa'.repeat(32),
  addedSeq: 20,
}
const ALL = [SELF, COMMANDER, OFFICER, SUSPENDED]

const owedTo = (grantedSeq: number | null) =>
  entitledTo(ALL, [HOLDER], SELF.userId)
    .filter((entitled) => isOwed(entitled, grantedSeq))
    .map(({ recipientId }) => recipientId)

describe('the key of a case', () => {
  test('that nobody else was given is owed to active commanders and to recovery holders', () => {
    expect(owedTo(null)).toEqual([COMMANDER.userId, HOLDER.holderId])
  })

  test('that was given before somebody had new keys is owed to them again, whatever their roles', () => {
    expect(owedTo(5)).toEqual([COMMANDER.userId, OFFICER.userId, HOLDER.holderId])
  })

  test('that was given to the keys which hold is owed no more', () => {
    expect(owedTo(11)).toEqual([HOLDER.holderId])
    expect(owedTo(21)).toEqual([])
  })

  test('is never owed by somebody to themselves, nor to a holder by that holder', () => {
    const others = entitledTo([COMMANDER], [HOLDER], COMMANDER.userId)
    expect(others.map(({ recipientId }) => recipientId)).toEqual([HOLDER.holderId])
  })
})

test('the key of a new case goes to its opener first, once, then to whoever reads every case', () => {
  const recipients = (opener: GrantedPerson) =>
    recipientsOfNewCase(opener, ALL, [HOLDER]).map(({ recipientId }) => recipientId)
  expect(recipients(SELF)).toEqual([SELF.userId, COMMANDER.userId, HOLDER.holderId])
  expect(recipients(COMMANDER)).toEqual([COMMANDER.userId, HOLDER.holderId])
})

describe('names of two people', () => {
  test.each([
    ['សុខ សំណាង', 'សុខ  សំណាង '],
    ['Sok Samnang', 'SOK SAMNANG'],
    ['ស្រី្ត', 'ស្ត្រី'],
    ['Đức', 'Duc'],
  ])('are mixed up: %s and %s', (first, second) => {
    expect(isSameName(first, second)).toBe(true)
  })

  test('are told apart when a letter differs', () => {
    expect(isSameName('សុខ សំណាង', 'សុខ សំអាង')).toBe(false)
  })
})
