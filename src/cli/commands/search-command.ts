import { fillTemplate } from '#contract/fill-template.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import type { SearchHitLine } from '#contract/search-operations.ts'
import { formatSortableDate } from '#core/dates/format-date.ts'
import type { Language } from '#core/language.ts'
import { SEARCH_KIND_LABELS } from '#core/search/search-labels.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { SEARCH_TEXT } from '../search-text.ts'
import { alignRows } from '../text-columns.ts'

/** `samnum search DIR QUERY`: asks until every text is in the index of words, so that one run finds all there is. */
export async function searchVault(
  context: CommandContext,
  folder: string,
  order: InputOf<'search.find'>,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    for (;;) {
      const answer = await desk.call('search.find', order)
      if (answer.outcome !== 'done') return stopped(answer)
      if (answer.value.waiting > 0 && !context.signal.aborted) continue
      return { kind: 'done', value: answer.value, lines: hitLines(context, answer.value) }
    }
  })
}

function hitLines(
  { language }: CommandContext,
  { hits, isMore }: OutputOf<'search.find'>,
): readonly string[] {
  if (hits.length === 0) return [SEARCH_TEXT[language].nothing]
  return [...alignRows(hits.map((hit) => hitCells(language, hit))), sayFound(language, hits.length, isMore)]
}

/** One thing that was found, as the cells of a row. */
export function hitCells(language: Language, hit: SearchHitLine): readonly string[] {
  const said = SEARCH_TEXT[language]
  const identifiers = hit.identifiers.map(
    ({ raw, cases }) => `${showEscaped(raw)} (${fillTemplate(said.inCases, { count: cases }, language)})`,
  )
  return [
    hit.caseNumber,
    SEARCH_KIND_LABELS[hit.kind][language],
    formatSortableDate(hit.atMs),
    [showEscaped(hit.label), showEscaped(hit.snippet), ...identifiers, said.way[hit.way]]
      .filter((part) => part !== '')
      .join(' · '),
  ]
}

/** How much was found. */
export function sayFound(language: Language, count: number, isMore: boolean): string {
  const said = SEARCH_TEXT[language]
  return fillTemplate(isMore ? said.foundMore : said.found, { count }, language)
}
