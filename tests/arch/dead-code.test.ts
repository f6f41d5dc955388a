import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlantedTree, plantTree, ROOT } from './planted-tree.ts'

let tree: PlantedTree
let report: string

beforeAll(() => {
  tree = plantTree(['knip.json', 'package.json', 'tsconfig.base.json', 'src/core/tsconfig.json'])
  tree.write('src/cli/samnum.mjs', `import { used } from '#core/half-used.ts'\nused()\n`)
  tree.write('src/core/half-used.ts', 'export const used = () => 1\nexport const forgotten = () => 2\n')
  tree.write('src/core/orphan.ts', 'export const nobody = 1\n')
  const run = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/knip/bin/knip.js'),
      '--no-progress',
      '--include',
      'files,exports',
      '--reporter',
      'compact',
    ],
    { cwd: tree.path, encoding: 'utf8' },
  )
  report = run.stdout
})

afterAll(() => tree?.remove())

describe('the search for dead code', () => {
  it('reports a file that nothing imports', () => {
    expect(report).toContain('src/core/orphan.ts')
  })

  it('reports an export that nothing uses, and leaves the used one alone', () => {
    expect(report).toMatch(/half-used\.ts: .*forgotten/)
    expect(report).not.toMatch(/half-used\.ts: .*\bused\b/)
  })
})
