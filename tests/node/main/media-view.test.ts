import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fail, succeed } from '#core/result.ts'
import { isMediaFrame, parseMediaAddress } from '../../../src/main/media-address.ts'
import { serveMedia } from '../../../src/main/media-view.ts'
import { openUnlockedDesktop } from '../../support/electron-double/desktop-vault.ts'
import type { OpenDesktop } from '../../support/electron-double/run-desktop.ts'
import { makeSessionDouble } from '../../support/electron-double/session-double.ts'

const ID = 'a'.repeat(32)
const MEDIA = { bytesId: ID, path: 'km/0/frame', place: { x: 10.4, y: 20.6, width: 300, height: 200 } }

let desktop: OpenDesktop

beforeAll(async () => {
  desktop = await openUnlockedDesktop()
})

afterAll(() => desktop.stop())

const show = (media: unknown) => desktop.call('window.show-media', { media })

describe('sound and film on the desktop', () => {
  test('have a session of their own, in memory, that answers and lets through only their scheme', async () => {
    const media = desktop.double.sessions.find(({ partition }) => partition === 'samnum-media')
    if (media === undefined) throw new Error('there is such a session')
    expect(media.options).toEqual({ cache: false })
    for (const url of [
      'https://evil.example/',
      'app://samnum/',
      'file:///etc/passwd',
      `preview://${ID}/picture/0/9`,
    ]) {
      expect(await media.fetch(url)).toBe('cancelled')
    }
    const answer = await media.fetch(`preview://${ID}/km/0/frame`)
    expect(answer instanceof Response && answer.status).toBe(404)
    expect(await desktop.session.fetch(`preview://${ID}/km/0/frame`)).toBe('cancelled')
  })

  test('play in a view without preload and JavaScript, which moves, and goes at the lock', async () => {
    await show(MEDIA)
    const view = desktop.double.views.at(-1)
    if (view === undefined) throw new Error('there is a view')
    expect(view.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      javascript: false,
      nodeIntegration: false,
      webSecurity: true,
      devTools: false,
    })
    expect(view.options.webPreferences).not.toHaveProperty('preload')
    expect(view.state.bounds).toEqual({ x: 10, y: 21, width: 300, height: 200 })
    expect(desktop.window.laidOver).toHaveLength(1)
    await show({ ...MEDIA, place: { x: 0, y: 0, width: 100, height: 100 } })
    expect(desktop.double.views).toHaveLength(1)
    expect(view.state.bounds).toEqual({ x: 0, y: 0, width: 100, height: 100 })
    expect(view.contents.navigate('https://evil.example/')).toBe(false)
    expect(view.contents.openWindow('https://evil.example/')).toBe(false)
    await show(null)
    expect(desktop.window.laidOver).toHaveLength(0)
    expect(view.state.isClosed).toBe(true)
  })

  test.each([
    { ...MEDIA, bytesId: 'x' },
    { ...MEDIA, path: '../frame' },
    { ...MEDIA, path: 'km/0/media' },
    { ...MEDIA, place: { x: 'left' } },
    { ...MEDIA, url: 'https://evil.example/' },
  ])('of no proper kind are refused (%#)', async (media) => {
    const before = desktop.double.views.length
    expect(await show(media)).toMatchObject({ failure: { code: 'input/invalid' } })
    expect(desktop.double.views).toHaveLength(before)
  })

  test('are answered by ranges', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, at) => at % 256)
    const session = makeSessionDouble(null, undefined)
    serveMedia(session.used as never, {
      readPreview: async (bytesId, part) =>
        bytesId === ID && part.kind === 'media'
          ? succeed({
              contentType: 'video/mp4',
              sizeBytes: bytes.length,
              bytes: bytes.slice(part.offsetBytes, part.offsetBytes + part.lengthBytes),
            })
          : fail({ code: 'preview/unknown' }),
    })
    const answer = await session.fetch(`preview://${ID}/km/0/media`, { headers: { range: 'bytes=257-259' } })
    if (!(answer instanceof Response)) throw new Error(answer)
    expect([answer.status, answer.headers.get('content-range')]).toEqual([206, 'bytes 257-259/5000'])
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([1, 2, 3])
    const frame = await session.fetch(`preview://${ID}/km/9/frame`)
    if (!(frame instanceof Response)) throw new Error(frame)
    expect(await frame.text()).toContain('<video controls')
    const wrong = await session.fetch(`preview://${'b'.repeat(32)}/km/0/media`)
    expect(wrong instanceof Response && wrong.status).toBe(404)
  })
})

describe('an address of sound or film', () => {
  test.each([`preview://${ID}/km/0/frame`, `preview://${ID}/en/12/media`, `preview://${ID}/en/12/style.css`])(
    '%s is one',
    (address) => {
      expect(parseMediaAddress(address)?.bytesId).toBe(ID)
    },
  )

  test.each([
    `preview://${ID}/`,
    `preview://${ID}/picture/0/100`,
    `preview://user@${ID}/km/0/frame`,
    `preview://${ID}/km/0/frame?x`,
    `preview://${ID}0/km/0/frame`,
    `app://${ID}/km/0/frame`,
    'preview:',
    null,
  ])('%s is none', (address) => {
    expect(parseMediaAddress(address)).toBeNull()
    expect(isMediaFrame(address)).toBe(false)
  })
})
