import { execFileSync } from 'node:child_process'
import {
  appendFile,
  chmod,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ByteSource } from '#app/ports/byte-source.ts'
import { describeFile } from '#node/objects/file-source.ts'
import { expectOk, makeFolder, makeRoom, patternOf, SCOPE_KEY, sha256HexOf } from './object-room.ts'

/** 85 Khmer letters of three bytes: a name of exactly 255 bytes. */
const LONGEST_KHMER = 'ក'.repeat(85)

async function makeFile(name = 'evidence.bin', content: string | Uint8Array = 'content'): Promise<string> {
  const path = join(await makeFolder(), name)
  await writeFile(path, content)
  return path
}

async function codeOf(path: string): Promise<string> {
  const described = await describeFile(path)
  return described.ok ? 'ok' : described.failure.code
}

test('a regular file is described by name, size and time', async () => {
  const path = await makeFile('រូបថត 1.jpg', patternOf(1234))
  await utimes(path, 1_700_000_000.25, 1_700_000_000.25)
  const source = expectOk(await describeFile(path))
  expect(source).toMatchObject({ name: 'រូបថត 1.jpg', sizeBytes: 1234, modifiedAtMs: 1_700_000_000_250 })
  expectOk(await source.checkUnchanged())
})

test('a path that leads nowhere is not found', async () => {
  const path = await makeFile()
  const folder = join(path, '..')
  await symlink(join(folder, 'gone'), join(folder, 'dangling'))
  await symlink(join(folder, 'loop'), join(folder, 'loop'))
  for (const name of ['gone', 'evidence.bin/inside', 'dangling', 'loop']) {
    expect(await codeOf(join(folder, name)), name).toBe('intake/not-found')
  }
  expect(await codeOf(path)).toBe('ok')
})

test('a folder is called a folder, whatever its path looks like', async () => {
  const folder = await makeFolder()
  await mkdir(join(folder, 'inner'))
  for (const path of [
    '/',
    folder,
    `${folder}/`,
    join(folder, 'inner'),
    `${folder}/inner/..`,
    `${folder}/.`,
  ]) {
    expect(await codeOf(path), path).toBe('intake/is-folder')
  }
})

test('FIFO, socket and device are no files, and are refused without waiting', async () => {
  const folder = await makeFolder()
  execFileSync('mkfifo', [join(folder, 'fifo')])
  const server = createServer()
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve))
  await symlink('/dev/zero', join(folder, 'link to a device'))
  for (const path of ['fifo', 'socket', 'link to a device'].map((name) => join(folder, name))) {
    expect(await codeOf(path), path).toBe('intake/not-a-file')
  }
  expect(await codeOf('/dev/zero')).toBe('intake/not-a-file')
})

test('an empty file is refused, and a file of one byte is not', async () => {
  expect(await codeOf(await makeFile('empty', ''))).toBe('intake/empty')
  expect(await codeOf(await makeFile('one', 'x'))).toBe('ok')
})

test('a name with a control character is refused; joiners, marks and spaces are not', async () => {
  for (const name of ['a\nb', 'a\tb', '\u001b[31mred', 'a\u007f', 'a\u0085b', '\u0001']) {
    expect(await codeOf(await makeFile(name)), JSON.stringify(name)).toBe('intake/name-has-control-character')
  }
  expect(await codeOf('/tmp/a\0b')).toBe('intake/name-has-control-character')
  expect(await codeOf('/tmp/a\0b/c')).toBe('intake/name-has-control-character')
  for (const name of ['ស\u200bំណុំ', 'a\u202eb', ' spaced ', '…', 'back\\slash', '.hidden', '-dash']) {
    expect(await codeOf(await makeFile(name)), JSON.stringify(name)).toBe('ok')
  }
})

test('a name of 255 bytes of Khmer is accepted, and one letter more is too long', async () => {
  const path = await makeFile(LONGEST_KHMER)
  expect(expectOk(await describeFile(path)).name).toBe(LONGEST_KHMER)
  expect(await describeFile(`${path}ក`)).toEqual({
    ok: false,
    failure: { code: 'intake/name-too-long', facts: { sizeBytes: 258 } },
  })
})

