import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  createFile,
  ensureFolder,
  fsyncFolder,
  publishWithoutReplacing,
  readAll,
  removeIfPresent,
  removeQuietly,
  writeAll,
  writeFileDurably,
} from '#node/disk/durable-file.ts'

async function makeFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'samnum-disk-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

test('a file is made and replaced whole, for its owner only, and no temporary stays', async () => {
  const folder = await makeFolder()
  const path = join(folder, 'head')
  await writeFileDurably(path, bytesOf('first, and longer'))
  expect(await readFile(path, 'utf8')).toBe('first, and longer')
  await writeFileDurably(path, bytesOf('second'))
  expect(await readFile(path, 'utf8')).toBe('second')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['head'])
})

test('a temporary that a crash left, even as a link elsewhere, is replaced and not followed', async () => {
  const folder = await makeFolder()
  const [path, victim] = [join(folder, 'head'), join(folder, 'victim')]
  await writeFile(victim, 'untouched')
  await symlink(victim, `${path}.new`)
  await writeFileDurably(path, bytesOf('content'))
  await writeFile(`${path}.new`, 'half of someth')
  await writeFileDurably(path, bytesOf('content'))
  expect(await readFile(victim, 'utf8')).toBe('untouched')
  expect((await readdir(folder)).sort()).toEqual(['head', 'victim'])
})

test('when the name cannot be taken the old content stays and the temporary goes', async () => {
  const folder = await makeFolder()
  await mkdir(join(folder, 'head', 'inner'), { recursive: true })
  await expect(writeFileDurably(join(folder, 'head'), bytesOf('x'))).rejects.toMatchObject({
    syscall: 'rename',
  })
  expect(await readdir(folder)).toEqual(['head'])
  await expect(writeFileDurably(join(folder, 'no', 'head'), bytesOf('x'))).rejects.toMatchObject({
    code: 'ENOENT',
  })
})

test('a folder is made once, and flushing one that is not there fails', async () => {
  const folder = await makeFolder()
  const path = join(folder, 'inner')
  expect(await ensureFolder(path)).toBe(true)
  expect(await ensureFolder(path)).toBe(false)
  expect((await stat(path)).mode & 0o777).toBe(0o700)
  await fsyncFolder(path)
  await expect(fsyncFolder(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' })
  await writeFile(join(folder, 'file'), '')
  await expect(fsyncFolder(join(folder, 'file'))).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test('a new file is never an old one, nor a link', async () => {
  const folder = await makeFolder()
  const path = join(folder, 'file')
  await (await createFile(path)).close()
  await symlink(join(folder, 'elsewhere'), join(folder, 'link'))
  for (const taken of [path, join(folder, 'link')]) {
    await expect(createFile(taken)).rejects.toMatchObject({ code: 'EEXIST' })
  }
})

test('bytes written at a position are read there, and reading stops at the end', async () => {
  const folder = await makeFolder()
  const handle = await createFile(join(folder, 'file'))
  await writeAll(handle, bytesOf('abcdef'), 4)
  const into = new Uint8Array(8)
  expect(await readAll(handle, into, 6)).toBe(4)
  expect(Buffer.from(into.subarray(0, 4)).toString()).toBe('cdef')
  expect(await readAll(handle, into, 100)).toBe(0)
  await handle.close()
})

test('publishing takes a free name and leaves a taken one alone', async () => {
  const folder = await makeFolder()
  const [temporary, free, taken] = ['temporary', 'free', 'taken'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await writeFile(temporary, 'new')
  await writeFile(taken, 'old')
  expect(await publishWithoutReplacing(temporary, taken)).toBe(false)
  expect(await readFile(taken, 'utf8')).toBe('old')
  expect(await readFile(temporary, 'utf8')).toBe('new')
  expect(await publishWithoutReplacing(temporary, free)).toBe(true)
  expect(await readFile(free, 'utf8')).toBe('new')
  expect((await readdir(folder)).sort()).toEqual(['free', 'taken'])
})

test('removing says whether there was anything, and only the quiet way hides a refusal', async () => {
  const folder = await makeFolder()
  const path = join(folder, 'file')
  await writeFile(path, '')
  expect(await removeIfPresent(path)).toBe(true)
  expect(await removeIfPresent(path)).toBe(false)
  await expect(removeIfPresent(folder)).rejects.toMatchObject({ syscall: 'unlink' })
  await removeQuietly(folder)
  expect((await stat(folder)).isDirectory()).toBe(true)
})
