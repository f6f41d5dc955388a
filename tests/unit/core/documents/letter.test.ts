import { describe, expect, test } from 'vitest'
import { buildLetter, LETTER_KEYS } from '#core/documents/letter.ts'
import { LETTERHEAD_KEYS } from '#core/documents/letterhead.ts'
import type { RecordContext } from '#core/documents/record-parts.ts'
import { LETTER_KINDS, type Letter, letterContent, letterInput } from '#core/letters/letter.ts'
import { paymentsOf, requestFile } from '#core/letters/request-file.ts'
import { textsOf } from '../../../support/document-text.ts'
import { keysAsWords, shippedTemplate } from '../../../support/templates.ts'

const CONTEXT: RecordContext = {
  caseNumber: 'SR-2026-0001',
  recordNumber: 'SR-2026-0001-L01',
  ledgerHeadHex: 'ab'.repeat(32),
  madeAtMs: Date.UTC(2026, 10, 20, 3),
  software: 'Samnum 0.1.0',
  letterhead: keysAsWords(LETTERHEAD_KEYS),
  madeFrom: { km: 'madeFromLine', en: 'madeFromLine' },
}
const FREEZE: Letter = {
  kind: 'freeze',
  recipient: { name: 'ធនាគារ ក' },
  urgency: 'immediate',
  offence: 'ឆបោក',
  accounts: [{ service: 'Telegram', kind: 'telegram', value: '@Best_Shop' }],
  categories: ['payments'],
  period: { from: '2026-11-18T00:00', to: '2026-11-20T23:59' },
  payments: [{ complaintId: 'c1', lossIndex: 1 }],
  signer: { name: 'សុខ', rank: 'វរសេនីយ៍ត្រី' },
}
const LOSSES = [
  { state: 'attempted', level: 'claimed', currency: 'USD', amount: '1' },
  {
    state: 'paid',
    level: 'claimed',
    currency: 'USD',
    amount: '2500.5',
    on: '2026-11-19',
    rail: 'bank',
    reference: 'FT26',
    payee: '001 234 567',
    note: 'a secret of the victim',
  },
] as const
const COMPLAINTS = [{ complaintId: 'c1', complaint: { losses: LOSSES } }] as never

const ENCLOSED = {
  records: [{ number: 'SR-2026-0001-PV01', kind: 'search' as const }],
  exhibits: [{ number: 'SR-2026-0001-E001', name: 'ទូរស័ព្ទ' }],
}
const say = keysAsWords(LETTER_KEYS)

describe('a letter', () => {
  const payments = paymentsOf(FREEZE, COMPLAINTS)
  const tree = buildLetter(FREEZE, { payments, enclosed: ENCLOSED }, say, CONTEXT, 'en')

  test('states exactly which payment, account, time and data it is about', () => {
    const texts = textsOf(tree)
    for (const text of [
      'ធនាគារ ក',
      'request SR-2026-0001',
      '2,500.50\u00a0USD',
      '(ពីរពាន់ប្រាំរយដុល្លារអាមេរិក និងហាសិបសេន)',
      'FT26',
      '001 234 567',
      '@Best_Shop',
      'Wednesday 18 November 2026, 00:00',
      'Friday 20 November 2026, 23:59',
      'paymentData',
    ])
      expect(texts).toContain(text)
  })

  test('says nothing of the case but what it asks about', () => {
    expect(JSON.stringify(tree)).not.toContain('a secret of the victim')
    expect(JSON.stringify(tree)).not.toContain('SR-2026-0001-PV01')
    expect(JSON.stringify(tree)).not.toContain('SR-2026-0001-E001')
  })

  test('to the prosecutor lists the records and exhibits of the case', () => {
    const facts = { payments: [], enclosed: ENCLOSED }
    const texts = textsOf(buildLetter({ ...FREEZE, kind: 'transmission' }, facts, say, CONTEXT, 'en'))
    for (const text of ['SR-2026-0001-PV01', 'search', 'SR-2026-0001-E001', 'ទូរស័ព្ទ'])
      expect(texts).toContain(text)
  })

  test('carries the same facts for software to read', () => {
    const [attachment] = tree.attachments ?? []
    const text = attachment !== undefined && 'text' in attachment.content ? attachment.content.text : ''
    expect(JSON.parse(text)).toMatchObject({
      format: 'samnum-request',
      kind: 'freeze',
      letterNumber: 'SR-2026-0001-L01',
      accounts: [{ service: 'Telegram', kind: 'telegram', value: '@Best_Shop' }],
      payments: [{ currency: 'USD', amount: '2500.5', payee: '001 234 567', reference: 'FT26' }],
    })
    expect(text).toBe(
      requestFile(FREEZE, { caseNumber: 'SR-2026-0001', letterNumber: 'SR-2026-0001-L01' }, payments),
    )
  })

  test('leaves out a payment that the case does not have', () => {
    const wrong = {
      ...FREEZE,
      payments: [
        { complaintId: 'c2', lossIndex: 0 },
        { complaintId: 'c1', lossIndex: 2 },
      ],
    }
    expect(paymentsOf(wrong, COMPLAINTS)).toEqual([])
  })

  test('of an ordinary kind has no box that calls for haste', () => {
    const calm = buildLetter(
      { ...FREEZE, urgency: 'ordinary' },
      { payments, enclosed: ENCLOSED },
      say,
      CONTEXT,
      'en',
    )
    expect(tree.blocks.some(({ kind }) => kind === 'notice')).toBe(true)
    expect(calm.blocks.some(({ kind }) => kind === 'notice')).toBe(false)
  })

  test.each(LETTER_KINDS)(
    'of the kind %s calls for haste because of money only where it is about money',
    (kind) => {
      const { km, en } = shippedTemplate(kind, LETTER_KEYS).immediate
      expect([km.includes('ប្រាក់'), en.includes('money')]).toEqual([kind === 'freeze', kind === 'freeze'])
    },
  )
})

describe('what may be entered as a letter', () => {
  test('is kept as it was entered', () => {
    const entered = letterInput.safeParse(FREEZE)
    expect(entered.success && letterContent.safeParse(entered.data).data).toEqual(FREEZE)
  })

  test.each<[string, object, string]>([
    [
      'a period that runs back',
      { period: { from: '2026-11-20T00:00', to: '2026-11-19T00:00' } },
      'date/order',
    ],
    [
      'a time that does not exist',
      { period: { from: '2026-02-30T00:00', to: '2026-03-01T00:00' } },
      'date/impossible',
    ],
    ['a time of another form', { period: { from: '20.11.2026', to: '2026-11-19T00:00' } }, 'date/malformed'],
    ['no payment and no account to freeze', { payments: [], accounts: [] }, 'field/missing'],
    ['no account to be kept', { kind: 'preservation', accounts: [] }, 'field/missing'],
    ['no period to be disclosed', { kind: 'disclosure', period: undefined }, 'field/missing'],
    ['no category of data to be disclosed', { kind: 'disclosure', categories: [] }, 'field/missing'],
    ['an offence of nothing visible', { offence: '\u200b' }, 'text/empty'],
  ])('is refused with %s', (_, change, problem) => {
    const parsed = letterInput.safeParse({ ...FREEZE, ...change })
    expect(parsed.error?.issues.map((issue) => issue.code === 'custom' && issue.params?.problem)).toContain(
      problem,
    )
  })
})
