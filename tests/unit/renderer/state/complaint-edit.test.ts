import { describe, expect, it } from 'vitest'
import { complaintInput } from '#core/casework/complaint.ts'
import { checkEdit, complaintOf, placeProblems } from '../../../../src/renderer/state/complaint-check.ts'
import {
  addRow,
  type ComplaintEdit,
  emptyEdit,
  isWritten,
  pasteIdentifiers,
  putBackRow,
  removeRow,
  toggleTypology,
  writeField,
  writeRowField,
} from '../../../../src/renderer/state/complaint-edit.ts'

function filled(): ComplaintEdit {
  let edit = emptyEdit()
  edit = writeField(edit, 'victim.name', 'ចាន់ សុភា')
  edit = writeField(edit, 'summary', 'ចាញ់បោកតាមអនឡាញ')
  edit = writeField(edit, 'narrative', 'បានផ្ទេរប្រាក់ តែមិនបានទទួលទំនិញ')
  return edit
}

describe('a complaint while it is written', () => {
  it('begins empty, with the usual choices, and is not worth keeping', () => {
    const edit = emptyEdit()
    expect(edit.texts).toMatchObject({ channel: 'walk-in', wish: 'complain', summary: '' })
    expect(isWritten(edit)).toBe(false)
  })

  it('is worth keeping from the first letter, choice or number on', () => {
    expect(isWritten(writeField(emptyEdit(), 'victim.phone', '0'))).toBe(true)
    expect(isWritten(writeField(emptyEdit(), 'channel', 'phone'))).toBe(true)
    expect(isWritten(toggleTypology(emptyEdit(), 'sextortion'))).toBe(true)
    expect(isWritten(writeRowField(emptyEdit(), 'losses', 2, 'amount', '5'))).toBe(true)
    expect(isWritten(writeField(emptyEdit(), 'victim.phone', '  '))).toBe(false)
    expect(isWritten(addRow(emptyEdit(), 'losses'))).toBe(false)
  })

  it('takes a choice of crime back', () => {
    const once = toggleTypology(emptyEdit(), 'sextortion')
    expect(once.typologies).toEqual(['sextortion'])
    expect(toggleTypology(once, 'sextortion').typologies).toEqual([])
  })

  it('repeats on a new line what usually stays the same, and nothing else', () => {
    let edit = emptyEdit()
    edit = writeRowField(edit, 'losses', 2, 'currency', 'KHR')
    edit = writeRowField(edit, 'losses', 2, 'rail', 'khqr')
    edit = writeRowField(edit, 'losses', 2, 'amount', '5000')
    edit = addRow(edit, 'losses')
    expect(edit.losses.at(-1)?.texts).toMatchObject({
      currency: 'KHR',
      rail: 'khqr',
      state: 'paid',
      amount: '',
    })
    edit = writeRowField(edit, 'identifiers', 1, 'kind', 'telegram')
    expect(addRow(edit, 'identifiers').identifiers.at(-1)?.texts).toEqual({
      kind: 'telegram',
      value: '',
      note: '',
    })
  })

  it('keeps the keys of the other lines when one goes', () => {
    const edit = addRow(addRow(emptyEdit(), 'identifiers'), 'identifiers')
    const keys = edit.identifiers.map((row) => row.key)
    const middle = keys[1] ?? 0
    expect(removeRow(edit, 'identifiers', middle).identifiers.map((row) => row.key)).toEqual([
      keys[0],
      keys[2],
    ])
    expect(new Set(keys).size).toBe(3)
  })

  it('spreads a pasted list over lines, in order, after the line it was pasted in', () => {
    let edit = addRow(emptyEdit(), 'identifiers')
    const [first, last] = edit.identifiers.map((row) => row.key)
    edit = writeRowField(edit, 'identifiers', last ?? 0, 'value', '099 999 999')
    const pasted = pasteIdentifiers(edit, first ?? 0, '012 345 678\r\n\n 016 111 222 \n')
    expect(pasted.identifiers.map((row) => row.texts.value)).toEqual([
      '012 345 678',
      '016 111 222',
      '099 999 999',
    ])
    expect(new Set(pasted.identifiers.map((row) => row.key)).size).toBe(3)
    expect(pasteIdentifiers(edit, first ?? 0, ' \n ')).toBe(edit)
  })
})

