import { Option } from 'commander'
import { NOTED_KINDS, type NotedKind } from '#core/identifiers/noted-identifier.ts'
import { CURRENCY_CODES, type CurrencyCode } from '#core/money/currency.ts'
import { CONFIDENCES } from '#core/parties/party-vocabularies.ts'
import {
  listIdentifiers,
  listPayments,
  noteIdentifier,
  pasteIdentifiers,
  showLosses,
  writePayment,
} from '../commands/money-commands.ts'
import { sayOfParty } from '../commands/party-commands.ts'
import { oneOf } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { UsageError } from '../usage.ts'
import { type Frame, unlocking } from './frame.ts'

type NoteOptions = SecretOptions & {
  readonly kind: NotedKind
  readonly value: string
  readonly seen: string
  readonly party?: string
  readonly confidence?: (typeof CONFIDENCES)[number]
  readonly note?: string
}
type PasteOptions = SecretOptions & { readonly file: string; readonly note?: boolean; readonly seen?: string }
type PaymentOptions = SecretOptions & { readonly file?: string; readonly khqr?: string }
type Reasoned = SecretOptions & { readonly reason: string }
type RateOptions = SecretOptions & {
  readonly of: CurrencyCode
  readonly in: CurrencyCode
  readonly rate: string
  readonly on: string
  readonly source: string
}

/** `samnum identifier …`, `samnum payment …`, `samnum losses`, `samnum rate` and `samnum duplicate` */
export function addMoneyCommands(frame: Frame): void {
  addIdentifierCommands(frame)
  addPaymentCommands(frame)
  addLossCommands(frame)
}

function addIdentifierCommands({ program, help, run }: Frame): void {
  const identifiers = program.command('identifier').description(help.identifier)
  const inCase = (name: string, description: string) =>
    unlocking(identifiers.command(name), help)
      .description(description)
      .argument('<dir>', help.dir)
      .argument('<case>', help.caseArgument)
  inCase('note', help.identifierNote)
    .addOption(
      new Option('--kind <kind>', help.identifierKind)
        .argParser(oneOf('--kind', NOTED_KINDS))
        .makeOptionMandatory(),
    )
    .requiredOption('--value <text>', help.identifierValue)
    .requiredOption('--seen <words>', help.identifierSeen)
    .option('--party <party>', help.identifierOf)
    .addOption(
      new Option('--confidence <word>', help.identifierConfidence).argParser(
        oneOf('--confidence', CONFIDENCES),
      ),
    )
    .option('--note <text>', help.noteText)
    .action((dir: string, name: string, options: NoteOptions) => {
      const { kind, value, seen, party, confidence, note } = options
      const input = {
        case: name,
        identifiers: [{ kind, value }],
        seenIn: { kind: 'words' as const, text: seen },
        ...(party !== undefined && { party }),
        ...(confidence !== undefined && { confidence }),
        ...(note !== undefined && { note }),
      }
      return run(options, (context) => noteIdentifier(context, dir, input))
    })
  inCase('paste', help.identifierPaste)
    .requiredOption('--file <file>', help.pasteFile)
    .option('--note', help.pasteNote)
    .option('--seen <words>', help.identifierSeen)
    .action((dir: string, name: string, options: PasteOptions) => {
      const { file, note, seen } = options
      if (note === true && seen === undefined)
        throw new UsageError('usage/missing-option', { name: '--seen' })
      const order = { case: name, path: file, seen: note === true ? (seen ?? null) : null }
      return run(options, (context) => pasteIdentifiers(context, dir, order))
    })
  inCase('list', help.identifierList).action((dir: string, name: string, options: SecretOptions) =>
    run(options, (context) => listIdentifiers(context, dir, name)),
  )
  inCase('withdraw', help.identifierWithdraw)
    .argument('<id>', help.identifierId)
    .requiredOption('--reason <text>', help.reason)
    .action((dir: string, name: string, identifierId: string, options: Reasoned) => {
      const input = { case: name, identifierId, reason: options.reason }
      return run(options, (context) => sayOfParty(context, dir, 'identifier.withdraw', input))
    })
}

function addPaymentCommands({ program, help, run }: Frame): void {
  const payments = program.command('payment').description(help.payment)
  const inCase = (name: string, description: string) =>
    unlocking(payments.command(name), help)
      .description(description)
      .argument('<dir>', help.dir)
      .argument('<case>', help.caseArgument)
  inCase('add', help.paymentAdd)
    .option('--file <file>', help.paymentFile)
    .option('--khqr <text>', help.khqr)
    .action((dir: string, name: string, options: PaymentOptions) => {
      const { file, khqr } = options
      if (file === undefined && khqr === undefined)
        throw new UsageError('usage/missing-option', { name: '--file' })
      return run(options, (context) => writePayment(context, dir, { case: name, path: file, khqr }))
    })
  inCase('change', help.paymentChange)
    .argument('<payment>', help.paymentArgument)
    .requiredOption('--file <file>', help.paymentFile)
    .action((dir: string, name: string, payment: string, options: PaymentOptions) =>
      run(options, (context) => writePayment(context, dir, { case: name, payment, path: options.file })),
    )
  inCase('list', help.paymentList).action((dir: string, name: string, options: SecretOptions) =>
    run(options, (context) => listPayments(context, dir, name)),
  )
  inCase('withdraw', help.paymentWithdraw)
    .argument('<payment>', help.paymentArgument)
    .requiredOption('--reason <text>', help.reason)
    .action((dir: string, name: string, payment: string, options: Reasoned) => {
      const input = { case: name, payment, reason: options.reason }
      return run(options, (context) => sayOfParty(context, dir, 'payment.withdraw', input))
    })
}

function addLossCommands({ program, help, run }: Frame): void {
  const ofCase = (name: string, description: string) =>
    unlocking(program.command(name), help)
      .description(description)
      .argument('<dir>', help.dir)
      .argument('<case>', help.lossesCase)
  ofCase('losses', help.losses).action((dir: string, name: string, options: SecretOptions) =>
    run(options, (context) => showLosses(context, dir, name)),
  )
  const currency = (flag: string, description: string) =>
    new Option(`${flag} <code>`, description).argParser(oneOf(flag, CURRENCY_CODES)).makeOptionMandatory()
  ofCase('rate', help.rate)
    .addOption(currency('--of', help.rateFrom))
    .addOption(currency('--in', help.rateIn))
    .requiredOption('--rate <number>', help.rateValue)
    .requiredOption('--on <day>', help.rateOn)
    .requiredOption('--source <text>', help.rateSource)
    .action((dir: string, name: string, options: RateOptions) => {
      const { of, in: inCurrency, rate, on, source } = options
      const input = { case: name, currency: of, inCurrency, rate, on, source }
      return run(options, (context) => sayOfParty(context, dir, 'rate.note', input))
    })
  ofCase('duplicate', help.duplicate)
    .argument('<complaint>', help.duplicateArgument)
    .option('--of <complaint>', help.duplicateOf)
    .option('--of-case <case>', help.duplicateCase)
    .requiredOption('--reason <text>', help.reason)
    .action((dir: string, name: string, complaintId: string, options: Reasoned & DuplicateOptions) => {
      const { of, ofCase: other, reason } = options
      const target =
        of === undefined ? {} : { of: { complaintId: of, ...(other !== undefined && { case: other }) } }
      const input = { case: name, complaintId, ...target, reason }
      return run(options, (context) => sayOfParty(context, dir, 'complaint.markDuplicate', input))
    })
}

type DuplicateOptions = { readonly of?: string; readonly ofCase?: string }
