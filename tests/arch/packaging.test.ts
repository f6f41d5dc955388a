import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './planted-tree.ts'

const config: {
  readonly files: readonly string[]
  readonly asarUnpack: readonly string[]
  readonly npmRebuild: boolean
  readonly publish: unknown
  readonly electronFuses: Readonly<Record<string, boolean>>
} = JSON.parse(readFileSync(join(ROOT, 'build/electron-builder.json'), 'utf8'))

/** Whether the last pattern that names the path takes it in, as electron-builder reads its list. */
function isPacked(path: string): boolean {
  const deciding = config.files.findLast((pattern) => matchesGlob(path, pattern.replace(/^!/, '')))
  return deciding !== undefined && !deciding.startsWith('!')
}

describe('the packaged workstation', () => {
  it('has every fuse of the security checklist set', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('is not rebuilt, and is published nowhere by itself', () => {
    expect(config.npmRebuild).toBe(false)
    expect(config.publish).toBeNull()
  })

  it('keeps outside the archive what native code opens by path', () => {
    const opened = ['prebuilds/linux-x64/node.napi.node', 'dist/hb.wasm', 'Battambang_400Regular.ttf']
    for (const name of opened) {
      const path = `node_modules/some-package/${name}`
      expect(config.asarUnpack.some((pattern) => matchesGlob(path, pattern))).toBe(true)
    }
    expect(config.asarUnpack.some((pattern) => matchesGlob('out/main/main.js', pattern))).toBe(false)
  })

  it('carries the built program and its resources, and neither sources, nor maps, nor the demonstration', () => {
    for (const path of [
      'out/main/main.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
      'resources/a/b.json',
    ]) {
      expect(isPacked(path), path).toBe(true)
    }
    for (const path of [
      'src/main/main.ts',
      'out/main/main.js.map',
      'resources/demo/mail.eml',
      'tests/a.ts',
    ]) {
      expect(isPacked(path), path).toBe(false)
    }
  })

  it('leaves the machine’s own Node and the database’s C sources behind', () => {
    const modules = join(ROOT, 'node_modules')
    const nodes = readdirSync(modules).filter((name) => /^node-(linux|win)-/.test(name))
    expect(nodes.length).toBeGreaterThan(0)
    for (const name of nodes) expect(isPacked(`node_modules/${name}/bin/node`)).toBe(false)
    expect(existsSync(join(modules, 'better-sqlite3/deps'))).toBe(true)
    expect(isPacked('node_modules/better-sqlite3/deps/sqlite3.c')).toBe(false)
  })
})
