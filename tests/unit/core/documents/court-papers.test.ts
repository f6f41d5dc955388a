import { describe, expect, test } from 'vitest'
import type { CaseView, ComplaintView } from '#core/case-file/case-view.ts'
import { sumLosses } from '#core/case-file/loss-totals.ts'
import { ADVISORY_KEYS, buildAdvisory, FEWEST_REPORTS_NAMED } from '#core/documents/advisory.ts'
import { checkCodeOf } from '#core/documents/check-code.ts'
import { buildComplaintPaper, COMPLAINT_KEYS } from '#core/documents/complaint-paper.ts'
import { buildCustodyPaper, CUSTODY_KEYS } from '#core/documents/custody-paper.ts'
import type { DocumentTree } from '#core/documents/document-tree.ts'
import { buildExaminationPaper, EXAMINATION_KEYS } from '#core/documents/examination-paper.ts'
import { LETTERHEAD_KEYS } from '#core/documents/letterhead.ts'
import { buildMoneyPaper, MONEY_KEYS } from '#core/documents/money-paper.ts'
import { buildPersonDossier, DOSSIER_KEYS } from '#core/documents/person-dossier.ts'
import { gatherPerson } from '#core/documents/person-facts.ts'
import { SAMPLE_COMPLAINT, SAMPLE_VIEW } from '#core/documents/preview-sample.ts'
import { FRAME_KEYS, type ReportContext } from '#core/documents/report-frame.ts'
import { StatisticsCount } from '#core/documents/statistics-facts.ts'
import { buildStatisticsPaper, STATISTICS_KEYS } from '#core/documents/statistics-paper.ts'
import { buildVictimReceipt, VICTIM_RECEIPT_KEYS } from '#core/documents/victim-receipt.ts'
import type { DigestHex, ExaminationId, ExhibitId, UserId } from '#core/ids.ts'
import { textsOf } from '../../../support/document-text.ts'
import { keysAsWords } from '../../../support/templates.ts'

const CONTEXT: ReportContext = {
  caseNumber: '2026-0001',
  head: { seq: 9, hashHex: 'ab'.repeat(32) as DigestHex, atMs: Date.UTC(2026, 10, 20) },
  eventCount: 7,
  software: 'Samnum 0.1.0',
  letterhead: keysAsWords(LETTERHEAD_KEYS),
  frame: keysAsWords(FRAME_KEYS),
  wordings: [
    { name: 'letterhead', version: 3 },
    { name: 'complaint', version: 0 },
  ],
}

const FIRST: ComplaintView = {
  complaintId: '01'.repeat(16),
  takenAtMs: Date.UTC(2026, 10, 16, 3),
  takenBy: 'មន្ត្រី សំណាង',
  details: {},
  exhibitIds: [],
  complaint: {
    ...SAMPLE_COMPLAINT.complaint,
    victim: { name: 'សុខ ចាន់ធីតា', phone: '012 000 101', safeContact: 'ring only after five' },
    summary: 'ទូរស័ព្ទដែលមិនមកដល់',
    narrative: 'ខ្ញុំបានបង់ប្រាក់ <b>ពីរដង</b>',
    typologies: ['online-shopping-scam', 'sextortion'],
    losses: [
      {
        state: 'paid',
        level: 'documented',
        currency: 'KHR',
        amount: '1050000',
        rail: 'bank',
        reference: 'TXN-7788',
        payer: 'សុខ ចាន់ធីតា',
        payee: 'LIN DARA',
      },
      { state: 'attempted', level: 'claimed', currency: 'USD', amount: '300', payee: 'LIN DARA' },
    ],
  },
}
const SILENT: ComplaintView = {
  ...FIRST,
  complaintId: '02'.repeat(16),
  complaint: {
    ...FIRST.complaint,
    wish: 'decline',
    victim: { name: 'Nguyễn Thị Ánh' },
    summary: 'another matter',
    narrative: 'nobody may know',
    typologies: ['online-shopping-scam'],
    identifiers: [],
    losses: [
      { state: 'paid', level: 'claimed', currency: 'KHR', amount: '1050000', reference: 'TXN-7788' },
      { state: 'paid', level: 'claimed', currency: 'USD', amount: '45.5', payee: 'Wing' },
    ],
  },
}
const VIEW: CaseView = {
  ...SAMPLE_VIEW,
  title: 'ករណីហាងមាសប្រាក់',
  complaints: [FIRST, SILENT],
  totals: sumLosses([], [...FIRST.complaint.losses, ...SILENT.complaint.losses]),
}

