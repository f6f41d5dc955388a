import type { Envelope } from '#contract/envelope.ts'
import type { Failure } from '#contract/failures.ts'
import { type Result, succeed } from '#core/result.ts'
import type { Engine } from './engine.ts'
import type { Pipe } from './engine-pipe.ts'
import {
  type FromEngine,
  type PipeRequest,
  REPORT_PIECE_BYTES,
  type ReportPiece,
  type ToEngine,
} from './pipe-messages.ts'

const LOCKED: Envelope<never> = { outcome: 'failed', failure: { code: 'vault/locked' } }

/**
 * Answers at one end of a pipe for an engine in this process.
 *
 * A request to close stops every running call, lets each answer, closes the engine and answers last: whoever asked may
 * then end the process. The same happens when the other end disappears. Resolves once the other end is gone and the
 * engine is closed. `reportBug` records a throw and answers the reference that crosses instead of it.
 */
export function serveEngine(
  pipe: Pipe,
  engine: Engine,
  reportBug: (cause: unknown) => string,
): Promise<void> {
  const running = new Map<number, { readonly stop: AbortController; readonly done: Promise<void> }>()
  let closed: Promise<void> | null = null

  const send = (message: FromEngine): void => pipe.post(message)
  const unsubscribe = engine.subscribe((push) => send({ kind: 'push', push }))

  const close = (): Promise<void> => {
    closed ??= (async () => {
      for (const { stop } of running.values()) stop.abort()
      await Promise.all([...running.values()].map(({ done }) => done))
      await engine.close()
      unsubscribe()
    })()
    return closed
  }

  const run = async (request: PipeRequest, signal: AbortSignal): Promise<unknown> => {
    switch (request.kind) {
      case 'call':
        return closed === null ? engine.call(request.message, request.transport, { signal }) : LOCKED
      case 'offer-paths':
        return engine.offerPaths(request.paths)
      case 'offer-outlet-path':
        return engine.offerOutletPath(request.path)
      case 'read-report':
        return readPiece(engine, request.reportId, request.offsetBytes)
      case 'read-preview':
        return engine.readPreview(request.bytesId, request.part)
      case 'read-read-back':
        return engine.readReadBack(request.pageId, request.file)
      case 'close':
        return close()
    }
  }

  const answer = async (id: number, request: PipeRequest, signal: AbortSignal): Promise<void> => {
    try {
      send({ kind: 'answer', id, value: await run(request, signal) })
    } catch (cause) {
      send({ kind: 'fault', id, reference: reportBug(cause) })
    }
  }

  pipe.onMessage((raw) => {
    const message = raw as ToEngine
    if ('request' in message) {
      const stop = new AbortController()
      const done = answer(message.id, message.request, stop.signal)
      // What closes cannot wait for itself.
      if (message.request.kind === 'close') return
      running.set(message.id, { stop, done: done.finally(() => running.delete(message.id)) })
    } else if (message.kind === 'abort') {
      running.get(message.id)?.stop.abort()
    } else {
      engine.cancel(message.callId)
    }
  })

  return new Promise((resolve, reject) => {
    pipe.onClose(() => void close().then(resolve, reject))
  })
}

function readPiece(engine: Engine, reportId: string, offsetBytes: number): Result<ReportPiece, Failure> {
  const report = engine.readReport(reportId)
  if (!report.ok) return report
  // A copy: cloning a view would carry the whole buffer behind it.
  const bytes = new Uint8Array(report.value.subarray(offsetBytes, offsetBytes + REPORT_PIECE_BYTES))
  return succeed({ sizeBytes: report.value.length, bytes })
}
