import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { RoomOrder, ViewingRoom } from '#app/ports/viewing-room.ts'
import { type LaunchRoom, launchRoomProcess } from '#node/viewing/launch-room-process.ts'
import { makeRooms } from '#node/viewing/open-room.ts'
import type { FromRoom, ToRoom } from '#node/viewing/room-messages.ts'

function openOn(bytes: Uint8Array, order: Omit<RoomOrder, 'sizeBytes'>, withinMs?: number): ViewingRoom {
  const room = makeRooms(launchRoomProcess, withinMs)(
    { ...order, sizeBytes: bytes.length },
    async (offset, length) => bytes.subarray(offset, offset + length),
  )
  onTestFinished(() => room.close())
  return room
}

/** A room whose process says what the test says. */
function pretend(answer: (message: ToRoom, say: (message: unknown) => void) => void) {
  const events = { ended: false, end: () => {}, sent: [] as ToRoom[] }
  const launch: LaunchRoom = () => {
    let listener: (message: FromRoom) => void = () => {}
    return {
      post: (message) => {
        events.sent.push(message)
        answer(message, (said) => listener(said as FromRoom))
      },
      onMessage: (given) => {
        listener = given
      },
      onEnd: (given) => {
        events.end = given
      },
      end: () => {
        events.ended = true
      },
    }
  }
  return { events, launch }
}

const TEXT: RoomOrder = { kind: 'text', magic: 'text', sizeBytes: 5 }
const NOTHING = async () => new Uint8Array(0)

describe('a viewing room', () => {
  test('decodes the one kind of picture that its first bytes said, and no other', async () => {
    const png = await sharp({ create: { width: 5, height: 5, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    expect(await openOn(png, { kind: 'image', magic: 'png' }).ask({ what: 'pages' })).toMatchObject({
      ok: true,
    })
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    for (const [bytes, magic] of [
      [svg, 'png'],
      [png, 'jpeg'],
      [svg, 'binary'],
    ] as const) {
      expect(await openOn(bytes, { kind: 'image', magic }).ask({ what: 'pages' })).toMatchObject({
        failure: { code: 'preview/not-shown' },
      })
    }
  })

  test('refuses a picture of more pixels than fit, before it is decoded', async () => {
    const bomb = await sharp({
      create: { width: 16_000, height: 13_000, channels: 3, background: 'red' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(3_000_000)
    const answer = await openOn(bomb, { kind: 'image', magic: 'png' }).ask({ what: 'pages' })
    expect(answer.ok).toBe(false)
  }, 60_000)

  test('that does not answer in time is ended', async () => {
    const slow = openOn(new TextEncoder().encode('x'.repeat(1000)), { kind: 'text', magic: 'text' }, 1)
    expect(await slow.ask({ what: 'lines', from: 0, count: 1, line: null })).toEqual({
      ok: false,
      failure: { code: 'preview/not-shown', facts: { cause: 'time' } },
    })
    expect(await slow.ask({ what: 'lines', from: 0, count: 1, line: null })).toMatchObject({
      failure: { facts: { cause: 'ended' } },
    })
  })

  test('is ended when whoever asked calls it off', async () => {
    const { events, launch } = pretend(() => {})
    const room = makeRooms(launch)(TEXT, NOTHING)
    const stop = new AbortController()
    const asked = room.ask({ what: 'pages' }, { signal: stop.signal })
    stop.abort()
    expect(await asked).toMatchObject({ failure: { code: 'cancelled' } })
    expect(events.ended).toBe(true)
  })

  test('that dies answers every question that waits', async () => {
    const { events, launch } = pretend(() => {})
    const room = makeRooms(launch)(TEXT, NOTHING)
    const asked = [room.ask({ what: 'pages' }), room.ask({ what: 'mail' })]
    events.end()
    for (const answer of await Promise.all(asked)) {
      expect(answer).toMatchObject({ failure: { code: 'preview/not-shown', facts: { cause: 'ended' } } })
    }
  })

  test.each([
    ['no message', 7],
    ['no kind', {}],
    ['another kind', { kind: 'open' }],
    ['more than a message has', { kind: 'answer', id: 1, value: 1, more: 1 }],
    ['a place before the beginning', { kind: 'read', id: 1, offsetBytes: -1, lengthBytes: 1 }],
    ['a reason that is none', { kind: 'refused', id: 1, cause: '<b>' }],
  ])('that says %s is ended', async (_, said) => {
    const { events, launch } = pretend((message, say) => {
      if (message.kind === 'ask') say(said)
    })
    const answer = await makeRooms(launch)(TEXT, NOTHING).ask({ what: 'pages' })
    expect(answer).toMatchObject({ failure: { code: 'preview/not-shown', facts: { cause: 'nonsense' } } })
    expect(events.ended).toBe(true)
  })

  test('is handed out no more than four mebibytes at once, whatever it asks for', async () => {
    const asked: number[] = []
    const { launch } = pretend((message, say) => {
      if (message.kind === 'ask') say({ kind: 'read', id: 1, offsetBytes: 0, lengthBytes: 2 ** 40 })
      if (message.kind === 'bytes') say({ kind: 'answer', id: 1, value: 1 })
    })
    const room = makeRooms(launch)(TEXT, async (_offset, length) => {
      asked.push(length)
      return new Uint8Array(0)
    })
    await room.ask({ what: 'pages' })
    expect(asked).toEqual([4 * 1024 * 1024])
  })

  test.skipIf(process.platform !== 'linux')('leaves no process behind', async () => {
    const mine = async () =>
      (await readdir(`/proc/self/task/${process.pid}`).catch((): string[] => [])).includes('children')
        ? (await import('node:fs/promises')).readFile(`/proc/self/task/${process.pid}/children`, 'utf8')
        : ''
    const gone = async () => {
      for (let turn = 0; turn < 200 && (await mine()).trim() !== ''; turn += 1) await pause(20)
      return (await mine()).trim()
    }
    // Those of the tests before are on their way out.
    expect(await gone()).toBe('')
    const room = openOn(new TextEncoder().encode('x'), { kind: 'text', magic: 'text' })
    await room.ask({ what: 'lines', from: 0, count: 1, line: null })
    room.close()
    expect(await gone()).toBe('')
  })
})
