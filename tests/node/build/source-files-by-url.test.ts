import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourceFilesByUrl } from '../../../build/source-files-by-url.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'samnum-by-url-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

describe('a source file named by address', () => {
  it('is built as an entry of its own, at the address that the bundle then names', async () => {
    write('main.ts', `import { address } from './deep/starter.ts'\nexport const worker: URL = address\n`)
    write('deep/starter.ts', `export const address: URL = new URL('./hash-worker.ts', import.meta.url)\n`)
    write('deep/hash-worker.ts', `export const who: string = 'worker'\n`)
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [sourceFilesByUrl()],
      build: {
        ssr: true,
        outDir: join(root, 'out'),
        rolldownOptions: { input: { main: join(root, 'main.ts') }, output: { entryFileNames: '[name].js' } },
      },
    })
    const { worker } = await import(pathToFileURL(join(root, 'out/main.js')).href)
    expect(worker.protocol).toBe('file:')
    const started: { who: string } = await import(worker.href)
    expect(started.who).toBe('worker')
  })

  it('leaves every other address alone', async () => {
    write('main.ts', `export const data = new URL('./table.json', import.meta.url).pathname\n`)
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [sourceFilesByUrl()],
      build: {
        ssr: true,
        outDir: join(root, 'out'),
        rolldownOptions: { input: { main: join(root, 'main.ts') } },
      },
    })
    const [file = ''] = readdirSync(join(root, 'out')).filter((name) => name.startsWith('main'))
    expect(readFileSync(join(root, 'out', file), 'utf8')).toContain('table.json')
  })
})
