import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { plantTree, ROOT } from '../../arch/planted-tree.ts'
import { needStrace } from '../objects/run-child.ts'
import { chooseCuts, cutPower } from './cut-power.ts'
import { recordSession } from './record-session.ts'

// A harness that cannot fail proves nothing: each of these builds leaves out one flush, and must be caught.
const BUILDS = [
  {
    isRequired: true,
    build: 'leaves flushing of commits to the system (synchronous=NORMAL)',
    damage: /holds \d+ of \d+|behind-acknowledged/,
    file: 'src/node/sqlite/vault-database.ts',
    replaced: "'every-commit': ['journal_mode=WAL', 'synchronous=FULL']",
    by: "'every-commit': ['journal_mode=WAL', 'synchronous=NORMAL']",
  },
  {
    isRequired: false,
    build: 'never flushes the database (synchronous=OFF)',
    damage: /holds \d+ of \d+|does not open/,
    file: 'src/node/sqlite/vault-database.ts',
    replaced: "'every-commit': ['journal_mode=WAL', 'synchronous=FULL']",
    by: "'every-commit': ['journal_mode=WAL', 'synchronous=OFF']",
  },
  {
    isRequired: true,
    build: 'does not flush folders',
    damage: /does not open/,
    file: 'src/node/disk/durable-file.ts',
    replaced: "if (process.platform === 'win32') return",
    by: 'if (path !== null) return',
  },
  {
    isRequired: true,
    build: 'does not flush the head file',
    damage: /the head file names event/,
    file: 'src/node/vault/head-file.ts',
    replaced: 'fdatasyncSync(this.#descriptor)',
    by: '',
  },
  {
    isRequired: false,
    build: 'does not flush what it renames into place',
    damage: /does not open|is not as it was/,
    file: 'src/node/disk/durable-file.ts',
    replaced: 'await handle.sync()\n    } finally {\n      await handle.close()\n    }\n    await rename',
    by: '} finally {\n      await handle.close()\n    }\n    await rename',
  },
  {
    isRequired: false,
    build: 'does not flush an object',
    damage: /object\//,
    file: 'src/node/objects/seal-object.ts',
    replaced: 'if (digests.ok) await handle.sync()',
    by: '',
  },
]

// By default, one of each kind of flush.
const tried = process.env.SLOW === '1' ? BUILDS : BUILDS.filter(({ isRequired }) => isRequired)

test.for(tried)('a build that $build is caught', async ({ file, replaced, by, damage }, context) => {
  needStrace(context)
  const tree = plantTree(['package.json', 'resources', 'src', 'tests/faults/power-cut/session-child.ts'])
  onTestFinished(() => tree.remove())
  const text = readFileSync(join(ROOT, file), 'utf8')
  expect(text.split(replaced)).toHaveLength(2)
  tree.write(file, text.replace(replaced, by))
  const recording = await recordSession(onTestFinished, tree.path)
  const found = await cutPower(recording, chooseCuts(recording, 24, 2), { mayStop: true })
  expect(found).toMatchObject([{ damage: expect.stringMatching(damage) }])
})
