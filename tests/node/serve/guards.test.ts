import { once } from 'node:events'
import { rename, rm, symlink, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { type Ask, INDEX_PAGE, openServeDesk, type ServeDesk } from './serve-desk.ts'

let desk: ServeDesk

beforeAll(async () => {
  desk = await openServeDesk()
})

afterAll(async () => {
  await desk.leave()
  expect(desk.bugs).toEqual([])
})

/** A call that changes nothing and that anyone may make. */
const STATUS: Ask = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ protocol: PROTOCOL_VERSION, callId: 'guard', input: {} }),
}
const status = (headers: Ask['headers'] = {}) =>
  desk.ask('/api/call/vault.status', { ...STATUS, headers: { ...STATUS.headers, ...headers } })

test('a request as the page makes it is answered', async () => {
  const answer = await status()
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.body.toString())).toMatchObject({ outcome: 'done', value: { state: 'absent' } })
  expect((await desk.ask('/')).body.toString()).toBe(INDEX_PAGE)
})

describe('the host', () => {
  test.each([
    'localhost',
    '127.0.0.1',
    'evil.example',
    'evil.example:80',
    '127.0.0.1:1',
    '127.0.0.1.evil.example',
    '[::1]',
    '0.0.0.0',
    '',
  ])('%j is refused, though everything else is right', async (host) => {
    const port = desk.authority.split(':')[1]
    for (const named of [host, `${host}:${port}`]) {
      if (named === desk.authority) continue
      expect((await status({ host: named })).status).toBe(403)
      expect((await desk.ask('/', { headers: { host: named } })).status).toBe(403)
    }
  })

  test('that is not named is refused', async () => {
    const socket = connect(desk.server.port, '127.0.0.1')
    let said = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    socket.write(`GET / HTTP/1.0\r\nCookie: ${desk.cookie}\r\n\r\n`)
    await once(socket, 'close')
    expect(said).toMatch(/^HTTP\/1\.1 403 /)
    expect(said).not.toContain(INDEX_PAGE)
  })

  test('cannot be named in the request line instead', async () => {
    expect((await desk.ask('http://evil.example/')).status).toBe(404)
    expect((await desk.ask(`http://${desk.authority}/`)).status).toBe(404)
  })
})

describe('the origin', () => {
  test.each([
    undefined,
    'null',
    'http://evil.example',
    'https://127.0.0.1',
    'http://127.0.0.1',
    'http://localhost',
  ])('%s is refused for a call', async (origin) => {
    expect((await status({ origin })).status).toBe(403)
  })

  test('of another page is refused for reading too, and none is needed for it', async () => {
    expect((await desk.ask('/', { headers: { origin: 'http://evil.example' } })).status).toBe(403)
    expect((await desk.ask('/', { headers: { origin: `http://${desk.authority}` } })).status).toBe(200)
  })

  test.each(['cross-site', 'same-site', 'something-new'])(
    'a request that the browser calls %s is refused',
    async (site) => {
      for (const path of [
        '/',
        '/report/0123456789abcdef0123456789abcdef',
        '/outlet/0123456789abcdef0123456789abcdef',
      ]) {
        expect((await desk.ask(path, { headers: { 'sec-fetch-site': site } })).status).toBe(403)
      }
      expect((await status({ 'sec-fetch-site': site })).status).toBe(403)
    },
  )

  test.each(['same-origin', 'none'])('a request that the browser calls %s is answered', async (site) => {
    expect((await status({ 'sec-fetch-site': site })).status).toBe(200)
  })
})

describe('the header X-Samnum', () => {
  test.each([undefined, '', '0', '1, 1'])('%s is refused on /api and /intake', async (value) => {
    expect((await status({ 'x-samnum': value })).status).toBe(403)
    const events = await desk.ask('/api/events', { headers: { 'x-samnum': value } })
    expect(events.status).toBe(403)
    const cancel = await desk.ask('/api/cancel/x', { method: 'POST', headers: { 'x-samnum': value } })
    expect(cancel.status).toBe(403)
    const intake = await desk.ask(`/intake/${'0'.repeat(32)}`, {
      method: 'PUT',
      headers: { 'x-samnum': value },
    })
    expect(intake.status).toBe(403)
  })

  test('is not needed for pages, reports and downloads, which links and frames ask for', async () => {
    expect((await desk.ask('/', { headers: { 'x-samnum': undefined } })).status).toBe(200)
    expect((await desk.ask(`/report/${'0'.repeat(32)}`, { headers: { 'x-samnum': undefined } })).status).toBe(
      404,
    )
  })
})

