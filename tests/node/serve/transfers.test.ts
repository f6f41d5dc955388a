import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Push } from '#contract/envelope.ts'
import { openServeDesk, PASSPHRASE, type ServeDesk } from './serve-desk.ts'

let desk: ServeDesk
let number: string

beforeAll(async () => {
  desk = await openServeDesk()
  await desk.call('vault.create', { userName: 'A', passphrase: PASSPHRASE })
  const opened = await desk.call('case.open', { title: 'C' })
  number = opened.outcome === 'done' ? opened.value.number : ''
})

afterAll(async () => {
  await desk.leave()
  expect(desk.bugs).toEqual([])
})

async function offer(name: string, sizeBytes: number): Promise<string> {
  const offered = await desk.call('intake.offer', { name, sizeBytes, modifiedAtMs: 1_700_000_000_000 })
  if (offered.outcome !== 'done') throw new Error(JSON.stringify(offered))
  return offered.value.intakeId
}

async function sealed(name: string, bytes: Buffer): Promise<string> {
  const intakeId = await offer(name, bytes.length)
  const [answer, taken] = await Promise.all([
    desk.call('exhibit.seal', { case: number, intakeId }),
    desk.ask(`/intake/${intakeId}`, { method: 'PUT', body: bytes }),
  ])
  expect(taken.status).toBe(204)
  if (answer.outcome !== 'done') throw new Error(JSON.stringify(answer))
  return answer.value.number
}

async function countExhibits(): Promise<number> {
  const listed = await desk.call('exhibit.list', { case: number })
  return listed.outcome === 'done' ? listed.value.exhibits.length : -1
}

describe('an upload', () => {
  test('is sealed with the digest of its bytes', async () => {
    const bytes = randomBytes(5 * 1024 * 1024 + 17)
    const intakeId = await offer('big.bin', bytes.length)
    const sealing = desk.call('exhibit.seal', { case: number, intakeId })
    expect((await desk.ask(`/intake/${intakeId}`, { method: 'PUT', body: bytes })).status).toBe(204)
    expect(await sealing).toMatchObject({
      outcome: 'done',
      value: { sizeBytes: bytes.length, digestHex: createHash('sha256').update(bytes).digest('hex') },
    })
  })

  test('waits for its seal when it comes first, without being taken into memory', async () => {
    const bytes = Buffer.alloc(64 * 1024 * 1024, 5)
    const intakeId = await offer('early.bin', bytes.length)
    const upload = putSlowly(intakeId, bytes.length)
    let sentBytes = 0
    const piece = Buffer.alloc(1024 * 1024, 5)
    while (upload.write(piece)) sentBytes += piece.length
    // The kernel's buffers and the engine's two segments are full; nobody reads on.
    expect(sentBytes).toBeLessThan(bytes.length)
    const sealing = desk.call('exhibit.seal', { case: number, intakeId })
    sentBytes += piece.length
    while (sentBytes < bytes.length) {
      if (!upload.write(piece)) await once(upload, 'drain')
      sentBytes += piece.length
    }
    upload.end()
    expect(await sealing).toMatchObject({
      outcome: 'done',
      value: { digestHex: createHash('sha256').update(bytes).digest('hex') },
    })
  })

  test('that breaks off is not sealed', async () => {
    const before = await countExhibits()
    const intakeId = await offer('broken.bin', 1000)
    const sealing = desk.call('exhibit.seal', { case: number, intakeId })
    const upload = putSlowly(intakeId, 1000)
    upload.on('error', () => {})
    upload.write(Buffer.alloc(400), () => upload.destroy())
    expect(await sealing).toMatchObject({ outcome: 'failed', failure: { code: 'intake/interrupted' } })
    expect(await countExhibits()).toBe(before)
  })

  test('that is longer or shorter than announced is not sealed', async () => {
    const before = await countExhibits()
    for (const actual of [99, 101]) {
      const intakeId = await offer('wrong-size.bin', 100)
      const [answer] = await Promise.all([
        desk.call('exhibit.seal', { case: number, intakeId }),
        desk.ask(`/intake/${intakeId}`, { method: 'PUT', body: Buffer.alloc(actual) }),
      ])
      expect(answer).toMatchObject({ outcome: 'failed', failure: { code: 'intake/changed-while-reading' } })
    }
    expect(await countExhibits()).toBe(before)
  })

  test('that nobody announced, or that came already, is refused', async () => {
    const unknown = await desk.ask(`/intake/${'0'.repeat(32)}`, { method: 'PUT', body: 'x' })
    expect(unknown.status).toBe(404)
    expect(JSON.parse(unknown.body.toString())).toEqual({
      outcome: 'failed',
      failure: { code: 'intake/unknown' },
    })
    for (const path of [
      '/intake/',
      '/intake/x',
      `/intake/${'0'.repeat(32)}/x`,
      `/intake/${'A'.repeat(32)}`,
    ]) {
      expect((await desk.ask(path, { method: 'PUT', body: 'x' })).status).toBe(404)
    }
  })

  test.each([
    ['a\nb', 'intake/name-has-control-character'],
    ['x'.repeat(256), 'intake/name-too-long'],
    ['a/b', 'input/invalid'],
    ['', 'input/invalid'],
  ])('named %j is refused when it is announced', async (name, code) => {
    const answer = await desk.call('intake.offer', { name, sizeBytes: 1, modifiedAtMs: null })
    expect(answer).toMatchObject({ outcome: 'failed', failure: { code } })
  })

  function putSlowly(intakeId: string, sizeBytes: number) {
    return request({
      host: '127.0.0.1',
      port: desk.server.port,
      path: `/intake/${intakeId}`,
      method: 'PUT',
      agent: false,
      headers: {
        host: desk.authority,
        origin: `http://${desk.authority}`,
        'x-samnum': '1',
        'x-samnum-key': desk.pageKey,
        cookie: desk.cookie,
        'content-length': String(sizeBytes),
      },
    })
  }
})

