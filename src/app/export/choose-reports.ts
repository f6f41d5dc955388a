import { PACKAGE_REPORTS, REPORTS_NAMING_VICTIMS } from '#contract/export-operations.ts'
import type { Failure } from '#contract/failures.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import type { WithholdingReason } from '#core/export/withhold.ts'
import { fail, type Result, succeed } from '#core/result.ts'

/** A report of a case, and why it does not go with a package; `null` where it goes. */
export type ChosenReport = {
  readonly kind: (typeof PACKAGE_REPORTS)[number]
  readonly reason: WithholdingReason | null
}

/** Chooses the reports that go with a package. One that names victims is refused where it is asked for by name and they are not to be seen. */
export function chooseReports(
  asked: NonNullable<ParsedInputOf<'case.export'>['reports']>,
  variant: ParsedInputOf<'case.export'>['variant'],
): Result<readonly ChosenReport[], Failure<'export/report-names-victims'>> {
  const isBarred = (kind: ChosenReport['kind']) => variant === 'redacted' && REPORTS_NAMING_VICTIMS.has(kind)
  if (typeof asked !== 'string' && asked.some(isBarred)) return fail({ code: 'export/report-names-victims' })
  const isAsked = (kind: ChosenReport['kind']) =>
    asked === 'all' || (asked !== 'none' && asked.includes(kind))
  return succeed(
    PACKAGE_REPORTS.map((kind) => {
      const reason = isBarred(kind) ? 'names-victims' : isAsked(kind) ? null : 'not-chosen'
      return { kind, reason }
    }),
  )
}
