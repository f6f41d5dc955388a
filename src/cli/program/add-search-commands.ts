import { Option } from 'commander'
import { SEARCH_STATUSES } from '#contract/search-operations.ts'
import type { Language } from '#core/language.ts'
import { SEARCH_KINDS, type SearchKind } from '#core/search/searched.ts'
import { importCases } from '../commands/import-command.ts'
import { searchVault } from '../commands/search-command.ts'
import { showStats } from '../commands/stats-command.ts'
import { IMPORT_TEXT } from '../import-text.ts'
import { oneOf, wholeNumber } from '../option-values.ts'
import { SEARCH_TEXT } from '../search-text.ts'
import type { SecretOptions } from '../secret-files.ts'
import { type Frame, unlocking } from './frame.ts'

type Period = { readonly from?: string; readonly to?: string }
type SearchOptions = SecretOptions &
  Period & {
    readonly kind: readonly SearchKind[]
    readonly status: (typeof SEARCH_STATUSES)[number]
    readonly limit: number
  }

/** `samnum search`, `samnum stats` and `samnum import` */
export function addSearchCommands({ program, help, run }: Frame, language: Language): void {
  const said = SEARCH_TEXT[language].help
  const readKind = oneOf('--kind', SEARCH_KINDS)
  unlocking(program.command('search'), help)
    .description(said.search)
    .argument('<dir>', help.dir)
    .argument('<query>', said.searchQuery)
    .addOption(
      new Option('--kind <kind>', said.searchKind)
        .default([], '')
        .argParser((value: string, kinds: readonly SearchKind[]) => [...kinds, readKind(value)]),
    )
    .option('--from <day>', said.searchFrom)
    .option('--to <day>', said.searchTo)
    .addOption(
      new Option('--status <status>', said.searchStatus)
        .default('any')
        .argParser(oneOf('--status', SEARCH_STATUSES)),
    )
    .addOption(
      new Option('--limit <n>', help.limit)
        .default(50)
        .argParser(wholeNumber('--limit', { min: 1, max: 200 })),
    )
    .action((dir: string, query: string, options: SearchOptions) => {
      const { kind, status, limit } = options
      const order = { query, kinds: [...kind], status, limit, ...periodOf(options) }
      return run(options, (context) => searchVault(context, dir, order))
    })
  unlocking(program.command('stats'), help)
    .description(said.stats)
    .argument('<dir>', help.dir)
    .option('--from <day>', said.statsFrom)
    .option('--to <day>', said.statsTo)
    .action((dir: string, options: SecretOptions & Period) =>
      run(options, (context) => showStats(context, dir, periodOf(options))),
    )
  const about = IMPORT_TEXT[language].help
  unlocking(program.command('import'), help)
    .description(about.import)
    .argument('<dir>', help.dir)
    .argument('<file>', about.file)
    .requiredOption('--map <file>', about.map)
    .option('--dry-run', about.dryRun)
    .action((dir: string, path: string, options: SecretOptions & { map: string; dryRun?: boolean }) =>
      run(options, (context) =>
        importCases(context, dir, { path, mapPath: options.map, isDryRun: options.dryRun === true }),
      ),
    )
}

function periodOf({ from, to }: Period): Period {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}
