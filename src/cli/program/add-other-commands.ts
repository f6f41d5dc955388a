import { Option } from 'commander'
import { REPORT_KINDS, REPORT_LANGUAGES } from '#contract/report-operations.ts'
import { writeReport } from '../commands/report-command.ts'
import { FILE_NAMES, type FileName, schemaOf } from '../commands/schema-command.ts'
import { serveFolder } from '../commands/serve-command.ts'
import { oneOf, wholeNumber } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { type Frame, unlocking } from './frame.ts'

/** `samnum report|schema|serve` */
export function addOtherCommands({ program, help, run }: Frame): void {
  type ReportOptions = SecretOptions & {
    kind: (typeof REPORT_KINDS)[number]
    lang: (typeof REPORT_LANGUAGES)[number]
    out: string
  }
  unlocking(program.command('report'), help)
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
    .action((dir: string, caseName: string, options: ReportOptions) => {
      const { kind, lang: languages, out: outPath } = options
      return run(options, (context) => writeReport(context, dir, { caseName, kind, languages, outPath }))
    })
  program
    .command('schema')
    .description(help.schema)
    .argument('<name>', help.schemaName, oneOf('NAME', FILE_NAMES))
    .action((name: FileName) =>
      run({}, () => {
        const schema = schemaOf(name)
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
    .action((dir: string, { port }: { port: number }) =>
      run({}, (context) => serveFolder(context, dir, port)),
    )
}
