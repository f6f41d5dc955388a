import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProgramUpdates, UpdateFailure } from '#app/ports/program-updates.ts'
import type { Result } from '#core/result.ts'
import { makeFolderCarrier } from '#node/carriers/folder/folder-carrier.ts'
import { rawPublicKey, signingKeyFromSeed } from '#node/crypto/primitives.ts'
import { keepUpdate, putUpdatesOnStick } from '#node/hub-store/hub-updates.ts'
import { makeFolderProgramUpdates } from '#node/updates/folder-program-updates.ts'
import { installProgram } from '#node/updates/install-program.ts'
import { makeUpdate, type Release } from '#node/updates/make-update.ts'

const SEED = Buffer.alloc(32, 7)
const OTHER_SEED = Buffer.alloc(32, 8)
const publicKeyOf = (seed: Uint8Array) => Buffer.from(rawPublicKey(signingKeyFromSeed(seed))).toString('hex')

let room = ''
let program = ''
beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'samnum-updates-'))
  program = join(room, 'program')
  await makeTree('1.0.0')
  const first = { version: '1.0.0', entry: 'bin/start.mjs' }
  expect(
    await installProgram(join(room, 'tree-1.0.0'), program, join(room, 'tree-1.0.0/bin/start.mjs'), first),
  ).toEqual({
    ok: true,
    value: undefined,
  })
})
afterEach(() => rm(room, { recursive: true, force: true }))

async function makeTree(version: string): Promise<string> {
  const tree = join(room, `tree-${version}`)
  await mkdir(join(tree, 'bin'), { recursive: true })
  await writeFile(join(tree, 'bin/start.mjs'), `console.log('${version}')\n`, { mode: 0o755 })
  await writeFile(join(tree, 'សំណុំ.txt'), 'រឿង'.repeat(50_000))
  await writeFile(join(tree, 'empty'), '')
  return tree
}

const RELEASE: Omit<Release, 'version'> = {
  platform: 'linux-x64',
  leastVersion: '1.0.0',
  entry: 'bin/start.mjs',
  releasedAtMs: 1_795_300_000_000,
}

async function updateTo(
  version: string,
  other: Partial<Release> = {},
  seed: Uint8Array = SEED,
): Promise<string> {
  const file = join(room, `${version}-${(await readdir(room)).length}.samupdate`)
  const made = await makeUpdate(await makeTree(version), file, { ...RELEASE, version, ...other }, seed)
  expect(made.ok).toBe(true)
  return file
}

const updates = (other: Partial<Parameters<typeof makeFolderProgramUpdates>[0]> = {}): ProgramUpdates =>
  makeFolderProgramUpdates({
    folder: program,
    runningVersion: '1.0.0',
    platform: 'linux-x64',
    releaseKeys: [publicKeyOf(SEED)],
    ...other,
  })

const WORK = { signal: new AbortController().signal, onProgress: () => {} }
const codeOf = (done: Result<unknown, { readonly code: string }>) => (done.ok ? 'taken' : done.failure.code)

async function staged(): Promise<readonly string[]> {
  return await readdir(join(program, 'staged')).catch(() => [])
}

