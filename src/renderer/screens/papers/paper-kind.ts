import type { OutputOf } from '#contract/operations.ts'
import type { Catalogue } from '../../text/catalogue.ts'

type PlannedPaper = OutputOf<'case.planExport'>['papers'][number]

/** What a final record or a letter is called. */
export function paperKind({ what, kind }: PlannedPaper, { papers }: Catalogue): string {
  const { records } = papers.station.law
  const { forms } = papers.form
  if (what === 'record') return Object.hasOwn(records, kind) ? records[kind as keyof typeof records] : kind
  return Object.hasOwn(forms, kind) ? forms[kind as keyof typeof forms] : kind
}
