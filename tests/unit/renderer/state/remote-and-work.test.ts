import { describe, expect, it } from 'vitest'
import {
  askAgain,
  IDLE,
  type Remote,
  receive,
  refusalOf,
  shownOf,
} from '../../../../src/renderer/state/remote.ts'
import {
  advanceWork,
  endWork,
  startWork,
  stopWork,
  timeLeftMs,
  type Work,
} from '../../../../src/renderer/state/work.ts'

const failure = { code: 'disk/failed' } as const

describe('what the engine holds', () => {
  const ready: Remote<number> = { status: 'ready', value: 1 }

  it('stays shown while it is asked for again and when the answer is a failure', () => {
    const asked = askAgain(ready)
    expect(shownOf(asked)).toBe(1)
    const failed = receive(asked, { outcome: 'failed', failure })
    expect(failed).toEqual({ status: 'failed', refusal: { kind: 'failure', failure }, stale: 1 })
    expect(shownOf(failed)).toBe(1)
  })

  it('is replaced by a fresh answer', () => {
    expect(receive(askAgain(ready), { outcome: 'done', value: 2 })).toEqual({ status: 'ready', value: 2 })
  })

  it('is as before when the question was cancelled', () => {
    expect(receive(askAgain(ready), { outcome: 'cancelled' })).toEqual(ready)
    expect(receive<number>(askAgain(IDLE), { outcome: 'cancelled' })).toEqual(IDLE)
  })

  it('is refused with a failure or with the reference of a bug, and never by a success', () => {
    expect(refusalOf({ outcome: 'bug', reference: 'b-1' })).toEqual({ kind: 'bug', reference: 'b-1' })
    expect(refusalOf({ outcome: 'done', value: 1 })).toBeNull()
    expect(refusalOf({ outcome: 'cancelled' })).toBeNull()
  })
})

describe('long work', () => {
  const progress = { stage: 'sealing', done: 25, total: 100 } as const

  it('comes further only while it runs', () => {
    const running = advanceWork(startWork(0), progress)
    expect(running).toMatchObject({ status: 'running', progress })
    const ended: Work<string> = endWork({ outcome: 'done', value: 'x' })
    expect(advanceWork(ended, progress)).toBe(ended)
    expect(stopWork(ended)).toBe(ended)
    expect(stopWork(running)).toMatchObject({ status: 'running', isStopping: true })
  })

  it('ends as done, refused or cancelled', () => {
    expect(endWork({ outcome: 'failed', failure })).toEqual({
      status: 'refused',
      refusal: { kind: 'failure', failure },
    })
    expect(endWork({ outcome: 'cancelled' })).toEqual({ status: 'cancelled' })
  })

  it('says how long it will take only when that is honest', () => {
    expect(timeLeftMs(0, progress, 10_000)).toBe(30_000)
    expect(timeLeftMs(0, progress, 999)).toBeNull()
    expect(timeLeftMs(0, { ...progress, total: null }, 10_000)).toBeNull()
    expect(timeLeftMs(0, { ...progress, done: 0 }, 10_000)).toBeNull()
    expect(timeLeftMs(0, null, 10_000)).toBeNull()
    expect(timeLeftMs(0, { ...progress, done: 100 }, 10_000)).toBe(0)
  })
})
