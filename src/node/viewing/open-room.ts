import * as z from 'zod'
import { CANCELLED, type Cancelled, type CancelSignal } from '#app/ports/byte-source.ts'
import type { OpenRoom, RoomFailure, RoomQuestion, ViewingRoom } from '#app/ports/viewing-room.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type LaunchRoom, launchRoomProcess } from './launch-room-process.ts'
import { MOST_READ_BYTES, ROOM_REFUSALS } from './room-messages.ts'

type Answer = Result<unknown, RoomFailure | Cancelled>
type Waiting = {
  readonly settle: (answer: Answer) => void
  readonly onProgress: (done: number, total: number) => void
}

/** A room's message as it must be. */
const fromRoom = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('read'),
    id: z.number().int(),
    offsetBytes: z.number().int().min(0),
    lengthBytes: z.number().int().min(0),
  }),
  z.strictObject({ kind: z.literal('answer'), id: z.number().int(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('refused'), id: z.number().int(), cause: z.enum(ROOM_REFUSALS) }),
  z.strictObject({
    kind: z.literal('progress'),
    id: z.number().int(),
    done: z.number().int().min(0),
    total: z.number().int().min(0),
  }),
])

/** How long a question may take: what an officer waits for. Copies of many pages report each page, which begins the time anew. */
const ANSWER_WITHIN_MS = 20_000

/** Opens viewing rooms in processes that `launch` starts. */
export function makeRooms(
  launch: LaunchRoom = launchRoomProcess,
  answerWithinMs = ANSWER_WITHIN_MS,
): OpenRoom {
  return (order, read) => {
    const child = launch()
    const waiting = new Map<number, Waiting>()
    let lastId = 0
    let isOver = false

    const giveUp = (cause: 'time' | 'ended' | 'nonsense'): void => {
      if (!isOver) child.end()
      isOver = true
      for (const { settle } of [...waiting.values()]) settle(notShown(cause))
    }

    child.onEnd(() => giveUp('ended'))
    child.onMessage((raw) => {
      if (isOver) return
      const parsed = fromRoom.safeParse(raw)
      if (!parsed.success) return giveUp('nonsense')
      const message = parsed.data
      switch (message.kind) {
        case 'read': {
          const { id, offsetBytes, lengthBytes } = message
          // Whatever a room asks for, it is its own exhibit's bytes; more at once than a piece is not handed out.
          void read(offsetBytes, Math.min(lengthBytes, MOST_READ_BYTES)).then((bytes) =>
            child.post({ kind: 'bytes', id, bytes }),
          )
          return
        }
        case 'answer':
          return waiting.get(message.id)?.settle(succeed(message.value))
        case 'refused':
          return waiting.get(message.id)?.settle(refused(message.cause))
        case 'progress':
          return waiting.get(message.id)?.onProgress(message.done, message.total)
      }
    })
    child.post({ kind: 'open', order })

    const room: ViewingRoom = {
      ask(question, { signal, onProgress } = {}) {
        if (isOver) return Promise.resolve(notShown('ended'))
        if (signal?.aborted) return Promise.resolve(fail(CANCELLED))
        return askOnce(question, signal, onProgress)
      },
      close: () => giveUp('ended'),
    }

    function askOnce(
      question: RoomQuestion,
      signal: CancelSignal | undefined,
      onProgress: ((done: number, total: number) => void) | undefined,
    ): Promise<Answer> {
      lastId += 1
      const id = lastId
      return new Promise((resolve) => {
        let timer = setTimeout(() => giveUp('time'), answerWithinMs)
        const settle = (answer: Answer): void => {
          clearTimeout(timer)
          waiting.delete(id)
          signal?.removeEventListener('abort', cancel)
          resolve(answer)
        }
        const cancel = (): void => {
          settle(fail(CANCELLED))
          // It may be in the middle of something that nothing else stops.
          giveUp('ended')
        }
        signal?.addEventListener('abort', cancel)
        waiting.set(id, {
          settle,
          onProgress: (done, total) => {
            clearTimeout(timer)
            timer = setTimeout(() => giveUp('time'), answerWithinMs)
            onProgress?.(done, total)
          },
        })
        child.post({ kind: 'ask', id, question })
      })
    }

    return room
  }
}

function notShown(cause: string): Answer {
  return fail({ code: 'preview/not-shown', facts: { cause } })
}

function refused(cause: (typeof ROOM_REFUSALS)[number]): Answer {
  if (cause === 'too-large') return fail({ code: 'preview/too-large' })
  return cause === 'protected' ? fail({ code: 'preview/protected' }) : notShown('not-readable')
}
