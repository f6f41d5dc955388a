/** Writes a bug to standard error: where it was thrown, and not what was said, because a message may quote what somebody typed. */
export function reportToStandardError(reference: string, operation: string, cause: unknown): void {
  const frames =
    cause instanceof Error ? (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  const name = cause instanceof Error ? cause.name : typeof cause
  process.stderr.write(`samnum bug ${reference} in ${operation}: ${[name, ...frames].join('\n')}\n`)
}
