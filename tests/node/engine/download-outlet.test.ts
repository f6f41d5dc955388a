import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CANCELLED } from '#app/ports/byte-source.ts'
import type { Outgoing } from '#app/ports/outlets.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, succeed } from '#core/result.ts'
import { OutletDesk } from '#node/engine/outlet-desk.ts'

const CHUNKS = ['first ', 'second ', 'third']
const WHOLE = CHUNKS.join('')
const NEVER = new AbortController().signal

type Problem = Failure<'object/segment-damaged'>

/** Bytes that leave chunk by chunk; `failAt` is the chunk instead of which a failure comes. */
function outgoing(
  failAt = Number.POSITIVE_INFINITY,
): Outgoing<Problem> & { readonly handedOut: () => number } {
  let next = 0
  return {
    fileName: 'ភស្តុតាង.txt',
    sizeBytes: WHOLE.length,
    handedOut: () => next,
    nextChunk: async () => {
      if (next === failAt) return fail({ code: 'object/segment-damaged' as const })
      const chunk = CHUNKS[next]
      next += 1
      return succeed(chunk === undefined ? null : Buffer.from(chunk))
    },
  }
}

function send(desk: OutletDesk, outletId: string, bytes = outgoing(), signal: AbortSignal = NEVER) {
  const progress: number[] = []
  const done = desk.deliver(outletId, bytes, { signal, onProgress: (doneBytes) => progress.push(doneBytes) })
  return { done, progress }
}

/** Receives everything; the text that came is kept also when the transfer breaks. */
async function receive(desk: OutletDesk, outletId: string, signal = NEVER) {
  const opened = await desk.openDownload(outletId, signal)
  if (!opened.ok) return { refused: opened.failure.code }
  let text = ''
  try {
    for await (const chunk of opened.value.chunks) text += Buffer.from(chunk).toString()
    return { text, fileName: opened.value.fileName, sizeBytes: opened.value.sizeBytes }
  } catch {
    return { broken: text }
  }
}

const RECEIVED = { text: WHOLE, fileName: 'ភស្តុតាង.txt', sizeBytes: WHOLE.length }