describe('the page’s key', () => {
  const ID = '0'.repeat(32)
  const CLOSED: readonly [path: string, method: string, open: number][] = [
    ['/api/call/vault.status', 'POST', 415],
    ['/api/cancel/x', 'POST', 204],
    [`/intake/${ID}`, 'PUT', 404],
    [`/report/${ID}`, 'GET', 404],
  ]

  test.each(CLOSED)(
    '%s is closed to whoever has the cookie alone, and open with the key',
    async (path, method, open) => {
      const { pageKey } = desk
      for (const key of [
        undefined,
        '',
        'x',
        `${pageKey}x`,
        pageKey.toLowerCase(),
        `${pageKey}, ${pageKey}`,
      ]) {
        const answer = await desk.ask(path, { method, headers: { 'x-samnum-key': key } })
        expect(answer.status).toBe(401)
        expect(answer.body.toString()).toContain('start it again')
      }
      expect((await desk.ask(path, { method })).status).toBe(open)
    },
  )

  test('closes the stream of pushes', async () => {
    expect((await desk.ask('/api/events', { headers: { 'x-samnum-key': undefined } })).status).toBe(401)
  })

  test('is not needed for the page itself, which does not have it yet, nor for a download, which is a link', async () => {
    const headers = { 'x-samnum-key': undefined }
    expect((await desk.ask('/', { headers })).status).toBe(200)
    expect((await desk.ask(`/outlet/${ID}`, { headers })).status).toBe(404)
  })

  test('is another for each server, and is neither the token nor the cookie', async () => {
    const fresh = await openServeDesk()
    try {
      expect((await desk.ask('/api/events', { headers: { 'x-samnum-key': fresh.pageKey } })).status).toBe(401)
      const { searchParams } = new URL(fresh.server.url)
      const secrets = [fresh.pageKey, searchParams.get('token'), fresh.cookie.split('=')[1], desk.pageKey]
      expect(new Set(secrets).size).toBe(4)
    } finally {
      await fresh.leave()
    }
  })
})

describe('the session', () => {
  const PATHS = [
    '/',
    '/assets/app.js',
    '/api/events',
    `/outlet/${'0'.repeat(32)}`,
    `/report/${'0'.repeat(32)}`,
    '/none',
  ]

  test.each(PATHS)('%s is closed without the cookie, and says what to do in both languages', async (path) => {
    const answer = await desk.ask(path, { headers: { cookie: undefined } })
    expect(answer.status).toBe(401)
    const text = answer.body.toString()
    expect(text).toContain('samnum serve')
    expect(text).toMatch(/[\u1780-\u17dd]/)
    expect(text).toContain('start it again')
  })

  test('a call is closed without the cookie or with another', async () => {
    const [name] = desk.cookie.split('=')
    for (const cookie of [
      undefined,
      '',
      `${name}=`,
      `${name}=x`,
      `x${desk.cookie}`,
      `${desk.cookie}x`,
      desk.cookie.toUpperCase(),
    ]) {
      expect((await status({ cookie })).status).toBe(401)
    }
  })

  test('the cookie is found among others', async () => {
    expect((await status({ cookie: `a=1; ${desk.cookie};b=2` })).status).toBe(200)
  })

  test('the token is void once it was used, and sends the one who has the session to the page', async () => {
    const { pathname, search } = new URL(desk.server.url)
    const path = pathname + search
    const stranger = await desk.send(path, { headers: { host: desk.authority } })
    expect(stranger.status).toBe(401)
    expect(stranger.headers['set-cookie']).toBeUndefined()
    const again = await desk.ask(path)
    expect(again).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(again.headers['set-cookie']).toBeUndefined()
  })
})

