import { describe, expect, it } from 'vitest'
import type { ItemLine } from '#contract/custody-fields.ts'
import type { CaseId, ItemId, PlaceId, UserId } from '#core/ids.ts'
import {
  choosePurpose,
  holderOf,
  missingOf,
  moveInput,
  otherSigner,
  purposesOf,
  startMove,
  writeMove,
} from '../../../../src/renderer/state/move-edit.ts'

const ME = 'a'.repeat(32) as UserId
const OTHER = 'b'.repeat(32) as UserId
const PLACE = { kind: 'place', placeId: 'c'.repeat(32) as PlaceId, name: 'A-03' } as const
const person = (userId: UserId) => ({ kind: 'person', userId, name: userId }) as const

function itemOf(holder: ItemLine['holder'], rest: Partial<ItemLine> = {}): ItemLine {
  return {
    itemId: 'd'.repeat(32) as ItemId,
    caseId: 'e'.repeat(32) as CaseId,
    number: '2026-0001-E001',
    kind: 'physical',
    name: 'phone',
    state: 'held',
    holder,
    lastAtMs: 0,
    ...rest,
  }
}

describe('a hand-over', () => {
  it('of what I hold asks the receiver to sign, now or later', () => {
    const items = [itemOf(person(ME))]
    const edit = writeMove(startMove(items, ME), 'to.userId', OTHER)
    expect(otherSigner(edit, items, ME)).toEqual({ side: 'receiver', userId: OTHER, mustSignNow: false })
    expect(moveInput(edit, items).to).toEqual({ kind: 'person', userId: OTHER })
  })

  it('of what somebody else holds is taken over, and they must sign at once', () => {
    const items = [itemOf(person(OTHER))]
    const edit = startMove(items, ME)
    expect(edit.texts['to.userId']).toBe(ME)
    expect(otherSigner(edit, items, ME)).toEqual({ side: 'giver', userId: OTHER, mustSignNow: true })
  })

  it('out of a place needs nobody else; into one neither', () => {
    const stored = [itemOf(PLACE)]
    const out = startMove(stored, ME)
    expect([out.purpose, otherSigner(out, stored, ME)]).toEqual(['take-out', null])
    const mine = [itemOf(person(ME))]
    const into = choosePurpose(startMove(mine, ME), 'store')
    expect([into.receiver, otherSigner(into, mine, ME)]).toEqual(['place', null])
    expect(purposesOf(person(ME))).not.toContain('take-out')
  })

  it('that ends custody goes outside and needs its order', () => {
    const items = [itemOf(person(ME))]
    const edit = choosePurpose(startMove(items, ME), 'destroy')
    expect(edit.receiver).toBe('outside')
    expect(missingOf(edit)).toEqual([
      'to.name',
      'where',
      'reason',
      'order.reference',
      'order.authority',
      'order.orderedOn',
    ])
    const written = missingOf(edit).reduce((now, field) => writeMove(now, field, 'x'), edit)
    expect(missingOf(written)).toEqual([])
    expect(moveInput(written, items).order).toEqual({ reference: 'x', authority: 'x', orderedOn: 'x' })
  })

  it('of items of different holders has no giver', () => {
    expect(holderOf([itemOf(person(ME)), itemOf(person(OTHER))])).toBeNull()
    expect(holderOf([itemOf(PLACE), itemOf(PLACE)])).toEqual(PLACE)
    expect(holderOf([])).toBeNull()
  })

  it('says how the seal was found, and names a new one only when it was replaced', () => {
    const seal = { number: 'A1', state: 'intact' } as const
    const items = [itemOf(person(ME), { seal })]
    const edit = writeMove(startMove(items, ME), 'newSealNumber', 'A2')
    expect(moveInput(edit, items)).toMatchObject({ sealState: 'intact' })
    expect(moveInput(edit, items)).not.toHaveProperty('newSealNumber')
    expect(moveInput({ ...edit, sealState: 'replaced' }, items)).toMatchObject({ newSealNumber: 'A2' })
    expect(startMove([itemOf(person(ME))], ME).sealState).toBe('none')
  })
})