/** Every paper of the case, by its kind. */
function papersOf(view: CaseView): ReadonlyMap<string, DocumentTree> {
  const [first] = view.complaints
  const count = new StatisticsCount({})
  count.take(view)
  const statistics = { statistics: count.result(), period: {}, unreadableCases: 2 }
  const dossier = gatherPerson(view, [], 'LIN DARA')
  const { caseNumber: _, ...manyCases } = CONTEXT
  const ofComplaint = (complaint: ComplaintView): [string, DocumentTree][] => [
    ['complaint', buildComplaintPaper(complaint, keysAsWords(COMPLAINT_KEYS), CONTEXT, 'en')],
    ['victim-receipt', buildVictimReceipt(complaint, keysAsWords(VICTIM_RECEIPT_KEYS), CONTEXT, 'en')],
  ]
  return new Map<string, DocumentTree>([
    ...(first === undefined ? [] : ofComplaint(first)),
    ['evidence-and-custody', buildCustodyPaper(view, keysAsWords(CUSTODY_KEYS), CONTEXT, 'en')],
    ['examination', buildExaminationPaper(view, keysAsWords(EXAMINATION_KEYS), CONTEXT, 'en')],
    ['loss-and-money-flow', buildMoneyPaper(view, keysAsWords(MONEY_KEYS), CONTEXT, 'en')],
    ['advisory', buildAdvisory(view, keysAsWords(ADVISORY_KEYS), CONTEXT, 'en')],
    ['person-dossier', buildPersonDossier('LIN DARA', dossier, keysAsWords(DOSSIER_KEYS), CONTEXT, 'en')],
    ['statistics', buildStatisticsPaper(statistics, keysAsWords(STATISTICS_KEYS), manyCases, 'en')],
  ])
}

const PAPERS = papersOf(VIEW)
const paper = (kind: string): DocumentTree => PAPERS.get(kind) as DocumentTree

describe.each([...PAPERS])('%s', (_, tree) => {
  const texts = textsOf(tree)

  test('states what it was made from, and with which wordings', () => {
    for (const text of ['madeFrom', 'ab'.repeat(32), '9', '7', 'Samnum 0.1.0', 'letterhead 3, complaint 0'])
      expect(texts).toContain(text)
    expect(tree.foot.ledgerHeadHex).toBe('ab'.repeat(32))
  })

  test('keeps facts and interpretation apart, and says how it was made and what it does not establish', () => {
    for (const text of [
      'factsOnly',
      'interpretation',
      'method',
      'readFromLedger',
      'limits',
      'headOnly',
      'clocks',
    ])
      expect(texts).toContain(text)
    expect(texts.indexOf('interpretation')).toBeGreaterThan(texts.indexOf('factsOnly'))
  })

  test('is headed by the station, with place and day in both calendars', () => {
    expect(tree.blocks[0]).toMatchObject({ kind: 'letterhead' })
    expect(texts.join('\n')).toContain('placeAndDate place 20 November 2026')
    expect(texts.join('\n')).toContain('B.E. 2570')
  })

  test('is the same for the same facts, and has another check code for others', () => {
    const again = papersOf(VIEW).get(_) as DocumentTree
    expect(again).toEqual(tree)
    expect(checkCodeOf(again)).toBe(checkCodeOf(tree))
    expect(checkCodeOf({ ...tree, blocks: tree.blocks.slice(1) })).not.toBe(checkCodeOf(tree))
  })
})

describe('a case with nothing in it', () => {
  test.each([...papersOf({ ...VIEW, complaints: [], totals: [] })])('%s says so and is whole', (_, tree) => {
    expect(textsOf(tree)).toContain('madeFrom')
  })
})

describe('a complaint record', () => {
  const texts = textsOf(paper('complaint'))

  test('says what its complainant said, unchanged, and nothing of another complaint', () => {
    for (const text of ['សុខ ចាន់ធីតា', 'ខ្ញុំបានបង់ប្រាក់ <b>ពីរដង</b>', '012 000 101']) expect(texts).toContain(text)
    expect(texts.join('\n')).not.toMatch(/Nguyễn|nobody may know|another matter/)
  })

  test('never says how the victim can be reached safely', () => {
    for (const tree of PAPERS.values()) expect(JSON.stringify(tree)).not.toContain('ring only after five')
  })

  test('keeps room on every page for the mark of whoever complains', () => {
    expect(paper('complaint').foot.everyPageSigners?.map(({ en }) => en)).toEqual(['signerVictim'])
  })
})

describe('a victim’s receipt', () => {
  const texts = textsOf(paper('victim-receipt'))

  test('tells what to do for what happened, most urgent first', () => {
    const steps = texts.filter((text) => text.startsWith('step'))
    expect(steps).toEqual([
      'steps',
      'stepBank',
      'stepIntimate',
      'stepKeep',
      'stepNoPayment',
      'stepTellUs',
      'stepSupport',
    ])
  })

  test('names no suspect and no other victim', () => {
    expect(texts.join('\n')).not.toMatch(/LIN DARA|Nguyễn|TXN/)
  })

  test('tells whoever does not complain that they still may', () => {
    const tree = buildVictimReceipt(SILENT, keysAsWords(VICTIM_RECEIPT_KEYS), CONTEXT, 'en')
    expect(textsOf(tree)).toContain('stepMayComplain')
  })
})

