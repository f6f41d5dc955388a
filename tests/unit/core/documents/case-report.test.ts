import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseView, ComplaintView } from '#core/case-file/case-view.ts'
import { emptyWorkBook } from '#core/case-file/case-work.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { ComplaintRecord } from '#core/casework/complaint-record.ts'
import { buildCaseReport } from '#core/documents/case-report.ts'
import { CASE_REPORT_TEXT, EVENT_KIND_TEXT } from '#core/documents/case-report-text.ts'
import type { DocumentTree, Table } from '#core/documents/document-tree.ts'
import { writeCount } from '#core/documents/record-parts.ts'
import type { CaseId, DigestHex, ExhibitId, ObjectId } from '#core/ids.ts'
import { foldPartyLines } from '#core/parties/party-line.ts'
import { anyText } from '../../../support/any-text.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const OPENED_AT_MS = Date.UTC(2026, 10, 21, 2, 5)
const digest = (digit: number) => digit.toString(16).repeat(64).slice(0, 64) as DigestHex
const id = 'ab'.repeat(16)

function exhibitOf(order: number, name = `file-${order}.png`): ExhibitView {
  return {
    exhibitId: id as ExhibitId,
    number: `2026-0001-E${order}`,
    name,
    sealedAtMs: OPENED_AT_MS + order,
    sealedBy: 'សុខ ចាន់ថា',
    sizeBytes: 1_234_567,
    digestHex: digest(order % 16),
    objectId: id as ObjectId,
    segmentSizeBytes: 1_048_576,
    sealDigestHex: digest(1),
  }
}

const COMPLAINT: ComplaintRecord = {
  channel: 'walk-in',
  wish: 'complain',
  receivedOn: '2026-11-20',
  victim: { name: 'កែវ ស្រីមុំ', sex: 'female', phone: '012 345 678', safeContact: 'only through the aunt' },
  summary: 'បង់ប្រាក់ហើយមិនបានទំនិញ',
  narrative: 'line one\nline two',
  happenedFrom: '2026-11-15',
  happenedTo: '2026-11-17',
  typologies: ['online-shopping-scam'],
  identifiers: [{ kind: 'phone', raw: '០១២ ៩៩៩ ៨៨៨', normalised: '+85512999888', note: 'seller' }],
  losses: [
    { state: 'paid', level: 'documented', currency: 'USD', amount: '350.5', on: '2026-11-15', payee: 'HENG' },
    { state: 'attempted', level: 'claimed', currency: 'KHR', amount: '200000' },
  ],
}

function caseOf(rest: Partial<CaseView> = {}): CaseView {
  return {
    caseId: id as CaseId,
    number: '2026-0001',
    title: 'ឆបោកតាមអនឡាញ',
    openedAtMs: OPENED_AT_MS,
    openedBy: 'សុខ ចាន់ថា',
    complaints: [],
    exhibits: [],
    items: [],
    containers: [],
    things: [],
    moves: [],
    examinations: [],
    counts: [],
    records: [],
    letters: [],
    work: emptyWorkBook(),
    folk: foldPartyLines([]),
    totals: [],
    events: [{ seq: 3, hashHex: digest(3), kind: 'case-opened', atMs: OPENED_AT_MS, by: 'សុខ' }],
    departures: [],
    head: { seq: 3, hashHex: digest(3), atMs: OPENED_AT_MS },
    ...rest,
  }
}

function complaintOf(complaint: ComplaintRecord): ComplaintView {
  const takenAtMs = OPENED_AT_MS + 60_000
  return { complaintId: id, takenAtMs, takenBy: 'ម៉ៅ សុភា', complaint, details: {}, exhibitIds: [] }
}

const OPTIONS = { languages: 'km+en', software: 'Samnum 0.1.0' } as const

function build(view: CaseView): DocumentTree {
  return buildCaseReport(view, OPTIONS)
}

function tables(tree: DocumentTree): Table[] {
  return tree.blocks.filter((block): block is Table => block.kind === 'table')
}

/** Every text of a tree, of every language. */
function textsOf(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  if (part === null || typeof part !== 'object') return []
  return Object.values(part).flatMap(textsOf)
}

/** How a table writes the time of the sample events. */
const NINE_O_FIVE = {
  km: '២១\u00a0វិច្ឆិកា\u00a0២០២៦ ០៩:០៥:០០',
  en: '21\u00a0Nov\u00a02026 09:05:00',
}

