import type { Result } from '#core/result.ts'

/** The value of a success; a failure fails the test and is shown. */
export function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`Unexpected failure: ${JSON.stringify(result.failure)}`)
  return result.value
}
