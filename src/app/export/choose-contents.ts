import type { Failure } from '#contract/failures.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import type { CaseView } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { type ChosenPaper, choosePapers } from '#core/export/choose-papers.ts'
import type { WithheldThing } from '#core/export/withheld-list.ts'
import { type ShownCase, showCase } from '#core/export/withhold.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type ChosenExhibits, chooseExhibits } from './choose-exhibits.ts'
import { type ChosenReport, chooseReports } from './choose-reports.ts'

/** What of a package a caller chooses from its case. */
export type AskedContents = Pick<ParsedInputOf<'case.export'>, 'variant' | 'exhibits' | 'papers' | 'reports'>

/** What of a case goes with a package, what does not, and why. */
export type ChosenContents = {
  readonly exhibits: ChosenExhibits
  readonly papers: readonly ChosenPaper[]
  readonly reports: readonly ChosenReport[]
  readonly shownCase: ShownCase
  readonly withheld: readonly WithheldThing[]
}

type ChooseFailure = Failure<
  'export/no-such-exhibit' | 'export/no-such-paper' | 'export/report-names-victims'
>

/** Chooses the contents of a package: the same for whoever only asks and for whoever has it written. */
export function chooseContents(
  whole: CaseView,
  events: readonly VerifiedEvent[],
  {
    variant,
    exhibits: askedExhibits,
    papers: askedPapers = 'all',
    reports: askedReports = 'all',
  }: AskedContents,
): Result<ChosenContents, ChooseFailure> {
  const exhibits = chooseExhibits(whole, askedExhibits, variant)
  if (!exhibits.ok) return exhibits
  const papers = choosePapers(whole, askedPapers, variant)
  if (!papers.ok) return fail({ code: 'export/no-such-paper', facts: papers.failure })
  const reports = chooseReports(askedReports, variant)
  if (!reports.ok) return reports
  const needed = neededFor(whole, exhibits.value)
  const shownCase = showCase(events, variant, (exhibitId) => needed.has(exhibitId))
  const chosen = { exhibits: exhibits.value, papers: papers.value, reports: reports.value, shownCase }
  return succeed({ ...chosen, withheld: listWithheld(whole, chosen) })
}

/** Exhibits about which events are shown: those that go, and whatever a copy that goes has its bytes from. */
function neededFor({ exhibits }: CaseView, chosen: ChosenExhibits): ReadonlySet<string> {
  const going = exhibits.filter(({ exhibitId }) => chosen.get(exhibitId) === null)
  return new Set(
    going.flatMap(({ exhibitId, copyOf }) => (copyOf === undefined ? [exhibitId] : [exhibitId, copyOf])),
  )
}

function listWithheld(
  { exhibits }: CaseView,
  chosen: Omit<ChosenContents, 'withheld'>,
): readonly WithheldThing[] {
  return [
    ...exhibits.flatMap(({ exhibitId, number }): readonly WithheldThing[] => {
      const reason = chosen.exhibits.get(exhibitId) ?? null
      return reason === null ? [] : [{ what: 'exhibit', number, reason }]
    }),
    ...chosen.papers.flatMap(({ what, number, reason }): readonly WithheldThing[] =>
      reason === null ? [] : [{ what, number, reason }],
    ),
    ...chosen.reports.flatMap(({ kind: name, reason }): readonly WithheldThing[] =>
      reason === null ? [] : [{ what: 'report', name, reason }],
    ),
    ...chosen.shownCase.withheld.map(
      ({ seq, kind, reason }): WithheldThing => ({ what: 'event', seq, kind, reason }),
    ),
  ]
}
