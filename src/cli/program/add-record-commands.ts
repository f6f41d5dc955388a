import { Option } from 'commander'
import { REPORT_LANGUAGES, type ReportLanguages } from '#contract/report-operations.ts'
import { listLaw } from '../commands/law-commands.ts'
import { issueLetter, listLetters, listRecipients, printLetter } from '../commands/letter-commands.ts'
import {
  checkRecord,
  discardRecord,
  finaliseRecord,
  listRecords,
  printRecord,
  writeRecord,
} from '../commands/record-commands.ts'
import { oneOf } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { type Frame, unlocking } from './frame.ts'

type PrintOptions = SecretOptions & { readonly lang: ReportLanguages; readonly out: string }

/** `samnum record …`, `samnum letter …` and `samnum law …` */
export function addRecordCommands({ program, help, run }: Frame): void {
  const records = program.command('record').description(help.record)
  const inCase = (name: string, description: string, parent = records) =>
    unlocking(parent.command(name), help)
      .description(description)
      .argument('<dir>', help.dir)
      .argument('<case>', help.caseArgument)
  inCase('draft', help.recordDraft)
    .requiredOption('--file <file>', help.recordFile)
    .action((dir: string, caseName: string, options: SecretOptions & { file: string }) =>
      run(options, (context) => writeRecord(context, dir, { caseName, path: options.file })),
    )
  inCase('change', help.recordChange)
    .argument('<record>', help.recordArgument)
    .requiredOption('--file <file>', help.recordFile)
    .action((dir: string, caseName: string, record: string, options: SecretOptions & { file: string }) =>
      run(options, (context) => writeRecord(context, dir, { caseName, record, path: options.file })),
    )
  inCase('finalise', help.recordFinalise)
    .argument('<record>', help.recordArgument)
    .option('--warnings-seen', help.warningsSeen)
    .option('--corrects <record>', help.corrects)
    .action((dir: string, caseName: string, record: string, options: FinaliseOptions) =>
      run(options, (context) =>
        finaliseRecord(context, dir, {
          case: caseName,
          record,
          hasSeenWarnings: options.warningsSeen === true,
          ...(options.corrects !== undefined && { corrects: options.corrects }),
        }),
      ),
    )
  inCase('discard', help.recordDiscard)
    .argument('<record>', help.recordArgument)
    .requiredOption('--reason <text>', help.discardReason)
    .action((dir: string, caseName: string, record: string, options: SecretOptions & { reason: string }) =>
      run(options, (context) =>
        discardRecord(context, dir, { case: caseName, record, reason: options.reason }),
      ),
    )
  inCase('list', help.recordList).action((dir: string, caseName: string, options: SecretOptions) =>
    run(options, (context) => listRecords(context, dir, caseName)),
  )
  printing(inCase('print', help.recordPrint).argument('<record>', help.recordArgument), help).action(
    (dir: string, caseName: string, name: string, options: PrintOptions) =>
      run(options, (context) =>
        printRecord(context, dir, { caseName, name, languages: options.lang, outPath: options.out }),
      ),
  )

  const letters = program.command('letter').description(help.letter)
  inCase('issue', help.letterIssue, letters)
    .requiredOption('--file <file>', help.letterFile)
    .action((dir: string, caseName: string, options: SecretOptions & { file: string }) =>
      run(options, (context) => issueLetter(context, dir, { caseName, path: options.file })),
    )
  inCase('list', help.letterList, letters).action((dir: string, caseName: string, options: SecretOptions) =>
    run(options, (context) => listLetters(context, dir, caseName)),
  )
  unlocking(letters.command('recipients'), help)
    .description(help.letterRecipients)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => listRecipients(context, dir)))
  printing(inCase('print', help.letterPrint, letters).argument('<letter>', help.letterArgument), help).action(
    (dir: string, caseName: string, name: string, options: PrintOptions) =>
      run(options, (context) =>
        printLetter(context, dir, { caseName, name, languages: options.lang, outPath: options.out }),
      ),
  )

  const law = program.command('law').description(help.law)
  unlocking(law.command('list'), help)
    .description(help.lawList)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => listLaw(context, dir)))
  inCase('check', help.lawCheck, law)
    .argument('<record>', help.recordArgument)
    .action((dir: string, caseName: string, record: string, options: SecretOptions) =>
      run(options, (context) => checkRecord(context, dir, { case: caseName, record })),
    )
}

type FinaliseOptions = SecretOptions & { readonly warningsSeen?: boolean; readonly corrects?: string }

function printing(command: ReturnType<typeof unlocking>, help: Frame['help']): ReturnType<typeof unlocking> {
  return command
    .addOption(
      new Option('--lang <languages>', help.lang)
        .argParser(oneOf('--lang', REPORT_LANGUAGES))
        .default('km+en'),
    )
    .requiredOption('--out <file>', help.out)
}
