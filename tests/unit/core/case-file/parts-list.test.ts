import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { partsListDigest, partsListText } from '#core/case-file/parts-list.ts'
import type { DigestHex } from '#core/ids.ts'
import { escapeName } from '#core/text-safety/escape-path.ts'

test('the list of parts is what sha256sum prints, so that a stranger can make it', (context) => {
  if (spawnSync('sha256sum', ['--version']).error !== undefined) {
    console.log(`skipped: ${context.task.name}: sha256sum is not installed`)
    context.skip()
  }
  const folder = mkdtempSync(join(tmpdir(), 'samnum-parts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'b'))
  const files = ['z.txt', 'b/សំណុំ.txt', 'a b', 'B', 'back\\slash', 'b.txt']
  for (const name of files) writeFileSync(join(folder, name), `content of ${name}`)
  const parts = files.map((name) => ({
    path: name
      .split('/')
      .map((each) => escapeName(Buffer.from(each)))
      .join('/'),
    digestHex: createHash('sha256').update(`content of ${name}`).digest('hex') as DigestHex,
  }))
  const command = "find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum"
  const printed = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' }).stdout
  expect(partsListText(parts)).toBe(printed)
  expect(partsListDigest(parts)).toBe(createHash('sha256').update(printed).digest('hex'))
})

test('the order in which parts were sealed changes nothing', () => {
  const parts = ['a', 'b', 'c'].map((path) => ({ path, digestHex: path.repeat(64) as DigestHex }))
  expect(partsListDigest([...parts].reverse())).toBe(partsListDigest(parts))
  expect(partsListDigest(parts.slice(1))).not.toBe(partsListDigest(parts))
})
