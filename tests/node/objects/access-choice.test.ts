import { expect, test } from 'vitest'
import { startChoosing } from '#node/objects/threads/access-choice.ts'

/** Stretches of four chunks, after eight that were finished before; answers how the chunks of four stretches go. */
function choose(directMs: number, bufferedMs: number): boolean[] {
  let now = 0
  const access = startChoosing(8, 4, () => now)
  const stretches = [access.isDirect(8) && access.isDirect(11)]
  now += directMs
  access.endStretch()
  stretches.push(access.isDirect(12) || access.isDirect(15), access.isDirect(16))
  now += bufferedMs
  access.endStretch()
  return [...stretches, access.isDirect(17), access.isDirect(99)]
}

test('the first stretch goes past the page cache, the second through it, and so on until that one is flushed', () => {
  expect(choose(1, 2).slice(0, 3)).toEqual([true, false, false])
})

test('the rest goes as the faster of both went', () => {
  expect(choose(1, 2).slice(3)).toEqual([true, true])
  expect(choose(2, 1).slice(3)).toEqual([false, false])
})
