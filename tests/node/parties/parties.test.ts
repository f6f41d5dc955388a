import { expect, test } from 'vitest'
import { COMPLAINT, codeOf, createVault, type Desk, FIRST_CASE, unlock } from '../../support/make-vault.ts'
import { addColleague, switchTo } from '../../support/station.ts'

const KHQR_PAYEE = { identifiers: [{ kind: 'bank-account' as const, value: '001 234 567' }] }

async function twoCases(): Promise<Desk & { readonly complaintId: string }> {
  const desk = await createVault()
  const { complaintId } = await desk.ask('complaint.add', { complaint: COMPLAINT })
  await desk.ask('case.open', { title: 'ករណីទីពីរ' })
  return { ...desk, complaintId }
}

const secondCase = FIRST_CASE.replace(/1$/, '2')

test('people are entered, changed by member, merged and taken apart; the ledger stands whole', async () => {
  const desk = await twoCases()
  const on = { case: FIRST_CASE }
  const added = await desk.ask('party.add', {
    ...on,
    role: 'undetermined',
    content: { names: [{ text: 'ចាន់ ដារ៉ា\u202e', script: 'khmer' }], nationality: 'KHM' },
  })
  expect(added.number).toBe(`${FIRST_CASE}-P01`)
  const twin = await desk.ask('party.add', {
    ...on,
    content: { names: [{ text: 'CHAN DARA', script: 'latin' }] },
  })
  const [first] = (await desk.ask('party.list', on)).parties
  const basedOnHex = first?.versionHex
  const change = { ...on, party: added.number }
  expect(
    await desk.ask('party.change', { ...change, set: { nationality: 'VNM' }, basedOnHex }),
  ).toMatchObject({
    hasConflict: false,
  })
  // A second window that had the older content before it.
  expect(
    await desk.ask('party.change', { ...change, set: { nationality: 'THA' }, basedOnHex }),
  ).toMatchObject({
    hasConflict: true,
  })
  await desk.ask('party.setRole', { ...change, role: 'victim' })
  await desk.ask('party.setRole', { ...change, role: 'undetermined', isHeld: false })
  await desk.ask('party.noteIndicators', { ...change, present: ['debt-bondage'], absent: ['violence'] })
  expect(codeOf(await desk.call('party.merge', { ...change, into: added.number, reason: 'x' }))).toBe(
    'party/same',
  )
  expect(codeOf(await desk.call('party.unmerge', { ...change, reason: 'x' }))).toBe('party/not-merged')
  await desk.ask('party.merge', { ...on, party: twin.number, into: added.number, reason: 'មនុស្សតែមួយ' })
  expect(codeOf(await desk.call('party.merge', { ...change, into: twin.number, reason: 'x' }))).toBe(
    'party/is-merged',
  )
  const { parties } = await desk.ask('party.list', on)
  expect(parties).toMatchObject([
    {
      // Shown as it was typed: nothing is dropped.
      content: { names: [{ text: 'ចាន់ ដារ៉ា\u202e' }], nationality: 'THA' },
      lost: [{ field: 'nationality', value: 'VNM' }],
      roles: [{ role: 'victim' }],
      indicators: [
        { indicator: 'debt-bondage', isPresent: true },
        { indicator: 'violence', isPresent: false },
      ],
    },
    { mergedInto: added.partyId },
  ])
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
  expect(desk.bugs).toEqual([])
})

test('what cannot be is refused with a code: birth, payment days, amounts, unknown names', async () => {
  const desk = await twoCases()
  const on = { case: FIRST_CASE }
  const born = (day: string) => ({ birth: { earliestOn: day, latestOn: day } })
  expect(codeOf(await desk.call('party.add', { ...on, content: born('2999-01-01') }))).toBe(
    'party/birth-not-possible',
  )
  expect(codeOf(await desk.call('party.add', { ...on, content: born('1700-01-01') }))).toBe(
    'party/birth-not-possible',
  )
  expect(await desk.call('party.add', { ...on, content: born('2001-02-30') })).toMatchObject({
    failure: { code: 'input/invalid', problems: [{ code: 'date/impossible' }, {}] },
  })
  const paid = (content: object) => desk.call('payment.add', { ...on, content })
  expect(codeOf(await paid({ on: '2999-01-01' }))).toBe('payment/not-yet')
  for (const [amount, code] of [
    ['-5', 'money/not-positive'],
    ['99999999999999999999', 'money/too-large'],
  ])
    expect(await paid({ money: { currency: 'USD', amount } })).toMatchObject({
      failure: { code: 'input/invalid', problems: [{ field: 'content.money.amount', code }] },
    })
  expect(codeOf(await paid({ payee: { party: 'none' } }))).toBe('party/not-found')
  expect(codeOf(await paid({ complaintId: desk.complaintId, lossIndex: 99 }))).toBe('payment/no-such-loss')
  expect(codeOf(await paid({ source: { exhibit: 'none' } }))).toBe('exhibit/not-found')
})

