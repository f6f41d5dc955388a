import { CURRENCY, KHQR, TAG } from 'ts-khqr'
import { expect, test } from 'vitest'
import { complaintOf } from '../../../../src/renderer/state/complaint-check.ts'
import { emptyEdit, writeField } from '../../../../src/renderer/state/complaint-edit.ts'
import { fillFromCode } from '../../../../src/renderer/state/complaint-files.ts'
import { parseRoute, type Route, routeAddress } from '../../../../src/renderer/state/route.ts'
import { routeOfHit } from '../../../../src/renderer/state/search-actions.ts'

function paymentCode(): string {
  const made = KHQR.generate({
    tag: TAG.INDIVIDUAL,
    accountID: 'sok_dara@aclb',
    merchantName: 'Sok Dara',
    currency: CURRENCY.USD,
    amount: 12.5,
    expirationTimestamp: Date.now() + 60_000,
    countryCode: 'KH',
  } as Parameters<typeof KHQR.generate>[0])
  return (made.data as unknown as { readonly qr: string }).qr
}

test('a KHQR code fills a payment and whom it pays; once more it adds no identifier', () => {
  const once = fillFromCode(emptyEdit(), paymentCode())
  const { losses, identifiers } = complaintOf(fillFromCode(once, paymentCode()))
  expect(losses).toHaveLength(2)
  expect(losses?.[0]).toMatchObject({ rail: 'khqr', currency: 'USD', level: 'documented', payee: 'Sok Dara' })
  expect(Number(losses?.[0]?.amount)).toBe(12.5)
  expect(identifiers).toEqual([{ kind: 'bakong', value: 'sok_dara@aclb' }])
})

test('a KHQR code whose check digits are wrong fills nothing', () => {
  const edit = emptyEdit()
  expect(complaintOf(fillFromCode(edit, paymentCode().replace('sok_dara', 'sok_dora')))).toEqual(
    complaintOf(edit),
  )
})

test('what stands beside a complaint goes with it, truths as truths and times as they are written', () => {
  const edit = writeField(
    writeField(emptyEdit(), 'details.interpreter.name', 'ង្វៀន'),
    'details.interpreter.isSworn',
    'yes',
  )
  const { details } = complaintOf(writeField(edit, 'details.firstContact.clock', '៨:០៥'))
  expect(details).toEqual({
    interpreter: { name: 'ង្វៀន', isSworn: true },
    firstContact: { clock: '08:05' },
  })
})

test.each(['party', 'identifier', 'payment', 'note'] as const)(
  'a hit of a %s leads to it, and its address back to the same place',
  (kind) => {
    const caseId = '1'.repeat(32) as never
    const targetId = '2'.repeat(32)
    const route: Route = routeOfHit({ kind, caseId, targetId })
    expect(route).toMatchObject({ screen: 'case', thingId: targetId })
    expect(parseRoute(routeAddress(route))).toEqual(route)
  },
)
