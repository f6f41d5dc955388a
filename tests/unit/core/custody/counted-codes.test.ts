import { describe, expect, test } from 'vitest'
import { foldCase } from '#core/case-file/case-view.ts'
import { buildCustodyPaper, CUSTODY_KEYS } from '#core/documents/custody-paper.ts'
import { LETTERHEAD_KEYS } from '#core/documents/letterhead.ts'
import { FRAME_KEYS } from '#core/documents/report-frame.ts'
import { showCase } from '#core/export/withhold.ts'
import type { DigestHex } from '#core/ids.ts'
import { CUSTODY_KINDS } from '#core/ledger/custody-kinds.ts'
import { textsOf } from '../../../support/document-text.ts'
import { eventsOf } from '../../../support/export-events.ts'
import { DATA } from '../../../support/sample-events.ts'
import { keysAsWords } from '../../../support/templates.ts'

const COUNT = DATA['exhibits-counted']
const READ = ['356938035643809', 'មិនស្គាល់1']
const eventsWith = (unknownCodes: string[] | undefined) =>
  eventsOf([
    { kind: 'case-opened', data: DATA['case-opened'] },
    { kind: 'exhibits-counted', data: { ...COUNT, ...(unknownCodes !== undefined && { unknownCodes }) } },
  ])

describe('codes that were read in a storage place and name nothing', () => {
  test('stand in the event as it is checked: once each, not empty, and not without end', () => {
    const holds = (unknownCodes: unknown) =>
      CUSTODY_KINDS['exhibits-counted'].safeParse({ ...COUNT, unknownCodes }).success
    expect(CUSTODY_KINDS['exhibits-counted'].safeParse(COUNT).success).toBe(true)
    expect(holds(READ)).toBe(true)
    for (const wrong of [[], [''], ['A', 'A'], ['x'.repeat(4001)], [1], Array.from({ length: 501 }, String)])
      expect(holds(wrong)).toBe(false)
  })

  test.each([
    ['are said in the report on evidence and custody', READ, true],
    ['are not spoken of in it where there were none', undefined, false],
  ] as const)('%s', (_what, codes, isSaid) => {
    const view = foldCase(eventsWith(codes === undefined ? undefined : [...codes]))
    if (view === null) throw new Error('the case opens')
    const context = {
      caseNumber: '2026-0001',
      head: { seq: 9, hashHex: 'ab'.repeat(32) as DigestHex, atMs: 0 },
      eventCount: 2,
      software: 'Samnum 0.1.0',
      letterhead: keysAsWords(LETTERHEAD_KEYS),
      frame: keysAsWords(FRAME_KEYS),
      wordings: [],
    }
    const texts = textsOf(buildCustodyPaper(view, keysAsWords(CUSTODY_KEYS), context, 'en'))
    expect(texts).toContain('counts')
    for (const text of ['countedUnknown', ...READ]) expect(texts.includes(text)).toBe(isSaid)
  })

  test('do not go with a redacted package, because they may be of somebody outside', () => {
    const { events, withheld } = showCase(eventsWith(READ), 'redacted', () => true)
    expect(JSON.stringify(events)).not.toContain(READ[0])
    expect(withheld).toMatchObject([{ kind: 'exhibits-counted', reason: 'names-somebody-outside' }])
    expect(showCase(eventsWith(undefined), 'redacted', () => true).withheld).toEqual([])
    expect(JSON.stringify(showCase(eventsWith(READ), 'full', () => true).events)).toContain(READ[0])
  })
})
