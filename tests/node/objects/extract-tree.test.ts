import { lstat, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { OutgoingTree } from '#app/ports/outlets.ts'
import { fail, succeed } from '#core/result.ts'
import { extractTree } from '#node/objects/extract-tree.ts'
import { expectOk, filesIn, makeFolder } from './object-room.ts'

type Problem = { readonly code: 'object/content-differs' }

/** A tree of the given files; a content of `null` fails while it is read. */
function treeOf(
  files: { readonly [path: string]: string | null },
  emptyFiles: readonly string[] = [],
): OutgoingTree<Problem> {
  const parts = Object.entries(files).map(([path, content]) => ({
    path,
    sizeBytes: content?.length ?? 1,
    modifiedAtMs: 1_000_000_000_000,
    open: async () => {
      let isRead = false
      return succeed({
        async nextChunk() {
          if (isRead && content === null) return fail({ code: 'object/content-differs' as const })
          if (isRead) return succeed(null)
          isRead = true
          return succeed(new Uint8Array(Buffer.from(content ?? 'half')))
        },
        async close() {},
      })
    },
  }))
  return { name: 'folder', parts, emptyFiles }
}

const extract = (path: string, tree: OutgoingTree<Problem>) =>
  extractTree(path, '.samnum-part', tree, undefined)

test('a tree is written as a folder, with its names, bytes and times', async () => {
  const room = await makeFolder()
  const out = join(room, 'out')
  const tree = treeOf({ 'a.txt': 'a', 'deep/er/b\\\\c': 'b', 'deep/\\xFF': 'c' }, ['deep/empty'])
  expectOk(await extract(out, tree))
  expect(await readFile(join(out, 'a.txt'), 'utf8')).toBe('a')
  expect(await readFile(join(out, 'deep/er/b\\c'), 'utf8')).toBe('b')
  const strange = Buffer.concat([Buffer.from(`${out}/deep/`), Buffer.from([0xff])])
  expect(await readFile(strange, 'utf8')).toBe('c')
  expect((await stat(join(out, 'deep/empty'))).size).toBe(0)
  expect((await stat(join(out, 'a.txt'))).mtimeMs).toBe(1_000_000_000_000)
})

test.each([
  { '../escape': 'x' },
  { '/tmp/escape': 'x' },
  { 'a/../../escape': 'x' },
  { 'a/\\x2E\\x2E/escape': 'x' },
  { '..\\x2Fescape': 'x' },
  { '': 'x' },
  { 'a//b': 'x' },
  // A file in the place of a folder, and the other way round.
  { a: 'x', 'a/b': 'y' },
  { 'a/b': 'y', a: 'x' },
])('a tree whose record says %j is refused and leaves nothing', async (files) => {
  const room = await makeFolder()
  const inner = join(room, 'inner')
  await mkdir(inner)
  const refused = await extract(join(inner, 'out'), treeOf({ 'first.txt': 'ok', ...files }))
  expect(refused).toEqual(fail({ code: 'extract/unsafe-path' }))
  expect(await filesIn(room)).toEqual([])
  await expect(lstat('/tmp/escape')).rejects.toThrow('ENOENT')
})

test('whatever has the name already is left as it is', async () => {
  const room = await makeFolder()
  const out = join(room, 'out')
  for (const make of [
    () => writeFile(out, 'mine'),
    () => mkdir(join(room, 'empty')).then(() => symlink(join(room, 'empty'), join(room, 'out2'))),
  ]) {
    await make()
  }
  for (const path of [out, join(room, 'empty'), join(room, 'out2')]) {
    expect(await extract(path, treeOf({ a: 'x' }))).toEqual(fail({ code: 'extract/exists' }))
  }
  expect(await readFile(out, 'utf8')).toBe('mine')
  expect(await filesIn(join(room, 'empty'))).toEqual([])
})

test('a part that does not hold leaves nothing of any', async () => {
  const room = await makeFolder()
  const refused = await extract(join(room, 'out'), treeOf({ a: 'x', b: null }))
  expect(refused).toEqual(fail({ code: 'object/content-differs' }))
  expect(await filesIn(room)).toEqual([])
})
