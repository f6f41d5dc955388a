import { describe, expect, test } from 'vitest'
import type { CaseView, ComplaintView } from '#core/case-file/case-view.ts'
import { totalLosses } from '#core/case-file/loss-totals.ts'
import { buildCaseReport } from '#core/documents/case-report.ts'
import { LETTERHEAD_KEYS } from '#core/documents/letterhead.ts'
import { gatherMoney } from '#core/documents/money-facts.ts'
import { buildMoneyPaper, MONEY_KEYS } from '#core/documents/money-paper.ts'
import { buildPersonDossier, DOSSIER_KEYS } from '#core/documents/person-dossier.ts'
import { gatherPerson, namedPeople } from '#core/documents/person-facts.ts'
import { SAMPLE_COMPLAINT, SAMPLE_VIEW } from '#core/documents/preview-sample.ts'
import { FRAME_KEYS, type ReportContext } from '#core/documents/report-frame.ts'
import { StatisticsCount } from '#core/documents/statistics-facts.ts'
import type { CaseId, DigestHex, PartyId, PaymentId } from '#core/ids.ts'
import { emptyPartyBook, viewOfBook } from '#core/parties/party-book.ts'
import type { PaymentContent } from '#core/parties/party-content.ts'
import type { PartyView, PaymentView } from '#core/parties/party-views.ts'
import { textsOf } from '../../../support/document-text.ts'
import { keysAsWords } from '../../../support/templates.ts'

const CONTEXT: ReportContext = {
  caseNumber: '2026-0001',
  head: { seq: 9, hashHex: 'ab'.repeat(32) as DigestHex, atMs: Date.UTC(2026, 10, 20) },
  eventCount: 7,
  software: 'Samnum 0.1.0',
  letterhead: keysAsWords(LETTERHEAD_KEYS),
  frame: keysAsWords(FRAME_KEYS),
  wordings: [],
}
const EMPTY = viewOfBook(emptyPartyBook())
const IDS = ['01', '02', '03'].map((byte) => byte.repeat(16)) as [string, string, string]
const SAID = {
  lost: [],
  versionHex: 'ab'.repeat(32) as DigestHex,
  addedAtMs: 1,
  addedBy: 'Sok',
  changedAtMs: 1,
}

type Losses = ComplaintView['complaint']['losses']

const told = (
  complaintId: string,
  name: string,
  losses: Losses,
  wish: 'complain' | 'decline' = 'complain',
): ComplaintView => ({
  ...SAMPLE_COMPLAINT,
  complaintId,
  complaint: { ...SAMPLE_COMPLAINT.complaint, wish, victim: { name }, losses },
})
const paid = (number: string, content: PaymentContent, withdrawn: string | null = null): PaymentView => ({
  ...{ paymentId: number.padStart(32, '0') as PaymentId, number, withdrawn, content },
  ...SAID,
})
const party = (number: string, names: readonly string[], mergedInto: string | null = null): PartyView => ({
  ...{
    partyId: number.padStart(32, '0') as PartyId,
    number,
    form: 'person',
    mergedInto: mergedInto as PartyId,
  },
  ...{ roles: [{ role: 'suspect', sinceMs: 1 }], roleLines: [], indicators: [], ...SAID },
  content: {
    names: names.map((text) => ({ text, script: 'latin' as const, use: 'official' as const })),
    safeContact: 'ring only after five',
  },
})

const KHR = { state: 'paid', level: 'documented', currency: 'KHR', amount: '1050000' } as const
const FIRST = told(IDS[0], 'សុខ ចាន់ធីតា', [
  { ...KHR, rail: 'bank', reference: 'TXN-7788', payer: 'សុខ ចាន់ធីតា', payee: 'LIN DARA' },
  { state: 'attempted', level: 'claimed', currency: 'USD', amount: '300', payee: 'LIN DARA' },
])
const SILENT = told(
  IDS[1],
  'Nguyễn Thị Ánh',
  [
    { ...KHR, level: 'claimed', reference: 'TXN-7788' },
    { state: 'paid', level: 'claimed', currency: 'USD', amount: '45.5', payee: 'Wing' },
  ],
  'decline',
)
const PLAIN: CaseView = { ...SAMPLE_VIEW, complaints: [FIRST, SILENT] }

