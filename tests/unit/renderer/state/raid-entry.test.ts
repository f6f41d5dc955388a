import { describe, expect, it } from 'vitest'
import {
  emptyEntry,
  entryDraft,
  entryInput,
  isEntered,
  nextEntry,
  nextSealNumber,
  type RaidEntry,
  readEntryDraft,
  takeLine,
  writeEntry,
} from '../../../../src/renderer/state/raid-entry.ts'

const IMEI = '356938035643809'
const CODES = { rooms: ['R1', 'R2'], people: ['P1'] }

function taken(entry: RaidEntry, line: string): RaidEntry {
  const answer = takeLine(entry, line, CODES)
  if (answer.kind !== 'taken') throw new Error(`not taken: ${answer.kind}`)
  return answer.entry
}

describe('the line of a raid', () => {
  it('takes each scan to where it belongs', () => {
    const first = ['r2', 'P1', IMEI, '#A0012345', '=SN 77', '*5', '$ 1200', 'iPhone 12'].reduce(
      taken,
      emptyEntry(),
    )
    expect(first).toMatchObject({ room: 'R2', person: 'P1', line: '' })
    expect(first.texts).toMatchObject({
      imeis: IMEI,
      sealNumber: 'A0012345',
      serialNumber: 'SN 77',
      quantity: '5',
      amount: '1200',
      currency: 'USD',
      name: 'iPhone 12',
    })
    expect(taken(first, '៛500000').texts).toMatchObject({ amount: '500000', currency: 'KHR' })
    expect(taken(first, '/3').category).toBe('computer')
    expect(taken(first, '/0').category).toBe('other')
  })

  it('reads an IMEI in Khmer digits, adds a second one, and takes one that comes twice once', () => {
    const once = taken(emptyEntry(), '៣៥៦៩៣៨០៣៥៦៤៣៨០៩')
    expect(once.texts.imeis).toBe(IMEI)
    expect(taken(once, IMEI).texts.imeis).toBe(IMEI)
    expect(taken(once, '490154203237518').texts.imeis).toBe(`${IMEI} 490154203237518`)
  })

  it('knows a seal of the roll that is in use by its shape', () => {
    const entry = writeEntry(emptyEntry(), 'sealNumber', 'A0012345')
    expect(taken(entry, 'A0012399').texts).toMatchObject({ sealNumber: 'A0012399', name: '' })
    expect(taken(entry, 'B0012399').texts).toMatchObject({ sealNumber: 'A0012345', name: 'B0012399' })
  })

  it('refuses a wrong check digit and a long number that is nothing, and keeps the entry', () => {
    expect(takeLine(emptyEntry(), '356938035643808', CODES)).toEqual({
      kind: 'wrong',
      problem: 'imei-check-wrong',
    })
    expect(takeLine(emptyEntry(), '35693803564380', CODES)).toEqual({ kind: 'wrong', problem: 'imei-wrong' })
    expect(takeLine(emptyEntry(), '8985501234567890128', CODES)).toMatchObject({
      kind: 'wrong',
      problem: 'iccid-wrong',
    })
    expect(takeLine(emptyEntry(), '/x', CODES)).toEqual({ kind: 'wrong', problem: 'category-unknown' })
  })

  it('asks for the entry to be saved when it is empty', () => {
    expect(takeLine(emptyEntry(), '  ', CODES)).toEqual({ kind: 'save' })
  })
})

describe('an entry of a raid', () => {
  it('leaves category, room, person and the roll of seals to the next one, and nothing else', () => {
    const entry = { ...taken(emptyEntry(), IMEI), category: 'sim', room: 'R1', person: 'P1' } as const
    const next = nextEntry({ ...entry, photos: ['2026-0001-E009'] }, 'A0012399')
    expect(next).toMatchObject({ key: 2, category: 'sim', room: 'R1', person: 'P1', photos: [], line: '' })
    expect(next.texts).toMatchObject({ imeis: '', name: '', sealNumber: 'A0012400' })
    expect(isEntered(next)).toBe(false)
    expect(isEntered(entry)).toBe(true)
  })

  it('is called after its make and model, or its category, when nobody named it', () => {
    const made = writeEntry(writeEntry(emptyEntry(), 'make', 'Samsung'), 'model', 'A14')
    expect(entryInput(made, 'ទូរស័ព្ទ').name).toBe('Samsung A14')
    expect(entryInput(emptyEntry(), 'ទូរស័ព្ទ').name).toBe('ទូរស័ព្ទ')
    expect(entryInput(emptyEntry(), 'x')).not.toHaveProperty('room')
  })

  it('comes back from its draft as it was, and from nothing else', () => {
    const entry = { ...taken(emptyEntry(), IMEI), line: 'half a na' }
    expect(readEntryDraft(entryDraft(entry))).toEqual(entry)
    for (const text of [
      '',
      '{}',
      '[]',
      'null',
      '{"key":1}',
      entryDraft(entry).replace('"phone"', '"no such"'),
    ])
      expect(readEntryDraft(text)).toBeNull()
  })
})

describe('the roll of seals', () => {
  it('counts its last digits up in their width', () => {
    expect(nextSealNumber('A0012345')).toBe('A0012346')
    expect(nextSealNumber('KH-0999-X')).toBe('KH-1000-X')
    expect(nextSealNumber('999')).toBe('1000')
  })

  it('has no next number where there is no digit', () => {
    expect(nextSealNumber('')).toBe('')
    expect(nextSealNumber('red wax')).toBe('')
  })
})
