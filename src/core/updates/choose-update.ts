import { fail, type Result } from '../result.ts'
import { compareVersions } from './program-version.ts'
import type { UpdateRefusal } from './update-manifest.ts'

/** One of several updates: its version, where it can be read, and whether it is for this program. */
export type JudgedUpdate<Candidate, Refusal extends { readonly code: string } = UpdateRefusal> = {
  readonly version: string | null
  readonly judged: Result<Candidate, Refusal>
}

/** Of several updates chooses the newest that is for this program. Where none is, says why the newest of those that can be read is not. */
export function chooseNewest<Candidate, Refusal extends { readonly code: string }>(
  updates: readonly JudgedUpdate<Candidate, Refusal>[],
): Result<Candidate, Refusal | { readonly code: 'update/none-there' }> {
  // What cannot be read comes last.
  const newestFirst = updates.toSorted(
    (one, other) =>
      Number(one.version === null) - Number(other.version === null) ||
      (one.version === null || other.version === null ? 0 : compareVersions(other.version, one.version)),
  )
  const chosen = newestFirst.find(({ judged }) => judged.ok) ?? newestFirst[0]
  return chosen === undefined ? fail({ code: 'update/none-there' }) : chosen.judged
}