describe('a download', () => {
  test('is delivered when the receiver comes first', async () => {
    const desk = new OutletDesk()
    const id = desk.offerDownload()
    const receiving = receive(desk, id)
    const { done, progress } = send(desk, id)
    expect(await receiving).toEqual(RECEIVED)
    expect(await done).toEqual({ ok: true, value: undefined })
    expect(progress).toEqual([6, 13, 18])
  })

  test('is delivered when the sender comes first, as a page does that asks before it follows its link', async () => {
    const desk = new OutletDesk()
    const id = desk.offerDownload()
    const { done } = send(desk, id)
    await new Promise((resolve) => setImmediate(resolve))
    expect(await receive(desk, id)).toEqual(RECEIVED)
    expect(await done).toEqual({ ok: true, value: undefined })
  })

  test('is good for one delivery and one receiver', async () => {
    const desk = new OutletDesk()
    const id = desk.offerDownload()
    const [first, second] = [receive(desk, id), receive(desk, id)]
    const { done } = send(desk, id)
    expect(await send(desk, id).done).toEqual(fail({ code: 'outlet/unknown' }))
    expect(await first).toEqual(RECEIVED)
    expect(await second).toEqual({ refused: 'outlet/unknown' })
    expect(await done).toMatchObject({ ok: true })
    expect(await receive(desk, id)).toEqual({ refused: 'outlet/unknown' })
    expect(await send(desk, id).done).toEqual(fail({ code: 'outlet/unknown' }))
  })

  test('whose bytes turn out damaged in the middle breaks off, and says why to the sender', async () => {
    for (const failAt of [0, 1, 2]) {
      const desk = new OutletDesk()
      const id = desk.offerDownload()
      const receiving = receive(desk, id)
      const { done } = send(desk, id, outgoing(failAt))
      expect(await done).toEqual(fail({ code: 'object/segment-damaged' }))
      expect(await receiving).toEqual({ broken: CHUNKS.slice(0, failAt).join('') })
    }
  })

  test('whose last bytes do not have the recorded digest breaks off too', async () => {
    const desk = new OutletDesk()
    const id = desk.offerDownload()
    const receiving = receive(desk, id)
    const { done } = send(desk, id, outgoing(3))
    expect(await done).toEqual(fail({ code: 'object/segment-damaged' }))
    expect(await receiving).toEqual({ broken: WHOLE })
  })

  test('whose receiver stops in the middle is interrupted', async () => {
    const desk = new OutletDesk()
    const id = desk.offerDownload()
    const { done } = send(desk, id)
    const opened = await desk.openDownload(id, NEVER)
    if (!opened.ok) throw new Error(opened.failure.code)
    for await (const _ of opened.value.chunks) break
    expect(await done).toEqual(fail({ code: 'outlet/interrupted' }))
  })

  test('whose receiver is gone without a word is interrupted', async () => {
    const desk = new OutletDesk()
    const id = desk.offerDownload()
    const bytes = outgoing()
    const { done } = send(desk, id, bytes)
    const carrier = new AbortController()
    const opened = await desk.openDownload(id, carrier.signal)
    if (!opened.ok) throw new Error(opened.failure.code)
    const iterator = opened.value.chunks[Symbol.asyncIterator]()
    await iterator.next()
    carrier.abort()
    expect(await done).toEqual(fail({ code: 'outlet/interrupted' }))
    await expect(iterator.next()).rejects.toThrow()
    expect(bytes.handedOut()).toBe(1)
  })

  test('whose receiver was gone before it began is interrupted', async () => {
    const desk = new OutletDesk()
    const id = desk.offerDownload()
    expect(await receive(desk, id, AbortSignal.abort())).toEqual({ refused: 'outlet/interrupted' })
    expect(await send(desk, id).done).toEqual(fail({ code: 'outlet/interrupted' }))
  })

  test('that is cancelled breaks off, before or after it began', async () => {
    for (const isBegun of [true, false]) {
      const desk = new OutletDesk()
      const id = desk.offerDownload()
      const controller = new AbortController()
      if (!isBegun) controller.abort()
      const { done } = send(desk, id, outgoing(), controller.signal)
      const receiving = desk.openDownload(id, NEVER)
      if (isBegun) {
        const opened = await receiving
        if (!opened.ok) throw new Error(opened.failure.code)
        const iterator = opened.value.chunks[Symbol.asyncIterator]()
        await iterator.next()
        controller.abort()
        await expect(iterator.next()).rejects.toThrow()
      }
      expect(await done).toEqual(fail(CANCELLED))
    }
  })

  test('that waits is given up on both sides when the vault is locked', async () => {
    const desk = new OutletDesk()
    const [sent, received] = [desk.offerDownload(), desk.offerDownload()]
    const { done } = send(desk, sent)
    const receiving = receive(desk, received)
    desk.clear()
    expect(await done).toEqual(fail({ code: 'outlet/interrupted' }))
    expect(await receiving).toEqual({ refused: 'outlet/interrupted' })
    expect(await receive(desk, sent)).toEqual({ refused: 'outlet/unknown' })
  })

  test('that was never offered is unknown', async () => {
    const desk = new OutletDesk()
    const place = desk.offerPath('/nowhere')
    for (const id of ['', 'ff'.repeat(16), '__proto__', place]) {
      expect(await receive(desk, id)).toEqual({ refused: 'outlet/unknown' })
    }
    expect(await desk.check('ff'.repeat(16))).toEqual(fail({ code: 'outlet/unknown' }))
    expect(await send(desk, 'ff'.repeat(16)).done).toEqual(fail({ code: 'outlet/unknown' }))
  })
})

describe('waiting for the other side', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('a sender to whom nobody comes gives up after a minute', async () => {
    const desk = new OutletDesk()
    const { done } = send(desk, desk.offerDownload())
    await vi.advanceTimersByTimeAsync(59_999)
    const waited = await Promise.race([done, Promise.resolve('waits')])
    expect(waited).toBe('waits')
    await vi.advanceTimersByTimeAsync(1)
    expect(await done).toEqual(fail({ code: 'outlet/interrupted' }))
  })

  test('a receiver to whom nobody sends gives up after a minute', async () => {
    const desk = new OutletDesk()
    const receiving = receive(desk, desk.offerDownload())
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await receiving).toEqual({ refused: 'outlet/interrupted' })
  })

  test('a download that goes on may take as long as it takes', async () => {
    const desk = new OutletDesk()
    const id = desk.offerDownload()
    const { done } = send(desk, id)
    const opened = await desk.openDownload(id, NEVER)
    if (!opened.ok) throw new Error(opened.failure.code)
    let text = ''
    for await (const chunk of opened.value.chunks) {
      await vi.advanceTimersByTimeAsync(600_000)
      text += Buffer.from(chunk).toString()
    }
    expect(text).toBe(WHOLE)
    expect(await done).toMatchObject({ ok: true })
  })
})
