import { Option } from 'commander'
import { REPORT_LANGUAGES, type ReportLanguages } from '#contract/report-operations.ts'
import { LABEL_FORMS, type LabelForm } from '#core/documents/label-sheet.ts'
import { type ReceiptOrder, writeLabels, writeReceipt } from '../commands/paper-commands.ts'
import { oneOf, wholeNumber } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { UsageError } from '../usage.ts'
import { type Frame, unlocking } from './frame.ts'

type PaperOptions = SecretOptions & { lang: ReportLanguages; out: string }

/** `samnum exhibit label`, `samnum exhibit receipt`; called after `exhibit` has its command. */
export function addPaperCommands({ program, help, run }: Frame): void {
  const exhibits = program.commands.find((command) => command.name() === 'exhibit')
  if (exhibits === undefined) throw new Error('the commands of exhibits come first')
  const languages = () =>
    new Option('--lang <languages>', help.lang).argParser(oneOf('--lang', REPORT_LANGUAGES)).default('km+en')
  unlocking(exhibits.command('label'), help)
    .description(help.exhibitLabel)
    .argument('<dir>', help.dir)
    .argument('<item...>', help.itemArgument)
    .addOption(
      new Option('--form <form>', help.labelForm).argParser(oneOf('--form', LABEL_FORMS)).default('a4-3x8'),
    )
    .addOption(
      new Option('--start-at <number>', help.labelStart)
        .argParser(wholeNumber('--start-at', { min: 1, max: 24 }))
        .default(1),
    )
    .addOption(languages())
    .requiredOption('--out <file>', help.out)
    .action((dir: string, items: string[], options: PaperOptions & { form: LabelForm; startAt: number }) => {
      const { form, startAt, lang, out } = options
      const order = { items, form, startAt, languages: lang, outPath: out }
      return run(options, (context) => writeLabels(context, dir, order))
    })
  unlocking(exhibits.command('receipt'), help)
    .description(help.exhibitReceipt)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .addOption(
      new Option('--event <number>', help.receiptEvent).argParser(
        wholeNumber('--event', { min: 1, max: Number.MAX_SAFE_INTEGER }),
      ),
    )
    .option('--raid <raid>', help.receiptRaid)
    .option('--exhibit <item...>', help.receiptItems)
    .addOption(languages())
    .requiredOption('--out <file>', help.out)
    .action((dir: string, caseName: string, options: PaperOptions & Asked) => {
      const { lang, out } = options
      const order = { caseName, about: aboutOf(options), languages: lang, outPath: out }
      return run(options, (context) => writeReceipt(context, dir, order))
    })
}

type Asked = {
  readonly event?: number
  readonly raid?: string
  readonly exhibit?: readonly string[]
}

/** One of the three says what the receipt is about. */
function aboutOf({ event, raid, exhibit }: Asked): ReceiptOrder['about'] {
  if (event !== undefined) return { kind: 'hand-over', seq: event }
  if (raid !== undefined) return { kind: 'raid', raid }
  if (exhibit !== undefined) return { kind: 'seizure', items: [...exhibit] }
  throw new UsageError('usage/missing-option', { name: '--event | --raid | --exhibit' })
}
