import { describe, expect, test } from 'vitest'
import { FOUNDER_ROLES, type LeastRole, mayAct, ROLES, type Role } from '#core/people/roles.ts'

/** Who meets which demand, written down apart from the code that decides it. */
const MEETS: { readonly [least in Role]: readonly Role[] } = {
  officer: ['officer', 'commander'],
  custodian: ['custodian', 'commander'],
  commander: ['commander'],
  analyst: ['analyst'],
  auditor: ['auditor'],
  administrator: ['administrator'],
}

describe.each(ROLES)('what demands %s', (least) => {
  test.each(ROLES)('is judged for one who is only %s', (role) => {
    expect(mayAct([role], least)).toBe(MEETS[least].includes(role))
  })

  test('is refused to nobody and to one without roles', () => {
    expect(mayAct(null, least)).toBe(false)
    expect(mayAct([], least)).toBe(false)
  })
})

test('one of several roles is enough', () => {
  expect(mayAct(['auditor', 'officer'], 'officer')).toBe(true)
  expect(mayAct(['auditor', 'analyst'], 'officer')).toBe(false)
})

test('a member needs an unlocked vault and no role', () => {
  expect(mayAct([], 'member')).toBe(true)
  expect(mayAct(null, 'member')).toBe(false)
})

test('anyone may do what works on a locked vault', () => {
  expect(mayAct(null, 'anyone')).toBe(true)
})

test('the founder may do everything at a station of one person', () => {
  const demands: readonly LeastRole[] = [
    'anyone',
    'member',
    'officer',
    'custodian',
    'handler',
    'counter',
    'commander',
    'administrator',
  ]
  expect(demands.filter((least) => !mayAct(FOUNDER_ROLES, least))).toEqual([])
})