describe('the token', () => {
  test('opens one session, with a cookie that scripts and other sites cannot use', async () => {
    const fresh = await openServeDesk()
    try {
      expect(fresh.cookie).toMatch(/^samnum-[0-9]+=[A-Za-z0-9_-]{43}$/)
      expect(fresh.server.url).toMatch(
        /^http:\/\/127\.0\.0\.1:[0-9]+\/\?token=[A-Za-z0-9_-]{43}#key=[A-Za-z0-9_-]{43}$/,
      )
      expect(fresh.server.url).not.toContain(fresh.cookie.split('=')[1])
    } finally {
      await fresh.leave()
    }
  })

  test('is not used up by wrong ones, by a look at the headers or by another host', async () => {
    const { serveVault } = await import('#node/serve/serve-vault.ts')
    const pages = { read: async () => null }
    const server = await serveVault({ engine: desk.engine, pages, port: 0, reportBug: () => {} })
    const host = `127.0.0.1:${server.port}`
    const get = (path: string, headers: Record<string, string> = { host }, method = 'GET') =>
      fetch(`http://${host}${path}`, { method, headers, redirect: 'manual' })
    const { search } = new URL(server.url)
    try {
      for (const wrong of [
        '/?token=',
        '/?token=x',
        `/?token=${'A'.repeat(43)}`,
        `/x${search}`,
        `/?tok${search}`,
      ]) {
        expect((await get(wrong)).status).toBe(401)
      }
      expect((await get(`/${search}`, { host }, 'HEAD')).status).toBe(401)
      expect((await get(`/${search}`, { host, origin: 'http://evil.example' })).status).toBe(403)
      const opened = await get(`/${search}`)
      expect(opened.status).toBe(303)
      expect(opened.headers.get('location')).toBe('/')
      expect(opened.headers.get('set-cookie')).toMatch(
        /^samnum-[0-9]+=\S+; HttpOnly; SameSite=Strict; Path=\/$/,
      )
      expect((await get(`/${search}`)).status).toBe(401)
    } finally {
      await server.close()
    }
  })
})

describe('methods', () => {
  test.each(['DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'])('%s is refused', async (method) => {
    expect((await desk.ask('/', { method })).status).toBe(405)
  })

  test.each([
    ['POST', '/'],
    ['PUT', '/index.html'],
    ['GET', '/api/call/vault.status'],
    ['PUT', '/api/call/vault.status'],
    ['POST', '/api/events'],
    ['POST', `/intake/${'0'.repeat(32)}`],
    ['POST', `/report/${'0'.repeat(32)}`],
    ['HEAD', `/report/${'0'.repeat(32)}`],
  ])('%s %s is nothing', async (method, path) => {
    expect((await desk.ask(path, { method })).status).toBe(404)
  })
})

describe('the pages', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/app.js', 'text/javascript; charset=utf-8'],
    ['/assets/font.ttf', 'font/ttf'],
  ])('%s is served as %s', async (path, contentType) => {
    const answer = await desk.ask(path)
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': contentType } })
    const head = await desk.ask(path, { method: 'HEAD' })
    expect(head.headers['content-length']).toBe(String(answer.body.length))
    expect(head.body).toHaveLength(0)
  })

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/./index.html',
    '/assets/',
    '/assets',
    '/linked.txt',
    '/linked-folder/secret.txt',
    '/index.html%00.js',
    '/INDEX.HTML',
    '/etc/passwd',
    '/__proto__',
    '/constructor',
  ])('%s finds nothing', async (path) => {
    const answer = await desk.ask(path)
    expect(answer.status).toBe(404)
    expect(answer.body.toString()).not.toContain('secret')
  })

  test("a link that takes a file's place is not followed", async () => {
    const path = join(desk.pageFolder, 'assets', 'font.ttf')
    await rename(path, `${path}.away`)
    await symlink(join(desk.room, 'secret.txt'), path)
    try {
      expect((await desk.ask('/assets/font.ttf')).status).toBe(404)
    } finally {
      await rm(path)
      await writeFile(path, 'font')
    }
  })
})

describe('every answer', () => {
  const REPORT = `/report/${'0'.repeat(32)}`
  const ANSWERS: readonly (readonly [string, string, Ask])[] = [
    ['the page', '/', {}],
    ['nothing found', '/none', {}],
    ['a call', '/api/call/vault.status', STATUS],
    ['a wrong call', '/api/call/vault.status', { ...STATUS, body: '[' }],
    ['a cancel', '/api/cancel/x', { method: 'POST' }],
    ['a wrong host', '/', { headers: { host: 'evil.example' } }],
    ['a wrong method', '/', { method: 'DELETE' }],
    ['no session', '/', { headers: { cookie: undefined } }],
    ['a way back to the page', '/?token=x', {}],
    ['no such report', REPORT, {}],
    ['no such upload', `/intake/${'0'.repeat(32)}`, { method: 'PUT', body: 'x' }],
  ]

  test.each(ANSWERS)('%s carries the protective headers and is kept nowhere', async (_, path, ask) => {
    const { headers } = await desk.ask(path, ask)
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; /)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })
})
