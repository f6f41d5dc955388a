import { describe, expect, test } from 'vitest'
import type { DeviceId } from '#core/ids.ts'
import { ChainWalk, joinRanges } from '#core/ledger/chain-walk.ts'
import { type EventHeader, NO_PREVIOUS } from '#core/ledger/event-header.ts'
import { digestOf, HEADER, idOf } from '../../../support/sample-events.ts'

const FIRST = idOf<DeviceId>('d0')
const SECOND = idOf<DeviceId>('d1')

const hashOf = (seq: number) => digestOf(seq.toString(16).padStart(2, '0'))

/** A header that follows the one with the number before it, as the chain of a device has it. */
function header(seq: number, change: Partial<EventHeader> = {}): EventHeader {
  const prev = seq === 1 ? NO_PREVIOUS : hashOf(seq - 1)
  return { ...HEADER, device: FIRST, seq, prev, time: { ...HEADER.time, wallMs: 1_000 + seq }, ...change }
}

/** Walks over headers and tells what each came to. */
function walkOver(headers: readonly EventHeader[]) {
  const walk = new ChainWalk()
  const steps = headers.map((next) => {
    const { broken, isJoint } = walk.step(next, hashOf(next.seq))
    return isJoint ? `joint ${broken ?? ''}`.trim() : (broken ?? 'holds')
  })
  return { walk, steps }
}

describe('one chain', () => {
  test('holds from 1 without gaps', () => {
    const { walk, steps } = walkOver([1, 2, 3].map((seq) => header(seq)))
    expect(steps).toEqual(['holds', 'holds', 'holds'])
    expect(walk.unexplained).toEqual([])
    expect(walk.last?.seq).toBe(3)
    expect(walk.endsWith(FIRST)).toBe(true)
    expect(walk.endsWith(SECOND)).toBe(false)
  })

  test('breaks where a hash, a time or an order does not fit', () => {
    expect(walkOver([header(1), header(2, { prev: hashOf(9) })]).steps[1]).toBe('ledger/chain-broken')
    expect(walkOver([header(1), header(2, { time: HEADER.time })]).steps[1]).toBe('holds')
    const early = { ...HEADER.time, wallMs: 5 }
    expect(walkOver([header(1), header(2, { time: early })]).steps[1]).toBe('ledger/time-runs-back')
    expect(walkOver([header(1), header(3, { time: early })]).steps[1]).toBe('ledger/time-runs-back')
    expect(walkOver([header(1), header(2), header(2)]).steps[2]).toBe('ledger/sequence-broken')
    expect(walkOver([header(1), header(2), header(1)]).steps[2]).toBe('ledger/sequence-broken')
  })

  test('with missing numbers has gaps, until an event names all of what is missing', () => {
    const headers = [header(3), header(4), header(8)]
    const { walk, steps } = walkOver(headers)
    expect(steps).toEqual(['holds', 'holds', 'holds'])
    const [first, second] = [
      { from: 1, to: 2, foundAtSeq: 3 },
      { from: 5, to: 7, foundAtSeq: 8 },
    ]
    expect(walk.unexplained).toEqual([first, second])
    walk.explain([{ from: 5, to: 6 }])
    expect(walk.unexplained).toEqual([first, second])
    walk.explain([
      { from: 7, to: 7 },
      { from: 5, to: 6 },
    ])
    expect(walk.unexplained).toEqual([first])
    walk.explain([{ from: 1, to: 2 }])
    expect(walk.unexplained).toEqual([])
    expect([1, 3, 4, 6, 8].map((seq) => walk.missingBelow(seq))).toEqual([0, 2, 2, 2, 5])
  })
})

describe('the chain of another device', () => {
  test('may begin after the last number of the one before, with nothing before it', () => {
    const next = header(3, { device: SECOND, prev: NO_PREVIOUS })
    const { walk, steps } = walkOver([header(1), header(2), next, header(4, { device: SECOND })])
    expect(steps).toEqual(['holds', 'holds', 'joint', 'holds'])
    expect(walk.endsWith(SECOND)).toBe(true)
  })

  test('that begins with a link to the one before, or at a number that was, is broken', () => {
    expect(walkOver([header(1), header(2, { device: SECOND })]).steps[1]).toBe('joint ledger/chain-broken')
    const again = header(1, { device: SECOND })
    expect(walkOver([header(1), again]).steps[1]).toBe('ledger/sequence-broken')
  })

  test('may begin after a gap, whatever its time', () => {
    const next = header(9, { device: SECOND, prev: NO_PREVIOUS, time: { ...HEADER.time, wallMs: 1 } })
    expect(walkOver([header(1), next]).steps).toEqual(['holds', 'holds'])
  })
})

test('ranges are joined into as few as possible, in order', () => {
  expect(
    joinRanges([
      { from: 7, to: 9 },
      { from: 1, to: 2 },
      { from: 3, to: 4 },
      { from: 8, to: 8 },
    ]),
  ).toEqual([
    { from: 1, to: 4 },
    { from: 7, to: 9 },
  ])
  expect(joinRanges([])).toEqual([])
})
