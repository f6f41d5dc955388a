import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { lawOperations } from '#contract/law-operations.ts'
import type { letterOperations } from '#contract/letter-operations.ts'
import type { paperOperations } from '#contract/paper-operations.ts'
import type { recordOperations } from '#contract/record-operations.ts'
import type { templateOperations } from '#contract/template-operations.ts'
import type { ContractDesk, GoodCalls } from './contract-desk.ts'
import type { SeenThings } from './good-custody-calls.ts'
import { SAMPLE_LETTER, SAMPLE_PACK, SAMPLE_PHRASES, SAMPLE_SEARCH } from './paper-calls.ts'

type Name =
  | keyof typeof paperOperations
  | keyof typeof recordOperations
  | keyof typeof letterOperations
  | keyof typeof lawOperations
  | keyof typeof templateOperations
  | 'report.list'
  | 'report.statistics'

/** A search that began by night, without the exception that would allow it. */
const BY_NIGHT = { ...SAMPLE_SEARCH, data: { ...SAMPLE_SEARCH.data, startedAt: '2026-11-20T23:10' } }

/** Good calls about papers of things, records and letters. */
export function goodPaperCalls(
  { done, engine, room, seen }: ContractDesk,
  things: SeenThings & { raid: string },
): GoodCalls<Name> {
  const here = { record: '', letter: '' }
  const record = () => ({ case: seen.case, record: here.record })
  const letter = () => ({ case: seen.case, letter: here.letter })

  /** A drawn paper can be fetched, whole. */
  function expectDrawn({ reportId, sizeBytes }: { readonly reportId: string; readonly sizeBytes: number }) {
    const bytes = engine().readReport(reportId)
    expect(bytes.ok && bytes.value.length).toBe(sizeBytes)
    expect(bytes.ok && Buffer.from(bytes.value.subarray(0, 5)).toString('latin1')).toBe('%PDF-')
  }

  return {
    'item.show': async () => {
      expect(await done('item.show', { item: things.phone })).toMatchObject({
        caseNumber: seen.case,
        number: things.phone,
        category: 'phone',
        seized: { place: 'អគារ ៤' },
        photoNumbers: [seen.exhibit],
      })
    },
    'label.make': async () => {
      const input = { items: [things.phone], places: ['S1'], form: 'a4-3x8' as const }
      const made = await done('label.make', input)
      expect(made.entries).toBe(2)
      expectDrawn(made)
    },
    'receipt.make': async () => {
      for (const about of [
        { kind: 'seizure' as const, items: [things.phone] },
        { kind: 'raid' as const, raid: things.raid },
        { kind: 'hand-over' as const, seq: things.moveSeq },
      ]) {
        const made = await done('receipt.make', { case: seen.case, about })
        expect(made.entries).toBe(1)
        expectDrawn(made)
      }
    },
    'record.draft': async () => {
      const drafted = await done('record.draft', { case: seen.case, content: BY_NIGHT })
      expect(drafted.unmet).toMatchObject([{ ruleId: 'search-by-day', effect: 'blocks' }])
      here.record = drafted.recordId
    },
    'record.change': async () => {
      expect((await done('record.change', { ...record(), content: SAMPLE_SEARCH })).unmet).toEqual([])
    },
    'record.finalise': async () => {
      expect(await done('record.finalise', record())).toEqual({ number: `${seen.case}-PV01` })
    },
    'record.discard': async () => {
      const { recordId } = await done('record.draft', { case: seen.case, content: SAMPLE_SEARCH })
      const order = { case: seen.case, record: recordId, reason: 'ពីរដង' }
      expect(await done('record.discard', order)).toEqual({ recordId })
    },
    'record.list': async () => {
      expect((await done('record.list', { case: seen.case })).records).toMatchObject([
        { recordId: here.record, kind: 'search', state: 'final', number: `${seen.case}-PV01` },
      ])
    },
    'record.show': async () => {
      expect(await done('record.show', record())).toMatchObject({
        record: { state: 'final' },
        content: SAMPLE_SEARCH,
        unmet: [],
      })
    },
    'record.print': async () => {
      expectDrawn(await done('record.print', { ...record(), languages: 'km' }))
    },
    'record.kinds': async () => {
      const { kinds, choices } = await done('record.kinds', {})
      expect(kinds.map(({ kind }) => kind)).toEqual(['search', 'seizure', 'interview'])
      expect(kinds[0]?.rules[0]).toMatchObject({ ruleId: 'search-authorised', verified: true })
      expect(choices['search-time-exceptions']).toHaveLength(1)
    },
    'law.inspect': async () => {
      const { pack } = await done('law.inspect', { pack: SAMPLE_PACK })
      expect(pack).toMatchObject({ packId: 'kh-sample', version: 1, isInForce: false })
    },
    'law.adopt': async () => {
      const { pack } = await done('law.inspect', { pack: SAMPLE_PACK })
      const { digestHex } = pack
      expect(await done('law.adopt', { pack: SAMPLE_PACK, digestHex })).toEqual({
        packId: 'kh-sample',
        version: 1,
        digestHex,
      })
    },
    'template.list': async () => {
      const { templates } = await done('template.list', {})
      expect(templates.find(({ template }) => template === 'letterhead')).toMatchObject({ texts: 6 })
    },
    'template.show': async () => {
      const { texts } = await done('template.show', { template: 'letterhead' })
      expect(texts.find(({ key }) => key === 'placeAndDate')?.placeholders).toEqual(['place', 'date'])
      const shipped = await done('template.show', { template: 'letterhead', version: 0 })
      expect(shipped.texts.every(({ changed }) => changed === undefined)).toBe(true)
    },
    'template.save': async () => {
      const input = { template: 'letterhead' as const, basedOn: 0, phrases: SAMPLE_PHRASES }
      expect(await done('template.save', input)).toEqual({ version: 1 })
    },
    'template.preview': async () => {
      const order = { template: 'letterhead', phrases: SAMPLE_PHRASES, languages: 'km' } as const
      expectDrawn(await done('template.preview', order))
    },
    'report.list': async () => {
      const { kinds, complaints } = await done('report.list', { case: seen.case })
      expect(kinds.map(({ kind }) => kind)).toContain('person-dossier')
      expect(complaints[0]).toMatchObject({ order: 1 })
    },
    'report.statistics': async () => {
      const made = await done('report.statistics', { languages: 'km' })
      expect(made.complaints).toBeGreaterThan(0)
      expectDrawn(made)
    },
    'law.list': async () => {
      const { packs } = await done('law.list', {})
      expect(packs.flatMap(({ rules }) => rules.map(({ ruleId }) => ruleId))).toContain('search-by-day')
    },
    'letter.issue': async () => {
      const issued = await done('letter.issue', { case: seen.case, content: SAMPLE_LETTER })
      expect(issued.number).toBe(`${seen.case}-L01`)
      here.letter = issued.letterId
    },
    'letter.freezePayment': async () => {
      const order = { case: seen.case, complaint: '1', lossIndex: 0, recipient: 'ធនាគារ' }
      expect(await done('letter.freezePayment', order)).toMatchObject({
        number: `${seen.case}-L02`,
        content: { kind: 'freeze', urgency: 'immediate', recipient: { name: 'ធនាគារ' } },
      })
    },
    'letter.file': async () => {
      const file = await done('letter.file', letter())
      expect(JSON.parse(file.text)).toMatchObject({ format: 'samnum-request', kind: 'preservation' })
    },
    'letter.saveFile': async () => {
      const path = join(room(), 'request.json')
      const outletId = await engine().offerOutletPath(path)
      const saved = await done('letter.saveFile', { ...letter(), outletId })
      expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ format: 'samnum-request' })
      expect(saved).toMatchObject({ fileName: `${seen.case}-L01-request.json` })
    },
    'letter.list': async () => {
      expect((await done('letter.list', { case: seen.case })).letters).toMatchObject([
        { letterId: here.letter, kind: 'preservation', recipient: 'ធនាគារ', urgency: 'urgent' },
        { kind: 'freeze' },
      ])
    },
    'letter.recipients': async () => {
      // Nothing was sent here; tests/node/hub-server/sent-book.test.ts sees what headquarters sends.
      expect(await done('letter.recipients', {})).toEqual({ book: null, recipients: [] })
    },
    'letter.show': async () => {
      expect(await done('letter.show', letter())).toMatchObject({ content: SAMPLE_LETTER })
    },
    'letter.print': async () => {
      expectDrawn(await done('letter.print', { ...letter(), languages: 'km+en' }))
    },
  }
}
