import { beforeAll, describe, expect, it } from 'vitest'
import type { DeskSession } from '#app/desk/desk-session.ts'
import { openDesk } from '#hub/open-desk.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { type DeskServing, serveDesk } from '#hub/serve-desk.ts'
import { makeHubLog } from '#node/hub-server/hub-log.ts'
import { DeskBrowser } from '../../support/desk-browser.ts'
import { makeHub } from '../../support/hub-room.ts'
import { whenFileEnds } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
const PATH = '/api/call/headquarters.session'
const BODY = JSON.stringify({ protocol: 1, callId: 'c', input: {} })

describe('the server for browsers at headquarters over TLS', () => {
  let hub: OpenHub
  let at: DeskSession
  const said: string[] = []
  const serving = (): DeskServing => ({
    ...{ listen: { host: '127.0.0.1', port: 0 }, isPlain: false, authority: null, software: 'samnum test' },
    pages: {
      read: async (path) =>
        path === '/headquarters.html' ? { bytes: Buffer.from('page'), contentType: 'text/html' } : null,
    },
    log: makeHubLog((line) => said.push(line), Date.now),
  })
  const serve = async (otherwise: Partial<DeskServing> = {}) => {
    const served = expectOk(await serveDesk(hub, { ...serving(), ...otherwise }))
    atEnd(() => served.stop())
    return served
  }
  const invite = async (logInName: string) =>
    expectOk(await at.accounts.add({ logInName, name: 'ឈ្មោះ', roles: ['analyst'] }, 'command-line')).code
  beforeAll(async () => {
    ;({ hub } = await makeHub(atEnd))
    at = openDesk(hub.session)
  }, 60_000)

  it('gives a session in a cookie that no script reads, no other site sends and no plain line carries', async () => {
    const { port } = await serve()
    const browser = new DeskBrowser(port)
    await browser.settle('sok', await invite('sok'), Date.now())
    expect(browser.cookie).toMatch(/^__Host-samnum=[0-9a-f]{64}$/)
    const again = new DeskBrowser(port)
    await again.call('headquarters.begin', { logInName: 'sok', oneTimeCode: 'AAAA' })
    expect(again.cookie).toBeNull()
    const invited = await invite('vuth')
    const { headers } = await settleRaw(new DeskBrowser(port), 'vuth', invited)
    expect(String(headers['set-cookie'])).toMatch(
      /^__Host-samnum=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    )
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
    expect(headers['cache-control']).toContain('no-store')
    // The cookie of plain HTTP counts for nothing here.
    const plain = new DeskBrowser(port)
    plain.cookie = browser.cookie?.replace('__Host-samnum', 'samnum-desk') ?? null
    expect((await plain.call('headquarters.session', {})).value?.person).toBeNull()
    expect((await browser.call('headquarters.session', {})).value?.person).not.toBeNull()
    // Leaving takes it from the browser, and makes it worthless where it was kept.
    const kept = browser.cookie
    await browser.call('headquarters.logOut', {})
    expect(browser.cookie).toBeNull()
    browser.cookie = kept
    expect((await browser.call('headquarters.session', {})).value?.person).toBeNull()
  }, 60_000)

  it('answers under its one name, and to its own page', async () => {
    const { port, address } = await serve({ authority: 'hq.example:9443' })
    expect(address).toBe('https://hq.example:9443')
    const browser = new DeskBrowser(port, 'hq.example:9443')
    const ask = async (headers: Readonly<Record<string, string>> = {}, method = 'POST') =>
      (await browser.send(PATH, { headers, method, body: method === 'POST' ? BODY : '' })).status
    expect(await ask()).toBe(200)
    expect(await ask({ host: `127.0.0.1:${port}` })).toBe(403)
    expect(await ask({ host: 'hq.example' })).toBe(403)
    for (const origin of [
      'http://hq.example:9443',
      'https://hq.example',
      `https://127.0.0.1:${port}`,
      'null',
    ])
      expect(await ask({ origin }), origin).toBe(403)
    expect(await ask({ 'x-samnum': '0' })).toBe(403)
    for (const site of ['cross-site', 'same-site']) expect(await ask({ 'sec-fetch-site': site })).toBe(403)
    expect(await ask({ 'sec-fetch-site': 'same-origin' })).toBe(200)
    expect(await ask({ 'content-type': 'text/plain' })).toBe(415)
    expect(await ask({}, 'PUT')).toBe(405)
    expect(await ask({}, 'GET')).toBe(405)
    expect((await browser.send('/x', { method: 'GET' })).status).toBe(404)
    expect((await browser.send('/', { method: 'GET' })).text).toBe('page')
    expect((await browser.send('/?station=ab', { method: 'GET' })).text).toBe('page')
  })

  it('speaks in the clear with this machine alone', async () => {
    const served = await serveDesk(hub, { ...serving(), isPlain: true, listen: { host: '0.0.0.0', port: 0 } })
    expect(served).toMatchObject({ failure: { code: 'network/address-refused' } })
    expect((await serve({ isPlain: true })).address).toMatch(/^http:\/\/127\.0\.0\.1:/)
  })

  it('writes no name, no code and no address of a person into its log', () => {
    expect(said.length).toBeGreaterThan(0)
    expect(said.join('')).not.toMatch(/sok|vuth|ឈ្មោះ|127\.0\.0\.1/)
  })
})

async function settleRaw(browser: DeskBrowser, logInName: string, oneTimeCode: string) {
  let last: Awaited<ReturnType<DeskBrowser['send']>> | null = null
  const send = browser.send.bind(browser)
  browser.send = async (path, what) => (last = await send(path, what))
  await browser.settle(logInName, oneTimeCode, Date.now())
  if (last === null) throw new Error('nothing was sent')
  return last as Awaited<ReturnType<DeskBrowser['send']>>
}
