import { fillTemplate } from '#contract/fill-template.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import type { OutputOf } from '#contract/operations.ts'
import {
  ENTRY_LIST_LABELS,
  PARSE_QUESTION_LABELS,
  PARSE_WARNING_LABELS,
  PARSER_LABELS,
} from '#core/parsing/parse-labels.ts'
import { ENTRY_LISTS } from '#core/parsing/parsed-evidence.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, stopped, withVault } from '../open-vault.ts'
import { isOutcome, type Outcome } from '../outcome.ts'
import { alignFields } from '../text-columns.ts'

/** How an exhibit is to be read. */
export type ParsingOrder = {
  readonly exhibit: string
  readonly parser?: ParserName | undefined
  /** Of an exhibit of many files, the path of one. */
  readonly part?: string | undefined
  /** The name of a saved map of columns; options that are given stand above it. */
  readonly map?: string | undefined
  readonly options: Readonly<Record<string, string>>
}

type Parsed = Extract<OutputOf<'exhibit.parse'>, { outcome: 'parsed' }>
type Asks = Extract<OutputOf<'exhibit.parse'>, { outcome: 'asks' }>

/** `samnum exhibit parse DIR EXHIBIT [--parser NAME] [--option name=value] [--part PATH] [--map NAME]` */
export async function parseExhibit(
  context: CommandContext,
  folder: string,
  { exhibit, parser, part, map, options }: ParsingOrder,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const mapped = map === undefined ? {} : await mapOptions(desk, map)
    if (isOutcome(mapped)) return mapped
    const chosen = map === undefined ? parser : 'table'
    const input = {
      exhibit,
      options: { ...mapped, ...options },
      ...(chosen !== undefined && { parser: chosen }),
      ...(part !== undefined && { part }),
    }
    const answer = await desk.call('exhibit.parse', input)
    if (answer.outcome !== 'done') return stopped(answer)
    const { value } = answer
    const lines = value.outcome === 'asks' ? questionLines(context, value) : resultLines(context, value)
    return { kind: 'done', value, lines }
  })
}

async function mapOptions(desk: Desk, name: string): Promise<Readonly<Record<string, string>> | Outcome> {
  const answer = await desk.call('columnMap.list', {})
  if (answer.outcome !== 'done') return stopped(answer)
  const found = answer.value.maps.find(({ map }) => map.name === name)
  return found?.options ?? { kind: 'failed', failure: { code: 'column-map/not-found' } }
}

function resultLines({ language, text }: CommandContext, result: Parsed): readonly string[] {
  const { parser, number, counts, warnings, digestHex, isKnown } = result
  const sentence = fillTemplate(
    isKnown ? text.done.parsedBefore : text.done.parsed,
    { parser: PARSER_LABELS[parser][language], number },
    language,
  )
  const found = ENTRY_LISTS.filter((list) => counts[list] > 0).map(
    (list) => [ENTRY_LIST_LABELS[list][language], formatWholeNumber(counts[list], language)] as const,
  )
  const told = warnings.map(({ code, raw, count }) => {
    const about = [
      raw === undefined ? '' : showEscaped(raw),
      count === undefined ? '' : `× ${formatWholeNumber(count, language)}`,
    ]
    return `! ${[PARSE_WARNING_LABELS[code][language], ...about].filter((part) => part !== '').join(' · ')}`
  })
  return [sentence, ...alignFields([...found, [text.label.sha256, digestHex]]), ...told]
}

function questionLines({ language, text }: CommandContext, { questions }: Asks): readonly string[] {
  return questions.flatMap(({ code, option, choices, examples }) => [
    PARSE_QUESTION_LABELS[code][language],
    ...examples.map((example) => `  ${showEscaped(example)}`),
    ...choices.map(({ value, example }) => {
      const shown = example === undefined || example === '' ? '' : `  → ${showEscaped(example)}`
      return `  --option ${option}=${showEscaped(value)}${shown}`
    }),
    ...(choices.length === 0 ? [`  --option ${option}=…`] : []),
    text.done.parserAsks,
  ])
}