/** A case in which money is told thrice: by a complaint, by its duplicate, and by a payment that a bank's answer confirmed. */
const AGAIN = told(IDS[2], 'សុខ ចាន់ធីតា', [{ ...KHR, level: 'claimed' }])
const USD = (amount: string) => ({ currency: 'USD' as const, amount })
const ACCOUNT = { kind: 'bank-account' as const, raw: '000 123 456', normalised: '000123456' }
const FOLK: CaseView['folk'] = {
  ...EMPTY,
  parties: [
    party('P01', ['LIN DARA', 'Lin D.']),
    party('P02', ['Dara the Agent'], 'P01'.padStart(32, '0')),
    party('P03', ['Nobody Else']),
  ],
  complaints: [FIRST, SILENT, AGAIN].map(({ complaintId, complaint }) => ({
    ...{ complaintId, wish: complaint.wish, receivedOn: complaint.receivedOn, losses: complaint.losses },
    ...{ identifiers: [], victim: complaint.victim.name, seq: 2 },
  })),
  duplicates: new Map([[IDS[2], { complaintId: IDS[0], reason: 'told twice' }]]),
  payments: [
    paid('M01', {
      ...{ complaintId: IDS[0], lossIndex: 0, money: { currency: 'KHR', amount: '1000000' } },
      ...{
        level: 'confirmed',
        payee: { partyId: 'P02'.padStart(32, '0') as PartyId, identifiers: [ACCOUNT] },
      },
    }),
    paid('M02', { money: USD('20'), state: 'frozen', level: 'confirmed', reference: 'FRZ-1' }),
    paid('M03', { money: USD('99') }, 'entered by mistake'),
    paid('M04', { payee: { name: 'Lin D.', identifiers: [] } }),
  ],
}
const RECORDED: CaseView = {
  ...SAMPLE_VIEW,
  complaints: [FIRST, SILENT, AGAIN],
  folk: FOLK,
  totals: totalLosses(FOLK),
}

const brief = (totals: ReturnType<typeof totalLosses>) =>
  totals.map(({ currency, state, level, amount }) => `${currency} ${state} ${level} ${amount}`)
const moneyPaper = (view: CaseView) => buildMoneyPaper(view, keysAsWords(MONEY_KEYS), CONTEXT, 'en')
const dossierOf = (view: CaseView, name: string) =>
  buildPersonDossier(name, gatherPerson(view, [], name), keysAsWords(DOSSIER_KEYS), CONTEXT, 'en')

describe('a report on losses', () => {
  test('keeps sums apart, and those of people who do not complain apart from all', () => {
    const { complaining, notComplaining, notComplainingPeople } = gatherMoney(PLAIN)
    expect(brief(complaining)).toEqual(['KHR paid documented 1050000', 'USD attempted claimed 300'])
    expect(brief(notComplaining)).toEqual(['KHR paid claimed 1050000', 'USD paid claimed 45.5'])
    expect(notComplainingPeople).toBe(1)
  })

  test('names a payment that two people tell of, and counts it nowhere away', () => {
    expect(gatherMoney(PLAIN).toldTwice).toHaveLength(1)
    expect(textsOf(moneyPaper(PLAIN))).toContain('toldTwiceLine TXN-7788 1.1, 2.1')
    expect(gatherMoney({ ...PLAIN, complaints: [FIRST] }).toldTwice).toEqual([])
  })

  test('groups flows by names as they are written, states and currencies apart', () => {
    const flows = gatherMoney(PLAIN).flows.map(({ payer, payee, state, amount }) => [
      payer,
      payee,
      state,
      amount,
    ])
    expect(flows).toEqual([
      ['សុខ ចាន់ធីតា', 'LIN DARA', 'paid', '1050000'],
      ['', 'LIN DARA', 'attempted', '300'],
      ['', 'Wing', 'paid', '45.5'],
    ])
  })

  test('reads recorded payments too, and counts what is told, told again and recorded once', () => {
    const { complaining, notComplaining } = gatherMoney(RECORDED)
    expect(brief(complaining)).toEqual(['USD attempted claimed 300', 'KHR paid confirmed 1000000'])
    expect(brief(notComplaining)).toEqual([
      'KHR paid claimed 1050000',
      'USD paid claimed 45.5',
      'USD frozen confirmed 20',
    ])
  })

  test('comes to what statistics and the case report come to', () => {
    const count = new StatisticsCount({})
    count.take(RECORDED)
    const { complaining, notComplaining } = gatherMoney(RECORDED)
    const statistics = count.result()
    expect(brief(statistics.complaining)).toEqual(brief(complaining))
    expect(brief(statistics.notComplaining).toSorted()).toEqual(brief(notComplaining).toSorted())
    expect(brief(RECORDED.totals).toSorted()).toEqual(
      [...brief(complaining), ...brief(notComplaining)].toSorted(),
    )
  })

  test('lists every line, and says of each that is not counted why', () => {
    const why = gatherMoney(RECORDED).lines.map(({ label, notCounted }) => [label, notCounted?.why])
    expect(why).toEqual([
      ['1.1', 'stated-by'],
      ['1.2', undefined],
      ['2.1', undefined],
      ['2.2', undefined],
      ['3.1', 'duplicate'],
      ['M01', undefined],
      ['M02', undefined],
      ['M03', 'withdrawn'],
      ['M04', 'no-amount'],
    ])
    const texts = textsOf(moneyPaper(RECORDED)).join('\n')
    for (const text of [
      'payment M01 states it more closely',
      'complaint 1 tells',
      'Withdrawn: entered by mistake',
    ])
      expect(texts).toContain(text)
  })

  test('says of a complaint that went to another case where it is counted', () => {
    const away = {
      complaintId: IDS[2],
      caseId: '0c'.repeat(16) as CaseId,
      reason: 'split',
      movedTo: '2026-0009',
    }
    const view = { ...RECORDED, folk: { ...FOLK, duplicates: new Map([[IDS[2], away]]) } }
    const line = gatherMoney(view).lines.find(({ label }) => label === '3.1')
    expect(line?.notCounted).toEqual({ why: 'moved', caseNumber: '2026-0009' })
    expect(textsOf(moneyPaper(view)).join('\n')).toContain('went to case 2026-0009')
  })

  test('names the party at an end, what the loss says that the payment does not, and the account', () => {
    const recorded = gatherMoney(RECORDED).lines.find(({ label }) => label === 'M01')
    expect(recorded).toMatchObject({ payer: { name: 'សុខ ចាន់ធីតា' }, payee: { name: 'LIN DARA' } })
    expect(recorded).toMatchObject({ rail: 'bank', reference: 'TXN-7788' })
    expect(textsOf(moneyPaper(RECORDED)).join('\n')).toContain('000 123 456')
  })
})