describe('a download', () => {
  const name = 'រូបថត "1"\u202e.bin'
  const bytes = randomBytes(3 * 1024 * 1024 + 5)
  let exhibit: string

  beforeAll(async () => {
    exhibit = await sealed(name, bytes)
  })

  async function offerOutlet(): Promise<string> {
    const offered = await desk.call('outlet.offer', { name: 'x' })
    if (offered.outcome !== 'done') throw new Error(JSON.stringify(offered))
    return offered.value.outletId
  }

  test('brings the verified bytes under their name, when it is asked for before the call', async () => {
    const outletId = await offerOutlet()
    const fetching = desk.ask(`/outlet/${outletId}?name=whatever`, { headers: { 'x-samnum': undefined } })
    const answer = await desk.call('exhibit.extract', { exhibit, outletId })
    expect(answer).toMatchObject({ outcome: 'done' })
    const { status, headers, body } = await fetching
    expect(status).toBe(200)
    expect(body.equals(bytes)).toBe(true)
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['content-length']).toBe(String(bytes.length))
    const disposition = headers['content-disposition'] ?? ''
    expect(disposition).toMatch(
      /^attachment; filename="[ -~]*"; filename\*=UTF-8''[A-Za-z0-9%._~!$&+^`|#-]*$/,
    )
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(name)
  })

  test('brings them when it is asked for after the call', async () => {
    const outletId = await offerOutlet()
    const extracting = desk.call('exhibit.extract', { exhibit, outletId })
    const isRecorded = async () => {
      const shown = await desk.call('case.show', { case: number })
      return shown.outcome === 'done' && shown.value.departures.length >= 2
    }
    while (!(await isRecorded())) await new Promise((resolve) => setTimeout(resolve, 10))
    const { status, body } = await desk.ask(`/outlet/${outletId}`)
    expect(status).toBe(200)
    expect(body.equals(bytes)).toBe(true)
    expect(await extracting).toMatchObject({ outcome: 'done' })
  })

  test('that breaks off is told to the one who asked for it', async () => {
    const outletId = await offerOutlet()
    const fetching = request({
      host: '127.0.0.1',
      port: desk.server.port,
      path: `/outlet/${outletId}`,
      agent: false,
      headers: { host: desk.authority, cookie: desk.cookie },
    })
    fetching.on('response', (response) => response.destroy())
    fetching.on('error', () => {})
    fetching.end()
    const answer = await desk.call('exhibit.extract', { exhibit, outletId })
    expect(answer).toMatchObject({ outcome: 'failed', failure: { code: 'outlet/interrupted' } })
  })

  test('that nobody announced is not there', async () => {
    expect((await desk.ask(`/outlet/${'0'.repeat(32)}`)).status).toBe(404)
  })
})

describe('a report', () => {
  test('is shown inside the page and nowhere else', async () => {
    const made = await desk.call('report.make', { case: number, kind: 'case', languages: 'km' })
    const reportId = made.outcome === 'done' ? made.value.reportId : ''
    const { status, headers, body } = await desk.ask(`/report/${reportId}`, {
      headers: { 'x-samnum': undefined, 'sec-fetch-site': 'same-origin' },
    })
    expect(status).toBe(200)
    expect(body.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'inline',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    })
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    await desk.call('vault.lock', {})
    expect((await desk.ask(`/report/${reportId}`)).status).toBe(404)
    await desk.call('vault.unlock', { passphrase: PASSPHRASE })
  })
})

describe('the stream of pushes', () => {
  test('tells progress and growth, and ends when the page goes', async () => {
    const pushes: Push[] = []
    const listening = request({
      host: '127.0.0.1',
      port: desk.server.port,
      path: '/api/events',
      agent: false,
      headers: {
        host: desk.authority,
        cookie: desk.cookie,
        'x-samnum': '1',
        'x-samnum-key': desk.pageKey,
      },
    })
    listening.end()
    const [response] = await once(listening, 'response')
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    expect(response.headers['cache-control']).toBe('no-store')
    let text = ''
    response.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
      for (const line of text.split('\n\n').slice(0, -1)) {
        if (line.startsWith('data: ')) pushes.push(JSON.parse(line.slice(6)))
      }
      text = text.split('\n\n').at(-1) ?? ''
    })
    const bytes = Buffer.alloc(2 * 1024 * 1024, 9)
    const intakeId = await offer('told.bin', bytes.length)
    const sealing = desk.call('exhibit.seal', { case: number, intakeId }, 'told')
    await desk.ask(`/intake/${intakeId}`, { method: 'PUT', body: bytes })
    await sealing
    while (!pushes.some((push) => push.topic === 'ledger-grew')) await once(response, 'data')
    const progress = pushes.filter((push) => push.topic === 'progress' && push.callId === 'told')
    expect(progress.at(-1)).toMatchObject({
      progress: { stage: 'sealing', done: bytes.length, total: bytes.length },
    })
    response.on('error', () => {})
    listening.destroy()
  })
})
