import { Option } from 'commander'
import { PARSER_NAMES, type ParserName } from '#core/parsing/parser-names.ts'
import { listColumnMaps, saveColumnMap } from '../commands/column-map-commands.ts'
import { parseExhibit } from '../commands/parsing-commands.ts'
import { oneOf, withWords } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { UsageError } from '../usage.ts'
import { type Frame, unlocking } from './frame.ts'

type ParseOptions = SecretOptions & {
  parser?: ParserName
  option?: Readonly<Record<string, string>>
  part?: string
  map?: string
}

/** `samnum exhibit parse` (`program` is `samnum exhibit`). */
export function addParseCommand({ program: exhibits, help, run }: Frame): void {
  unlocking(exhibits.command('parse'), help)
    .description(help.exhibitParse)
    .argument('<dir>', help.dir)
    .argument('<exhibit>', help.exhibitArgument)
    .addOption(
      new Option('--parser <name>', withWords(help.parser, PARSER_NAMES)).argParser(
        oneOf('--parser', PARSER_NAMES),
      ),
    )
    .addOption(new Option('--option <name=value>', help.parserOption).argParser(addParserOption))
    .option('--part <path>', help.parsePart)
    .option('--map <name>', help.parseMap)
    .action((dir: string, exhibit: string, { parser, option, part, map, ...options }: ParseOptions) =>
      run(options, (context) =>
        parseExhibit(context, dir, { exhibit, parser, part, map, options: option ?? {} }),
      ),
    )
}

/** `samnum column-map …` */
export function addColumnMapCommands({ program, help, run }: Frame): void {
  const maps = program.command('column-map').description(help.columnMap)
  unlocking(maps.command('list'), help)
    .description(help.columnMapList)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => listColumnMaps(context, dir)))
  unlocking(maps.command('save'), help)
    .description(help.columnMapSave)
    .argument('<dir>', help.dir)
    .argument('<file>', help.columnMapFile)
    .action((dir: string, path: string, options: SecretOptions) =>
      run(options, (context) => saveColumnMap(context, dir, path)),
    )
}

function addParserOption(
  value: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = value.indexOf('=')
  if (at < 1) throw new UsageError('usage/wrong-value', { name: '--option', value, allowed: 'name=value' })
  return { ...before, [value.slice(0, at)]: value.slice(at + 1) }
}