describe('a case report', () => {
  const texts = (view: CaseView) =>
    textsOf(buildCaseReport(view, { languages: 'en', software: 'Samnum 0.1.0' }))

  test('lists the payments that its totals are made from beside the complaints', () => {
    const said = texts(RECORDED)
    for (const text of ['M01', 'M02', '1,000,000', 'FRZ-1']) expect(said.join('\n')).toContain(text)
    expect(texts(PLAIN)).not.toContain('Payments recorded, and losses counted elsewhere')
  })
})

describe('a dossier', () => {
  test('finds a person by name however it is spaced and cased, each with where it stands', () => {
    const person = gatherPerson(PLAIN, [], 'lin  dara')
    expect(person.mentions.map(({ role, source }) => [role, source.kind])).toEqual([
      ['payee', 'loss'],
      ['payee', 'loss'],
    ])
    expect(textsOf(dossierOf(PLAIN, 'LIN DARA'))).toContain('inPayment 1 2')
  })

  test('says nothing of anybody else', () => {
    expect(textsOf(dossierOf(RECORDED, 'LIN DARA')).join('\n')).not.toMatch(/Nguyễn|Nobody Else|Wing/)
    expect(gatherPerson(RECORDED, [], 'LIN')).toMatchObject({ mentions: [] })
  })

  test('finds a party, whoever it was found to be the same as, and the payments recorded with either', () => {
    const person = gatherPerson(RECORDED, [], 'lin d.')
    expect(person.parties.map(({ number }) => number)).toEqual(['P01', 'P02'])
    expect(person.payments.map(({ side, line }) => [side, line.label])).toEqual([
      ['payee', '1.1'],
      ['payee', '1.2'],
      ['payee', 'M01'],
      ['payee', 'M04'],
    ])
    const texts = textsOf(dossierOf(RECORDED, 'lin d.'))
    for (const text of ['inParty P01', 'inRecordedPayment M01', 'Suspect', 'receivedTotals'])
      expect(texts).toContain(text)
    // The loss that the payment states more closely is shown, and is in no sum.
    const sums = texts.slice(texts.indexOf('receivedTotals')).join('\n')
    expect(sums).toContain('1,000,000')
    expect(sums).not.toContain('1,050,000')
  })

  test('never says how somebody can be reached safely', () => {
    expect(JSON.stringify(dossierOf(RECORDED, 'LIN DARA'))).not.toContain('ring only after five')
  })

  test('can be asked for by every name that a party or a payment has', () => {
    for (const name of ['LIN DARA', 'Lin D.', 'Dara the Agent', 'Nobody Else'])
      expect(namedPeople(RECORDED, [])).toContain(name)
  })
})
