import type { Failure } from '#contract/failures.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import type { CaseView } from '#core/case-file/case-view.ts'
import type { WithholdingReason } from '#core/export/withhold.ts'
import type { ExhibitId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'

/** What records that a copy was made in which things are covered (`exhibit.redact`). */
const COVERING_TOOL = 'samnum exhibit redact'

/** Of each digital exhibit of a case, why its bytes do not go with a package; `null` where they do. */
export type ChosenExhibits = ReadonlyMap<ExhibitId, WithholdingReason | null>

/**
 * Chooses the digital exhibits whose bytes go with a package. Where all are asked for and the victims are not to be seen, a covered copy goes
 * in the place of what it was made from.
 */
export function chooseExhibits(
  { exhibits, examinations }: CaseView,
  asked: ParsedInputOf<'case.export'>['exhibits'],
  variant: ParsedInputOf<'case.export'>['variant'],
): Result<ChosenExhibits, Failure<'export/no-such-exhibit'>> {
  if (asked === 'none') return succeed(new Map(exhibits.map(({ exhibitId }) => [exhibitId, 'not-chosen'])))
  if (asked === 'all') {
    const covered = new Set(
      variant === 'full'
        ? []
        : examinations
            .filter(({ tool, outputs }) => tool === COVERING_TOOL && outputs.length > 0)
            .flatMap(({ inputs }) => inputs.map(({ exhibitId }) => exhibitId)),
    )
    return succeed(
      new Map(
        exhibits.map(({ exhibitId }) => [exhibitId, covered.has(exhibitId) ? 'covered-copy-goes' : null]),
      ),
    )
  }
  const chosen = new Set<ExhibitId>()
  for (const name of asked) {
    const found = exhibits.find(
      ({ exhibitId, number }) => exhibitId === name || number === name || number.endsWith(`-${name}`),
    )
    if (found === undefined) return fail({ code: 'export/no-such-exhibit', facts: { number: name } })
    chosen.add(found.exhibitId)
  }
  return succeed(
    new Map(exhibits.map(({ exhibitId }) => [exhibitId, chosen.has(exhibitId) ? null : 'not-chosen'])),
  )
}
