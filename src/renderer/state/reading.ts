import type { OutputOf } from '#contract/operations.ts'
import type { EntryList, ParserOptions } from '#core/parsing/parsed-evidence.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'
import type { Refusal, Remote } from './remote.ts'
import type { Work } from './work.ts'

/** An exhibit that is being read with parsers, or a result whose findings are looked through. */
export type Reading = {
  /** Sets this reading apart from every other. */
  readonly run: symbol
  readonly caseId: string
  readonly exhibitId: string
  /** Of an exhibit of many files, the path of the one that is read. */
  readonly part: string | null
  readonly suggested: Remote<OutputOf<'exhibit.suggestParsers'>>
  readonly maps: Remote<OutputOf<'columnMap.list'>>
  /** The parser that was run last, and what it was told; kept so that an answer is added to them. */
  readonly parser: ParserName | null
  readonly options: ParserOptions
  readonly parsing: Work<OutputOf<'exhibit.parse'>>
  /** Which list of a result is on the screen, and from which entry on. */
  readonly list: EntryList | null
  readonly from: number
  readonly findings: Remote<OutputOf<'exhibit.findings'>>
  readonly confirming: 'no' | 'confirming' | Refusal
  /** What was confirmed last. */
  readonly confirmed: { readonly count: number; readonly seq: number } | null
}
