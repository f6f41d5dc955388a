import { expect, test } from 'vitest'
import type { InputOf } from '#contract/operations.ts'
import { makeWorkerReportPrinter } from '#node/pdf/worker-report-printer.ts'
import { codeOf, createVault, type Desk, FIRST_CASE } from '../../support/make-vault.ts'
import { addColleague, switchTo } from '../../support/station.ts'

type Content = InputOf<'record.draft'>['content']

const SEARCH: Extract<Content, { kind: 'search' }> = {
  kind: 'search',
  data: {
    place: 'ផ្ទះលេខ ១២ ផ្លូវ ២៧១',
    startedAt: '2026-11-20T08:10',
    authorisation: { by: 'ព្រះរាជអាជ្ញា', form: 'verbal', givenAt: '2026-11-20T07:45' },
    occupant: { isPresent: true, name: 'សុខ' },
    witnesses: [],
    officers: [{ name: 'វិបុល' }],
    seized: [],
    pagesMarked: 'thumb-print',
  },
}

/** A search that began by night, without the exception that would allow it. */
const BY_NIGHT: Content = { ...SEARCH, data: { ...SEARCH.data, startedAt: '2026-11-20T23:10' } }

async function openedCase(options: Parameters<typeof createVault>[0] = {}): Promise<Desk> {
  const desk = await createVault(options)
  await desk.ask('case.open', { title: 'ករណី' })
  return desk
}

async function draft(desk: Desk, content: Content): Promise<string> {
  return (await desk.ask('record.draft', { case: FIRST_CASE, content })).recordId
}

test('a record becomes final once the law is met, with its number and the packs it was held against', async () => {
  const desk = await openedCase()
  const drafted = await desk.ask('record.draft', { case: FIRST_CASE, content: BY_NIGHT })
  expect(drafted.unmet.map(({ ruleId, effect }) => [ruleId, effect])).toEqual([['search-by-day', 'blocks']])
  const named = { case: FIRST_CASE, record: drafted.recordId }
  expect(await desk.call('record.finalise', named)).toMatchObject({
    outcome: 'failed',
    failure: { code: 'record/law-not-met', facts: { count: 1, ruleId: 'search-by-day' } },
  })
  expect((await desk.ask('record.change', { ...named, content: SEARCH })).unmet).toEqual([])
  expect(await desk.ask('record.finalise', named)).toEqual({ number: `${FIRST_CASE}-PV01` })
  const shown = await desk.ask('record.show', { case: FIRST_CASE, record: `${FIRST_CASE}-PV01` })
  expect(shown).toMatchObject({ record: { state: 'final', kind: 'search' }, content: SEARCH, unmet: [] })
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
  expect(desk.bugs).toEqual([])
})

test('a rule that nobody checked warns, must have been seen, and does not block', async () => {
  const desk = await openedCase()
  const { pagesMarked: _, ...unmarked } = SEARCH.data
  const record = await draft(desk, { ...SEARCH, data: unmarked })
  expect(codeOf(await desk.call('record.finalise', { case: FIRST_CASE, record }))).toBe(
    'record/warnings-not-seen',
  )
  const finalised = await desk.ask('record.finalise', { case: FIRST_CASE, record, hasSeenWarnings: true })
  expect(finalised.number).toBe(`${FIRST_CASE}-PV01`)
})

test('a final record never changes; another one corrects it, and both stay', async () => {
  const desk = await openedCase()
  const first = await draft(desk, SEARCH)
  await desk.ask('record.finalise', { case: FIRST_CASE, record: first })
  const change = { case: FIRST_CASE, record: first, content: SEARCH }
  expect(codeOf(await desk.call('record.change', change))).toBe('record/is-final')
  expect(codeOf(await desk.call('record.finalise', { case: FIRST_CASE, record: first }))).toBe(
    'record/is-final',
  )

  const second = await draft(desk, SEARCH)
  const order = { case: FIRST_CASE, record: second }
  expect(codeOf(await desk.call('record.finalise', { ...order, corrects: second }))).toBe('record/is-draft')
  expect(codeOf(await desk.call('record.finalise', { ...order, corrects: 'none' }))).toBe('record/not-found')
  await desk.ask('record.finalise', { ...order, corrects: `${FIRST_CASE}-PV01` })
  const { records } = await desk.ask('record.list', { case: FIRST_CASE })
  expect(records).toMatchObject([
    { number: `${FIRST_CASE}-PV01`, correctedBy: second },
    { number: `${FIRST_CASE}-PV02`, corrects: first },
  ])
})

test('a draft that is discarded is gone from the list and stays in the ledger; a final record is not discarded', async () => {
  const desk = await openedCase()
  const unwanted = await draft(desk, SEARCH)
  const order = { case: FIRST_CASE, record: unwanted, reason: 'ពីរដង' }
  expect(await desk.ask('record.discard', order)).toEqual({ recordId: unwanted })
  expect((await desk.ask('record.list', { case: FIRST_CASE })).records).toEqual([])
  expect(codeOf(await desk.call('record.discard', order))).toBe('record/not-found')
  const { events } = await desk.ask('case.show', { case: FIRST_CASE })
  expect(events.map(({ kind }) => kind)).toContain('record-discarded')
  const kept = await draft(desk, SEARCH)
  await desk.ask('record.finalise', { case: FIRST_CASE, record: kept })
  expect(codeOf(await desk.call('record.discard', { ...order, record: kept }))).toBe('record/is-final')
  expect(codeOf(await desk.call('record.discard', { ...order, reason: ' ' }))).toBe('input/invalid')
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
})