describe('the complaint in the form', () => {
  it('leaves out empty fields and lines in which nothing was written', () => {
    expect(complaintOf(filled())).toEqual({
      channel: 'walk-in',
      wish: 'complain',
      victim: { name: 'ចាន់ សុភា' },
      summary: 'ចាញ់បោកតាមអនឡាញ',
      narrative: 'បានផ្ទេរប្រាក់ តែមិនបានទទួលទំនិញ',
      typologies: [],
      identifiers: [],
      losses: [],
    })
  })

  it('carries days as the contract wants them', () => {
    let edit = writeField(filled(), 'victim.birthDate', '១៥/៣/១៩៩០')
    edit = writeRowField(edit, 'losses', 2, 'on', '1/11/2026')
    edit = writeRowField(edit, 'losses', 2, 'amount', '10')
    const complaint = complaintOf(edit)
    expect(complaint.victim.birthDate).toBe('1990-03-15')
    expect(complaint.losses?.[0]).toMatchObject({ on: '2026-11-01', amount: '10', currency: 'USD' })
    expect(complaintInput.safeParse(complaint).success).toBe(true)
  })

  it('names what is missing and nothing else', () => {
    const problems = checkEdit(emptyEdit())
    expect(Object.keys(problems).sort()).toEqual(['narrative', 'summary', 'victim.name'])
    expect(Object.values(problems).map(({ code }) => code)).toEqual(Array(3).fill('field/missing'))
    expect(checkEdit(filled())).toEqual({})
  })

  it('puts a problem to the line it belongs to, whatever blank lines stand before it', () => {
    let edit = addRow(addRow(filled(), 'losses'), 'losses')
    const last = edit.losses.at(-1)?.key ?? 0
    edit = writeRowField(edit, 'losses', last, 'amount', 'ten')
    edit = writeRowField(edit, 'identifiers', 1, 'value', '@nobody')
    expect(checkEdit(edit)).toMatchObject({
      [`losses.${last}.amount`]: { code: 'money/malformed' },
      'identifiers.1.value': { code: 'identifier/malformed' },
    })
  })

  it('puts the problems of the call that carried it to the same fields', () => {
    const edit = writeRowField(filled(), 'losses', 2, 'amount', '5')
    const placed = placeProblems(edit, [
      { field: 'complaint.losses.0.on', code: 'date/impossible' },
      { field: 'complaint.victim.name', code: 'text/too-long' },
      { field: 'complaint.victim.name', code: 'text/control-character' },
      { field: 'complaint.losses', code: 'field/too-many' },
    ])
    expect(placed).toMatchObject({
      'losses.2.on': { code: 'date/impossible' },
      'victim.name': { code: 'text/too-long' },
      losses: { code: 'field/too-many' },
    })
  })
})

describe('a line that was removed', () => {
  it('is put back where it stood, once, with what was written in it', () => {
    let edit = addRow(addRow(emptyEdit(), 'losses'), 'losses')
    const [first, second] = edit.losses
    if (first === undefined || second === undefined) throw new Error('two lines were added')
    edit = writeRowField(edit, 'losses', first.key, 'amount', '350')
    const written = edit.losses[0]
    if (written === undefined) throw new Error('the line is there')
    const without = removeRow(edit, 'losses', first.key)
    const again = putBackRow(without, 'losses', written, 0)
    expect(again.losses.map(({ key }) => key)).toEqual(edit.losses.map(({ key }) => key))
    expect(again.losses[0]?.texts.amount).toBe('350')
    expect(putBackRow(again, 'losses', written, 0)).toBe(again)
  })
})
