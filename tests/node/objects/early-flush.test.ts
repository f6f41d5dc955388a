import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startFlushingEarly } from '#node/objects/threads/early-flush.ts'
import { makeFolder } from './object-room.ts'

const MUCH_BYTES = 2 ** 30

async function openFile(): Promise<number> {
  return openSync(join(await makeFolder(), 'object'), 'w')
}

test('what the disk answers to an early flush is heard before anybody who settles goes on', async () => {
  const fd = await openFile()
  closeSync(fd)
  const heard: unknown[] = []
  const early = startFlushingEarly(fd, (error) => void heard.push(error))
  early.wrote(MUCH_BYTES)
  await early.settle()
  expect(heard).toMatchObject([{ code: 'EBADF' }])
})

test('a file that takes its bytes settles without a word, and little is not flushed early', async () => {
  const heard: unknown[] = []
  const fd = await openFile()
  const early = startFlushingEarly(fd, (error) => void heard.push(error))
  early.wrote(MUCH_BYTES)
  await early.settle()
  closeSync(fd)
  early.wrote(1)
  await early.settle()
  expect(heard).toEqual([])
})
