import { type Command, Option } from 'commander'
import { KEPT_GENERATIONS, LAST_GENERATION, MOST_KEPT_GENERATIONS } from '#contract/backup-operations.ts'
import { REPORT_KINDS, REPORT_LANGUAGES } from '#contract/report-operations.ts'
import type { Language } from '#core/language.ts'
import { LANGUAGES } from './choose-language.ts'
import { CLI_TEXT } from './cli-text.ts'
import type { CommandContext } from './command-context.ts'
import { backUpVault, restoreVault } from './commands/backup-commands.ts'
import { listCases, openCase, showCase } from './commands/case-commands.ts'
import { addComplaint, complaintSchema } from './commands/complaint-commands.ts'
import { addExhibits, extractExhibit, listExhibits, verifyExhibit } from './commands/exhibit-commands.ts'
import { writeReport } from './commands/report-command.ts'
import { serveFolder } from './commands/serve-command.ts'
import { createVault, showVault, verifyVault } from './commands/vault-commands.ts'
import { oneOf, wholeNumber } from './option-values.ts'
import type { Outcome } from './outcome.ts'
import { makeProgressLine } from './progress-line.ts'
import { SamnumCommand } from './samnum-command.ts'
import { readVersion } from './software.ts'
import type { Terminal } from './terminal.ts'

/** One run of the command line. */
export type Invocation = {
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly terminal: Terminal
  readonly signal: AbortSignal
  readonly isJson: boolean
  readonly language: Language
}

/** What a run has come to so far. */
export type RunResult = {
  outcome: Outcome | null
  /** Help or version. */
  printed: string
}

type Run = (work: (context: CommandContext) => Promise<Outcome> | Outcome) => Promise<void>

/** Builds the table of commands in the language of the run. */
export function buildProgram(invocation: Invocation): {
  readonly program: Command
  readonly result: RunResult
} {
  const result: RunResult = { outcome: null, printed: '' }
  const { help } = CLI_TEXT[invocation.language]
  const program = new SamnumCommand('samnum')
    .description(help.program)
    .version(readVersion(), '--version', help.version)
    .addOption(new Option('--json', help.json))
    .addOption(new Option('--language <km|en>', help.language).argParser(oneOf('--language', LANGUAGES)))
    .addOption(new Option('--passphrase-file <file>', help.passphraseFile))
    .helpOption('--help', help.help)
    .helpCommand(false)
    .addHelpText('afterAll', `\n${help.exitCodes}`)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => {
        result.printed += text
      },
      writeErr: () => {},
      outputError: () => {},
    })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => helpTitle(title, help),
    })
  const run: Run = async (work) => {
    result.outcome = await work(makeContext(invocation, program.opts()))
  }
  addVaultCommands(program, help, run)
  addCaseCommands(program, help, run)
  addExhibitCommands(program, help, run)
  addOtherCommands(program, help, run)
  addBackupCommands(program, help, run)
  return { program, result }
}

/** The command that a command line means, as far as it is known: `samnum case open`. */
export function findCommandName(program: Command, args: readonly string[]): string {
  let command = program
  const names = [program.name()]
  for (const word of args) {
    const next = command.commands.find((known) => known.name() === word)
    if (next === undefined) continue
    command = next
    names.push(word)
  }
  return names.join(' ')
}

type HelpText = (typeof CLI_TEXT)['en']['help']

function addVaultCommands(program: Command, help: HelpText, run: Run): void {
  const vault = program.command('vault').description(help.vault)
  vault
    .command('create')
    .description(help.vaultCreate)
    .argument('<dir>', help.dir)
    .requiredOption('--user <name>', help.user)
    .addOption(
      new Option('--kdf-memory <mib>', help.kdfMemory).argParser(
        wholeNumber('--kdf-memory', { min: 64, max: 1024 }),
      ),
    )
    .action((dir: string, { user, kdfMemory }: { user: string; kdfMemory?: number }) =>
      run((context) => createVault(context, dir, user, kdfMemory ?? null)),
    )
  vault
    .command('verify')
    .description(help.vaultVerify)
    .argument('<dir>', help.dir)
    .action((dir: string) => run((context) => verifyVault(context, dir)))
  vault
    .command('info')
    .description(help.vaultInfo)
    .argument('<dir>', help.dir)
    .action((dir: string) => run((context) => showVault(context, dir)))
}

function addCaseCommands(program: Command, help: HelpText, run: Run): void {
  const cases = program.command('case').description(help.case)
  cases
    .command('open')
    .description(help.caseOpen)
    .argument('<dir>', help.dir)
    .requiredOption('--title <title>', help.title)
    .action((dir: string, { title }: { title: string }) => run((context) => openCase(context, dir, title)))
  cases
    .command('list')
    .description(help.caseList)
    .argument('<dir>', help.dir)
    .option('--query <text>', help.query, '')
    .addOption(
      new Option('--limit <n>', help.limit)
        .default(100)
        .argParser(wholeNumber('--limit', { min: 1, max: 1000 })),
    )
    .addOption(
      new Option('--offset <n>', help.offset)
        .default(0)
        .argParser(wholeNumber('--offset', { min: 0, max: Number.MAX_SAFE_INTEGER })),
    )
    .action((dir: string, choice: { query: string; limit: number; offset: number }) =>
      run((context) => listCases(context, dir, choice)),
    )
  cases
    .command('show')
    .description(help.caseShow)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .action((dir: string, name: string) => run((context) => showCase(context, dir, name)))
  const complaints = program.command('complaint').description(help.complaint)
  complaints
    .command('add')
    .description(help.complaintAdd)
    .argument('<dir>', help.dir)
    .requiredOption('--file <file>', help.complaintFile)
    .option('--case <case>', help.caseOption)
    .action((dir: string, options: { file: string; case?: string }) =>
      run((context) => addComplaint(context, dir, options.file, options.case ?? null)),
    )
}

