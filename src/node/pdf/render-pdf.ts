import { Worker } from 'node:worker_threads'
import { CANCELLED, type Cancelled, type CancelSignal } from '#app/ports/byte-source.ts'
import type { Printable, PrintedReport, ReadPicture } from '#app/ports/report-printer.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { PdfOrder, PdfWorkerAnswer, PdfWorkerMessage } from './pdf-worker.ts'

/** How drawing may be watched and called off; an `AbortSignal` is a signal. */
export type RenderPdfOptions = {
  readonly signal?: CancelSignal
  /** Hears how many pages have been laid out. */
  readonly onProgress?: (donePages: number) => void
  readonly readPicture?: ReadPicture
}

/** Why there is no PDF. `cause` is `out-of-memory`, `picture-unreadable` (what should be a picture is none), or the code or name of the error that ended the worker. */
export type RenderPdfFailure = Failure<'report/not-drawn'> | Cancelled

/** What a thread may take before its document is given up: about 8,000 pages. */
const MEMORY_LIMIT_MIB = 1536
/** Objects that outlive this little are cleared away at once, before the heap grows for them: 500 pages take a third less. */
const YOUNG_MEMORY_MIB = 12

/**
 * Draws a document as PDF/A-3 in a thread of its own, which holds no keys, sees no environment and ends with the
 * document or the moment it is called off.
 */
export function renderPdf(
  document: Printable,
  options: RenderPdfOptions = {},
): Promise<Result<PrintedReport, RenderPdfFailure>> {
  const { signal, onProgress, readPicture } = options
  if (signal?.aborted) return Promise.resolve(fail(CANCELLED))
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
      name: 'pdf',
      workerData: { document } satisfies PdfOrder,
      env: {},
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: MEMORY_LIMIT_MIB,
        maxYoungGenerationSizeMb: YOUNG_MEMORY_MIB,
      },
    })
    const finish = (result: Result<PrintedReport, RenderPdfFailure>) => {
      signal?.removeEventListener('abort', cancel)
      worker.removeAllListeners()
      // A worker that is being ended may still report; nobody is left to hear it.
      worker.on('error', () => {})
      void worker.terminate().then(() => resolve(result))
    }
    const cancel = () => finish(fail(CANCELLED))
    signal?.addEventListener('abort', cancel)
    const answer = (picture: Uint8Array | null) => {
      const message: PdfWorkerAnswer = { picture }
      try {
        worker.postMessage(message, picture === null ? [] : ownBufferOf(picture))
      } catch {
        // Memory of a native library cannot change hands.
        worker.postMessage(message)
      }
    }
    worker.on('message', (message: PdfWorkerMessage) => {
      if (message.kind === 'laid-out') onProgress?.(message.pages)
      else if (message.kind === 'picture-wanted')
        void (readPicture?.(message.pictureId) ?? Promise.resolve(null)).then(answer, () => answer(null))
      else finish(succeed({ bytes: message.bytes, pages: message.pages }))
    })
    worker.on('error', (error: unknown) => finish(fail(toFailure(error))))
    worker.on('exit', (exitCode) => finish(fail({ code: 'report/not-drawn', facts: { exitCode } })))
  })
}

/** The memory of bytes that fill it: it changes hands instead of being copied. */
function ownBufferOf({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []
}

function toFailure(error: unknown): Failure<'report/not-drawn'> {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown }
  const cause = code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : String(code ?? name ?? 'unknown')
  return { code: 'report/not-drawn', facts: { cause } }
}
