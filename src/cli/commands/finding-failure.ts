import type { Failure } from '#contract/failures.ts'
import type { PackageFinding } from '#core/export/package-report.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'

/** A finding of a package as a failure with its texts. Names of files are shown so that nothing in them misleads. */
export function failureOfFinding({ code, path, ...facts }: PackageFinding): Failure {
  const known = { ...facts, ...(path !== undefined && { path: showEscaped(path) }) }
  return { code: code as Failure['code'], facts: known }
}