describe('the case report', () => {
  it('is plain JSON that says the same when the same case is reported again', () => {
    const view = caseOf({ complaints: [complaintOf(COMPLAINT)], exhibits: [exhibitOf(1)] })
    const tree = build(view)
    expect(JSON.parse(JSON.stringify(tree))).toEqual(tree)
    expect(build(structuredClone(view))).toEqual(tree)
    expect(tree.info.createdAtMs).toBe(view.head.atMs)
    expect(tree.foot).toMatchObject({ caseNumber: '2026-0001', ledgerHeadHex: digest(3) })
  })

  it('holds its parts in order, each numbered in both scripts', () => {
    const headings = build(caseOf()).blocks.flatMap((block) =>
      block.kind === 'heading' && block.level === 1 ? [block] : [],
    )
    const { general, method, complaints, totals, exhibits, events, checking, signatures } = CASE_REPORT_TEXT
    expect(headings.map(({ text }) => text)).toEqual([
      general,
      method,
      complaints,
      totals,
      exhibits,
      events,
      checking,
      signatures,
    ])
    expect(headings.map(({ number }) => number?.km)).toEqual(['១', '២', '៣', '៤', '៥', '៦', '៧', '៨'])
  })

  it('says of an empty case that nothing is recorded, instead of leaving gaps', () => {
    const tree = build(caseOf())
    expect(tree.blocks).toContainEqual({
      kind: 'paragraph',
      text: CASE_REPORT_TEXT.noComplaints,
      tone: 'quiet',
    })
    expect(tables(tree).map(({ rows, whenEmpty }) => [rows.length, whenEmpty])).toEqual([
      [0, CASE_REPORT_TEXT.noLosses],
      [0, CASE_REPORT_TEXT.noExhibits],
      [1, CASE_REPORT_TEXT.noEvents],
    ])
    expect(tree.attachments).toEqual([])
  })

  it('shows the victim, the narrative as told, and identifiers raw beside normalised', () => {
    const tree = build(caseOf({ complaints: [complaintOf(COMPLAINT)] }))
    expect(tree.blocks).toContainEqual({ kind: 'paragraph', tone: 'quotation', text: 'line one\nline two' })
    expect(textsOf(tree)).toContain('កែវ ស្រីមុំ')
    const [identifiers] = tables(tree)
    expect(identifiers?.rows[0]?.cells).toEqual([
      { km: '១', en: '1' },
      { km: 'លេខទូរស័ព្ទ', en: 'Phone number' },
      { code: '០១២ ៩៩៩ ៨៨៨' },
      { code: '+85512999888' },
    ])
  })

  it('leaves out how the victim can be reached safely, and says so', () => {
    const texts = textsOf(build(caseOf({ complaints: [complaintOf(COMPLAINT)] })))
    expect(texts.join(' ')).not.toContain('only through the aunt')
    expect(texts).toContain(CASE_REPORT_TEXT.protectedContact.en)
  })

  it('never adds or converts amounts of different currencies', () => {
    const totals = [
      { currency: 'USD', state: 'paid', level: 'documented', amount: '350.5', lines: 1 },
      { currency: 'KHR', state: 'attempted', level: 'claimed', amount: '200000', lines: 1 },
    ] as const
    const tree = build(caseOf({ complaints: [complaintOf(COMPLAINT)], totals }))
    const [, losses, sums] = tables(tree)
    const amount = (table: Table | undefined, row: number) => table?.rows[row]?.cells[3]
    expect(amount(losses, 0)).toEqual({ km: '៣៥០,៥០\u00a0USD', en: '350.50\u00a0USD' })
    expect(amount(losses, 1)).toEqual({ km: '២០០.០០០\u00a0KHR', en: '200,000\u00a0KHR' })
    expect(sums?.rows.length).toBe(2)
    expect(amount(sums, 1)).toEqual({ km: '២០០.០០០\u00a0KHR', en: '200,000\u00a0KHR' })
  })

  it('writes the day of a payment in words of each language, with its time beneath', () => {
    const view = complaintOf(COMPLAINT)
    const details = { paymentTimes: [{ lossIndex: 0, clock: '14:05' }] }
    const tree = build(caseOf({ complaints: [{ ...view, details }] }))
    const [, losses] = tables(tree)
    expect(losses?.rows.map(({ cells }) => cells[4])).toEqual([
      [
        { km: 'ថ្ងៃទី១៥ ខែវិច្ឆិកា ឆ្នាំ២០២៦', en: '15 November 2026' },
        { km: 'ម៉ោង\u00a0១៤:០៥', en: '14:05' },
      ],
      [],
    ])
  })

  it('writes days in words of both calendars and the zone, and a day that is none as it stands', () => {
    const odd = { ...COMPLAINT, receivedOn: '2026-02-31' }
    const texts = textsOf(build(caseOf({ complaints: [complaintOf(odd)] })))
    expect(texts).toContain('ថ្ងៃទី២១ ខែវិច្ឆិកា ឆ្នាំ២០២៦ ម៉ោង ០៩:០៥ (UTC+7)')
    expect(texts.some((text) => text.includes('ព.ស.២៥៧០'))).toBe(true)
    expect(texts).toContain('2026-02-31')
    expect(texts).toContain('From 15 November 2026 to 17 November 2026')
  })

  it('lists exhibits with digest, exact size, time and hand, and the events with their hashes', () => {
    const tree = build(caseOf({ exhibits: [exhibitOf(1), { ...exhibitOf(2), description: 'photo' }] }))
    const [, exhibits, events] = tables(tree)
    expect(exhibits?.rows[0]?.cells).toEqual([
      '2026-0001-E1',
      'file-1.png',
      { km: '១.២៣៤.៥៦៧ បៃ', en: '1,234,567 bytes' },
      [NINE_O_FIVE, 'សុខ ចាន់ថា'],
    ])
    expect(exhibits?.rows[0]?.beneath).toEqual([
      { label: CASE_REPORT_TEXT.digest, value: { digestHex: digest(1) } },
    ])
    expect(exhibits?.rows[1]?.beneath).toContainEqual({ label: CASE_REPORT_TEXT.description, value: 'photo' })
    expect(events?.rows[0]?.cells).toEqual([
      '3',
      NINE_O_FIVE,
      EVENT_KIND_TEXT['case-opened'],
      { digestHex: digest(3) },
    ])
  })

  it('attaches the digests as sha256sum writes them, names with line ends and backslashes escaped', () => {
    const exhibits = [exhibitOf(1, 'ឯកសារ.txt'), exhibitOf(2, 'a\\b'), exhibitOf(3, 'c\nd')]
    const [attachment] = build(caseOf({ exhibits })).attachments ?? []
    expect(attachment).toMatchObject({ name: 'SHA256SUMS', mediaType: 'text/plain', relationship: 'Data' })
    expect(attachment?.content).toEqual({
      text: `${digest(1)}  ឯកសារ.txt\n\\${digest(2)}  a\\\\b\n\\${digest(3)}  c\\nd\n`,
    })
  })

  it('keeps hostile texts as they are, in the places of data', () => {
    fc.assert(
      fc.property(anyText(), anyText(), anyText(), (title, narrative, name) => {
        const complaint = { ...COMPLAINT, narrative }
        const tree = build(
          caseOf({ title, complaints: [complaintOf(complaint)], exhibits: [exhibitOf(1, name)] }),
        )
        const texts = textsOf(tree)
        for (const text of [title, narrative, name]) expect(texts).toContain(text)
      }),
      propertyRuns(50),
    )
  })

  it('gives every table row as many cells as the table has columns', () => {
    const full = caseOf({
      complaints: [complaintOf(COMPLAINT), complaintOf({ ...COMPLAINT, identifiers: [], losses: [] })],
      exhibits: Array.from({ length: 500 }, (_, order) => exhibitOf(order)),
    })
    for (const { columns, rows } of tables(build(full))) {
      for (const { cells } of rows) expect(cells.length).toBe(columns.length)
    }
  })
})

describe('the words of the report', () => {
  it('are written in Khmer letters in one language and without them in the other', () => {
    const phrases = [...Object.values(CASE_REPORT_TEXT), ...Object.values(EVENT_KIND_TEXT)]
    for (const { km, en } of phrases) {
      expect(en).not.toMatch(/[\u1780-\u17ff]/)
      if (km !== en) expect(km).toMatch(/[\u1780-\u17ff]/)
      expect(km).not.toMatch(/[\u200b-\u200f]/)
      expect(km).toBe(km.normalize('NFC'))
    }
  })

  it('group numbers by thousands as each language does', () => {
    expect(writeCount(0)).toEqual({ km: '០', en: '0' })
    expect(writeCount(1_234_567)).toEqual({ km: '១.២៣៤.៥៦៧', en: '1,234,567' })
  })
})
