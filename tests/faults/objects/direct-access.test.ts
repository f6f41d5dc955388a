import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SealedObject } from '#app/ports/object-store.ts'
import { createFolderObjectStore } from '#node/objects/folder-object-store.ts'
import { HEADER_BYTES } from '#node/objects/object-format.ts'
import { STRETCHES_BEFORE_TRYING } from '#node/objects/threads/access-choice.ts'
import { expectOk, makeFolder, SCOPE_KEY } from '../../node/objects/object-room.ts'
import { extractObject } from '../../support/extract-object.ts'
import { callsOf, FIRST_ID, needStrace, runChild, skipBecause, straceOf } from './run-child.ts'

/** Segments of whole pages, so that chunks may go past the page cache. */
const SEGMENT_SIZE_BYTES = 65_536
/** Where the child, with four segments from one checkpoint to the next, tries out to write past the page cache. */
const TRIED_SEGMENT = 4 * STRETCHES_BEFORE_TRYING
const CONTENT = new Uint8Array(randomBytes((TRIED_SEGMENT + 11) * SEGMENT_SIZE_BYTES + 777))

async function makePlace(folder: string) {
  const source = join(folder, 'evidence.bin')
  await writeFile(source, CONTENT)
  return { source, objects: join(folder, 'objects'), out: join(folder, 'out.bin') }
}

type Place = Awaited<ReturnType<typeof makePlace>>

function sealArgs({ source, objects }: Place) {
  return { task: 'seal', objects, source, threads: true, 'segment-size': String(SEGMENT_SIZE_BYTES) } as const
}

async function expectWhole({ objects, out }: Place, value: unknown): Promise<void> {
  const store = createFolderObjectStore({ folder: objects, segmentSizeBytes: SEGMENT_SIZE_BYTES })
  const object = value as SealedObject
  expectOk(await store.verify(object, SCOPE_KEY))
  expectOk(await extractObject(store, object, SCOPE_KEY, out))
  expect(Buffer.compare(await readFile(out), CONTENT)).toBe(0)
}

test('a large file is written past the page cache where the folder allows it', async (context) => {
  needStrace(context)
  const folder = await makeFolder()
  const place = await makePlace(folder)
  const trace = join(folder, 'trace')
  const { result } = await runChild(sealArgs(place), { wrapper: straceOf(trace, 'openat', []) })
  await expectWhole(place, result?.value)
  const direct = (await callsOf(trace)).filter((line) => /O_DIRECT\b/.test(line) && line.includes(folder))
  skipBecause(
    context,
    direct.some((line) => line.includes('= -1')) ? 'this folder allows no direct access' : null,
  )
  expect(direct.map((line) => line.includes(FIRST_ID))).toEqual([false, true])
})

test.for([
  ['opening for direct access', 'openat', 'O_DIRECT'],
  ['writing', 'pwrite64', `, ${HEADER_BYTES + TRIED_SEGMENT * SEGMENT_SIZE_BYTES})`],
] as const)(
  'a folder that refuses %s with EINVAL takes the object through the page cache',
  async ([, call, where], context) => {
    needStrace(context)
    const first = await makeFolder()
    const before = await makePlace(first)
    const trace = join(first, 'trace')
    const paths = (folder: string) => [join(folder, 'objects', 'incoming', FIRST_ID)]
    await runChild(sealArgs(before), { wrapper: straceOf(trace, call, paths(first)) })
    const calls = await callsOf(trace)
    const when = 1 + calls.findIndex((line) => line.includes(where))
    expect(when, calls.join('\n')).toBeGreaterThan(1)
    const folder = await makeFolder()
    const place = await makePlace(folder)
    const wrapper = straceOf('/dev/null', call, paths(folder), `${call}:error=EINVAL:when=${when}`)
    const { result } = await runChild(sealArgs(place), { wrapper })
    expect(result).toMatchObject({ ok: true })
    await expectWhole(place, result?.value)
  },
)

test('a folder in memory holds source and object', async (context) => {
  const memory = '/dev/shm'
  skipBecause(context, existsSync(memory) ? null : 'this machine has no folder in memory')
  const folder = await mkdtemp(join(memory, 'samnum-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const place = await makePlace(folder)
  const { result } = await runChild(sealArgs(place))
  await expectWhole(place, result?.value)
})