test('nobody finds the words of a draft that was discarded, and a draft that stays is found', async () => {
  const desk = await openedCase()
  const named = (name: string): Content => ({
    ...SEARCH,
    data: { ...SEARCH.data, occupant: { isPresent: true, name } },
  })
  const unwanted = await draft(desk, named('Vanished Witness'))
  await draft(desk, named('Staying Witness'))
  const found = async (text: string) => {
    const { hits } = await desk.ask('search.find', { query: text })
    return hits.map(({ kind, targetId }) => `${kind} ${targetId}`)
  }
  const cases = async (query: string) => (await desk.ask('case.list', { query })).total
  expect([await found('Vanished'), await cases('Vanished')]).toEqual([[`record ${unwanted}`], 1])
  const reason = 'Vanished Witness was written twice: Doubled'
  await desk.ask('record.discard', { case: FIRST_CASE, record: unwanted, reason })
  expect([await found('Vanished'), await cases('Vanished')]).toEqual([[], 0])
  expect([await found('Doubled'), await cases('Doubled')]).toEqual([[], 0])
  expect([(await found('Staying')).length, await cases('Staying')]).toEqual([1, 1])
  // The same after the lists were filled anew from the events.
  await desk.ask('ledger.rebuild', {})
  expect([await found('Vanished'), await cases('Vanished'), await cases('Staying')]).toEqual([[], 0, 1])
  expect([await found('Doubled'), await cases('Doubled')]).toEqual([[], 0])
})

test('a draft keeps its kind', async () => {
  const desk = await openedCase()
  const record = await draft(desk, SEARCH)
  const content: Content = {
    kind: 'seizure',
    data: {
      place: 'ក',
      seizedAt: '2026-11-20T09:00',
      occupant: { isPresent: true },
      witnesses: [],
      officers: [],
      seized: [],
    },
  }
  expect(codeOf(await desk.call('record.change', { case: FIRST_CASE, record, content }))).toBe(
    'record/of-another-kind',
  )
})

test('bad input changes nothing and names the field', async () => {
  const desk = await openedCase()
  const before = await desk.ask('vault.info', {})
  const content = { ...SEARCH, data: { ...SEARCH.data, startedAt: '2026-02-30T08:10', endedAt: 'noon' } }
  expect(await desk.call('record.draft', { case: FIRST_CASE, content })).toMatchObject({
    outcome: 'failed',
    failure: {
      code: 'input/invalid',
      problems: [
        { field: 'content.data.startedAt', code: 'date/impossible' },
        { field: 'content.data.endedAt', code: 'date/malformed' },
      ],
    },
  })
  expect((await desk.ask('vault.info', {})).head).toEqual(before.head)
})

test('whoever may not read the case does not learn that it has records', async () => {
  const desk = await openedCase()
  const record = await draft(desk, SEARCH)
  const other = await addColleague(desk, 'other', 'officer')
  await switchTo(desk, other)
  expect(codeOf(await desk.call('record.show', { case: FIRST_CASE, record }))).toBe('case/not-found')
})

test('the paper of a final record is the same whatever is written afterwards, and that of a draft says that it is one', async () => {
  const desk = await openedCase({ printer: makeWorkerReportPrinter() })
  const record = await draft(desk, SEARCH)
  const order = { case: FIRST_CASE, record, languages: 'km' } as const
  const asDraft = await desk.ask('record.print', order)
  await desk.ask('record.finalise', { case: FIRST_CASE, record })
  const first = await desk.ask('record.print', order)
  await draft(desk, BY_NIGHT)
  const again = await desk.ask('record.print', order)
  expect(again.digestHex).toBe(first.digestHex)
  expect(asDraft.digestHex).not.toBe(first.digestHex)
  expect(asDraft.fileName).toContain('draft')
})

test('a letter names payments of the case, is printed with them, and never changes', async () => {
  const desk = await openedCase({ printer: makeWorkerReportPrinter() })
  const { complaintId } = await desk.ask('complaint.add', {
    case: FIRST_CASE,
    complaint: {
      channel: 'walk-in',
      victim: { name: 'ចាន់' },
      summary: 'ឆបោក',
      narrative: 'បង់ប្រាក់',
      losses: [{ state: 'paid', currency: 'USD', amount: '2500', rail: 'bank', payee: '001 234 567' }],
    },
  })
  const content: InputOf<'letter.issue'>['content'] = {
    kind: 'freeze',
    recipient: { name: 'ធនាគារ' },
    urgency: 'immediate',
    offence: 'ឆបោក',
    accounts: [],
    categories: [],
    payments: [{ complaintId, lossIndex: 0 }],
    signer: { name: 'សុខ' },
  }
  const wrong = { ...content, payments: [{ complaintId, lossIndex: 1 }] }
  expect(codeOf(await desk.call('letter.issue', { case: FIRST_CASE, content: wrong }))).toBe(
    'letter/payment-not-found',
  )
  const { number } = await desk.ask('letter.issue', { case: FIRST_CASE, content })
  expect(number).toBe(`${FIRST_CASE}-L01`)
  const printed = await desk.ask('letter.print', { case: FIRST_CASE, letter: number, languages: 'km+en' })
  expect(printed.pages).toBeGreaterThan(0)
  expect((await desk.ask('letter.list', { case: FIRST_CASE })).letters).toMatchObject([
    { number, kind: 'freeze' },
  ])
  expect(codeOf(await desk.call('letter.show', { case: FIRST_CASE, letter: 'none' }))).toBe(
    'letter/not-found',
  )
})

test('the law list says of each rule whether somebody checked it', async () => {
  const desk = await createVault()
  const { packs } = await desk.ask('law.list', {})
  const rules = packs.flatMap((pack) => pack.rules)
  expect(rules.filter(({ verified }) => verified).every(({ source }) => /^art\. 9[13]$/.test(source))).toBe(
    true,
  )
  expect(rules.some(({ verified }) => !verified)).toBe(true)
})
