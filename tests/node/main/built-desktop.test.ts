import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#contract/envelope.ts'
import { ensureBuilt } from '../../../build/ensure-built.mjs'
import { openUnlockedDesktop } from '../../support/electron-double/desktop-vault.ts'
import type { OpenDesktop } from '../../support/electron-double/run-desktop.ts'

// What electron-vite builds, run in the double: bundling can break what the sources do, and Electron runs the bundle.

const ROOT = resolve(import.meta.dirname, '../../..')

let desktop: OpenDesktop

beforeAll(async () => {
  expect(await ensureBuilt(ROOT)).toBe(0)
  desktop = await openUnlockedDesktop({ builtIn: ROOT })
}, 180_000)

afterAll(() => desktop.stop())

function resultOf<T>(envelope: Envelope<unknown>): T {
  if (envelope.outcome !== 'done')
    throw new Error(`${JSON.stringify(envelope)} ${desktop.logged().join('; ')}`)
  return envelope.value as T
}

test('the built main, engine and preload do the main job up to the drawn report', async () => {
  const [engine] = desktop.double.processes
  expect(engine?.modulePath).toBe(join(ROOT, 'out/main/engine.js'))
  const { number } = resultOf<{ number: string }>(
    await desktop.call('case.open', { title: 'ការឆបោកតាមទូរស័ព្ទ' }),
  )
  const { reportId, pages } = resultOf<{ reportId: string; pages: number }>(
    await desktop.call('report.make', { case: number, kind: 'case', languages: 'km+en' }),
  )
  expect(pages).toBeGreaterThan(0)
  const report = await desktop.session.fetch(`app://samnum/report/${reportId}`)
  expect(report).toBeInstanceOf(Response)
  const bytes = Buffer.from(await (report as Response).arrayBuffer())
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
})

test('the built preload is the one file that the window is given', () => {
  expect(desktop.window.options.webPreferences?.preload).toBe(join(ROOT, 'out/preload/preload.cjs'))
  expect(readdirSync(join(ROOT, 'out/preload'))).toEqual(['preload.cjs'])
})

test('the built page holds to its own policy: every script and style is a file of its own', async () => {
  const page = await desktop.session.fetch('app://samnum/')
  const html = await (page as Response).text()
  expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:|data:/i)
  const scripts = [...html.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)]
  expect(scripts.length).toBeGreaterThan(0)
  for (const [, attributes, inline] of scripts) {
    expect(attributes).toMatch(/\ssrc="/)
    expect(inline?.trim()).toBe('')
  }
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
    const answer = await desktop.session.fetch(new URL(String(address), 'app://samnum/').href)
    expect((answer as Response).status, address).toBe(200)
  }
})
