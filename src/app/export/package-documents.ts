import type { ParsedInputOf } from '#contract/operations.ts'
import type { CaseView } from '#core/case-file/case-view.ts'
import { caseGraphText } from '#core/export/case-graph.ts'
import { caseTables } from '#core/export/case-tables.ts'
import { type ListedExhibit, writeExhibitList } from '#core/export/exhibit-list.ts'
import { indicatorText } from '#core/export/indicator-bundle.ts'
import { moneyText } from '#core/export/money-entities.ts'
import { PACKAGE_PATHS } from '#core/export/package-layout.ts'
import { readMeText } from '#core/export/read-me.ts'
import { type WithheldThing, withheldJson, withheldText } from '#core/export/withheld-list.ts'
import type { ShownCase } from '#core/export/withhold.ts'

/** A text that goes into a package. */
export type PackageText = { readonly path: string; readonly text: string }

/**
 * The texts of a package: the list of its exhibits, the case in formats of other programs, what is withheld and why, and what to read first.
 * They follow from what is shown of the case, and from nothing else.
 */
export function packageTexts(
  view: CaseView,
  { events }: ShownCase,
  listed: readonly ListedExhibit[],
  withheld: readonly WithheldThing[],
  {
    variant,
    software,
    station,
  }: {
    readonly variant: ParsedInputOf<'case.export'>['variant']
    readonly software: string
    readonly station: string
  },
): readonly PackageText[] {
  const { caseId, number } = view
  return [
    { path: PACKAGE_PATHS.readMe, text: readMeText(number, variant) },
    {
      path: PACKAGE_PATHS.exhibitList,
      text: writeExhibitList({ caseId, caseNumber: number, exhibits: [...listed] }),
    },
    { path: PACKAGE_PATHS.graph, text: caseGraphText(events, { software, station }) },
    { path: PACKAGE_PATHS.money, text: moneyText(events) },
    { path: PACKAGE_PATHS.indicators, text: indicatorText(events) },
    ...caseTables(events, view).map(({ name, text }) => ({ path: `${PACKAGE_PATHS.tables}/${name}`, text })),
    { path: PACKAGE_PATHS.withheld, text: withheldJson(number, variant, withheld) },
    { path: PACKAGE_PATHS.withheldText, text: withheldText(number, variant, withheld) },
  ]
}
