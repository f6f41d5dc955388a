import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SOURCE_RULES } from '../../build/source-rules.mjs'
import { type PlantedTree, plantTree, ROOT } from './planted-tree.ts'

/** For each rule, files that break it: each line of each is one breach. */
const BREACHES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'no-clock-in-pure-layers': {
    'src/core/b-clock.ts': [
      'Date.now()',
      'new Date()',
      'const a = performance.now()',
      'Date()',
      "Date['now']()",
    ],
    'src/app/b-clock.ts': ['const nowMs = Date.now'],
  },
  'no-chance-in-pure-layers': {
    'src/core/b-chance.ts': ['crypto.getRandomValues(bytes)', 'globalThis.crypto.randomUUID()'],
    'src/contract/b-chance.ts': ['const { subtle } = crypto'],
  },
  'no-guessable-chance': {
    'src/renderer/b-chance.ts': ['const n = Math.random()', 'const f = Math.random'],
  },
  'core-does-not-wait': {
    'src/core/b-wait.ts': [
      'async function later() {}',
      'export const a = await 1',
      'for await (const a of b) {}',
    ],
  },
  'no-borrowed-locale': {
    'src/renderer/b-locale.tsx': [
      "new Intl.DateTimeFormat('km')",
      "new Intl.NumberFormat('km').format(1)",
      "new Intl['Collator']('km')",
      'const { ListFormat } = Intl',
      'let f: Intl.RelativeTimeFormat',
      "when.toLocaleDateString('km')",
      '(1).toLocaleString()',
      'names.sort((a, b) => a.localeCompare(b))',
      "name.toLocaleUpperCase('km')",
    ],
    'src/core/b-locale.ts': ["new Intl.Collator('km').compare"],
  },
  'only-preload-holds-the-bridge': {
    'src/renderer/b-bridge.ts': [
      "ipcRenderer.invoke('vault.open')",
      "contextBridge.exposeInMainWorld('x', {})",
    ],
    'src/main/b-bridge.ts': ["electron.ipcRenderer.send('x')"],
  },
  'only-the-command-line-prints': {
    'src/node/b-print.ts': ["console.log('a')", "console.error('a')", 'globalThis.x = console'],
  },
  'no-browser-storage': {
    'src/renderer/b-storage.ts': [
      "localStorage.setItem('a', 'b')",
      "window.localStorage.getItem('a')",
      'sessionStorage.clear()',
      "indexedDB.open('a')",
      "document.cookie = 'a=b'",
      "caches.open('a')",
    ],
  },
  'nothing-matches-on-message-text': {
    'src/node/b-message.ts': [
      "if (error.message.includes('SQLITE_CORRUPT')) retry()",
      "if (error.message === 'disk full') retry()",
      'if (/no such file/.test(error.message)) retry()',
    ],
  },
  'nothing-is-handed-to-the-system': {
    'src/main/b-shell.ts': ['shell.openExternal(url)', 'electron.shell.openPath(path)'],
  },
  'names-say-what-is-inside': {
    'src/core/utils.ts': ['const a = 1'],
    'src/app/case-manager.ts': ['const a = 1'],
    'tests/node/test-helpers.ts': ['const a = 1'],
    'src/node/common/disk.ts': ['const a = 1'],
  },
  'exports-state-their-contract': {
    'src/core/b-export.ts': ['export function f() {}', 'export type T = string', 'export const n = 1'],
    'src/contract/b-export.ts': ['export interface Shape {}', 'export class Thing {}'],
    'src/contract/b-group.ts': ['export const a = 1', 'export const b = 1'],
    'src/app/ports/b-export.ts': ['export type Port = { now(): number }'],
  },
}

/** What the rules let through: the same words where they mean something else or are at home. */
const ALLOWED: Readonly<Record<string, string>> = {
  'src/core/good.ts': `
    /** A day. */
    export function dayOf(nowMs: number) { return new Date(nowMs).getUTCDate() }
    const words = new Intl.Segmenter('km', { granularity: 'word' })
    const rule = new Intl.PluralRules('km')
    type Row = { console: string; crypto: number; message: string; caches: string }
    const row = { console: 'c', crypto: 1 }
    row.console; row.crypto; event.performance; message.body.includes('x')`,
  'src/contract/good.ts':
    '/** Ids of two kinds, each 32 hex digits. */\nexport const a = 1\nexport const b = 2\n',
  'src/node/crypto/good.ts': `const at = Date.now(); const id = crypto.randomUUID()`,
  'src/preload/good.ts': `ipcRenderer.invoke('call'); contextBridge.exposeInMainWorld('samnum', {})`,
  'src/cli/good.ts': `console.log('a')`,
  'src/app/good.ts': `export async function openCase({ crypto }: Desk) { await clock.now(); crypto.sealBody(body) }`,
  'src/main/good.ts': `shell.showItemInFolder(path); shell.beep()`,
  'src/node/uncommon-files.ts': `const a = 1`,
  'tests/unit/good.test.ts': `Date.now(); console.log(new Intl.DateTimeFormat('km')); error.message.includes('x')`,
}

type Finding = { readonly rule: string; readonly path: string; readonly line: number }

let tree: PlantedTree
let findings: readonly Finding[]

beforeAll(() => {
  tree = plantTree([], 'none')
  for (const files of Object.values(BREACHES)) {
    for (const [path, lines] of Object.entries(files)) tree.write(path, lines.join('\n'))
  }
  for (const [path, text] of Object.entries(ALLOWED)) tree.write(path, text)
  const run = spawnSync(process.execPath, [join(ROOT, 'build/check-sources.mjs'), tree.path, '--json'], {
    encoding: 'utf8',
  })
  expect(run.status).toBe(1)
  findings = JSON.parse(run.stdout).findings
})

afterAll(() => tree?.remove())

describe('the house rules', () => {
  it('have a planted breach for each, and each says what to do instead', () => {
    expect(SOURCE_RULES.map(({ name }) => name).toSorted()).toEqual(Object.keys(BREACHES).toSorted())
    for (const { instead } of SOURCE_RULES) expect(instead.length).toBeGreaterThan(40)
  })

  const planted = Object.entries(BREACHES).flatMap(([rule, files]) =>
    Object.entries(files).flatMap(([path, lines]) =>
      lines.map((text, index) => ({ rule, path, line: index + 1, text })),
    ),
  )
  it.each(planted)('$rule reports `$text` in $path', ({ rule, path, line }) => {
    expect(findings).toContainEqual(expect.objectContaining({ rule, path, line }))
  })

  it.each(Object.keys(ALLOWED))('let %s pass', (path) => {
    expect(findings.filter((finding) => finding.path === path)).toEqual([])
  })
})
