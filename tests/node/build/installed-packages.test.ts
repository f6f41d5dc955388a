import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findDifference } from '../../../build/installed-packages.mjs'

type Packages = Record<string, object>

const OTHER_ARCH = process.arch === 'x64' ? 'arm64' : 'x64'
const LOCKED: Packages = {
  '': { name: 'samnum' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/a/node_modules/b': { version: '2.0.0', integrity: 'sha512-b', dev: true },
  'node_modules/here': { version: '1.0.0', integrity: 'sha512-h', optional: true, cpu: [process.arch] },
  'node_modules/there': { version: '1.0.0', integrity: 'sha512-t', optional: true, cpu: [OTHER_ARCH] },
}
const INSTALLED: Packages = {
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/a/node_modules/b': { version: '2.0.0', integrity: 'sha512-b' },
  'node_modules/here': { version: '1.0.0', integrity: 'sha512-h' },
}

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'samnum-installed-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, content: object): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), JSON.stringify(content))
}

/** Lays out a checkout in which the packages of `installed` are there, and `record` is what npm wrote about it. */
function layOut(installed: Packages, record: Packages | undefined = installed): void {
  write('package-lock.json', { packages: LOCKED })
  for (const path of Object.keys(installed)) write(`${path}/package.json`, {})
  if (record !== undefined) write('node_modules/.package-lock.json', { packages: record })
}

describe('the look at what is installed', () => {
  it('finds nothing to do when every package for this machine is there', () => {
    layOut(INSTALLED)
    expect(findDifference(root)).toBeUndefined()
  })

  it('notices that nothing is installed', () => {
    write('package-lock.json', { packages: LOCKED })
    expect(findDifference(root)).toBe('nothing is installed yet')
  })

  it('notices an install that was cut short', () => {
    layOut(INSTALLED)
    rmSync(join(root, 'node_modules/.package-lock.json'))
    expect(findDifference(root)).toBe('nothing is installed yet')
  })

  it('notices a package that is missing, though optional, if it is made for this machine', () => {
    const { 'node_modules/here': _missing, ...rest } = INSTALLED
    layOut(rest)
    expect(findDifference(root)).toBe('here is not installed')
  })

  it('notices another version, and the same version with other content', () => {
    layOut({ ...INSTALLED, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } })
    expect(findDifference(root)).toBe('a is another version than the lock file says')
    layOut({ ...INSTALLED, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } })
    expect(findDifference(root)).toBe('a is another version than the lock file says')
  })

  it('notices a folder that somebody deleted', () => {
    layOut(INSTALLED)
    rmSync(join(root, 'node_modules/a/node_modules/b'), { recursive: true })
    expect(findDifference(root)).toBe('b is gone from node_modules')
  })

  it('notices a package that the lock file does not name', () => {
    layOut({ ...INSTALLED, 'node_modules/extra': { version: '1.0.0' } })
    expect(findDifference(root)).toBe('extra is installed but not in the lock file')
  })
})
