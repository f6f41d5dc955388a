import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PlantedTree, plantTree } from './planted-tree.ts'

/** Each line does not compile in that layer, because the world it names does not exist there. */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {
  core: ['process', 'window', 'Buffer', 'setTimeout', 'document', 'fetch', 'console', "import 'node:fs'"],
  contract: ['process', 'window', 'Buffer', 'setTimeout', "import 'node:fs'"],
  app: ['process', 'window', 'Buffer', 'setTimeout', "import 'node:fs'"],
  node: ['window', 'document'],
  main: ['window', 'document'],
  hub: ['window', 'document'],
  cli: ['window', 'document'],
  renderer: ['process', 'Buffer', 'require', "import 'node:fs'"],
  verifier: ['process', 'Buffer', 'require', "import 'node:fs'"],
}

/** Each line compiles in that layer. */
const AT_HOME: Readonly<Record<string, readonly string[]>> = {
  core: ["export const words = new Intl.Segmenter('km')", 'export const bytes = new Uint8Array(4)'],
  contract: ["export { z } from 'zod'"],
  app: ["export { z } from 'zod'"],
  node: ["import { readFileSync } from 'node:fs'; export const size = readFileSync('/dev/null').byteLength"],
  main: ["import type { App } from 'electron'; export type Desktop = App; export const pid = process.pid"],
  hub: ['export const stores = process.env'],
  cli: ['export const args = process.argv'],
  preload: [
    "import { contextBridge } from 'electron'; export const bridge = contextBridge; export const page = window",
  ],
  renderer: ["export const root = document.getElementById('root')"],
  verifier: ['export const size = (file: File) => file.size'],
}

/** What no layer may write: syntax that cannot be stripped, and holes in the types. */
const REFUSED_EVERYWHERE = [
  'export enum Colour { red }',
  'export class Box { constructor(readonly side: number) {} }',
  'export namespace Old { export const a = 1 }',
  'const list: string[] = []; export const first: string = list[0]',
  'export const shape: { side?: number } = { side: undefined }',
  "import { Target } from './target.ts'; export const target: Target = 'a'",
  'export function f(x) { return x }',
  'export const unsound: string = null',
]

const LAYERS = [...new Set([...Object.keys(FOREIGN), ...Object.keys(AT_HOME)])]

let tree: PlantedTree
const errorsByFile = new Map<string, string[]>()

/** Compiles one layer's project and keeps its errors by file. */
function compile(layer: string): void {
  const folder = join(tree.path, 'src', layer)
  const read = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile)
  const project = ts.parseJsonConfigFileContent(read.config, ts.sys, folder)
  const program = ts.createProgram(project.fileNames, project.options)
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
    const path = diagnostic.file?.fileName.slice(tree.path.length + 1) ?? ''
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')
    errorsByFile.set(path, [...(errorsByFile.get(path) ?? []), message])
  }
}

beforeAll(() => {
  tree = plantTree([
    'tsconfig.base.json',
    'package.json',
    ...LAYERS.map((layer) => `src/${layer}/tsconfig.json`),
  ])
  for (const layer of LAYERS) {
    FOREIGN[layer]?.forEach((line, index) => {
      tree.write(
        `src/${layer}/foreign-${index}.ts`,
        line.startsWith('import') ? line : `export const seen = ${line}`,
      )
    })
    AT_HOME[layer]?.forEach((line, index) => {
      tree.write(`src/${layer}/home-${index}.ts`, line)
    })
  }
  tree.write('src/core/target.ts', 'export type Target = string')
  REFUSED_EVERYWHERE.forEach((line, index) => {
    tree.write(`src/core/refused-${index}.ts`, line)
  })
  for (const layer of LAYERS) compile(layer)
})

afterAll(() => tree?.remove())

describe('the types of each layer', () => {
  const foreign = Object.entries(FOREIGN).flatMap(([layer, lines]) =>
    lines.map((line, index) => ({ layer, line, path: `src/${layer}/foreign-${index}.ts` })),
  )
  it.each(foreign)('refuse `$line` in $layer', ({ path }) => {
    expect(errorsByFile.get(path) ?? []).not.toEqual([])
  })

  const home = Object.entries(AT_HOME).flatMap(([layer, lines]) =>
    lines.map((line, index) => ({ layer, line, path: `src/${layer}/home-${index}.ts` })),
  )
  it.each(home)('let $layer write `$line`', ({ path }) => {
    expect(errorsByFile.get(path) ?? []).toEqual([])
  })

  it.each(REFUSED_EVERYWHERE.map((line, index) => ({ line, index })))('refuse `$line`', ({ index }) => {
    expect(errorsByFile.get(`src/core/refused-${index}.ts`) ?? []).not.toEqual([])
  })
})
