/** What some work took. */
export type Took = {
  readonly wallMs: number
  /** Of all threads of this process together. */
  readonly processorMs: number
}

/** Runs work and measures it. */
export async function measure<T>(
  work: () => T | Promise<T>,
): Promise<{ readonly value: T; readonly took: Took }> {
  const startedMs = performance.now()
  const before = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  return { value, took: { wallMs: performance.now() - startedMs, processorMs: (user + system) / 1000 } }
}

/** The sum of several measurements. */
export function sumOf(all: readonly Took[]): Took {
  return {
    wallMs: all.reduce((sum, { wallMs }) => sum + wallMs, 0),
    processorMs: all.reduce((sum, { processorMs }) => sum + processorMs, 0),
  }
}

/** The middle of some numbers. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/**
 * Says a figure. Only ratios travel between machines: both sides of one are measured in the same run, turn by turn. None decides
 * whether anything passes.
 */
export function say(name: string, figure: string, wanted: string): void {
  process.stdout.write(`${name}: ${figure} (wanted ${wanted})\n`)
}

/** Says something that is no figure. */
export function note(text: string): void {
  process.stdout.write(`  ${text}\n`)
}

/** The most memory that this process and its threads had at once since it began. */
export function peakResidentMiB(): number {
  return process.resourceUsage().maxRSS / 1024
}
