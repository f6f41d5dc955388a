import { expect, test } from 'vitest'
import { COMPLAINT, codeOf, createVault, type Desk, FIRST_CASE } from '../../support/make-vault.ts'
import { createStation, switchTo } from '../../support/station.ts'

const NEW_CASE = FIRST_CASE.replace(/1$/, '2')
const LOSS = { state: 'paid', currency: 'USD', on: '2026-01-04', rail: 'khqr' } as const
const said = { case: FIRST_CASE, title: 'ថ្មី', what: 'ជនសង្ស័យទីពីរ', reason: 'តុលាការផ្សេង' }

/** A case with two complaints: 300 dollars and 45.5, of which a payment restates the second; three parties. */
async function twoComplaints(desk: Desk) {
  await desk.ask('case.open', { title: 'ករណីទីមួយ' })
  const take = async (amount: string) =>
    (
      await desk.ask('complaint.add', {
        case: FIRST_CASE,
        complaint: { ...COMPLAINT, typologies: ['romance-scam'], losses: [{ ...LOSS, amount }] },
      })
    ).complaintId
  const stays = await take('300')
  const goes = await take('45.5')
  const add = (role: 'victim' | 'suspect', complaintId: string | undefined, text: string) =>
    desk.ask('party.add', {
      case: FIRST_CASE,
      role,
      ...(complaintId !== undefined && { complaintId }),
      content: { names: [{ text, script: 'latin' as const }] },
    })
  const victim = await add('victim', goes, 'Going')
  const suspect = await add('suspect', stays, 'Both')
  const silent = await add('victim', undefined, 'Silent')
  await desk.ask('party.setRole', {
    case: FIRST_CASE,
    party: suspect.partyId,
    role: 'suspect',
    complaintId: goes,
  })
  await desk.ask('party.noteIndicators', {
    case: FIRST_CASE,
    party: victim.partyId,
    present: ['retention-of-documents'],
  })
  const paid = await desk.ask('payment.add', {
    case: FIRST_CASE,
    content: {
      complaintId: goes,
      lossIndex: 0,
      money: { currency: 'USD', amount: '50' },
      state: 'paid',
      level: 'documented',
      payer: { party: victim.partyId },
      payee: { party: suspect.partyId, identifiers: [{ kind: 'bank-account', value: '001234567' }] },
    },
  })
  await desk.ask('identifier.note', {
    case: FIRST_CASE,
    identifiers: [{ kind: 'phone', value: '012345678' }],
    seenIn: { kind: 'complaint', complaintId: goes },
    party: suspect.partyId,
  })
  return { stays, goes, victim, suspect, silent, paid }
}

