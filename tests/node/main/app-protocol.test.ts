import { rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Envelope } from '#contract/envelope.ts'
import { parseAppAddress } from '../../../src/main/app-address.ts'
import { openUnlockedDesktop } from '../../support/electron-double/desktop-vault.ts'
import { type OpenDesktop, openDesktop } from '../../support/electron-double/run-desktop.ts'

let desktop: OpenDesktop

beforeAll(async () => {
  desktop = await openUnlockedDesktop({
    page: {
      'index.html': '<!doctype html>',
      'assets/page.js': 'export const here = true',
      'assets/style.css': ':root {}',
      'assets/font.ttf': 'font',
      'assets/ខ្មែរ.svg': '<svg/>',
      'assets/strange.exe': 'MZ',
    },
    prepare: async (folder) => {
      await writeFile(join(folder, 'secret.txt'), 'secret')
      await symlink(join(folder, 'secret.txt'), join(folder, 'out/renderer/assets/link.js'))
      await symlink(folder, join(folder, 'out/renderer/assets/way-out'))
    },
  })
})

afterAll(() => desktop.stop())

async function get(url: string, init?: RequestInit): Promise<Response> {
  const answer = await desktop.session.fetch(url, init)
  if (answer instanceof Response) return answer
  throw new Error(answer)
}

describe('files of the page', () => {
  test.each([
    ['app://samnum/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://samnum/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://samnum/assets/page.js', 'text/javascript; charset=utf-8', 'export const here = true'],
    ['app://samnum/assets/style.css', 'text/css; charset=utf-8', ':root {}'],
    ['app://samnum/assets/font.ttf', 'font/ttf', 'font'],
    ['app://samnum/assets/%E1%9E%81%E1%9F%92%E1%9E%98%E1%9F%82%E1%9E%9A.svg', 'image/svg+xml', '<svg/>'],
    ['app://samnum/assets/strange.exe', 'application/octet-stream', 'MZ'],
  ])('%s is served as %s', async (url, type, text) => {
    const answer = await get(url)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
    expect(await answer.text()).toBe(text)
  })

  test.each([
    'app://samnum/nothing.js',
    'app://samnum/assets',
    'app://samnum/assets/',
    'app://samnum//index.html',
    'app://samnum/../../secret.txt',
    'app://samnum/assets/../../../secret.txt',
    'app://samnum/..%2f..%2fsecret.txt',
    'app://samnum/%2e%2e/%2e%2e/secret.txt',
    'app://samnum/assets/..%5c..%5csecret.txt',
    'app://samnum/assets/%00page.js',
    'app://samnum/assets/page.js%00.css',
    'app://samnum/%',
    'app://samnum/%E1%9E',
    'app://samnum//etc/passwd',
    'app://samnum/C:/Windows/win.ini',
    'app://samnum/assets/link.js',
    'app://samnum/assets/way-out/secret.txt',
    'app://samnum/constructor',
    'app://samnum/__proto__',
  ])('%s is not found', async (url) => {
    const answer = await get(url)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('')
  })

  test('a file that turns into a link afterwards is not followed', async () => {
    const other = await openDesktop({
      prepare: (folder) => writeFile(join(folder, 'out/renderer/later.js'), 'ours'),
    })
    try {
      const path = join(other.folder, 'out/renderer/later.js')
      await rm(path)
      await symlink('/etc/passwd', path)
      expect(((await other.session.fetch('app://samnum/later.js')) as Response).status).toBe(404)
    } finally {
      await other.stop()
    }
  })

  test.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'])('%s is refused', async (method) => {
    expect((await get('app://samnum/', { method })).status).toBe(405)
  })
})

describe('the one host', () => {
  test.each([
    'app://evil/index.html',
    'app://samnum.evil/',
    'app://SAMNUM.evil/',
    'app://samnum:80/',
    'app://user@samnum/',
    'app://user:word@samnum/',
    'app:samnum/',
    'app:///index.html',
    'apps://samnum/',
    'http://samnum/',
    '',
  ])('%s is no address of the app', (url) => {
    expect(parseAppAddress(url)).toBeNull()
  })

  test.each([
    ['app://samnum', '/'],
    ['app://samnum/', '/'],
    ['app://samnum/a?b=c#d', '/a'],
  ])('%s is one', (url, path) => {
    expect(parseAppAddress(url)).toEqual({ path })
  })

  test('what is no text is none', () => {
    expect(parseAppAddress(undefined)).toBeNull()
    expect(parseAppAddress({ toString: () => 'app://samnum/' })).toBeNull()
  })
})

describe('reports', () => {
  test.each([
    'app://samnum/report/',
    'app://samnum/report/short',
    `app://samnum/report/${'0'.repeat(32)}`,
    `app://samnum/report/${'G'.repeat(32)}`,
    `app://samnum/report/${'0'.repeat(32)}/x`,
  ])('%s is not found', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  test('a drawn report is streamed as a PDF that loads nothing, and is gone once locked', async () => {
    const value = <T>(envelope: Envelope<unknown>): T => {
      if (envelope.outcome !== 'done') throw new Error(JSON.stringify(envelope))
      return envelope.value as T
    }
    const { number } = value<{ number: string }>(await desktop.call('case.open', { title: 'ក' }))
    const report = value<{ reportId: string; sizeBytes: number }>(
      await desktop.call('report.make', { case: number, kind: 'case', languages: 'km' }),
    )
    const url = `app://samnum/report/${report.reportId}`
    const answer = await get(url)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-length')).toBe(String(report.sizeBytes))
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(bytes.length).toBe(report.sizeBytes)
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')

    await desktop.call('vault.lock')
    expect((await get(url)).status).toBe(404)
  })
})
