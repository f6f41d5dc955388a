import { expect, test } from 'vitest'
import { FairQueue } from '#app/hub/fair-queue.ts'

/** A job that ends when it is let go, and what began so far. */
function makeJobs() {
  const begun: string[] = []
  const letGo = new Map<string, () => void>()
  const job = (name: string) => async () => {
    begun.push(name)
    await new Promise<void>((resolve) => letGo.set(name, resolve))
    return name
  }
  const end = async (name: string) => {
    letGo.get(name)?.()
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve()
  }
  return { begun, job, end }
}

test('lets others pass a station that floods it', async () => {
  const queue = new FairQueue({ atOnce: 2, largeAtOnce: 1, waitingEach: 3 })
  const { begun, job, end } = makeJobs()
  for (const name of ['a1', 'a2', 'a3', 'a4']) expect(queue.run('a', false, job(name))).not.toBeNull()
  expect(queue.run('a', false, job('a5'))).toBeNull()
  void queue.run('b', false, job('b1'))
  void queue.run('c', false, job('c1'))
  expect(begun).toEqual(['a1', 'b1'])
  await end('a1')
  expect(begun).toEqual(['a1', 'b1', 'a2'])
  await end('b1')
  await end('a2')
  expect(begun).toEqual(['a1', 'b1', 'a2', 'c1', 'a3'])
})

test('keeps a place for small packages while large ones are judged', async () => {
  const queue = new FairQueue({ atOnce: 2, largeAtOnce: 1, waitingEach: 3 })
  const { begun, job, end } = makeJobs()
  void queue.run('a', true, job('large a'))
  void queue.run('b', true, job('large b'))
  void queue.run('c', false, job('small c'))
  expect(begun).toEqual(['large a', 'small c'])
  await end('large a')
  expect(begun).toEqual(['large a', 'small c', 'large b'])
})

test('goes on after a job that throws, and says when nothing is left', async () => {
  const queue = new FairQueue({ atOnce: 1, largeAtOnce: 1, waitingEach: 3 })
  const thrown = queue.run('a', false, async () => {
    throw new Error('a bug')
  })
  const after = queue.run('b', false, async () => 'done')
  await expect(thrown).rejects.toThrow('a bug')
  expect(await after).toBe('done')
  await queue.whenIdle()
  expect(queue.waiting).toBe(0)
})