describe('an update at headquarters', () => {
  const keys = [publicKeyOf(SEED)]

  it('is kept when its signature and every byte of it hold, and is laid on sticks', async () => {
    const stick = join(room, 'stick')
    await mkdir(stick)
    expect(await putUpdatesOnStick(room, stick)).toEqual({ ok: true, value: 0 })
    expect(codeOf(await keepUpdate(room, await updateTo('1.1.0'), keys))).toBe('taken')
    for (const _ of ['once', 'again'])
      expect(await putUpdatesOnStick(room, stick)).toEqual({ ok: true, value: 1 })
    const paths = await makeFolderCarrier(stick).updatePaths()
    expect(codeOf(await updates().take(paths.ok ? paths.value : [], WORK))).toBe('taken')
  })

  it('is not kept when no station would take it', async () => {
    const file = await updateTo('1.1.0')
    expect(codeOf(await keepUpdate(room, file, []))).toBe('update/no-release-key')
    expect(codeOf(await keepUpdate(room, file, [publicKeyOf(OTHER_SEED)]))).toBe('update/signature-wrong')
    const bytes = await readFile(file)
    await writeFile(file, bytes.subarray(0, -1))
    expect(codeOf(await keepUpdate(room, file, keys))).toBe('update/truncated')
    await writeFile(file, bytes.fill((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1))
    expect(codeOf(await keepUpdate(room, file, keys))).toBe('update/digest-differs')
    await writeFile(file, '')
    expect(codeOf(await keepUpdate(room, file, keys))).toBe('update/truncated')
    expect(await readdir(join(room, 'updates')).catch(() => [])).toEqual([])
  })

  it('follows no link on a stick, neither to read nor to write', async () => {
    const [stick, elsewhere] = [join(room, 'stick'), join(room, 'elsewhere')]
    await mkdir(join(stick, 'samnum'), { recursive: true })
    await mkdir(elsewhere)
    await symlink(elsewhere, join(stick, 'samnum/updates'))
    expect(codeOf(await keepUpdate(room, await updateTo('1.1.0'), keys))).toBe('taken')
    expect((await putUpdatesOnStick(room, stick)).ok).toBe(false)
    expect(await readdir(elsewhere)).toEqual([])
    expect((await makeFolderCarrier(stick).updatePaths()).ok).toBe(false)
    await rm(join(stick, 'samnum/updates'))
    await mkdir(join(stick, 'samnum/updates'))
    const link = join(stick, 'samnum/updates', `${'0'.repeat(64)}.samupdate`)
    await symlink(await updateTo('1.2.0'), link)
    expect((await updates().take([link], WORK)).ok).toBe(false)
    expect(await staged()).toEqual([])
  })
})

describe('an update at a station', () => {
  it('is verified, lies beside the program, and is what starts next once somebody says so', async () => {
    const file = await updateTo('1.1.0')
    expect(await updates().take([file], WORK)).toMatchObject({
      ok: true,
      value: { version: '1.1.0', isNew: true },
    })
    expect(await updates().take([file], WORK)).toMatchObject({ ok: true, value: { isNew: false } })
    expect(await readdir(join(program, 'versions'))).toEqual(['1.0.0'])
    expect(await updates().apply()).toEqual({ ok: true, value: { version: '1.1.0' } })
    expect(await updates().status()).toMatchObject({
      ok: true,
      value: { current: '1.0.0', pending: '1.1.0', staged: [] },
    })
    const text = await readFile(join(program, 'versions/1.1.0/bin/start.mjs'), 'utf8')
    expect(text).toBe("console.log('1.1.0')\n")
    expect(await updates().undo()).toMatchObject({ ok: true, value: { version: '1.0.0' } })
    expect(await updates().status()).toMatchObject({ ok: true, value: { pending: null } })
    expect(codeOf(await updates().undo())).toBe('update/nothing-to-undo')
  })

  it('is the newest of those that are for this program, and others on the stick are no reason to stop', async () => {
    const files = [
      await updateTo('1.2.0', { platform: 'win32-x64' }),
      await updateTo('1.1.0'),
      await updateTo('1.0.5'),
      await updateTo('9.0.0', {}, OTHER_SEED),
    ]
    expect(await updates().take(files, WORK)).toMatchObject({ ok: true, value: { version: '1.1.0' } })
  })

  it.each<
    [UpdateFailure['code'], () => Promise<Result<unknown, UpdateFailure | { readonly code: 'cancelled' }>>]
  >([
    ['update/signature-wrong', async () => updates().take([await updateTo('1.1.0', {}, OTHER_SEED)], WORK)],
    ['update/no-release-key', async () => updates({ releaseKeys: [] }).take([await updateTo('1.1.0')], WORK)],
    ['update/older', async () => updates().take([await updateTo('0.9.0')], WORK)],
    ['update/same-version', async () => updates().take([await updateTo('1.0.0')], WORK)],
    [
      'update/needs-step',
      async () => updates().take([await updateTo('3.0.0', { leastVersion: '2.0.0' })], WORK),
    ],
    [
      'update/other-platform',
      async () => updates().take([await updateTo('1.1.0', { platform: 'darwin-arm64' })], WORK),
    ],
    [
      'update/disk-full',
      async () => updates({ roomOf: async () => 1000 }).take([await updateTo('1.1.0')], WORK),
    ],
    ['update/none-there', async () => updates().take([], WORK)],
    ['update/not-installed', async () => updates({ folder: null }).take([await updateTo('1.1.0')], WORK)],
    ['update/nothing-staged', async () => updates().apply()],
  ])('is refused with %s, and leaves nothing', async (code, ask) => {
    expect(codeOf(await ask())).toBe(code)
    expect(await staged()).toEqual([])
  })

  it('is refused wherever it is cut, and leaves nothing', async () => {
    const whole = await updateTo('1.1.0')
    const { length } = await readFile(whole)
    const cuts = [0, 1, 7, 8, 11, 12, 13, 400, length >> 1, length - 50_000, length - 1]
    for (const at of cuts) {
      const cut = join(room, `cut-${at}.samupdate`)
      await cp(whole, cut)
      await truncate(cut, at)
      expect([at, codeOf(await updates().take([cut], WORK))]).toEqual([at, 'update/truncated'])
      expect(await staged()).toEqual([])
    }
  })

  it('is refused with one bit changed anywhere', async () => {
    const bytes = await readFile(await updateTo('1.1.0'))
    const places = [0, 9, 20, 300, 700, 900, 1100, bytes.length >> 1, bytes.length - 1]
    for (const at of places) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      const file = join(room, `bit-${at}.samupdate`)
      await writeFile(file, changed)
      expect([
        'update/malformed',
        'update/truncated',
        'update/signature-wrong',
        'update/digest-differs',
      ]).toContain(codeOf(await updates().take([file], WORK)))
      expect(await staged()).toEqual([])
    }
    await writeFile(join(room, 'longer.samupdate'), Buffer.concat([bytes, Buffer.from('x')]))
    expect(codeOf(await updates().take([join(room, 'longer.samupdate')], WORK))).toBe('update/digest-differs')
  })

  it('is verified once more before it counts: what was changed beside the program is not applied', async () => {
    expect(codeOf(await updates().take([await updateTo('1.1.0')], WORK))).toBe('taken')
    await writeFile(join(program, 'staged/1.1.0/tree/bin/start.mjs'), "console.log('9.9.9')\n")
    expect(codeOf(await updates().apply())).toBe('update/digest-differs')
    expect(await updates().status()).toMatchObject({ ok: true, value: { pending: null } })
  })

  it('is never older than what came up here, also after going back by hand', async () => {
    expect(codeOf(await updates().take([await updateTo('1.2.0')], WORK))).toBe('taken')
    expect(codeOf(await updates().apply())).toBe('taken')
    const path = join(program, 'program.json')
    const book = JSON.parse(await readFile(path, 'utf8'))
    await writeFile(
      path,
      JSON.stringify({ ...book, previous: '1.0.0', current: '1.2.0', pending: null, highest: '1.2.0' }),
    )
    expect(codeOf(await updates().undo())).toBe('taken')
    expect(codeOf(await updates().take([await updateTo('1.1.0')], WORK))).toBe('update/older')
    expect(codeOf(await updates().take([await updateTo('1.2.0')], WORK))).toBe('taken')
  })

  it('that somebody stops leaves nothing', async () => {
    const stop = new AbortController()
    const work = { signal: stop.signal, onProgress: () => stop.abort() }
    expect(codeOf(await updates().take([await updateTo('1.1.0')], work))).toBe('cancelled')
    expect(await staged()).toEqual([])
  })

  it('cannot be taken where the book of the program is damaged', async () => {
    await writeFile(join(program, 'program.json'), '{"v":1}')
    expect(codeOf(await updates().take([await updateTo('1.1.0')], WORK))).toBe('update/program-damaged')
  })
})
