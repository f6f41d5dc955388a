import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSPHRASE } from '../serve/serve-desk.ts'
import { expectDone, makeWav, openViewingDesk, type ViewingDesk } from './viewing-desk.ts'

let desk: ViewingDesk
const wav = makeWav(200)

beforeAll(async () => {
  desk = await openViewingDesk()
})

afterAll(async () => {
  await desk.leave()
  expect(desk.bugs).toEqual([])
})

const media = (bytesId: string, range?: string) =>
  desk.send(`/preview/${bytesId}/en/0/media`, {
    // As a frame without an origin asks: no cookie, no header of ours, another site.
    headers: {
      host: desk.authority,
      origin: 'null',
      'sec-fetch-site': 'cross-site',
      ...(range !== undefined && { range }),
    },
  })

describe('sound and film', () => {
  test.each([
    ['bytes=0-0', 0, 0],
    ['bytes=1-1', 1, 1],
    ['bytes=43-47', 43, 47],
    ['bytes=1048575-1048576', 1_048_575, 1_048_576],
    ['bytes=1048577-2097153', 1_048_577, 2_097_153],
    ['bytes=3199999-', 3_199_999, wav.length - 1],
    ['bytes=-7', wav.length - 7, wav.length - 1],
    ['bytes=3000000-99999999', 3_000_000, wav.length - 1],
  ])('are handed out by the range %s', async (range, first, last) => {
    const { bytesId } = await desk.look('voice.wav', wav)
    const answer = await media(bytesId, range)
    expect(answer.status).toBe(206)
    expect(answer.headers['content-range']).toBe(`bytes ${first}-${last}/${wav.length}`)
    expect(answer.headers['content-type']).toBe('audio/wav')
    expect(Buffer.compare(answer.body, Buffer.from(wav.subarray(first, last + 1)))).toBe(0)
  })

  test('are handed out whole without a range, or where a range is none', async () => {
    const { bytesId } = await desk.look('voice.wav', wav)
    for (const range of [undefined, 'bytes=5-2', 'lines=1-2', 'bytes=0-1,4-5']) {
      const answer = await media(bytesId, range)
      expect([answer.status, answer.body.length]).toEqual([200, wav.length])
      expect(answer.headers['accept-ranges']).toBe('bytes')
    }
  })

  test('past their end are refused as such', async () => {
    const { bytesId } = await desk.look('voice.wav', wav)
    const answer = await media(bytesId, `bytes=${wav.length}-`)
    expect([answer.status, answer.headers['content-range']]).toEqual([416, `bytes */${wav.length}`])
  })

  test('are handed out for nothing that is neither by its first bytes', async () => {
    const text = await desk.look('note.txt', new TextEncoder().encode('hello'))
    expect((await media(text.bytesId)).status).toBe(404)
    const wrong = await desk.look('film.mp4', new TextEncoder().encode('<html>hello</html>'))
    expect(wrong.isMismatch).toBe(true)
    expect((await media(wrong.bytesId)).status).toBe(404)
  })

  test('of which a stored byte was changed break off before it', async () => {
    const sealed = await desk.seal('voice.wav', wav)
    const folder = join(desk.room, 'vault', 'objects')
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const rest = sealed.objectId?.slice(4) ?? 'no object'
    const file = entries.find((entry) => entry.isFile() && entry.name.includes(rest))
    expect(file).toBeDefined()
    const path = join(file?.parentPath ?? '', file?.name ?? '')
    const { writeFile } = await import('node:fs/promises')
    const bytes = await readFile(path)
    const at = 1024 * 1024 * 2 + 4096 + 500
    bytes[at] = (bytes[at] ?? 0) ^ 1
    await writeFile(path, bytes)
    const opened = expectDone(await desk.call('exhibit.preview', { exhibit: sealed.exhibitId }))
    expect((await media(opened.bytesId, 'bytes=0-1048575')).status).toBe(206)
    await expect(media(opened.bytesId, 'bytes=2097152-')).rejects.toThrow()
  })
})

