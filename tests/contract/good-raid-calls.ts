import { expect } from 'vitest'
import type { draftOperations } from '#contract/draft-operations.ts'
import type { raidOperations } from '#contract/raid-operations.ts'
import type { readBackOperations } from '#contract/read-back-operations.ts'
import type { ContractDesk, GoodCalls } from './contract-desk.ts'
import { CUSTODY_INPUTS } from './custody-calls.ts'

type Name = keyof typeof raidOperations | keyof typeof draftOperations | keyof typeof readBackOperations

/** Good calls about a raid and about drafts. `raids` keeps the raid's number. */
export function goodRaidCalls(
  { done, seen, secondPerson, engine, offerFile }: ContractDesk,
  raids: { raid: string },
): GoodCalls<Name> {
  const here = { item: '', file: '', page: '' }
  const at = () => ({ case: seen.case, raid: raids.raid })

  return {
    'raid.open': async () => {
      const { number } = await done('raid.open', {
        case: seen.case,
        name: 'អគារ ៤',
        address: 'ភ្នំពេញ',
        authorisation: { form: 'verbal', authority: 'ព្រះរាជអាជ្ញារង', givenAtMs: Date.now() - 7_200_000 },
        witnesses: ['សាក្សី'],
      })
      expect(number).toBe(`${seen.case}-R01`)
      raids.raid = number
    },
    'raid.addRoom': async () => {
      expect((await done('raid.addRoom', { ...at(), name: 'បន្ទប់ ១០១' })).code).toBe('R1')
      expect((await done('raid.addRoom', { ...at(), name: 'បន្ទប់ ១០២' })).code).toBe('R2')
    },
    'raid.addPerson': async () => {
      const { code } = await done('raid.addPerson', { ...at(), role: 'undetermined', room: 'R1' })
      expect(code).toBe('P1')
    },
    'raid.changePerson': async () => {
      await done('raid.changePerson', { ...at(), person: 'P1', role: 'victim', reason: 'សាកសួរ' })
    },
    'raid.addItem': async () => {
      const thing = { category: 'sim' as const, name: 'ស៊ីមកាត', sealNumber: 'KH-0003' }
      const added = await done('raid.addItem', { ...at(), ...thing, room: 'R1', person: 'P1' })
      expect(added).toMatchObject({ items: 1, item: { kind: 'physical', seal: { number: 'KH-0003' } } })
      here.item = added.item.number
    },
    'raid.linkItem': async () => {
      const input = { ...at(), item: here.item, room: 'R2', person: 'P1', reason: 'ខុសបន្ទប់' }
      expect(await done('raid.linkItem', input)).toMatchObject({ number: here.item })
    },
    'raid.list': async () => {
      expect((await done('raid.list', { case: seen.case })).raids).toMatchObject([
        { number: raids.raid, name: 'អគារ ៤', items: 1 },
      ])
    },
    'raid.show': async () => {
      expect(await done('raid.show', at())).toMatchObject({
        rooms: [
          { code: 'R1', items: 0 },
          { code: 'R2', items: 1 },
        ],
        people: [{ code: 'P1', role: 'victim', items: 1 }],
        items: [{ number: here.item }],
        signatures: [],
      })
    },
    'raid.sign': async () => {
      const { inventoryDigestHex } = await done('raid.show', at())
      const witnesses = [{ name: 'សាក្សី', signed: 'thumb-print' as const }]
      const signed = await done('raid.sign', { ...at(), inventoryDigestHex, witnesses, secondPerson })
      expect(signed.confirmedBy).toMatchObject({ userId: seen.userId })
      expect((await done('raid.show', at())).signatures).toMatchObject([
        { seq: signed.seq, items: 1, inventoryDigestHex, witnesses },
      ])
    },
    'draft.save': async () => {
      const input = { name: 'complaint', revision: 0, text: 'ខ្ញុំ', case: seen.case }
      expect(await done('draft.save', input)).toMatchObject({ revision: 1 })
    },
    'draft.keepFile': async () => {
      const kept = await done('draft.keepFile', {
        name: 'files',
        intakeId: await offerFile('note.txt', 'abc'),
      })
      expect(kept).toMatchObject({ name: 'note.txt', sizeBytes: 3 })
      here.file = kept.fileId
    },
    'draft.files': async () => {
      expect((await done('draft.files', { name: 'files' })).files).toMatchObject([{ fileId: here.file }])
    },
    'draft.readCodes': async () => {
      expect(await done('draft.readCodes', { name: 'files', fileId: here.file })).toEqual({ codes: [] })
    },
    'draft.dropFile': async () => {
      await done('draft.dropFile', { name: 'files', fileId: here.file })
      expect(await done('draft.files', { name: 'files' })).toEqual({ files: [] })
    },
    'readBack.show': async () => {
      here.page = (await done('readBack.show', CUSTODY_INPUTS['readBack.show'])).pageId
      const shown = await engine().readReadBack(here.page, 'page')
      expect(Buffer.from(shown?.bytes ?? []).toString()).toContain('តើនេះត្រឹមត្រូវឬទេ?')
    },
    'readBack.close': async () => {
      await done('readBack.close', { pageId: here.page })
      expect(await engine().readReadBack(here.page, 'page')).toBe(null)
    },
    'draft.load': async () => {
      expect(await done('draft.load', { name: 'complaint' })).toMatchObject({
        draft: { revision: 1, text: 'ខ្ញុំ' },
      })
    },
    'draft.list': async () => {
      expect((await done('draft.list', {})).drafts).toMatchObject([
        { name: 'complaint', revision: 1, length: 5 },
      ])
    },
    'draft.forget': async () => {
      await done('draft.forget', { name: 'complaint' })
      expect(await done('draft.load', { name: 'complaint' })).toEqual({ draft: null })
    },
  }
}
