import type { ReportPrinter } from '#app/ports/report-printer.ts'
import { makeDeferred } from './deferred.ts'

/** A printer that draws until it is told to be done, and stops when the work is called off. */
export function makeSlowPrinter(): {
  readonly printer: ReportPrinter
  /** Kept once something is being drawn. */
  readonly begun: Promise<void>
  readonly finish: () => void
} {
  const begun = makeDeferred()
  const finished = makeDeferred()
  return {
    begun: begun.promise,
    finish: () => finished.resolve(),
    printer: {
      async print(_document, { signal }) {
        begun.resolve()
        const calledOff = new Promise<void>((resolve) => signal.addEventListener('abort', resolve))
        await Promise.race([finished.promise, calledOff])
        if (signal.aborted) return { ok: false, failure: { code: 'cancelled' } }
        return { ok: true, value: { bytes: Buffer.from('%PDF-slow'), pages: 1 } }
      },
    },
  }
}
