import { listColumnMaps, saveColumnMap } from '#app/parsing/column-maps.ts'
import { confirmFindings } from '#app/parsing/confirm-findings.ts'
import { listFindings } from '#app/parsing/list-findings.ts'
import { parseExhibit, suggestParsersFor } from '#app/parsing/parse-exhibit.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { EngineParts } from '../engine-parts.ts'

type ParsingOperation =
  | 'exhibit.suggestParsers'
  | 'exhibit.parse'
  | 'exhibit.findings'
  | 'finding.confirm'
  | 'columnMap.save'
  | 'columnMap.list'

/** What operations on what parsers read in exhibits do. */
export function parsingHandlers(parts: EngineParts): Pick<Handlers, ParsingOperation> {
  const { current, evidenceParser, openedResults, software } = parts
  return {
    'exhibit.suggestParsers': suggestParsersFor(current),
    'exhibit.parse': parseExhibit(current, evidenceParser, software),
    'exhibit.findings': listFindings(current, openedResults),
    'finding.confirm': confirmFindings(current, openedResults),
    'columnMap.save': saveColumnMap(current),
    'columnMap.list': listColumnMaps(current),
  }
}
