import type { PreviewPiece } from '#app/viewing/read-preview.ts'
import type { Envelope, Push } from '#contract/envelope.ts'
import type { Failure } from '#contract/failures.ts'
import type { IntakeItem } from '#contract/window-operations.ts'
import { type Result, succeed } from '#core/result.ts'
import type { Engine } from './engine.ts'
import type { Pipe } from './engine-pipe.ts'
import type { FromEngine, PipeRequest, ReportPiece, ToEngine } from './pipe-messages.ts'

/** A drawn document on its way through a pipe. */
export type ReportStream = { readonly sizeBytes: number; readonly chunks: AsyncIterable<Uint8Array> }

/** What of an engine can be reached from another process. Uploads and downloads belong to the loopback server only. */
export type DistantEngine = Pick<
  Engine,
  | 'call'
  | 'cancel'
  | 'subscribe'
  | 'offerPaths'
  | 'offerOutletPath'
  | 'readPreview'
  | 'readReadBack'
  | 'close'
> & {
  /** The bytes of a drawn document in pieces; iterating throws when it is replaced or the engine goes meanwhile. */
  readReport(reportId: string): Promise<Result<ReportStream, Failure>>
}

/** What is reported when the other end of a pipe disappears. */
export class EngineGone extends Error {
  constructor() {
    super('the engine at the other end of the pipe is gone')
    this.name = 'EngineGone'
  }
}

/** Thrown where an engine at the other end broke or is gone; `reference` names the line of the log. */
export class EngineFault extends Error {
  readonly reference: string
  constructor(reference: string) {
    super(`the engine failed, see ${reference}`)
    this.name = 'EngineFault'
    this.reference = reference
  }
}

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (cause: unknown) => void }

/**
 * Makes the engine at the other end of a pipe callable here.
 *
 * When the other end disappears, every running and every later call answers `bug`, and everything else rejects with an
 * {@link EngineFault}. `reportBug` records what happened, once with an {@link EngineGone}, and answers the reference
 * they carry.
 */
export function connectEngine(pipe: Pipe, reportBug: (cause: unknown) => string): DistantEngine {
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(push: Push) => void>()
  let lastId = 0
  let loss: EngineFault | null = null

  const send = (message: ToEngine): void => pipe.post(message)

  const ask = (request: PipeRequest, signal?: AbortSignal): Promise<unknown> => {
    if (loss !== null) return Promise.reject(loss)
    const id = ++lastId
    const stop = (): void => send({ kind: 'abort', id })
    const answered = new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      send({ id, request })
    })
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
    return answered.finally(() => {
      waiting.delete(id)
      signal?.removeEventListener('abort', stop)
    })
  }

  pipe.onMessage((raw) => {
    const message = raw as FromEngine
    if (message.kind === 'push') for (const listener of [...listeners]) listener(message.push)
    else if (message.kind === 'answer') waiting.get(message.id)?.resolve(message.value)
    else waiting.get(message.id)?.reject(new EngineFault(message.reference))
  })
  pipe.onClose(() => {
    const fault = new EngineFault(reportBug(new EngineGone()))
    loss = fault
    for (const { reject } of [...waiting.values()]) reject(fault)
  })

  const readPiece = (reportId: string, offsetBytes: number) =>
    ask({ kind: 'read-report', reportId, offsetBytes }) as Promise<Result<ReportPiece, Failure>>

  return {
    call: async (message, transport, options) => {
      try {
        return (await ask({ kind: 'call', message, transport }, options?.signal)) as Envelope<unknown>
      } catch (cause) {
        return {
          outcome: 'bug',
          reference: cause instanceof EngineFault ? cause.reference : reportBug(cause),
        }
      }
    },
    cancel: (callId) => send({ kind: 'cancel', callId }),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    offerPaths: (paths) =>
      ask({ kind: 'offer-paths', paths }) as Promise<readonly Result<IntakeItem, Failure>[]>,
    offerOutletPath: (path) => ask({ kind: 'offer-outlet-path', path }) as Promise<string>,
    readReport: async (reportId) => {
      const first = await readPiece(reportId, 0)
      if (!first.ok) return first
      return succeed({
        sizeBytes: first.value.sizeBytes,
        chunks: piecesFrom(first.value, reportId, readPiece),
      })
    },
    readPreview: (bytesId, part) =>
      ask({ kind: 'read-preview', bytesId, part }) as Promise<Result<PreviewPiece, Failure>>,
    readReadBack: (pageId, file) =>
      ask({ kind: 'read-read-back', pageId, file }) as ReturnType<Engine['readReadBack']>,
    close: () => ask({ kind: 'close' }) as Promise<void>,
  }
}

async function* piecesFrom(
  first: ReportPiece,
  reportId: string,
  readPiece: (reportId: string, offsetBytes: number) => Promise<Result<ReportPiece, Failure>>,
): AsyncGenerator<Uint8Array> {
  let sentBytes = 0
  for (let piece = first; ; ) {
    yield piece.bytes
    sentBytes += piece.bytes.length
    if (sentBytes >= first.sizeBytes) return
    const next = await readPiece(reportId, sentBytes)
    if (!next.ok || next.value.bytes.length === 0)
      throw new Error(`report ${reportId} ended after ${sentBytes} bytes`)
    piece = next.value
  }
}
