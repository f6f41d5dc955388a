import { expect, test } from 'vitest'
import { STRETCHES_BEFORE_TRYING, startChoosing } from '#node/objects/threads/access-choice.ts'

const FIRST = 8
const PER_STRETCH = 4
const chunkIn = (stretch: number) => FIRST + stretch * PER_STRETCH

/** Stretches of four chunks, after eight that were finished before; answers how the beginning, the trial and the rest go. */
function choose(bufferedMs: number, directMs: number) {
  let now = 0
  const access = startChoosing(FIRST, PER_STRETCH, () => now)
  const beginning: boolean[] = []
  for (let stretch = 0; stretch < STRETCHES_BEFORE_TRYING; stretch += 1) {
    beginning.push(access.isDirect(chunkIn(stretch), false), access.isDirect(chunkIn(stretch + 1) - 1, false))
    // The first takes longer than all others, and decides nothing.
    now += stretch === 0 ? 1000 : bufferedMs
    access.endStretch()
  }
  const tried = chunkIn(STRETCHES_BEFORE_TRYING)
  const trial = [access.isDirect(tried, false), access.isDirect(tried + PER_STRETCH - 1, false)]
  const early = access.isDirect(tried + PER_STRETCH, false)
  now += directMs
  access.endStretch()
  return {
    beginning,
    trial,
    early,
    rest: [access.isDirect(tried + PER_STRETCH, false), access.isDirect(9999, false)],
  }
}

test('a file goes through the page cache until it is long enough for one stretch past it to be tried', () => {
  const { beginning, trial, early } = choose(2, 1)
  expect(new Set(beginning)).toEqual(new Set([false]))
  expect(trial).toEqual([true, true])
  // Until that stretch is flushed nothing is known of it.
  expect(early).toBe(false)
})

test('the rest goes as the faster of both went', () => {
  expect(choose(2, 1).rest).toEqual([true, true])
  expect(choose(1, 2).rest).toEqual([false, false])
})

test('what memory holds of the source is written past the cache from the first chunk on, whatever was tried', () => {
  const access = startChoosing(FIRST, PER_STRETCH, () => 0)
  expect(
    [FIRST, chunkIn(STRETCHES_BEFORE_TRYING), 9999].map((chunk) => access.isDirect(chunk, true)),
  ).toEqual([true, true, true])
  expect(access.isDirect(FIRST, false)).toBe(false)
})
