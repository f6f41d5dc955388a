import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ByteSource } from '#app/ports/byte-source.ts'
import { isSourceTree, type SourceTree } from '#app/ports/source-tree.ts'
import { fail } from '#core/result.ts'
import { describeSource } from '#node/objects/describe-source.ts'
import { pieceOf } from '#node/objects/split-image.ts'
import {
  expectOk,
  makeFolder,
  makeRoom,
  makeSource,
  patternOf,
  readBytes,
  SCOPE_KEY,
  SEALING_PATHS,
  sha256HexOf,
} from './object-room.ts'

async function describeTree(path: string): Promise<SourceTree> {
  const described = expectOk(await describeSource(path))
  if (!isSourceTree(described)) throw new Error('one source')
  return described
}

test('a folder is listed with everything below it, and nothing in it is followed or opened that is no file', async () => {
  const folder = await makeFolder()
  const root = join(folder, 'phone')
  await mkdir(join(root, 'deep/er'), { recursive: true })
  await writeFile(join(root, 'deep/er/photo.jpg'), 'photo')
  await writeFile(join(root, 'a.txt'), 'text')
  await writeFile(join(root, 'empty'), '')
  await writeFile(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff])]), 'x')
  await writeFile(join(root, 'rtl\u202egnp.exe'), 'y')
  await symlink('/etc/passwd', join(root, 'link'))
  await symlink('..', join(root, 'deep/loop'))
  spawnSync('mkfifo', [join(root, 'pipe')])
  const server = createServer().listen(join(root, 'socket'))
  onTestFinished(() => void server.close())
  const tree = await describeTree(root)
  expect(tree).toMatchObject({ form: 'folder', name: 'phone', sizeBytes: 4 + 1 + 5 + 1 })
  expect(tree.parts.map(({ path }) => path)).toEqual([
    'a.txt',
    'bad\\xFF',
    'deep/er/photo.jpg',
    'rtl\\xE2\\x80\\xAEgnp.exe',
  ])
  expect(tree.emptyFiles).toEqual(['empty'])
  expect(tree.skipped).toEqual([
    { path: 'deep/loop', reason: 'symbolic-link' },
    { path: 'link', reason: 'symbolic-link' },
    { path: 'pipe', reason: 'pipe' },
    { path: 'socket', reason: 'socket' },
  ])
})

test('a folder without a file that has bytes is refused', async () => {
  const folder = await makeFolder()
  await mkdir(join(folder, 'nothing/below'), { recursive: true })
  expect(await describeSource(join(folder, 'nothing'))).toMatchObject({ failure: { code: 'intake/empty' } })
})

test('files of the vault are left out of a folder around it', async () => {
  const folder = await makeFolder()
  await writeFile(join(folder, 'mine'), '1')
  await writeFile(join(folder, 'vault'), '2')
  const described = expectOk(await describeSource(folder, async (path) => path.endsWith('vault')))
  expect(described).toMatchObject({ skipped: [{ path: 'vault', reason: 'of-the-vault' }] })
})

test.each(SEALING_PATHS)(
  'many files are sealed together on %s; one that changed stops no other',
  async (_, threads) => {
    const room = await makeRoom(threads)
    const root = join(room.path, 'folder')
    await mkdir(root)
    for (let n = 0; n < 20; n += 1) await writeFile(join(root, `f${n}`), patternOf(100 + n))
    const tree = await describeTree(root)
    await truncate(join(root, 'f3'), 5)
    const seen: number[] = []
    const sources = tree.parts.map((part) => part.source())
    const onProgress = (done: number) => void seen.push(done)
    const sealed = expectOk(await room.store.sealMany(sources, SCOPE_KEY, { onProgress }))
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(tree.sizeBytes)
    for (const [at, part] of tree.parts.entries()) {
      const result = sealed[at]
      if (part.path === 'f3') {
        expect(result).toMatchObject({ failure: { code: 'intake/changed-while-reading' } })
      } else if (result?.ok) {
        const bytes = await readFile(join(root, part.path))
        expect(Buffer.compare(await readBytes(room, result.value), bytes)).toBe(0)
      } else throw new Error('not sealed')
    }
    expect(expectOk(await room.store.list()).objectIds).toHaveLength(19)
    expect(expectOk(await room.store.discardIncomplete())).toBe(0)
  },
)

test.each(SEALING_PATHS)(
  'sources sealed in a row on %s are digested joined too, without one that could not be read',
  async (_, threads) => {
    const room = await makeRoom(threads)
    const pieces = [700, 30, 1000, 129].map((sizeBytes, at) => patternOf(sizeBytes + at).map((b) => b ^ at))
    const sources = []
    for (const [at, piece] of pieces.entries()) sources.push(await makeSource(room, piece, `disk.00${at}`))
    await truncate(join(room.path, 'disk.001'), 5)
    // Read to its end before it shows that it was changed.
    const changed = fail({ code: 'intake/changed-while-reading' } as const)
    const last = { ...(sources[2] as ByteSource), checkUnchanged: async () => changed }
    sources.push(last)
    const joined = room.store.startJoined(['md5'])
    const sealed = expectOk(await room.store.sealMany(sources, SCOPE_KEY, { joined }))
    expect(sealed.map(({ ok }) => ok)).toEqual([true, false, true, true, false])
    const bytes = Buffer.concat(pieces.filter((_piece, at) => at !== 1))
    const md5 = createHash('md5').update(bytes).digest('hex')
    expect(joined.finish()).toEqual({ sha256: sha256HexOf(bytes), md5 })
  },
)

