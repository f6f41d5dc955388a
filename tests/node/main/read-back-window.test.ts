import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseReadBackAddress } from '../../../src/main/read-back-window.ts'
import { openUnlockedDesktop } from '../../support/electron-double/desktop-vault.ts'
import type { OpenDesktop } from '../../support/electron-double/run-desktop.ts'

const PAGE = { language: 'km', title: 'ពាក្យបណ្ដឹង', question: 'តើនេះត្រឹមត្រូវឬទេ?', sections: [] }

let desktop: OpenDesktop

beforeAll(async () => {
  desktop = await openUnlockedDesktop()
})

afterAll(() => desktop.stop())

async function shownPage(): Promise<string> {
  const answer = await desktop.call('readBack.show', { page: PAGE })
  if (answer.outcome !== 'done') throw new Error('the page is shown')
  return (answer.value as { readonly pageId: string }).pageId
}

describe('what a victim reads on the desktop', () => {
  test('has a session of its own that answers and lets through only these pages', async () => {
    const pageId = await shownPage()
    const session = desktop.double.sessions.find(({ partition }) => partition === 'samnum-read-back')
    if (session === undefined) throw new Error('there is such a session')
    expect(session.options).toEqual({ cache: false })
    for (const url of ['https://evil.example/', 'app://samnum/', 'file:///etc/passwd', 'readback://other/'])
      expect(await session.fetch(url)).toBe('cancelled')
    const address = `readback://samnum/read-back/${pageId}/`
    const answer = await session.fetch(address)
    expect(answer instanceof Response && (await answer.text())).toContain('តើនេះត្រឹមត្រូវឬទេ?')
    const unknown = await session.fetch(`readback://samnum/read-back/${'0'.repeat(32)}/`)
    expect(unknown instanceof Response && unknown.status).toBe(404)
    expect(await desktop.session.fetch(address)).toBe('cancelled')
  })

  test('is asked for by the id of a page and nothing else', async () => {
    expect(await desktop.call('window.show-read-back', { pageId: '../x' })).toMatchObject({
      failure: { code: expect.any(String) },
    })
    for (const address of ['readback://samnum/read-back/x/', 'readback://samnum/', 'app://samnum/', null])
      expect(parseReadBackAddress(address)).toBe(null)
  })

  test('is in a window without preload and JavaScript, one at a time, that closes with the officer’s', async () => {
    const pageId = await shownPage()
    const before = desktop.double.windows.length
    await desktop.call('window.show-read-back', { pageId })
    await desktop.call('window.show-read-back', { pageId })
    const windows = desktop.double.windows.slice(before)
    expect(windows).toHaveLength(1)
    const [window] = windows
    expect(window?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      javascript: false,
      nodeIntegration: false,
      devTools: false,
    })
    expect(window?.options.webPreferences).not.toHaveProperty('preload')
    const address = `readback://samnum/read-back/${pageId}/`
    await expect.poll(() => window?.loaded.map(({ url }) => url)).toEqual([address, address])
    desktop.window.close()
    expect(window?.state.isDestroyed).toBe(true)
  })
})
