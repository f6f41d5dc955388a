import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RULES } from '../../.dependency-cruiser.mjs'
import { LAYERS } from '../../build/layers.mjs'
import { type PlantedTree, plantTree, ROOT } from './planted-tree.ts'

/** For each rule, the file that breaks it and what that file says. */
const BREACHES: Readonly<Record<string, { path: string; text: string }>> = {
  'core-imports-inward': { path: 'src/core/b-inward.ts', text: `import '#contract/target.ts'` },
  'contract-imports-inward': { path: 'src/contract/b-inward.ts', text: `import '#app/target.ts'` },
  'app-imports-inward': {
    path: 'src/app/b-inward.ts',
    text: `import type { Target } from '#node/target.ts'`,
  },
  'node-imports-inward': { path: 'src/node/b-inward.ts', text: `import '../main/target.ts'` },
  'main-imports-inward': { path: 'src/main/b-inward.ts', text: `import '../cli/target.ts'` },
  'preload-imports-inward': {
    path: 'src/preload/b-inward.ts',
    text: `import type { T } from '#app/target.ts'`,
  },
  'renderer-imports-inward': { path: 'src/renderer/b-inward.tsx', text: `import '#node/target.ts'` },
  'verifier-imports-inward': {
    path: 'src/verifier/b-inward.ts',
    text: `import type { T } from '#contract/target.ts'`,
  },
  'hub-imports-inward': { path: 'src/hub/b-inward.ts', text: `import '../main/target.ts'` },
  'cli-imports-inward': { path: 'src/cli/b-inward.ts', text: `import '../renderer/target.ts'` },
  'preload-imports-only-types': { path: 'src/preload/b-types.ts', text: `import '#contract/target.ts'` },
  ...Object.fromEntries(
    LAYERS.map(({ name }) => [
      `${name}-packages`,
      { path: `src/${name}/b-packages.ts`, text: `import 'unlisted-package'` },
    ]),
  ),
  'no-circles': { path: 'src/core/b-circle.ts', text: `import './circle-back.ts'` },
  'no-node-modules-here': { path: 'src/app/b-node.ts', text: `import 'node:fs'` },
  'only-node-crypto-imports-crypto': { path: 'src/node/pdf/b-crypto.ts', text: `import 'node:crypto'` },
  'only-main-and-preload-know-electron': { path: 'src/node/b-electron.ts', text: `import 'electron'` },
  'tests-never-load-electron': {
    path: 'tests/node/b-electron.ts',
    text: `import { app } from 'electron'; app`,
  },
  'other-layers-by-hash-path': { path: 'src/app/b-hash.ts', text: `import '../core/target.ts'` },
  'sources-do-not-know-tests-or-build': {
    path: 'src/node/b-tests.ts',
    text: `import '../../tests/target.ts'`,
  },
  'only-sqlite-opens-databases': { path: 'src/node/pdf/b-sqlite.ts', text: `import 'better-sqlite3'` },
  'no-other-programs': { path: 'src/node/parsers/b-shell.ts', text: `import 'node:child_process'` },
  'parts-know-nothing': { path: 'src/renderer/parts/b-parts.tsx', text: `import '../state/target.ts'` },
  'state-does-not-know-screens': {
    path: 'src/renderer/state/b-state.ts',
    text: `import '../screens/target.ts'`,
  },
  'shipped-code-has-shipped-dependencies': { path: 'src/node/b-dev.ts', text: `import 'vitest'` },
  'imports-resolve': { path: 'src/core/b-resolve.ts', text: `import './nowhere.ts'` },
}

/** What each border lets through. */
const ALLOWED: Readonly<Record<string, string>> = {
  'src/core/good.ts': `import './target.ts'; import '@noble/hashes'; import 'zod'`,
  'src/contract/good.ts': `import '#core/target.ts'; import 'zod'`,
  'src/app/good.ts': `import '#core/target.ts'; import '#contract/target.ts'`,
  'src/node/good.ts': `import '#app/target.ts'; import 'node:fs'; import 'pdfmake'; import '@expo-google-fonts/moul'`,
  'src/node/crypto/good.ts': `import 'node:crypto'; import '@node-rs/argon2'`,
  'src/node/sqlite/good.ts': `import 'better-sqlite3'; import '#node/crypto/good.ts'; import '../crypto/good.ts'`,
  'src/main/good.ts': `import 'electron'; import '#node/target.ts'; import 'node:path'`,
  'src/preload/good.ts': `import 'electron'; import type { Target } from '#contract/target.ts'`,
  'src/renderer/screens/good.tsx': `import '../parts/target.ts'; import '../state/target.ts'; import 'react'; import '#contract/target.ts'`,
  'src/renderer/parts/good.tsx': `import 'react-aria-components'; import 'lucide-react'; import '#core/target.ts'`,
  'src/verifier/good.ts': `import '#core/target.ts'; import '@noble/curves'; import '@noble/ciphers'`,
  'src/hub/good.ts': `import '#node/target.ts'`,
  'src/cli/good.ts': `import 'commander'; import '#node/target.ts'; import '#hub/target.ts'; import 'node:child_process'`,
  'tests/node/good.ts': `import type { App } from 'electron'; import 'vitest'; import '../../src/node/target.ts'`,
}

/** Empty packages: the tool looks at names and places, never at what is inside. */
const PACKAGES = [
  ...new Set(LAYERS.flatMap(({ packages }) => packages)),
  '@expo-google-fonts/moul',
  'unlisted-package',
  'vitest',
].filter((name) => !name.endsWith('/*'))

type Violation = { readonly from: string; readonly rule: { readonly name: string } }

let tree: PlantedTree
let violations: readonly Violation[]

beforeAll(() => {
  tree = plantTree(
    ['.dependency-cruiser.mjs', 'build/layers.mjs', 'package.json', 'tsconfig.base.json'],
    'none',
  )
  for (const name of PACKAGES) {
    tree.write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    )
    tree.write(`node_modules/${name}/index.js`, '')
  }
  const places = [
    ...LAYERS.map(({ name }) => `src/${name}`),
    'tests',
    ...['parts', 'screens', 'state'].map((name) => `src/renderer/${name}`),
  ]
  for (const place of places)
    tree.write(`${place}/target.ts`, 'export type Target = string\nexport type T = string\n')
  tree.write('src/core/circle-back.ts', `import './b-circle.ts'`)
  for (const { path, text } of Object.values(BREACHES)) tree.write(path, text)
  for (const [path, text] of Object.entries(ALLOWED)) tree.write(path, text)

  const run = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      ...['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src', 'tests'],
    ],
    { cwd: tree.path, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  violations = JSON.parse(run.stdout).summary.violations
})

afterAll(() => tree?.remove())

describe('the structure check', () => {
  it('has a planted breach for every rule, and every rule says what to do instead', () => {
    expect(RULES.map(({ name }) => name).toSorted()).toEqual(Object.keys(BREACHES).toSorted())
    for (const { name, comment } of RULES) expect(comment?.length, name).toBeGreaterThan(40)
  })

  it.each(Object.entries(BREACHES))('reports a breach of %s', (rule, { path }) => {
    expect(violations.filter(({ from }) => from === path).map((violation) => violation.rule.name)).toContain(
      rule,
    )
  })

  it.each(Object.keys(ALLOWED))('lets through what %s is allowed to import', (path) => {
    expect(violations.filter(({ from }) => from === path)).toEqual([])
  })
})
