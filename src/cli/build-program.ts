import { type Command, Option } from 'commander'
import type { Language } from '#core/language.ts'
import { stateFolder, witnessFolderIn } from '#node/witness/state-folder.ts'
import { LANGUAGES } from './choose-language.ts'
import { CLI_TEXT } from './cli-text.ts'
import type { CliText } from './cli-text-en.ts'
import type { CommandContext } from './command-context.ts'
import { oneOf } from './option-values.ts'
import type { Outcome } from './outcome.ts'
import { addBackupCommands } from './program/add-backup-commands.ts'
import { addCaseCommands } from './program/add-case-commands.ts'
import { addCaseWorkCommands } from './program/add-case-work-commands.ts'
import { addCourtCommands, addReportCommand } from './program/add-court-commands.ts'
import { addCustodyCommands } from './program/add-custody-commands.ts'
import { addDisclosureCommands } from './program/add-disclosure-commands.ts'
import { addExhibitCommands } from './program/add-exhibit-commands.ts'
import { addExportCommands } from './program/add-export-commands.ts'
import { addFindingCommands } from './program/add-finding-commands.ts'
import { addHubCommands } from './program/add-hub-commands.ts'
import { addMoneyCommands } from './program/add-money-commands.ts'
import { addOtherCommands } from './program/add-other-commands.ts'
import { addPaperCommands } from './program/add-paper-commands.ts'
import { addColumnMapCommands } from './program/add-parsing-commands.ts'
import { addPartyCommands } from './program/add-party-commands.ts'
import { addRecordCommands } from './program/add-record-commands.ts'
import { addSearchCommands } from './program/add-search-commands.ts'
import { addSignCommands } from './program/add-sign-commands.ts'
import { addSyncCommands } from './program/add-sync-commands.ts'
import { addTrainingCommands } from './program/add-training-commands.ts'
import { addUpdateCommands } from './program/add-update-commands.ts'
import { addVaultCommands } from './program/add-vault-commands.ts'
import type { Frame } from './program/frame.ts'
import { makeProgressLine } from './progress-line.ts'
import { SamnumCommand } from './samnum-command.ts'
import { findSecretFiles, type SecretOptions } from './secret-files.ts'
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
    .addOption(new Option('--wait', help.wait))
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
  const frame: Frame = {
    program,
    help,
    run: async (options, work) => {
      result.outcome = await work(makeContext(invocation, { ...program.opts(), ...options }))
    },
  }
  addVaultCommands(frame)
  addCaseCommands(frame, invocation.language)
  addCaseWorkCommands(frame, invocation.language)
  addTrainingCommands(frame, invocation.language)
  addExhibitCommands(frame)
  addColumnMapCommands(frame)
  addFindingCommands(frame)
  addCustodyCommands(frame)
  addPaperCommands(frame)
  addRecordCommands(frame)
  addPartyCommands(frame)
  addMoneyCommands(frame)
  addReportCommand(frame)
  addCourtCommands(frame)
  addSignCommands(frame)
  addDisclosureCommands(frame)
  addExportCommands(frame, invocation.language)
  addSearchCommands(frame, invocation.language)
  addSyncCommands(frame, invocation.language)
  addUpdateCommands(frame, invocation.language)
  addOtherCommands(frame)
  addBackupCommands(frame)
  addHubCommands(frame, invocation.language, invocation.environment)
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

function makeContext(invocation: Invocation, options: SecretOptions & { wait?: boolean }): CommandContext {
  const { terminal, language, isJson, signal, environment } = invocation
  const state = stateFolder(environment)
  return {
    terminal,
    language,
    text: CLI_TEXT[language],
    isJson,
    progress: makeProgressLine(terminal, language),
    secretFiles: findSecretFiles(options, environment),
    userNumber: options.user ?? null,
    secondUserNumber: options.secondUser ?? null,
    mayWait: options.wait === true || terminal.keyboard !== null,
    witnessFolder: state === null ? null : witnessFolderIn(state),
    signal,
  }
}

/** commander's section titles in the language of the run. */
function helpTitle(title: string, help: CliText['help']): string {
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
