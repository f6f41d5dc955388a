import { request } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { HEADQUARTERS_OPERATIONS } from '#contract/headquarters-operations.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { HUB_ROLES, type HubRole, mayActAtHub } from '#core/hub/analyst.ts'
import { openDesk } from '#hub/open-desk.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { serveDesk } from '#hub/serve-desk.ts'
import { makeHubLog } from '#node/hub-server/hub-log.ts'
import { settlePerson } from '../../support/desk-person.ts'
import { makeHub } from '../../support/hub-room.ts'
import { whenFileEnds } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
const NOBODYS = '0'.repeat(32)
const GOOD_INPUT: { readonly [name: string]: unknown } = {
  'headquarters.accept': { packageId: NOBODYS, seen: { state: 'waiting', decidedAtMs: null } },
  'headquarters.quarantine': {
    packageId: NOBODYS,
    seen: { state: 'waiting', decidedAtMs: null },
    reason: 'x',
  },
  'headquarters.say': { kind: 'notice', vaultId: NOBODYS, title: 'x', text: 'x' },
  'headquarters.addPerson': { logInName: 'new', name: 'x', roles: ['analyst'] },
  'headquarters.setRoles': { personId: NOBODYS, roles: ['analyst'] },
  'headquarters.suspend': { personId: NOBODYS },
  'headquarters.reset': { personId: NOBODYS },
}

describe('the server for browsers at headquarters', () => {
  let hub: OpenHub
  let port: number
  let isDiskFull = false
  const tokens = new Map<HubRole, string>()
  beforeAll(async () => {
    ;({ hub } = await makeHub(atEnd))
    const at = openDesk(hub.session)
    for (const role of HUB_ROLES) tokens.set(role, (await settlePerson(at, role, [role], Date.now())).token)
    const { store } = hub.session
    const full = {
      ...store,
      apart: ((work) =>
        isDiskFull
          ? Promise.resolve({ ok: false, failure: { code: 'disk/full' } })
          : store.apart(work)) as typeof store.apart,
    }
    const served = expectOk(
      await serveDesk(
        { ...hub, session: { ...hub.session, store: full } },
        {
          ...{
            listen: { host: '127.0.0.1', port: 0 },
            isPlain: true,
            authority: null,
            software: 'samnum test',
          },
          pages: {
            read: async (path) =>
              path === '/headquarters.html' ? { bytes: Buffer.from('page'), contentType: 'text/html' } : null,
          },
          log: makeHubLog(() => {}, Date.now),
        },
      ),
    )
    atEnd(() => served.stop())
    port = served.port
  }, 60_000)

  type Asked = { status: number; headers: Record<string, unknown>; text: string }
  const send = (
    path: string,
    headers: Record<string, string>,
    body: string | Buffer,
    method = 'POST',
  ): Promise<Asked> =>
    new Promise((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        let text = ''
        response.on('data', (piece) => (text += String(piece)))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        )
      })
      call.on('error', reject)
      call.end(body)
    })
  const own = (token?: string) => ({
    ...{ host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, 'x-samnum': '1' },
    ...{ 'content-type': 'application/json', ...(token !== undefined && { cookie: `samnum-desk=${token}` }) },
  })
  const bodyOf = (input: unknown) => JSON.stringify({ protocol: PROTOCOL_VERSION, callId: 'c', input })
  const ask = async (name: string, role: HubRole | null, input: unknown = {}, path = '/api/call/') => {
    const token = role === null ? undefined : tokens.get(role)
    return JSON.parse((await send(`${path}${name}`, own(token), bodyOf(input))).text) as {
      outcome: string
      failure?: { code: string }
    }
  }

  it('answers each operation to its roles and to nobody else', async () => {
    for (const [name, { leastRole }] of Object.entries(HEADQUARTERS_OPERATIONS)) {
      if (leastRole === 'anyone') continue
      expect((await ask(name, null, GOOD_INPUT[name])).failure?.code, name).toBe('account/not-logged-in')
      for (const role of HUB_ROLES) {
        const { outcome, failure } = await ask(name, role, GOOD_INPUT[name])
        expect(outcome, `${name} ${role}`).not.toBe('bug')
        expect(failure?.code === 'operation/not-allowed', `${name} ${role}`).toBe(
          !mayActAtHub([role], leastRole),
        )
      }
    }
  })

  it('carries no operation of a station but its reads, and those for a station that is there', async () => {
    expect((await ask('case.open', 'analyst', { title: 'x' })).failure?.code).toBe(
      'operation/wrong-transport',
    )
    expect((await ask('constructor', 'analyst')).failure?.code).toBe('operation/unknown')
    const path = `/api/station/${NOBODYS}/`
    expect((await ask('case.open', 'analyst', { title: 'x' }, path)).failure?.code).toBe(
      'operation/wrong-transport',
    )
    expect((await ask('case.list', 'administrator', {}, path)).failure?.code).toBe('operation/not-allowed')
    expect((await ask('case.list', 'analyst', {}, path)).failure?.code).toBe('hub/no-such-station')
  })

  it('turns away other hosts, other origins, wrong cookies and large bodies', async () => {
    const path = '/api/call/headquarters.stations'
    const mine = own(tokens.get('analyst'))
    expect((await send(path, mine, bodyOf({}))).status).toBe(200)
    expect((await send(path, { ...mine, host: 'evil.example' }, bodyOf({}))).status).toBe(403)
    expect((await send(path, { ...mine, origin: 'https://evil.example' }, bodyOf({}))).status).toBe(403)
    expect((await send(path, { ...mine, 'sec-fetch-site': 'cross-site' }, bodyOf({}))).status).toBe(403)
    const { 'x-samnum': _header, ...without } = mine
    expect((await send(path, without, bodyOf({}))).status).toBe(403)
    expect((await send(path, own('ab'.repeat(32)), bodyOf({}))).text).toContain('account/not-logged-in')
    const twice = { ...mine, cookie: `${mine.cookie}; ${mine.cookie}` }
    expect((await send(path, twice, bodyOf({}))).text).toContain('account/not-logged-in')
    const large = await send(path, mine, Buffer.alloc(20 * 1024 * 1024, 0x20)).catch(() => ({ status: 413 }))
    expect(large.status).toBe(413)
    const page = await send('/', { host: `127.0.0.1:${port}` }, '', 'GET')
    expect(page).toMatchObject({ status: 200, text: 'page' })
    expect(String(page.headers['content-security-policy'])).toContain("default-src 'none'")
  })

  it('answers nothing of what it cannot record', async () => {
    const read = async () => expectOk(await hub.session.store.read((reads) => reads.lastAuditRow()))?.seq ?? 0
    const before = await read()
    expect((await ask('headquarters.stations', 'analyst')).outcome).toBe('done')
    expect(await read()).toBe(before + 1)
    isDiskFull = true
    const { outcome, failure } = await ask('headquarters.stations', 'analyst')
    isDiskFull = false
    expect({ outcome, code: failure?.code }).toEqual({ outcome: 'failed', code: 'disk/full' })
    expect(await read()).toBe(before + 1)
  })
})
