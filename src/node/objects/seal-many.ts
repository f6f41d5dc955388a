import type { ByteSource, Cancelled, IntakeFailure } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { LongWork, SealedSource, SealFailure } from '#app/ports/object-store.ts'
import { fail, type Result, succeed } from '#core/result.ts'

/**
 * How many small files are filled at once: while one is flushed the others are read and sealed, and a journal takes their flushes
 * together. libuv has four threads.
 */
const AT_ONCE = 4

/** What sealing several sources is made of. */
export type ManySteps = {
  /** Whether a failure is the vault's and not the source's. */
  isOurFault(failure: SealFailure): boolean
  fill(
    source: ByteSource,
    onProgress: (doneBytes: number) => void,
  ): Promise<Result<SealedSource, SealFailure>>
  place(sealed: readonly SealedSource[]): Promise<Result<void, DiskFailure>>
  discard(sealed: readonly SealedSource[]): Promise<void>
  readonly onProgress: LongWork['onProgress']
  /** One source after the other. */
  readonly isInOrder: boolean
}

type Each = Result<SealedSource, IntakeFailure>

/** Fills every source, then gives all objects their places together. */
export async function sealMany(
  sources: readonly ByteSource[],
  steps: ManySteps,
): Promise<Result<readonly Each[], DiskFailure | Cancelled>> {
  const answers: Each[] = []
  const totalBytes = sources.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const doneBytes = sources.map(() => 0)
  let reportedBytes = 0
  let problem: DiskFailure | Cancelled | null = null
  let next = 0

  function count(at: number, bytes: number): void {
    doneBytes[at] = bytes
    const done = doneBytes.reduce((sum, each) => sum + each, 0)
    if (done <= reportedBytes) return
    reportedBytes = done
    steps.onProgress?.(done, totalBytes)
  }

  async function work(): Promise<void> {
    while (problem === null && next < sources.length) {
      const at = next
      next += 1
      const source = sources[at] as ByteSource
      const filled = await steps.fill(source, (bytes) => count(at, bytes))
      if (!filled.ok && steps.isOurFault(filled.failure)) {
        problem ??= filled.failure as DiskFailure | Cancelled
        return
      }
      // What could not be read counts as done, so that the whole reaches its end.
      count(at, source.sizeBytes)
      answers[at] = filled as Each
    }
  }

  const filled = () => answers.flatMap((answer) => (answer?.ok ? [answer.value] : []))
  const ended = await Promise.allSettled(Array.from({ length: steps.isInOrder ? 1 : AT_ONCE }, work))
  const bug = ended.find((end) => end.status === 'rejected')
  if (bug !== undefined || problem !== null) await steps.discard(filled())
  if (bug !== undefined) throw bug.reason
  if (problem !== null) return fail(problem)
  const placed = await steps.place(filled())
  return placed.ok ? succeed(answers) : placed
}