test('an identifier is shown with the other cases that know it, as long as nobody withdraws it', async () => {
  const desk = await twoCases()
  await desk.ask('payment.add', { case: secondCase, content: { payee: KHQR_PAYEE } })
  const asked = {
    identifiers: [{ kind: 'bank-account' as const, normalised: '001234567' }],
    case: FIRST_CASE,
  }
  expect(await desk.ask('identifier.seen', asked)).toMatchObject({
    seen: [{ total: 1, cases: [{ number: secondCase }] }],
  })
  const pasted = await desk.ask('identifier.recognise', { text: 'ABA 001 234 567\nសួស្ដី', case: FIRST_CASE })
  expect(pasted).toMatchObject({
    identifiers: [{ normalised: '001234567', elsewhere: { total: 1 } }],
    unread: ['សួស្ដី'],
  })
  const noted = await desk.ask('identifier.note', {
    case: FIRST_CASE,
    identifiers: [{ kind: 'imsi', value: '456010123456789' }],
    seenIn: { kind: 'words', text: 'សម្ដីសាក្សី' },
  })
  const there = { identifiers: [{ kind: 'imsi' as const, normalised: '456010123456789' }], case: secondCase }
  expect(await desk.ask('identifier.seen', there)).toMatchObject({ seen: [{ total: 1 }] })
  const [identifierId = ''] = noted.identifierIds
  await desk.ask('identifier.withdraw', { case: FIRST_CASE, identifierId, reason: 'វាយខុស' })
  expect(await desk.ask('identifier.seen', there)).toMatchObject({ seen: [{ total: 0, cases: [] }] })
  await desk.ask('payment.withdraw', { case: secondCase, payment: `${secondCase}-M01`, reason: 'ស្ទួន' })
  expect(await desk.ask('identifier.seen', asked)).toMatchObject({ seen: [{ total: 0 }] })
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
})

test('losses are counted once: duplicates there, restated losses here, silent victims apart', async () => {
  const desk = await twoCases()
  const on = { case: FIRST_CASE }
  const again = await desk.ask('complaint.add', { case: FIRST_CASE, complaint: COMPLAINT })
  const told = COMPLAINT.losses?.length ?? 0
  await desk.ask('complaint.markDuplicate', {
    ...on,
    complaintId: again.complaintId,
    of: { complaintId: desk.complaintId },
    reason: 'រឿងតែមួយ',
  })
  expect(
    codeOf(
      await desk.call('complaint.markDuplicate', {
        ...on,
        complaintId: desk.complaintId,
        of: { complaintId: again.complaintId },
        reason: 'x',
      }),
    ),
  ).toBe('complaint/is-duplicate')
  await desk.ask('payment.add', {
    ...on,
    content: {
      complaintId: desk.complaintId,
      lossIndex: 0,
      money: { currency: 'USD', amount: '70' },
      state: 'frozen',
      level: 'confirmed',
    },
  })
  await desk.ask('party.add', { ...on, content: {}, role: 'victim' })
  await desk.ask('rate.note', {
    ...on,
    currency: 'USD',
    inCurrency: 'KHR',
    rate: '4015.50',
    on: '2026-01-01',
    source: 'NBC',
  })
  const summary = await desk.ask('loss.summary', on)
  expect(summary).toMatchObject({
    complaints: 1,
    duplicates: 1,
    notComplaining: 1,
    linesCountedElsewhere: told + 1,
  })
  expect(summary.sums).toContainEqual({
    group: 'complained',
    currency: 'USD',
    state: 'frozen',
    level: 'confirmed',
    amount: '70',
    lines: 1,
  })
  expect(summary.rates).toMatchObject([{ rate: '4015.5' }])
  const { totals } = await desk.ask('case.show', on)
  const lines = totals.reduce((sum, total) => sum + total.lines, 0)
  expect(lines).toBe(summary.sums.reduce((sum, { lines: some }) => sum + some, 0))
})

test('who does not hold a case learns nothing of its people, nor that it knows an identifier', async () => {
  const desk = await twoCases()
  await desk.ask('payment.add', { case: FIRST_CASE, content: { payee: KHQR_PAYEE } })
  await desk.ask('party.add', { case: FIRST_CASE, content: { names: [{ text: 'Secret', script: 'latin' }] } })
  const colleague = await addColleague(desk, 'ចាន់ ធី', 'officer')
  await switchTo(desk, colleague)
  const own = await desk.ask('case.open', { title: 'x' })
  const seen = { identifiers: [{ kind: 'bank-account' as const, normalised: '001234567' }], case: own.number }
  expect(await desk.ask('identifier.seen', seen)).toEqual({ seen: [{ total: 0, cases: [] }] })
  for (const name of [
    'party.list',
    'premises.list',
    'identifier.list',
    'payment.list',
    'loss.summary',
  ] as const)
    expect(codeOf(await desk.call(name, { case: FIRST_CASE }))).toBe('case/not-found')
})

test('the tables are the same when they are filled anew', async () => {
  const desk = await twoCases()
  await desk.ask('payment.add', {
    case: FIRST_CASE,
    content: { payee: KHQR_PAYEE, money: { currency: 'KHR', amount: '4000' } },
  })
  await desk.ask('premises.add', { case: FIRST_CASE, content: { name: 'អគារ', rooms: 12 } })
  const before = await desk.ask('payment.list', { case: FIRST_CASE })
  const premises = await desk.ask('premises.list', { case: FIRST_CASE })
  await desk.ask('ledger.rebuild', {})
  expect(await desk.ask('payment.list', { case: FIRST_CASE })).toEqual(before)
  expect(await desk.ask('premises.list', { case: FIRST_CASE })).toEqual(premises)
  await desk.engine.close()
  const again = await unlock(desk.folder)
  expect(await again.ask('payment.list', { case: FIRST_CASE })).toEqual(before)
})
