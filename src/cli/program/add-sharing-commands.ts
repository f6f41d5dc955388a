import { Option } from 'commander'
import {
  CONFIRMATION_PURPOSES,
  type ConfirmationPurpose,
  confirmEvent,
  discloseCase,
  expungeCase,
  listReaders,
  shareCase,
} from '../commands/sharing-commands.ts'
import { oneOf, personNumber, wholeNumber } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { type Frame, unlocking, withSecondPerson } from './frame.ts'

/** `samnum case share|readers|confirm|disclose|expunge` */
export function addSharingCommands({ program: cases, help, run }: Frame): void {
  unlocking(cases.command('share'), help)
    .description(help.caseShare)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .addOption(
      new Option('--with <n>', help.shareWith).makeOptionMandatory().argParser(personNumber('--with')),
    )
    .action((dir: string, name: string, options: SecretOptions & { with: number }) =>
      run(options, (context) => shareCase(context, dir, name, options.with)),
    )
  unlocking(cases.command('readers'), help)
    .description(help.caseReaders)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .action((dir: string, name: string, options: SecretOptions) =>
      run(options, (context) => listReaders(context, dir, name)),
    )
  addConfirmCommand({ program: cases, help, run })
  unlocking(cases.command('disclose'), help)
    .description(help.caseDisclose)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .requiredOption('--out <file>', help.out)
    .action((dir: string, name: string, options: SecretOptions & { out: string }) =>
      run(options, (context) => discloseCase(context, dir, name, options.out)),
    )
  addExpungeCommand({ program: cases, help, run })
}

function addConfirmCommand({ program: cases, help, run }: Frame): void {
  type Options = SecretOptions & { event: number; purpose: ConfirmationPurpose; note?: string }
  withSecondPerson(unlocking(cases.command('confirm'), help), help)
    .description(help.caseConfirm)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .addOption(
      new Option('--event <n>', help.confirmEvent)
        .makeOptionMandatory()
        .argParser(wholeNumber('--event', { min: 1, max: Number.MAX_SAFE_INTEGER })),
    )
    .addOption(
      new Option('--purpose <purpose>', help.purpose)
        .makeOptionMandatory()
        .argParser(oneOf('--purpose', CONFIRMATION_PURPOSES)),
    )
    .option('--note <text>', help.note)
    .action((dir: string, name: string, options: Options) => {
      const { event: seq, purpose, note } = options
      return run(options, (context) => confirmEvent(context, dir, name, { seq, purpose, note }))
    })
}

function addExpungeCommand({ program: cases, help, run }: Frame): void {
  type Options = SecretOptions & { confirm: string; order: string; authority: string; orderedOn: string }
  withSecondPerson(unlocking(cases.command('expunge'), help), help)
    .description(help.caseExpunge)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .requiredOption('--confirm <number>', help.confirmNumber)
    .requiredOption('--order <reference>', help.order)
    .requiredOption('--authority <name>', help.authority)
    .requiredOption('--ordered-on <day>', help.orderedOn)
    .action((dir: string, name: string, options: Options) => {
      const { confirm: confirmNumber, order: reference, authority, orderedOn } = options
      return run(options, (context) =>
        expungeCase(context, dir, name, { confirmNumber, order: { reference, authority, orderedOn } }),
      )
    })
}