test('sealing many that is called off leaves nothing of any', async () => {
  const room = await makeRoom()
  const root = join(room.path, 'folder')
  await mkdir(root)
  for (let n = 0; n < 20; n += 1) await writeFile(join(root, `f${n}`), patternOf(100 + n))
  const tree = await describeTree(root)
  const calledOff = new AbortController()
  const onProgress = (done: number) => {
    if (done > 500) calledOff.abort()
  }
  const sources = tree.parts.map((part) => part.source())
  const sealed = await room.store.sealMany(sources, SCOPE_KEY, { onProgress, signal: calledOff.signal })
  expect(sealed).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
  expect(expectOk(await room.store.list())).toEqual({ objectIds: [], strangers: [] })
  expect(expectOk(await room.store.discardIncomplete())).toBe(0)
})

test('the pieces of an image are found from the first one, in their order', async () => {
  const folder = await makeFolder()
  for (const name of ['disk.E02', 'disk.E01', 'disk.E03', 'disk.EAA.txt', 'other.E01', 'notes.txt']) {
    await writeFile(join(folder, name), name)
  }
  const tree = await describeTree(join(folder, 'disk.E01'))
  expect(tree).toMatchObject({ form: 'split-image', name: 'disk.E01' })
  expect(tree.parts.map(({ path }) => path)).toEqual(['disk.E01', 'disk.E02', 'disk.E03'])
  const alone = expectOk(await describeSource(join(folder, 'other.E01')))
  expect(isSourceTree(alone)).toBe(false)
  // What only ends in three letters is a piece when 99 numbered ones are there before it.
  await writeFile(join(folder, 'disk.txt'), 'notes')
  expect((await describeTree(join(folder, 'disk.E01'))).parts).toHaveLength(3)
  await rm(join(folder, 'disk.E02'))
  expect(await describeSource(join(folder, 'disk.E01'))).toMatchObject({
    failure: { code: 'intake/image-piece-missing', facts: { piece: 2 } },
  })
})

test('an image of more than 99 pieces goes on with letters', async () => {
  const folder = await makeFolder()
  const numbered = Array.from({ length: 99 }, (_, n) => `d.E${String(n + 1).padStart(2, '0')}`)
  for (const name of [...numbered, 'd.EAA', 'd.EAB', 'd.txt']) await writeFile(join(folder, name), name)
  const paths = (await describeTree(join(folder, 'd.E01'))).parts.map(({ path }) => path)
  expect(paths).toEqual([...numbered, 'd.EAA', 'd.EAB'])
  await rm(join(folder, 'd.EAA'))
  expect(await describeSource(join(folder, 'd.E01'))).toMatchObject({
    failure: { code: 'intake/image-piece-missing', facts: { piece: 100 } },
  })
})

test.each([
  ['x.E01', 1],
  ['x.E99', 99],
  ['x.EAA', 100],
  ['x.EAZ', 125],
  ['x.EBA', 126],
  ['x.EZZ', 775],
  ['x.FAA', 776],
  ['x.Ex01', 1],
  ['x.001', 1],
  ['x.000', 0],
  ['x.0001', 1],
])('%s is piece %i of an image', (name, number) => {
  expect(pieceOf(name)?.number).toBe(number)
})

test.each(['x.E00', 'x.html', 'x', 'x.01', 'x.E1', 'x.7z'])('%s is no piece of an image', (name) => {
  expect(pieceOf(name)).toBeNull()
})

test.each(SEALING_PATHS)('a disk is read to its end on %s, and not changed', async (_, threads) => {
  const room = await makeRoom(threads)
  const image = join(room.path, 'disk.img')
  const bytes = patternOf(300 * 512)
  await writeFile(image, bytes)
  const attached = spawnSync('losetup', ['--find', '--show', '--read-only', image], { encoding: 'utf8' })
  const device = attached.stdout?.trim() ?? ''
  if (attached.status !== 0 || device === '') {
    console.log('skipped: a disk is read to its end: no loop device can be attached here')
    return
  }
  onTestFinished(() => void spawnSync('losetup', ['--detach', device]))
  const source = expectOk(await describeSource(device)) as ByteSource
  expect(source).toMatchObject({ sizeBytes: bytes.length, form: 'device', modifiedAtMs: null })
  const before = await stat(image, { bigint: true })
  const object = expectOk(await room.store.seal(source, SCOPE_KEY))
  expect(Buffer.compare(await readBytes(room, object), bytes)).toBe(0)
  expect((await stat(image, { bigint: true })).mtimeNs).toBe(before.mtimeNs)
})
