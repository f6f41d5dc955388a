import { Option } from 'commander'
import { REPORT_LANGUAGES, type ReportLanguages } from '#contract/report-operations.ts'
import type { Language } from '#core/language.ts'
import { exportPackage } from '../commands/export-command.ts'
import { verifyPath } from '../commands/verify-command.ts'
import { EXPORT_TEXT } from '../export-text.ts'
import { collect, oneOf } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { type Frame, unlocking } from './frame.ts'

type ExportOptions = SecretOptions & {
  readonly out: string
  readonly exhibits?: string
  readonly papers?: string
  readonly reports?: string
  readonly signed: readonly string[]
  readonly recipient: readonly string[]
  readonly redacted?: boolean
  readonly lang: ReportLanguages
}

/** `samnum export` and `samnum verify` */
export function addExportCommands({ program, help, run }: Frame, language: Language): void {
  const said = EXPORT_TEXT[language].help
  unlocking(program.command('export'), help)
    .description(said.export)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .requiredOption('--out <dir|file>', said.out)
    .option('--exhibits <which>', said.exhibits)
    .option('--papers <which>', said.papers)
    .option('--reports <which>', said.reports)
    .option('--signed <pdf>', said.signed, collect, [])
    .option('--recipient <age1…>', said.recipient, collect, [])
    .option('--redacted', said.redacted)
    .addOption(
      new Option('--lang <languages>', said.lang)
        .argParser(oneOf('--lang', REPORT_LANGUAGES))
        .default('km+en'),
    )
    .action((dir: string, caseName: string, options: ExportOptions) =>
      run(options, (context) =>
        exportPackage(context, dir, {
          caseName,
          outPath: options.out,
          exhibits: options.exhibits,
          papers: options.papers,
          reports: options.reports,
          signedPaths: options.signed,
          recipients: options.recipient,
          isRedacted: options.redacted === true,
          languages: options.lang,
        }),
      ),
    )
  program
    .command('verify')
    .description(said.verify)
    .argument('<path>', said.verifyPath)
    .option('--anchor <line>', help.disclosureAnchor, collect, [])
    .action((path: string, { anchor }: { anchor: readonly string[] }) =>
      run({}, (context) => verifyPath(context, path, anchor)),
    )
}