describe('the frame in which they play', () => {
  test('holds nothing of the exhibit, and may do nothing', async () => {
    const { bytesId } = await desk.look('canary-name.wav', makeWav(1))
    const answer = await desk.ask(`/preview/${bytesId}/km/12/frame`)
    expect(answer.status).toBe(200)
    const html = answer.body.toString()
    expect(html).toContain('<audio controls preload="metadata"')
    expect(html).toContain('src="media#t=12"')
    expect(html).not.toContain('canary')
    expect(html).not.toContain('<script')
    expect(answer.headers['content-security-policy']).toBe(
      "default-src 'none'; media-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'; sandbox",
    )
    expect(answer.headers['x-frame-options']).toBe('SAMEORIGIN')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin')
  })

  test('is shown to nobody without the session', async () => {
    const { bytesId } = await desk.look('voice.wav', makeWav(1))
    const own = { host: desk.authority }
    expect((await desk.send(`/preview/${bytesId}/km/0/frame`, { headers: own })).status).toBe(401)
    expect((await desk.send(`/preview/${bytesId}/picture/0/9`, { headers: own })).status).toBe(401)
  })

  test('and what it fetches are refused to another host name', async () => {
    const { bytesId } = await desk.look('voice.wav', makeWav(1))
    const answer = await desk.send(`/preview/${bytesId}/en/0/media`, { headers: { host: 'evil.example' } })
    expect(answer.status).toBe(403)
    const foreign = { host: desk.authority, origin: 'http://evil.example' }
    expect((await desk.send(`/preview/${bytesId}/en/0/media`, { headers: foreign })).status).toBe(403)
    const noFrame = { host: desk.authority, origin: 'null' }
    expect((await desk.send(`/preview/${bytesId}/en/0/frame`, { headers: noFrame })).status).toBe(403)
  })
})

describe('bytes of previews', () => {
  test('carry a policy under which nothing loads or runs', async () => {
    const png = await sharp({ create: { width: 5, height: 5, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const { bytesId } = await desk.look('a.png', png)
    const sound = await desk.look('voice.wav', makeWav(1))
    const policy =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'; sandbox"
    for (const answer of [await desk.ask(`/preview/${bytesId}/picture/0/5`), await media(sound.bytesId)]) {
      expect(answer.headers['content-security-policy']).toBe(policy)
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      expect(answer.headers['x-frame-options']).toBe('DENY')
    }
    expect((await media(sound.bytesId)).headers['cross-origin-resource-policy']).toBe('cross-origin')
  })

  test.each([
    '/preview/',
    `/preview/${'0'.repeat(32)}/picture/0/100`,
    `/preview/${'0'.repeat(32)}/en/0/frame`,
    `/preview/${'0'.repeat(32)}/en/0/media`,
    `/preview/${'0'.repeat(31)}/en/0/media`,
  ])('under %s are not found', async (path) => {
    expect((await desk.ask(path)).status).toBe(404)
  })

  test.each([
    'picture/0/0',
    'picture/0/9999',
    'picture/-1/5',
    'picture/0/5/',
    'picture/0',
    '../report',
    'en/0/frame2',
    'fr/0/frame',
    'media',
  ])('at a wrong place (%s) are not found', async (rest) => {
    const png = await sharp({ create: { width: 5, height: 5, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const { bytesId } = await desk.look('a.png', png)
    expect((await desk.ask(`/preview/${bytesId}/${rest}`)).status).toBe(404)
  })

  test('are gone once looking has ended, and looking at a fifth exhibit ends the first', async () => {
    const first = await desk.look('voice.wav', makeWav(1))
    expect((await media(first.bytesId)).status).toBe(200)
    await desk.call('preview.close', { previewId: first.previewId })
    expect((await media(first.bytesId)).status).toBe(404)
    const second = await desk.look('voice.wav', makeWav(1))
    for (let more = 0; more < 4; more += 1) await desk.look('voice.wav', makeWav(1))
    expect((await media(second.bytesId)).status).toBe(404)
  })

  test('are gone at the lock, and stay so after it', async () => {
    const { bytesId, previewId } = await desk.look('voice.wav', makeWav(1))
    const text = await desk.look('note.txt', new TextEncoder().encode('hello'))
    expectDone(await desk.call('preview.page', { previewId: text.previewId, view: 'text' }))
    await desk.call('vault.lock', {})
    expect((await media(bytesId)).status).toBe(404)
    expect(await desk.call('preview.page', { previewId, view: 'hex' })).toMatchObject({
      failure: { code: 'vault/locked' },
    })
    expectDone(await desk.call('vault.unlock', { passphrase: PASSPHRASE }))
    expect((await media(bytesId)).status).toBe(404)
    expect(await desk.call('preview.page', { previewId: text.previewId, view: 'text' })).toMatchObject({
      failure: { code: 'preview/unknown' },
    })
  })

  test('nothing of what was looked at is written to the disk', async () => {
    const canary = 'កូនកាណារី-of-looking-4711'
    const { previewId } = await desk.look('note.txt', new TextEncoder().encode(`${canary}\n`.repeat(3000)))
    expectDone(await desk.call('preview.page', { previewId, view: 'text' }))
    expectDone(await desk.call('preview.page', { previewId, view: 'hex' }))
    for (const entry of await readdir(desk.room, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const bytes = await readFile(join(entry.parentPath, entry.name))
      expect(bytes.includes(canary), entry.name).toBe(false)
      expect(bytes.includes(Buffer.from(canary).toString('hex')), entry.name).toBe(false)
    }
  })
})
