import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { MAX_CALL_BYTES } from '#node/serve/read-body.ts'
import { openServeDesk, PASSPHRASE, type ServeDesk } from './serve-desk.ts'

let desk: ServeDesk

beforeAll(async () => {
  desk = await openServeDesk()
})

afterAll(async () => {
  await desk.leave()
  expect(desk.bugs).toEqual([])
})

const JSON_TYPE = { 'content-type': 'application/json' }
const post = (path: string, body: string | Buffer, headers: Record<string, string> = JSON_TYPE) =>
  desk.ask(path, { method: 'POST', headers, body })
const message = (input: unknown) => JSON.stringify({ protocol: PROTOCOL_VERSION, callId: 'a-1', input })

describe('a call', () => {
  test('is answered with its envelope, whatever the outcome', async () => {
    expect(await desk.call('vault.status', {})).toMatchObject({ outcome: 'done' })
    expect(await desk.call('case.list', {})).toEqual({ outcome: 'failed', failure: { code: 'vault/locked' } })
    const invalid = await desk.call('vault.create', { userName: '', passphrase: 'x' })
    expect(invalid).toMatchObject({ outcome: 'failed', failure: { code: 'input/invalid' } })
    const created = await desk.call('vault.create', { userName: 'A', passphrase: PASSPHRASE })
    expect(created).toMatchObject({ outcome: 'done' })
  })

  test.each(['nothing', 'constructor', '__proto__', 'vault.status/x', '', 'vault%2estatus'])(
    'for "%s", which is no operation, is answered so',
    async (name) => {
      const answer = await post(`/api/call/${name}`, message({}))
      expect(answer.status).toBe(200)
      expect(JSON.parse(answer.body.toString())).toEqual({
        outcome: 'failed',
        failure: { code: 'operation/unknown' },
      })
    },
  )

  test('of another protocol version is answered so', async () => {
    const answer = await post(
      '/api/call/vault.status',
      JSON.stringify({ protocol: 0, callId: 'a', input: {} }),
    )
    expect(JSON.parse(answer.body.toString())).toMatchObject({
      failure: { code: 'operation/protocol-mismatch' },
    })
  })

  test.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['no protocol', '{"callId":"a","input":{}}'],
    ['no call id', '{"protocol":1,"input":{}}'],
    ['a call id with odd letters', '{"protocol":1,"callId":"a/b","input":{}}'],
    ['a call id that is too long', `{"protocol":1,"callId":"${'a'.repeat(65)}","input":{}}`],
    ['more than a call has', '{"protocol":1,"callId":"a","input":{},"transport":"in-process"}'],
    ['wrong UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('whose body is %s is refused', async (_, body) => {
    expect((await post('/api/call/vault.status', body)).status).toBe(400)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'of content type "%s" is refused',
    async (type) => {
      expect((await post('/api/call/vault.status', message({}), { 'content-type': type })).status).toBe(415)
    },
  )

  test('has room for 4 MiB and not for a byte more, announced or not', async () => {
    const start = `{"protocol":1,"callId":"a","input":{"x":"`
    const fill = (size: number) => `${start}${'x'.repeat(size - start.length - 3)}"}}`
    expect((await post('/api/call/vault.status', fill(MAX_CALL_BYTES))).status).toBe(200)
    expect((await post('/api/call/vault.status', fill(MAX_CALL_BYTES + 1))).status).toBe(413)
    const chunked = { ...JSON_TYPE, 'transfer-encoding': 'chunked' }
    expect((await post('/api/call/vault.status', fill(MAX_CALL_BYTES + 1), chunked)).status).toBe(413)
  })

  test('nested very deep is refused in words and not in a crash', async () => {
    const deep = `{"protocol":1,"callId":"a","input":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    const answer = await post('/api/call/vault.status', deep)
    expect(JSON.parse(answer.body.toString())).toMatchObject({ failure: { code: 'input/invalid' } })
  })
})

describe('a cancel', () => {
  test('of a call that does not run is taken', async () => {
    expect((await desk.ask('/api/cancel/none', { method: 'POST' })).status).toBe(204)
  })

  test.each(['/api/cancel/', '/api/cancel/a/b', '/api/cancel/a%20b', '/api/cancel'])(
    '%s is nothing',
    async (path) => {
      expect((await desk.ask(path, { method: 'POST' })).status).toBe(404)
    },
  )

  test('of a seal that waits for its upload stops it, and the case has no exhibit', async () => {
    const opened = await desk.call('case.open', { title: 'C' })
    const number = opened.outcome === 'done' ? opened.value.number : ''
    const offered = await desk.call('intake.offer', { name: 'a.bin', sizeBytes: 100, modifiedAtMs: null })
    const intakeId = offered.outcome === 'done' ? offered.value.intakeId : ''
    const sealing = desk.call('exhibit.seal', { case: number, intakeId }, 'seal-1')
    // Taken as soon as the call runs; until then cancelling it does nothing.
    let isOver = false
    void sealing.then(() => {
      isOver = true
    })
    while (!isOver) {
      await desk.ask('/api/cancel/seal-1', { method: 'POST' })
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect(await sealing).toEqual({ outcome: 'cancelled' })
    expect(await desk.call('exhibit.list', { case: number })).toMatchObject({
      outcome: 'done',
      value: { exhibits: [] },
    })
  })
})
