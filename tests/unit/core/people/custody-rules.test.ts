import { describe, expect, test } from 'vitest'
import type { EventData, EventKind } from '#core/ledger/event-body.ts'
import { ROLES, type Role } from '#core/people/roles.ts'
import { CUSTODY_DATA } from '../../../support/custody-samples.ts'
import { CASE, FOUNDER, RegisterDesk, type Somebody, somebody } from './register-desk.ts'

const SIGNER = somebody('b3')
const HANDLERS: readonly Role[] = ['officer', 'custodian', 'commander']
const KINDS = Object.keys(CUSTODY_DATA) as (keyof typeof CUSTODY_DATA)[]
const NOT_ALLOWED = 'ledger/actor-not-allowed'

/** Who may say a kind, written down apart from the rules. */
function reaches(kind: EventKind, role: Role): boolean {
  if (kind.startsWith('place-')) return role === 'custodian' || role === 'commander'
  return HANDLERS.includes(role) || (kind === 'exhibits-counted' && role === 'auditor')
}

function saidBy(kind: keyof typeof CUSTODY_DATA, { userId, name }: Somebody): EventData<typeof kind> {
  const data = CUSTODY_DATA[kind] as Readonly<Record<string, unknown>>
  const field = Object.keys(data).find((one) => /^[a-z]+By$/.test(one) && one !== 'heldBy')
  if (field === undefined) throw new Error(`${kind} names nobody`)
  return { ...data, [field]: { userId, name } } as EventData<typeof kind>
}

function station(role: Role): RegisterDesk {
  const desk = new RegisterDesk()
  desk.openCase()
  desk.add(SIGNER, role)
  desk.grant(SIGNER.userId)
  return desk
}

describe.each(KINDS)('%s', (kind) => {
  const scope = kind.startsWith('place-') ? undefined : CASE

  test.each(ROLES)('is said by somebody who is only %s exactly when the role allows it', (role) => {
    const verdict = station(role).judge(kind, saidBy(kind, SIGNER), SIGNER.keys, scope)
    if (reaches(kind, role)) expect(verdict).not.toBe(NOT_ALLOWED)
    else expect(verdict).toBe(NOT_ALLOWED)
  })

  test('is said in nobody else’s name', () => {
    const verdict = station('commander').judge(kind, saidBy(kind, FOUNDER), SIGNER.keys, scope)
    expect(verdict).toBe(NOT_ALLOWED)
  })
})
