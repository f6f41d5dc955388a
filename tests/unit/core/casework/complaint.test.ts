import { describe, expect, test } from 'vitest'
import { type ComplaintDraft, complaintInput, MAX_COMPLAINT_LINES } from '#core/casework/complaint.ts'
import { complaintRecord } from '#core/casework/complaint-record.ts'
import { recordComplaint } from '#core/casework/record-complaint.ts'

const LEAST: ComplaintDraft = {
  channel: 'walk-in',
  victim: { name: 'ចាន់ ធី' },
  summary: 'ទិញទូរសព្ទ',
  narrative: 'ថ្ងៃទីមួយ\nថ្ងៃទីពីរ',
}

/** What is wrong with a draft: each field with its problem. */
function problemsOf(draft: unknown): readonly string[] {
  const parsed = complaintInput.safeParse(draft)
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => {
    const problem = issue.code === 'custom' ? issue.params?.problem : issue.code
    return `${issue.path.join('.')}: ${problem}`
  })
}

describe('a complaint', () => {
  test('needs a channel, a name, a summary and a story; the rest has a default or is absent', () => {
    expect(complaintInput.parse(LEAST)).toEqual({
      ...LEAST,
      wish: 'complain',
      typologies: [],
      identifiers: [],
      losses: [],
    })
  })

  test.each<[string, object, readonly string[]]>([
    ['an impossible day', { receivedOn: '2026-02-30' }, ['receivedOn: date/impossible']],
    ['a day in another form', { receivedOn: '30.1.2026' }, ['receivedOn: date/malformed']],
    [
      'an end before its beginning',
      { happenedFrom: '2026-01-02', happenedTo: '2026-01-01' },
      ['happenedTo: date/order'],
    ],
    ['a name of nothing visible', { victim: { name: '\u200b \u200d' } }, ['victim.name: text/empty']],
    ['a name of two lines', { victim: { name: 'a\nb' } }, ['victim.name: text/control-character']],
    ['half of a surrogate pair', { summary: 'a\ud800' }, ['summary: text/lone-surrogate']],
    ['a bell in the story', { narrative: 'a\u0007b' }, ['narrative: text/control-character']],
    ['an endless summary', { summary: 'ក'.repeat(301) }, ['summary: text/too-long']],
    ['an unknown channel', { channel: 'rumour' }, ['channel: invalid_value']],
    ['an unknown member', { weather: 'rain' }, [': unrecognized_keys']],
    ['an unknown member of the victim', { victim: { name: 'a', age: 3 } }, ['victim: unrecognized_keys']],
    [
      'a phone that is none',
      { identifiers: [{ kind: 'phone', value: '12' }] },
      ['identifiers.0.value: identifier/malformed'],
    ],
    [
      'a control character in an identifier',
      { identifiers: [{ kind: 'phone', value: '\u0000' }] },
      ['identifiers.0.value: text/control-character'],
    ],
    ['no identifier at all', { identifiers: [{ kind: 'phone' }] }, ['identifiers.0.value: invalid_type']],
    [
      'a loss of nothing',
      { losses: [{ state: 'paid', currency: 'USD', amount: '0' }] },
      ['losses.0.amount: money/not-positive'],
    ],
    [
      'half a riel',
      { losses: [{ state: 'paid', currency: 'KHR', amount: '0.5' }] },
      ['losses.0.amount: money/too-many-decimals'],
    ],
    [
      'an unknown currency',
      { losses: [{ state: 'paid', currency: 'XXX', amount: '1' }] },
      ['losses.0.currency: invalid_value'],
    ],
    [
      'an amount that is a number',
      { losses: [{ state: 'paid', currency: 'USD', amount: 5 }] },
      ['losses.0.amount: invalid_type'],
    ],
    [
      'an impossible birthday',
      { victim: { name: 'a', birthDate: '1990-13-01' } },
      ['victim.birthDate: date/impossible'],
    ],
  ])('is refused with %s', (_, change, problems) => {
    expect(problemsOf({ ...LEAST, ...change })).toEqual(problems)
  })

  test('may begin and end on one day', () => {
    expect(problemsOf({ ...LEAST, happenedFrom: '2026-01-02', happenedTo: '2026-01-02' })).toEqual([])
  })

  test('keeps zero-width and direction characters, which are ordinary in Khmer', () => {
    const name = 'ចាន់\u200b ធី\u200e'
    expect(complaintInput.parse({ ...LEAST, victim: { name } }).victim.name).toBe(name)
  })

  test('takes as many lines as it may have, and not one more', () => {
    const lines = (count: number) => Array.from({ length: count }, () => ({ kind: 'other', value: 'x' }))
    expect(problemsOf({ ...LEAST, identifiers: lines(MAX_COMPLAINT_LINES) })).toEqual([])
    expect(problemsOf({ ...LEAST, identifiers: lines(MAX_COMPLAINT_LINES + 1) })).toEqual([
      'identifiers: too_big',
    ])
  })

  test('does not take its prototype from its text', () => {
    expect(
      problemsOf(JSON.parse(`${JSON.stringify(LEAST).slice(0, -1)},"__proto__":{"wish":"inform"}}`)),
    ).toEqual([': unrecognized_keys'])
  })
})

describe('the record of a complaint', () => {
  const draft: ComplaintDraft = {
    ...LEAST,
    identifiers: [
      { kind: 'phone', value: '០១២ 345-678', note: 'អ្នកលក់' },
      { kind: 'other', value: 'ក ខ' },
    ],
    losses: [
      { state: 'paid', currency: 'KHR', amount: '1,000,000' },
      { state: 'paid', currency: 'USD', amount: '12.50' },
    ],
  }
  const record = recordComplaint(complaintInput.parse(draft), '2026-11-22')

  test('is what the ledger keeps', () => {
    expect(complaintRecord.parse(record)).toEqual(record)
  })

  test.each([
    ['0', true],
    ['1000000', true],
    ['-5', false],
    ['05', false],
    ['5.0', false],
  ])('takes or refuses an amount as the format says: %s', (amount, isTaken) => {
    const [loss, ...losses] = record.losses
    const changed = { ...record, losses: [{ ...loss, amount }, ...losses] }
    expect(complaintRecord.safeParse(changed).success).toBe(isTaken)
  })

  test('has each identifier as it was given beside its normal form', () => {
    expect(record.identifiers).toEqual([
      { kind: 'phone', raw: '០១២ 345-678', normalised: '+85512345678', note: 'អ្នកលក់' },
      { kind: 'other', raw: 'ក ខ', normalised: 'ក ខ' },
    ])
  })

  test('has amounts in canonical form', () => {
    expect(record.losses.map(({ amount }) => amount)).toEqual(['1000000', '12.5'])
  })

  test('was received on the day of entry unless it says otherwise', () => {
    expect(record.receivedOn).toBe('2026-11-22')
    expect(
      recordComplaint(complaintInput.parse({ ...draft, receivedOn: '2026-11-20' }), '2026-11-22').receivedOn,
    ).toBe('2026-11-20')
  })

  test('of something the schema would have refused is a bug', () => {
    const complaint = complaintInput.parse(LEAST)
    const unread = { ...complaint, identifiers: [{ kind: 'phone' as const, value: '12' }] }
    expect(() => recordComplaint(unread, '2026-11-22')).toThrow(/malformed phone/)
    const unpaid = {
      ...complaint,
      losses: [{ state: 'paid', level: 'claimed', currency: 'USD', amount: 'x' } as const],
    }
    expect(() => recordComplaint(unpaid, '2026-11-22')).toThrow(/malformed amount/)
  })
})