test('a split takes complaints to the new case with what hangs on them, and counts nothing twice', async () => {
  const desk = await createVault()
  const { stays, goes, victim } = await twoComplaints(desk)
  const before = await desk.ask('case.show', { case: FIRST_CASE })
  const totals = async (name: string) =>
    (await desk.ask('loss.summary', { case: name })).sums.map(({ amount, level }) => [amount, level])
  expect(await totals(FIRST_CASE)).toEqual([
    ['300', 'claimed'],
    ['50', 'documented'],
  ])
  const counted = await desk.ask('statistics.show', {})
  const split = await desk.ask('case.split', { ...said, complaints: [goes] })
  expect(split).toMatchObject({
    number: NEW_CASE,
    moved: { complaints: 1, parties: 2, identifiers: 1, payments: 1 },
  })
  expect(await totals(FIRST_CASE)).toEqual([['300', 'claimed']])
  expect(await totals(NEW_CASE)).toEqual([['50', 'documented']])
  const old = await desk.ask('loss.summary', { case: FIRST_CASE })
  expect(old).toMatchObject({ complaints: 1, duplicates: 0, movedAway: 1, notComplaining: 1 })
  expect(await desk.ask('loss.summary', { case: NEW_CASE })).toMatchObject({
    complaints: 1,
    notComplaining: 0,
  })
  // A case more, and nothing else.
  const { cases, ...rest } = counted
  expect(await desk.ask('statistics.show', {})).toEqual({ ...rest, cases: cases + 1 })

  const [there] = (await desk.ask('case.show', { case: NEW_CASE })).complaints
  const was = before.complaints.find(({ complaintId }) => complaintId === goes)
  expect(there).toMatchObject({
    complaint: was?.complaint,
    takenAtMs: was?.takenAtMs,
    takenBy: was?.takenBy,
    movedFrom: { number: FIRST_CASE },
  })
  const here = await desk.ask('case.show', { case: FIRST_CASE })
  expect(here.complaints.map(({ movedTo }) => movedTo?.number)).toEqual([undefined, NEW_CASE])
  expect(here.events.length).toBeGreaterThan(before.events.length)

  const folk = await desk.ask('party.list', { case: NEW_CASE })
  expect(
    folk.parties.map(({ number, content, roles, indicators }) => [
      number,
      content.names?.[0]?.text,
      roles.map(({ role, complaintId }) => [role, complaintId === there?.complaintId]),
      indicators.length,
    ]),
  ).toEqual([
    [`${NEW_CASE}-P01`, 'Going', [['victim', true]], 1],
    [`${NEW_CASE}-P02`, 'Both', [['suspect', true]], 0],
  ])
  const { payments } = await desk.ask('payment.list', { case: NEW_CASE })
  expect(payments).toMatchObject([
    {
      number: `${NEW_CASE}-M01`,
      content: {
        complaintId: there?.complaintId,
        payer: { partyId: folk.parties[0]?.partyId },
        payee: { partyId: folk.parties[1]?.partyId, identifiers: [{ normalised: expect.any(String) }] },
      },
    },
  ])
  // Whoever was tied to the complaint alone has no role in the old case any more; whoever is tied to both keeps theirs.
  const left = (await desk.ask('party.list', { case: FIRST_CASE })).parties
  expect(left.map(({ roles }) => roles.length)).toEqual([0, 2, 1])
  expect(left[0]).toMatchObject({ partyId: victim.partyId, roleLines: [{ isHeld: true }, { isHeld: false }] })

  const again = { ...said, complaints: [goes] }
  expect(codeOf(await desk.call('case.split', again))).toBe('complaint/was-moved')
  const back = { case: FIRST_CASE, complaintId: goes, reason: 'x' }
  expect(codeOf(await desk.call('complaint.markDuplicate', back))).toBe('complaint/was-moved')
  expect(codeOf(await desk.call('case.split', { ...said, complaints: ['99'.repeat(16)] }))).toBe(
    'complaint/not-found',
  )
  // It may go on from there.
  const on = { ...said, case: NEW_CASE, complaints: [there?.complaintId ?? ''] }
  expect(await desk.ask('case.split', on)).toMatchObject({ moved: { complaints: 1, payments: 1 } })
  expect(await totals(NEW_CASE)).toEqual([])
  expect(stays).not.toBe(goes)
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
})

test('a complaint that another one tells again stays, and nothing is opened', async () => {
  const desk = await createVault()
  const { stays, goes } = await twoComplaints(desk)
  const again = { case: FIRST_CASE, complaintId: stays, of: { complaintId: goes }, reason: 'x' }
  await desk.ask('complaint.markDuplicate', again)
  for (const complaint of [stays, goes])
    expect(codeOf(await desk.call('case.split', { ...said, complaints: [complaint] }))).toBe(
      'complaint/is-duplicate',
    )
  expect((await desk.ask('case.list', {})).total).toBe(1)
})

test('whoever reads the old case reads nothing of the new one unless its key is shared', async () => {
  const { desk, officer } = await createStation()
  const { goes } = await twoComplaints(desk)
  await desk.ask('case.share', { case: FIRST_CASE, userId: officer.userId })
  const { number } = await desk.ask('case.split', { ...said, complaints: [goes] })
  await switchTo(desk, officer)
  expect(codeOf(await desk.call('case.show', { case: number }))).toBe('case/not-found')
  expect((await desk.ask('loss.summary', { case: FIRST_CASE })).sums).toMatchObject([{ amount: '300' }])
})