test('a link that the user names is resolved once and gives the name that the user named', async () => {
  const path = await makeFile('target.bin', patternOf(100))
  const link = join(path, '..', 'link.bin')
  await symlink(path, link)
  const source = expectOk(await describeFile(link))
  expect(source.name).toBe('link.bin')
  const elsewhere = await makeFile('elsewhere.bin', 'something else')
  await rm(link)
  await symlink(elsewhere, link)
  expect(await digestOf(source)).toBe(sha256HexOf(patternOf(100)))
  expectOk(await source.checkUnchanged())
})

test('a link or FIFO put in the file’s place after it was described is a change', async () => {
  const path = await makeFile()
  const source = expectOk(await describeFile(path))
  const aside = `${path}.aside`
  await rename(path, aside)
  await symlink(aside, path)
  const changed = { ok: false, failure: { code: 'intake/changed-while-reading' } }
  expect(await source.open()).toMatchObject(changed)
  expect(await source.checkUnchanged()).toMatchObject(changed)
  await rm(path)
  execFileSync('mkfifo', [path])
  expect(await source.open()).toMatchObject(changed)
  expect(await source.checkUnchanged()).toMatchObject(changed)
})

const CHANGES: readonly (readonly [string, (path: string) => Promise<void>])[] = [
  ['grew', (path) => appendFile(path, 'x')],
  ['shrank', (path) => truncate(path, 3)],
  ['vanished', (path) => rm(path)],
  ['was renamed', (path) => rename(path, `${path}.moved`)],
  ['was written again with the same bytes', async (path) => writeFile(path, await readFile(path))],
  ['was given another time', (path) => utimes(path, 1, 1)],
  ['was given another mode', (path) => chmod(path, 0o640)],
  [
    'was replaced by a copy with the same size and time',
    async (path) => {
      const { atime, mtime } = await stat(path)
      await writeFile(`${path}.copy`, await readFile(path))
      await utimes(`${path}.copy`, atime, mtime)
      await rename(`${path}.copy`, path)
    },
  ],
]

test.each(CHANGES)('a file that %s since it was described is a changed file', async (_, change) => {
  const path = await makeFile()
  const source = expectOk(await describeFile(path))
  expectOk(await source.checkUnchanged())
  const reader = expectOk(await source.open())
  await reader.close()
  await change(path)
  const changed = { ok: false, failure: { code: 'intake/changed-while-reading' } }
  expect(await source.open()).toMatchObject(changed)
  expect(await source.checkUnchanged()).toMatchObject(changed)
})

test('reading fills each buffer, stops at the end, and can be done again', async () => {
  const path = await makeFile('evidence.bin', patternOf(1000))
  const source = expectOk(await describeFile(path))
  for (let round = 0; round < 2; round += 1) {
    const reader = expectOk(await source.open())
    const buffer = new Uint8Array(600)
    expect(expectOk(await reader.read(buffer))).toBe(600)
    expect(Buffer.compare(buffer, patternOf(1000).subarray(0, 600))).toBe(0)
    expect(expectOk(await reader.read(buffer))).toBe(400)
    expect(Buffer.compare(buffer.subarray(0, 400), patternOf(1000).subarray(600))).toBe(0)
    expect(expectOk(await reader.read(buffer))).toBe(0)
    await reader.close()
  }
})

test('sealing leaves bytes, times and mode of the source as they were', async () => {
  const room = await makeRoom()
  const path = join(room.path, 'evidence.bin')
  await writeFile(path, patternOf(1000))
  await chmod(path, 0o444)
  // A last access before the last change: a read through `relatime` would move it.
  await utimes(path, 1_000_000_000, 1_500_000_000)
  const before = await stat(path, { bigint: true })
  expectOk(await room.store.seal(expectOk(await describeFile(path)), SCOPE_KEY))
  const after = await stat(path, { bigint: true })
  const facts = ['size', 'mode', 'ino', 'nlink', 'mtimeNs', 'ctimeNs', 'atimeNs'] as const
  for (const fact of facts) expect(after[fact], fact).toBe(before[fact])
  expect(Buffer.compare(await readFile(path), patternOf(1000))).toBe(0)
})

async function digestOf(source: ByteSource): Promise<string> {
  const reader = expectOk(await source.open())
  const buffer = new Uint8Array(source.sizeBytes)
  const held = expectOk(await reader.read(buffer))
  await reader.close()
  return sha256HexOf(buffer.subarray(0, held))
}
