import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import {
  codeOf,
  copyVault,
  type Desk,
  FIRST_CASE,
  makeClosedVault,
  makeFolder,
  offerPath,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { filesIn } from '../objects/object-room.ts'

const atEnd = whenFileEnds()
const CONTENT = Buffer.from('ភស្តុតាង '.repeat(1000))
const NEVER = new AbortController().signal
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

async function openCopy(): Promise<Desk> {
  return await unlock(await copyVault(original))
}

/** Announces an upload as a page does, over loopback. */
async function offerUpload({ engine }: Desk, sizeBytes: number, name = 'ឯកសារ.txt') {
  const input = { name, sizeBytes, modifiedAtMs: 1_795_000_000_000 }
  return await engine.call(
    { protocol: PROTOCOL_VERSION, callId: 'offer', name: 'intake.offer', input },
    'http',
  )
}

async function uploadId(desk: Desk, sizeBytes: number): Promise<string> {
  const answer = await offerUpload(desk, sizeBytes)
  if (answer.outcome !== 'done') throw new Error(JSON.stringify(answer))
  return (answer.value as { intakeId: string }).intakeId
}

async function* chunksOf(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const seal = (desk: Desk, intakeId: string) => desk.call('exhibit.seal', { case: FIRST_CASE, intakeId })

/** That a refused exhibit left nothing, neither entry nor object. */
async function expectUntouched(desk: Desk): Promise<void> {
  expect((await desk.ask('exhibit.list', { case: FIRST_CASE })).exhibits).toHaveLength(1)
  expect((await filesIn(join(desk.folder, 'objects'))).length).toBe(2)
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
  expect(desk.bugs).toEqual([])
}

describe('an upload', () => {
  test('is sealed as it arrives, under the name and time that were announced', async () => {
    const desk = await openCopy()
    const intakeId = await uploadId(desk, CONTENT.length)
    const [sealed, taken] = await Promise.all([
      seal(desk, intakeId),
      desk.engine.acceptUpload(intakeId, chunksOf(CONTENT), NEVER),
    ])
    expect(taken).toEqual({ ok: true, value: undefined })
    expect(sealed).toMatchObject({
      outcome: 'done',
      value: { name: 'ឯកសារ.txt', sizeBytes: CONTENT.length, sourceModifiedAtMs: 1_795_000_000_000 },
    })
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test.each([
    ['is short', CONTENT.subarray(1), 'intake/changed-while-reading'],
    ['is long', Buffer.concat([CONTENT, Buffer.of(0)]), 'intake/changed-while-reading'],
    ['ends at once', Buffer.alloc(0), 'intake/changed-while-reading'],
  ])('that %s is refused', async (_, bytes, code) => {
    const desk = await openCopy()
    const intakeId = await uploadId(desk, CONTENT.length)
    const [sealed] = await Promise.all([
      seal(desk, intakeId),
      desk.engine.acceptUpload(intakeId, chunksOf(bytes), NEVER),
    ])
    expect(codeOf(sealed)).toBe(code)
    await expectUntouched(desk)
  })

  test.each(['breaks off', 'is called off', 'was called off before it began'])(
    'that %s is interrupted',
    async (way) => {
      const desk = await openCopy()
      const intakeId = await uploadId(desk, CONTENT.length)
      const controller = new AbortController()
      if (way === 'was called off before it began') controller.abort()
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield CONTENT.subarray(0, 1000)
        if (way === 'breaks off') throw new Error('ECONNRESET with something private in it')
        controller.abort()
        yield CONTENT.subarray(1000, 2000)
      }
      const [sealed, taken] = await Promise.all([
        seal(desk, intakeId),
        desk.engine.acceptUpload(intakeId, broken(), controller.signal),
      ])
      expect(codeOf(sealed)).toBe('intake/interrupted')
      expect(taken).toMatchObject({ ok: false, failure: { code: 'intake/interrupted' } })
      await expectUntouched(desk)
    },
  )

  test('that nobody seals is interrupted when the vault is locked', async () => {
    const desk = await openCopy()
    const large = Buffer.alloc(8 * 2 ** 20)
    const intakeId = await uploadId(desk, large.length)
    const uploading = desk.engine.acceptUpload(intakeId, chunksOf(large, 2 ** 20), NEVER)
    await new Promise((resolve) => setImmediate(resolve))
    await desk.ask('vault.lock', {})
    expect(await uploading).toMatchObject({ ok: false, failure: { code: 'intake/interrupted' } })
  })

  test('is taken once, and sealed once', async () => {
    const desk = await openCopy()
    const intakeId = await uploadId(desk, CONTENT.length)
    const [first, second] = [seal(desk, intakeId), seal(desk, intakeId)]
    expect(codeOf(await second)).toBe('intake/unknown')
    const uploads = await Promise.all(
      [1, 2].map(() => desk.engine.acceptUpload(intakeId, chunksOf(CONTENT), NEVER)),
    )
    expect(uploads.map(({ ok }) => ok)).toEqual([true, false])
    expect((await first).outcome).toBe('done')
    expect(codeOf(await seal(desk, intakeId))).toBe('intake/unknown')
  })

  test.each([
    ['nothing', { sizeBytes: 0 }, 'intake/empty'],
    ['a name with a control character', { name: 'a\u0007b' }, 'intake/name-has-control-character'],
    ['a name with a line feed', { name: 'a\nb' }, 'intake/name-has-control-character'],
    ['a name of 256 bytes', { name: `${'ក'.repeat(85)}x` }, 'intake/name-too-long'],
    ['a path', { name: '../../etc/passwd' }, 'input/invalid'],
    ['no name', { name: '' }, 'input/invalid'],
    ['a name of dots', { name: '..' }, 'input/invalid'],
    ['half of a surrogate pair', { name: 'a\ud800' }, 'input/invalid'],
  ])(
    'of %s is refused before its first byte',
    async (_, { name, sizeBytes = 1 }: { name?: string; sizeBytes?: number }, code) => {
      const desk = await openCopy()
      expect(codeOf(await offerUpload(desk, sizeBytes, name))).toBe(code)
    },
  )

  test('of 255 bytes of Khmer is taken', async () => {
    const desk = await openCopy()
    expect((await offerUpload(desk, 1, 'ក'.repeat(85))).outcome).toBe('done')
  })

  test('that was never announced is unknown', async () => {
    const desk = await openCopy()
    expect(await desk.engine.acceptUpload('ff'.repeat(16), chunksOf(CONTENT), NEVER)).toMatchObject({
      failure: { code: 'intake/unknown' },
    })
    expect(codeOf(await seal(desk, 'ff'.repeat(16)))).toBe('intake/unknown')
  })

  test('waits no longer than two thousand others', async () => {
    const desk = await openCopy()
    const oldest = await uploadId(desk, 1)
    for (let count = 0; count < 2000; count += 1) await uploadId(desk, 1)
    expect(codeOf(await seal(desk, oldest))).toBe('intake/unknown')
  })
})

describe('files that are offered by their paths', () => {
  test('are answered one for one, in order', async () => {
    const desk = await openCopy()
    const room = await makeFolder()
    await writeFile(join(room, 'good.txt'), 'good')
    await writeFile(join(room, 'empty.txt'), '')
    await mkdir(join(room, 'folder'))
    await symlink(join(room, 'nowhere'), join(room, 'link'))
    const names = ['good.txt', 'empty.txt', 'folder', 'link', 'nothing', 'good.txt']
    const answers = await desk.engine.offerPaths(names.map((name) => join(room, name)))
    expect(answers.map((answer) => (answer.ok ? answer.value.name : answer.failure.code))).toEqual([
      'good.txt',
      'intake/empty',
      'intake/empty',
      'intake/not-found',
      'intake/not-found',
      'good.txt',
    ])
  })

  test('are forgotten when the vault is locked, and not by a seal that did not find its case', async () => {
    const desk = await openCopy()
    const path = join(await makeFolder(), 'good.txt')
    await writeFile(path, 'good')
    const kept = await offerPath(desk, path)
    expect(codeOf(await desk.call('exhibit.seal', { case: '1999-0001', intakeId: kept }))).toBe(
      'case/not-found',
    )
    // The file is still announced: the case was named wrongly, not the file.
    expect((await seal(desk, kept)).outcome).toBe('done')
    const forgotten = await offerPath(desk, path)
    await desk.ask('vault.lock', {})
    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect(codeOf(await seal(desk, forgotten))).toBe('intake/unknown')
  })
})
