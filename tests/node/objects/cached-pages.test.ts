import { closeSync, openSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startAskingMemory } from '#node/objects/threads/cached-pages.ts'
import { makeFolder } from './object-room.ts'

test('asking about a page answers yes or no, and what cannot be read is not in memory', async () => {
  const path = join(await makeFolder(), 'evidence.bin')
  await writeFile(path, new Uint8Array(3 * 4096))
  const fd = openSync(path, 'r')
  expect(typeof startAskingMemory(fd)(4096)).toBe('boolean')
  closeSync(fd)
  const asking = startAskingMemory(fd)
  expect([asking(0), asking(4096)]).toEqual([false, false])
})
