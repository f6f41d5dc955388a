import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { SealedObject } from '#app/ports/object-store.ts'
import {
  expectOk,
  filesIn,
  makeFolder,
  patternOf,
  SCOPE_KEY,
  SMALL_SEGMENT_BYTES,
  smallStore,
} from '../../node/objects/object-room.ts'
import { type ChildEnd, FIRST_ID, needStrace, runChild, straceOf } from './run-child.ts'

const CONTENT = patternOf(3 * SMALL_SEGMENT_BYTES)

/** Seals the same content with the same draws in a fresh folder, in a child that may be killed. */
async function sealInChild(
  kill: { readonly beforeRead: number } | { readonly inject: string; readonly calls: string } | null,
): Promise<{ readonly folder: string; readonly end: ChildEnd }> {
  const folder = await makeFolder()
  const source = join(folder, 'evidence.bin')
  await writeFile(source, CONTENT)
  const objects = join(folder, 'objects')
  const args = { task: 'seal', objects, source }
  if (kill === null) return { folder, end: await runChild(args) }
  if ('beforeRead' in kill) {
    const end = await runChild({ ...args, 'kill-before-read': String(kill.beforeRead) })
    return { folder, end }
  }
  const paths = [folder, objects, join(objects, 'incoming'), join(objects, 'incoming', FIRST_ID)]
  const shard = join(objects, FIRST_ID.slice(0, 2))
  const wrapper = straceOf('/dev/null', kill.calls, [...paths, shard, join(shard, FIRST_ID)], kill.inject)
  return { folder, end: await runChild(args, { wrapper }) }
}

/**
 * What must hold after any crash: the source is as it was; what has an object's name is the whole object; what was
 * acknowledged is there; opening again clears what is half.
 */
async function expectSoundness(folder: string, end: ChildEnd, whole: SealedObject): Promise<boolean> {
  expect(Buffer.compare(await readFile(join(folder, 'evidence.bin')), CONTENT)).toBe(0)
  const store = smallStore(join(folder, 'objects'))
  const { objectIds, strangers } = expectOk(await store.list())
  expect(strangers).toEqual([])
  if (end.result !== null) expect(objectIds).toEqual([whole.objectId])
  if (objectIds.length > 0) expectOk(await store.verify(whole, SCOPE_KEY))
  expectOk(await store.discardIncomplete())
  const kept = objectIds.map((id) => `objects/${id.slice(0, 2)}/${id}`)
  expect((await filesIn(folder)).sort()).toEqual(['evidence.bin', ...kept].sort())
  return objectIds.length > 0
}

test('a process killed between any two reads leaves no object', async () => {
  const { end: untouched } = await sealInChild(null)
  const whole = untouched.result?.value as SealedObject
  for (let beforeRead = 0; ; beforeRead += 1) {
    const { folder, end } = await sealInChild({ beforeRead })
    const hasObject = await expectSoundness(folder, end, whole)
    if (end.signal === null) {
      expect(beforeRead).toBe(4)
      expect(hasObject).toBe(true)
      break
    }
    expect(end.signal).toBe('SIGKILL')
    expect(hasObject).toBe(false)
  }
})

test.for(['mkdir', 'openat', 'pwrite64', 'fsync', 'rename', 'close'])(
  'a process killed at any %s leaves no object or a whole one',
  async (calls, context) => {
    needStrace(context)
    await expectSoundAtEvery(calls)
  },
)

async function expectSoundAtEvery(calls: string): Promise<void> {
  const { end: untouched } = await sealInChild(null)
  const whole = untouched.result?.value as SealedObject
  for (let when = 1; ; when += 1) {
    const { folder, end } = await sealInChild({ calls, inject: `${calls}:signal=KILL:when=${when}` })
    await expectSoundness(folder, end, whole)
    if (end.result !== null) {
      expect(when, `no ${calls} was ever killed`).toBeGreaterThan(1)
      break
    }
  }
}
