import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DeviceId, DigestHex, VaultId } from '#core/ids.ts'
import { conflictsIn, type FieldEdit, joinStates, readJoint, stateOf } from '#core/joint/joint-fields.ts'
import { canonicalText } from '#core/ledger/canonical-json.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const LEDGERS = ['a1', 'b2', 'c3'] as VaultId[]

const edit: fc.Arbitrary<FieldEdit> = fc
  .record({
    at: fc.integer({ min: 0, max: 3 }),
    counter: fc.integer({ min: 0, max: 2 }),
    ledger: fc.integer({ min: 0, max: 2 }),
    subject: fc.constantFrom('party:x', 'party:y'),
    field: fc.constantFrom('sex', 'note', 'roles'),
    value: fc.constantFrom('p', 'q', null),
    isIn: fc.boolean(),
    hash: fc.integer({ min: 0, max: 1_000_000 }),
  })
  .map(({ at, counter, ledger, subject, field, value, isIn, hash }) => ({
    ledger: LEDGERS[ledger] as VaultId,
    device: `d${ledger}` as string as DeviceId,
    // An event has one hash and says one thing of a member.
    hashHex: `${ledger}-${at}-${counter}-${hash}-${value}-${isIn}` as string as DigestHex,
    time: { wallMs: at, counter },
    by: 'somebody',
    subject,
    field,
    element: field === 'roles' ? 'suspect' : null,
    value: field === 'roles' ? isIn : value,
  }))
const edits = fc.array(edit, { maxLength: 30 })
const read = (state: ReturnType<typeof stateOf>) => JSON.stringify(readJoint(state))

describe('what several ledgers say of one case', () => {
  it('is the same in whatever order and however often it is joined', () => {
    fc.assert(
      fc.property(edits, edits, edits, (first, second, third) => {
        const [a, b, c] = [stateOf(first), stateOf(second), stateOf(third)]
        expect(read(joinStates(a, b))).toBe(read(joinStates(b, a)))
        expect(read(joinStates(joinStates(a, b), c))).toBe(read(joinStates(a, joinStates(b, c))))
        expect(read(joinStates(a, a))).toBe(read(a))
        expect(read(joinStates(joinStates(a, b), b))).toBe(read(joinStates(a, b)))
      }),
      propertyRuns(200),
    )
  })

  it('follows from the events alone, not from the order in which they came', () => {
    fc.assert(
      fc.property(
        edits.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(read(stateOf(shuffled))).toBe(read(stateOf(all)))
        },
      ),
      propertyRuns(200),
    )
  })

  it('loses nothing that a ledger says last: it holds, or it is among what was lost', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const fields = readJoint(stateOf(all))
        for (const ledger of LEDGERS) {
          for (const own of readJoint(stateOf(all.filter((one) => one.ledger === ledger)))) {
            const joint = fields.find((f) => f.subject === own.subject && f.field === own.field)
            const kept = [joint?.holds, ...(joint?.lost ?? [])].map((one) =>
              canonicalText(one?.value ?? null),
            )
            expect(kept).toContain(canonicalText(own.holds.value))
          }
        }
      }),
      propertyRuns(200),
    )
  })

  const say = (
    ledger: number,
    wallMs: number,
    value: FieldEdit['value'],
    more: Partial<FieldEdit> = {},
  ): FieldEdit => ({
    ledger: LEDGERS[ledger] as VaultId,
    device: `d${ledger}` as string as DeviceId,
    hashHex: `${ledger}${wallMs}` as string as DigestHex,
    time: { wallMs, counter: 0 },
    by: `person ${ledger}`,
    subject: 'party:x',
    field: 'sex',
    element: null,
    value,
    ...more,
  })

  it('holds by hybrid time, then by device; the other is kept; and where both say the same nothing is lost', () => {
    expect(readJoint(stateOf([say(0, 1, 'female'), say(1, 2, 'male')]))).toMatchObject([
      { holds: { value: 'male' }, lost: [{ value: 'female', by: 'person 0' }] },
    ])
    expect(readJoint(stateOf([say(0, 5, 'female'), say(1, 5, 'male')]))).toMatchObject([
      { holds: { device: 'd1' } },
    ])
    expect(
      conflictsIn(readJoint(stateOf([say(0, 1, 'female'), say(1, 2, 'male'), say(0, 3, 'male')]))),
    ).toEqual([])
    expect(readJoint(stateOf([say(0, 1, 'female'), say(1, 2, null)]))).toMatchObject([
      { holds: { value: null }, lost: [{ value: 'female' }] },
    ])
  })

  it('keeps in a set what one ledger has in it, also where another took it out later', () => {
    const role = { field: 'roles', element: 'suspect' }
    expect(readJoint(stateOf([say(0, 1, true, role), say(1, 9, false, role)]))).toMatchObject([
      { element: 'suspect', holds: { value: true }, lost: [{ value: false }] },
    ])
    expect(
      conflictsIn(
        readJoint(stateOf([say(0, 1, true, role), say(1, 9, false, role), say(0, 10, false, role)])),
      ),
    ).toEqual([])
  })
})
