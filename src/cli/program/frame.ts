import { type Command, Option } from 'commander'
import type { CliText } from '../cli-text-en.ts'
import type { CommandContext } from '../command-context.ts'
import { personNumber } from '../option-values.ts'
import type { Outcome } from '../outcome.ts'
import type { SecretOptions } from '../secret-files.ts'

/** Runs one command; `options` say where its secrets come from. */
export type Run = (
  options: SecretOptions,
  work: (context: CommandContext) => Promise<Outcome> | Outcome,
) => Promise<void>

/** What each part of the table of commands is built with. */
export type Frame = { readonly program: Command; readonly help: CliText['help']; readonly run: Run }

/** Adds to a command what names the person who unlocks. */
export function unlocking(command: Command, help: CliText['help']): Command {
  return command
    .addOption(new Option('--user <n>', help.unlockUser).argParser(personNumber('--user')))
    .option('--key-file <file>', help.keyFileOption)
}

/** Adds to a command what names the file of a passphrase that is set. */
export function settingPassphrase(command: Command, help: CliText['help']): Command {
  return command.option('--new-passphrase-file <file>', help.newPassphraseFile)
}

/** Adds to a command what names the second person and their secrets. */
export function withSecondPerson(command: Command, help: CliText['help']): Command {
  return command
    .addOption(new Option('--second-user <n>', help.secondUser).argParser(personNumber('--second-user')))
    .option('--second-passphrase-file <file>', help.secondPassphraseFile)
    .option('--second-key-file <file>', help.secondKeyFile)
}
