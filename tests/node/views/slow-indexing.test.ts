import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { SlowIndexing } from '#node/views/slow-indexing.ts'

/** So many texts, and what counts the steps taken. */
function textsOf(count: number) {
  const state = { left: count, steps: 0 }
  const indexing = new SlowIndexing(() => {
    state.steps += 1
    state.left -= 1
    return state.left
  })
  return { state, indexing }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(5)
}

describe('slow indexing', () => {
  it('goes on until no text is left', async () => {
    const { state, indexing } = textsOf(3)
    indexing.start()
    await until(() => state.left === 0)
    expect(state.steps).toBe(3)
  })

  it('takes no step while work holds it, and goes on after the last of several let go', async () => {
    const { state, indexing } = textsOf(2)
    const first = indexing.hold()
    indexing.start()
    const second = indexing.hold()
    first()
    first()
    await wait(60)
    expect(state.steps).toBe(0)
    second()
    await until(() => state.left === 0)
  })

  it('does not begin after a hold when it was stopped meanwhile', async () => {
    const { state, indexing } = textsOf(2)
    indexing.start()
    const letGo = indexing.hold()
    indexing.stop()
    letGo()
    await wait(60)
    expect(state.steps).toBe(0)
  })
})
