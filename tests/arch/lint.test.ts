import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlantedTree, plantTree, ROOT } from './planted-tree.ts'

/** For each lint rule the house depends on, a file that breaks it. */
const BREACHES: Readonly<Record<string, { path: string; text: string }>> = {
  'lint/style/noDefaultExport': { path: 'src/core/b-default.ts', text: 'export default 1\n' },
  'lint/style/noEnum': { path: 'src/core/b-enum.ts', text: "export enum Colour {\n  red = 'red',\n}\n" },
  'lint/style/noNamespace': {
    path: 'src/core/b-namespace.ts',
    text: 'export namespace A {\n  export const b = 1\n}\n',
  },
  'lint/style/noParameterProperties': {
    path: 'src/core/b-property.ts',
    text: 'export class A {\n  constructor(readonly b: string) {}\n}\n',
  },
  'lint/style/useImportType': {
    path: 'src/core/b-import.ts',
    text: "import { T } from './t.ts'\n\nexport const a: T = 'a'\n",
  },
  'lint/style/useNodejsImportProtocol': {
    path: 'src/node/b-protocol.ts',
    text: "import { join } from 'path'\n\nexport const a = join('a')\n",
  },
  'lint/style/useFilenamingConvention': { path: 'src/core/bName.ts', text: 'export const a = 1\n' },
  'lint/performance/noReExportAll': { path: 'src/core/b-all.ts', text: "export * from './t.ts'\n" },
  'lint/performance/noBarrelFile': { path: 'src/core/b-barrel.ts', text: "export { a } from './t.ts'\n" },
  'lint/suspicious/noExplicitAny': { path: 'src/core/b-any.ts', text: 'export const a: any = 1\n' },
  'lint/correctness/noUnusedVariables': { path: 'src/core/b-unused.ts', text: 'const a = 1\n' },
  'lint/security/noGlobalEval': { path: 'src/core/b-eval.ts', text: "export const a = eval('1')\n" },
  'lint/security/noDangerouslySetInnerHtml': {
    path: 'src/renderer/b-html.tsx',
    text: "export const a = <p dangerouslySetInnerHTML={{ __html: 'a' }} />\n",
  },
  format: { path: 'src/core/b-format.ts', text: 'export const a   =   "a";\n' },
}

const ALLOWED: Readonly<Record<string, string>> = {
  'src/core/good-file.ts': "import type { T } from './t.ts'\n\nexport const a: T = 'a'\n",
  'src/contract/index.ts': "export { a } from './t.ts'\n",
  'vitest.config.ts': 'export default {}\n',
}

type Diagnostic = {
  readonly category: string
  readonly location: { readonly path?: string | { file: string } }
}

let tree: PlantedTree
let found: readonly { rule: string; path: string }[]

beforeAll(() => {
  tree = plantTree(['biome.json', '.gitignore'], 'none')
  for (const { path, text } of Object.values(BREACHES)) tree.write(path, text)
  for (const [path, text] of Object.entries(ALLOWED)) tree.write(path, text)
  const run = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/@biomejs/biome/bin/biome'),
      ...['ci', '--reporter=json', '--colors=off', '--max-diagnostics=1000'],
    ],
    { cwd: tree.path, encoding: 'utf8' },
  )
  expect(run.status).not.toBe(0)
  const report: { diagnostics: readonly Diagnostic[] } = JSON.parse(run.stdout)
  found = report.diagnostics.map(({ category, location }) => ({
    rule: category,
    path: typeof location.path === 'string' ? location.path : (location.path?.file ?? ''),
  }))
})

afterAll(() => tree?.remove())

describe('the lint', () => {
  it.each(Object.entries(BREACHES))('reports %s', (rule, { path }) => {
    expect(found).toContainEqual({ rule, path })
  })

  it.each(Object.keys(ALLOWED))('lets %s pass', (path) => {
    expect(found.filter((diagnostic) => diagnostic.path === path)).toEqual([])
  })
})
