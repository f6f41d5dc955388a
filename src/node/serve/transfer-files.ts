import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Failure } from '#contract/failures.ts'
import type { Engine } from '../engine/engine.ts'
import type { PreviewAddress } from '../viewing/preview-address.ts'
import { answerPreview } from '../viewing/preview-answer.ts'
import { answerBytes, answerJson, answerNothing } from './answer.ts'
import { attachmentNamed } from './content-disposition.ts'
import type { StartTimer } from './idle-lock.ts'
import { protectiveHeaders } from './response-headers.ts'

/**
 * How long a transfer may stand still. While it is open the vault does not lock by itself, so that a download somebody paused, or
 * an upload that nobody seals, would keep it open for ever.
 */
export const STALL_AFTER_MS = 5 * 60_000

/**
 * Answers `PUT /intake/<intakeId>`: the bytes of an announced file, taken as fast as they are sealed. 204 when all were
 * taken; the acknowledgement that counts is the answer of `exhibit.seal`.
 */
export async function takeUpload(
  engine: Pick<Engine, 'acceptUpload'>,
  intakeId: string,
  request: IncomingMessage,
  response: ServerResponse,
  startTimer: StartTimer,
): Promise<void> {
  const controller = new AbortController()
  const stall = watchStall(() => {
    controller.abort()
    // A sender who sends nothing more would otherwise be waited for.
    request.destroy()
  }, startTimer)
  request.on('close', () => {
    if (!request.complete) controller.abort()
  })
  const chunks = stall.watch(request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>)
  const taken = await engine.acceptUpload(intakeId, chunks, controller.signal).finally(stall.end)
  if (taken.ok) return answerNothing(response)
  // The rest of the body is not read, so the connection cannot carry another request.
  response.setHeader('connection', 'close')
  answerFailure(response, taken.failure)
}

/** Answers `GET /outlet/<outletId>` with what an operation writes to this download. */
export async function sendDownload(
  engine: Pick<Engine, 'openDownload'>,
  outletId: string,
  response: ServerResponse,
  startTimer: StartTimer,
): Promise<void> {
  const controller = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  const opened = await engine.openDownload(outletId, controller.signal)
  if (!opened.ok) return answerFailure(response, opened.failure)
  const { fileName, sizeBytes, chunks } = opened.value
  response.writeHead(200, {
    ...protectiveHeaders('page'),
    'content-type': 'application/octet-stream',
    'content-length': String(sizeBytes),
    'content-disposition': attachmentNamed(fileName),
  })
  await sendChunks(response, chunks, startTimer)
}

/**
 * Answers `GET /preview/<bytesId>/…`: pictures of evidence, the frame for its sound and film, and their bytes by ranges. A film that
 * somebody paused is cut off after a while, and asked for again where it goes on.
 */
export async function sendPreview(
  engine: Pick<Engine, 'readPreview'>,
  bytesId: string,
  address: PreviewAddress,
  response: ServerResponse,
  startTimer: StartTimer,
): Promise<void> {
  const { status, headers, chunks } = await answerPreview(
    engine,
    bytesId,
    address,
    response.req.headers.range,
  )
  if (response.destroyed) return
  response.writeHead(status, headers)
  await sendChunks(response, chunks, startTimer)
}

/** Answers `GET /report/<reportId>` with a drawn document, for the preview. */
export function sendReport(
  engine: Pick<Engine, 'readReport'>,
  reportId: string,
  response: ServerResponse,
): void {
  const report = engine.readReport(reportId)
  if (report.ok) {
    const headers = { ...protectiveHeaders('report'), 'content-disposition': 'inline' }
    answerBytes(response, 200, 'application/pdf', report.value, headers)
  } else answerFailure(response, report.failure)
}

async function sendChunks(
  response: ServerResponse,
  chunks: AsyncIterable<Uint8Array>,
  startTimer: StartTimer,
): Promise<void> {
  const stall = watchStall(() => response.destroy(), startTimer)
  try {
    for await (const chunk of stall.watch(chunks)) {
      if (response.destroyed) return
      if (!response.write(chunk)) await untilDrained(response)
    }
    response.end()
    await untilSent(response)
  } catch {
    // Why is told by the operation that sends; here the transfer breaks off, so that half a file never looks whole.
    response.destroy()
  } finally {
    stall.end()
  }
}

function answerFailure(response: ServerResponse, failure: Failure): void {
  answerJson(response, UNKNOWN.includes(failure.code) ? 404 : 409, { outcome: 'failed', failure })
}

const UNKNOWN: readonly string[] = ['intake/unknown', 'outlet/unknown', 'report/not-found']

function untilDrained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}

/** Resolves when everything has gone to the system, or the other end is gone. */
function untilSent(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.writableFinished || response.destroyed) resolve()
    response.on('finish', resolve)
    response.on('close', resolve)
  })
}

type Stall = {
  /** Passes chunks on; each of them begins the time anew. */
  watch(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
  end(): void
}

/** Calls back when nothing has moved for {@link STALL_AFTER_MS}. */
function watchStall(onStalled: () => void, startTimer: StartTimer): Stall {
  let stopTimer = startTimer(STALL_AFTER_MS, onStalled)
  let isOver = false
  return {
    async *watch(chunks) {
      for await (const chunk of chunks) {
        stopTimer()
        if (!isOver) stopTimer = startTimer(STALL_AFTER_MS, onStalled)
        yield chunk
      }
    },
    end() {
      isOver = true
      stopTimer()
    },
  }
}
