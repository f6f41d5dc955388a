import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { plantTree, ROOT } from '../../arch/planted-tree.ts'
import { needStrace } from '../objects/run-child.ts'
import { chooseCuts, cutPower } from './cut-power.ts'
import { recordSession } from './record-session.ts'

// A harness that cannot fail proves nothing: each of these builds leaves out one flush, and must be caught.
test.for([
  {
    build: 'leaves flushing of commits to the system (synchronous=NORMAL)',
    file: 'src/node/sqlite/vault-database.ts',
    replaced: "database.pragma('synchronous=FULL')",
    by: "database.pragma('synchronous=NORMAL')",
  },
  {
    build: 'never flushes the database (synchronous=OFF)',
    file: 'src/node/sqlite/vault-database.ts',
    replaced: "database.pragma('synchronous=FULL')",
    by: "database.pragma('synchronous=OFF')",
  },
  {
    build: 'does not flush folders',
    file: 'src/node/disk/durable-file.ts',
    replaced: "if (process.platform === 'win32') return",
    by: 'if (path !== null) return',
  },
  {
    build: 'does not flush the head file',
    file: 'src/node/vault/head-file.ts',
    replaced: 'fdatasyncSync(this.#descriptor)',
    by: '',
  },
  {
    build: 'does not flush what it renames into place',
    file: 'src/node/disk/durable-file.ts',
    replaced: 'await handle.sync()\n    } finally {\n      await handle.close()\n    }\n    await rename',
    by: '} finally {\n      await handle.close()\n    }\n    await rename',
  },
  {
    build: 'does not flush an object',
    file: 'src/node/objects/seal-object.ts',
    replaced: 'if (digests.ok) await handle.sync()',
    by: '',
  },
])('a build that $build is caught', async ({ file, replaced, by }, context) => {
  needStrace(context)
  const tree = plantTree(['package.json', 'src', 'tests/faults/power-cut/session-child.ts'])
  onTestFinished(() => tree.remove())
  const text = readFileSync(join(ROOT, file), 'utf8')
  expect(text.split(replaced)).toHaveLength(2)
  tree.write(file, text.replace(replaced, by))
  const recording = await recordSession(onTestFinished, tree.path)
  expect(await cutPower(recording, chooseCuts(recording, 24, 2))).not.toEqual([])
})
