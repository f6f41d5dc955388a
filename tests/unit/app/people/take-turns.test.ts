import { expect, test } from 'vitest'
import { makeTurns } from '#app/people/take-turns.ts'

test('handlers of one circle wait for each other, also for one that throws', async () => {
  const inTurn = makeTurns()
  const heard: string[] = []
  let release = (): void => {}
  const first = inTurn(async (name: string, _context: null) => {
    heard.push(`${name} begins`)
    await new Promise<void>((resolve) => {
      release = resolve
    })
    heard.push(`${name} ends`)
    throw new Error('a bug')
  })
  const second = inTurn(async (name: string, _context: null) => {
    heard.push(`${name} begins`)
    return name
  })
  const one = first('one', null)
  const two = second('two', null)
  await Promise.resolve()
  await Promise.resolve()
  expect(heard).toEqual(['one begins'])
  release()
  await expect(one).rejects.toThrow('a bug')
  expect(await two).toBe('two')
  expect(heard).toEqual(['one begins', 'one ends', 'two begins'])
})