function addExhibitCommands(program: Command, help: HelpText, run: Run): void {
  const exhibits = program.command('exhibit').description(help.exhibit)
  exhibits
    .command('add')
    .description(help.exhibitAdd)
    .argument('<dir>', help.dir)
    .argument('<file...>', help.files)
    .requiredOption('--case <case>', help.caseOption)
    .option('--name <name>', help.name)
    .option('--description <text>', help.description)
    .action((dir: string, paths: string[], options: { case: string; name?: string; description?: string }) =>
      run((context) => addExhibits(context, dir, { ...options, caseName: options.case, paths })),
    )
  exhibits
    .command('list')
    .description(help.exhibitList)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .action((dir: string, name: string) => run((context) => listExhibits(context, dir, name)))
  exhibits
    .command('verify')
    .description(help.exhibitVerify)
    .argument('<dir>', help.dir)
    .argument('<exhibit>', help.exhibitArgument)
    .action((dir: string, exhibit: string) => run((context) => verifyExhibit(context, dir, exhibit)))
  exhibits
    .command('extract')
    .description(help.exhibitExtract)
    .argument('<dir>', help.dir)
    .argument('<exhibit>', help.exhibitArgument)
    .requiredOption('--out <file>', help.out)
    .action((dir: string, exhibit: string, { out }: { out: string }) =>
      run((context) => extractExhibit(context, dir, exhibit, out)),
    )
}

function addOtherCommands(program: Command, help: HelpText, run: Run): void {
  type ReportOptions = {
    kind: (typeof REPORT_KINDS)[number]
    lang: (typeof REPORT_LANGUAGES)[number]
    out: string
  }
  program
    .command('report')
    .description(help.report)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .addOption(
      new Option('--kind <kind>', help.kind).makeOptionMandatory().argParser(oneOf('--kind', REPORT_KINDS)),
    )
    .addOption(
      new Option('--lang <languages>', help.lang)
        .makeOptionMandatory()
        .argParser(oneOf('--lang', REPORT_LANGUAGES)),
    )
    .requiredOption('--out <file>', help.out)
    .action((dir: string, caseName: string, { kind, lang, out }: ReportOptions) =>
      run((context) => writeReport(context, dir, { caseName, kind, languages: lang, outPath: out })),
    )
  program
    .command('schema')
    .description(help.schema)
    .argument('<name>', help.schemaName, oneOf('NAME', ['complaint']))
    .action(() =>
      run(() => {
        const schema = complaintSchema()
        return { kind: 'done', value: schema, lines: [JSON.stringify(schema, null, 2)] }
      }),
    )
  program
    .command('serve')
    .description(help.serve)
    .argument('<dir>', help.dir)
    .addOption(
      new Option('--port <n>', help.port)
        .default(0)
        .argParser(wholeNumber('--port', { min: 0, max: 65_535 })),
    )
    .action((dir: string, { port }: { port: number }) => run((context) => serveFolder(context, dir, port)))
}

function addBackupCommands(program: Command, help: HelpText, run: Run): void {
  program
    .command('backup')
    .description(help.backup)
    .argument('<dir>', help.dir)
    .argument('<dest>', help.backupFolder)
    .addOption(
      new Option('--keep <n>', help.keep)
        .default(KEPT_GENERATIONS)
        .argParser(wholeNumber('--keep', { min: 1, max: MOST_KEPT_GENERATIONS })),
    )
    .option('--read-all', help.readAll, false)
    .action((dir: string, destination: string, options: { keep: number; readAll: boolean }) =>
      run((context) => backUpVault(context, dir, destination, options)),
    )
  program
    .command('restore')
    .description(help.restore)
    .argument('<dest>', help.backupFolder)
    .argument('<dir>', help.newFolder)
    .addOption(
      new Option('--generation <n>', help.generation).argParser(
        wholeNumber('--generation', { min: 1, max: LAST_GENERATION }),
      ),
    )
    .action((source: string, dir: string, { generation }: { generation?: number }) =>
      run((context) => restoreVault(context, source, dir, generation ?? null)),
    )
}

function makeContext(invocation: Invocation, options: { readonly passphraseFile?: string }): CommandContext {
  const { terminal, language, isJson, signal, environment } = invocation
  return {
    terminal,
    language,
    text: CLI_TEXT[language],
    isJson,
    progress: makeProgressLine(terminal, language),
    passphraseFile: options.passphraseFile ?? (environment.SAMNUM_PASSPHRASE_FILE || null),
    signal,
  }
}

/** commander's section titles in the language of the run. */
function helpTitle(title: string, help: HelpText): string {
  switch (title) {
    case 'Usage:':
      return help.usageTitle
    case 'Arguments:':
      return help.argumentsTitle
    case 'Options:':
      return help.optionsTitle
    case 'Commands:':
      return help.commandsTitle
    case 'Global Options:':
      return help.globalTitle
    default:
      return title
  }
}