describe('a public advisory', () => {
  /** Every text that somebody typed, however deep it stands. */
  function typedIn(value: unknown): readonly string[] {
    if (typeof value === 'string') return [value]
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(typedIn) : []
  }

  test('holds nothing that anybody typed in the case: no name, number, amount, day, title or words', () => {
    const said = JSON.stringify(paper('advisory'))
    const closed = new Set([
      'walk-in',
      'complain',
      'decline',
      'paid',
      'claimed',
      'documented',
      'attempted',
      'bank',
      'USD',
      'KHR',
    ])
    const typed = [
      VIEW.title,
      ...typedIn(VIEW.complaints).filter(
        (text) =>
          !closed.has(text) && !/^(online-shopping-scam|sextortion|bank-account|not-stated)$/.test(text),
      ),
    ]
    expect(typed.length).toBeGreaterThan(20)
    for (const text of typed) expect(said).not.toContain(text)
  })

  test('tells what kind of crime it is and by which means money moves', () => {
    const texts = textsOf(paper('advisory'))
    for (const text of ['online-shopping-scam', 'sextortion', 'Bank transfer', 'fewReports'])
      expect(texts).toContain(text)
  })

  test('names a number of reports only from a few on, and rounded', () => {
    const of = (reports: number) =>
      textsOf(
        buildAdvisory(
          { complaints: Array.from({ length: reports }, () => FIRST) },
          keysAsWords(ADVISORY_KEYS),
          CONTEXT,
          'en',
        ),
      )
    expect(of(FEWEST_REPORTS_NAMED - 1)).toContain('fewReports')
    expect(of(FEWEST_REPORTS_NAMED + 3)).toContain('manyReports 5')
    expect(of(12)).toContain('manyReports 10')
  })
})

describe('an examination report', () => {
  test('names tool, version, command and the digest of every exhibit that went in and came out', () => {
    const digest = (byte: string) => byte.repeat(32) as DigestHex
    const examined = {
      seq: 5,
      hashHex: digest('05'),
      recordedAtMs: 0,
      examinationId: '05'.repeat(16) as ExaminationId,
      tool: 'exiftool',
      version: '12.57',
      command: 'exiftool -json E001',
      startedAtMs: 0,
      endedAtMs: 1,
      inputs: [{ exhibitId: '11'.repeat(16) as ExhibitId, digestHex: digest('11') }],
      outputs: [],
      recordedBy: { userId: '01'.repeat(16) as UserId, name: 'សុខ' },
    }
    const view = { ...VIEW, examinations: [examined] }
    const texts = textsOf(buildExaminationPaper(view, keysAsWords(EXAMINATION_KEYS), CONTEXT, 'en'))
    for (const text of [
      'exiftool 12.57',
      'exiftool -json E001',
      digest('11'),
      'noOutputs',
      'interpretationLines',
    ])
      expect(texts).toContain(text)
    expect(texts).not.toContain('noInterpretation')
  })
})

describe('statistics', () => {
  test('count by the day of receipt, both days inclusive, and a case only with one of its reports', () => {
    const of = (period: ConstructorParameters<typeof StatisticsCount>[0]) => {
      const count = new StatisticsCount(period)
      count.take(VIEW)
      count.take({ ...VIEW, complaints: [] })
      return count.result()
    }
    expect(of({})).toMatchObject({ cases: 2, complaints: 2, byWish: { complain: 1, inform: 0, decline: 1 } })
    expect(of({ from: '2026-01-15', to: '2026-01-15' })).toMatchObject({ cases: 1, complaints: 2 })
    expect(of({ from: '2026-01-16' })).toMatchObject({ cases: 0, complaints: 0, complaining: [] })
  })

  test('never add people who do not complain to those who do, and name what is told twice', () => {
    const count = new StatisticsCount({})
    count.take(VIEW)
    const { complaining, notComplaining, toldTwice, byTypology } = count.result()
    expect(complaining.map(({ currency, amount }) => [currency, amount])).toEqual([
      ['KHR', '1050000'],
      ['USD', '300'],
    ])
    expect(notComplaining.map(({ amount }) => amount)).toEqual(['1050000', '45.5'])
    expect(toldTwice).toEqual([{ currency: 'KHR', lines: 1 }])
    expect(byTypology['online-shopping-scam']).toBe(2)
  })

  test('say how many cases could not be read, and name nobody', () => {
    const texts = textsOf(paper('statistics'))
    expect(texts[texts.indexOf('unreadable') + 1]).toBe('2')
    expect(texts.join('\n')).not.toMatch(/ចាន់ធីតា|Nguyễn|LIN DARA|មាសប្រាក់/)
  })
})
