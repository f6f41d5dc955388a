import { Option } from 'commander'
import type { Language } from '#core/language.ts'
import { listCases, openCase, showCase } from '../commands/case-commands.ts'
import { addComplaint, detailComplaint } from '../commands/complaint-commands.ts'
import { sayOfParty } from '../commands/party-commands.ts'
import { wholeNumber } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { addCaseCourseCommands } from './add-case-course-commands.ts'
import { addSharingCommands } from './add-sharing-commands.ts'
import { type Frame, unlocking } from './frame.ts'

/** `samnum case …` and `samnum complaint …` */
export function addCaseCommands({ program, help, run }: Frame, language: Language): void {
  const cases = program.command('case').description(help.case)
  unlocking(cases.command('open'), help)
    .description(help.caseOpen)
    .argument('<dir>', help.dir)
    .requiredOption('--title <title>', help.title)
    .action((dir: string, options: SecretOptions & { title: string }) =>
      run(options, (context) => openCase(context, dir, options.title)),
    )
  unlocking(cases.command('list'), help)
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
    .action((dir: string, options: SecretOptions & { query: string; limit: number; offset: number }) => {
      const { query, limit, offset } = options
      return run(options, (context) => listCases(context, dir, { query, limit, offset }))
    })
  unlocking(cases.command('show'), help)
    .description(help.caseShow)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .action((dir: string, name: string, options: SecretOptions) =>
      run(options, (context) => showCase(context, dir, name)),
    )
  addSharingCommands({ program: cases, help, run })
  addCaseCourseCommands({ program: cases, help, run }, language)
  const complaints = program.command('complaint').description(help.complaint)
  unlocking(complaints.command('add'), help)
    .description(help.complaintAdd)
    .argument('<dir>', help.dir)
    .requiredOption('--file <file>', help.complaintFile)
    .option('--case <case>', help.caseOption)
    .action((dir: string, options: SecretOptions & { file: string; case?: string }) =>
      run(options, (context) => addComplaint(context, dir, options.file, options.case ?? null)),
    )
  unlocking(complaints.command('detail'), help)
    .description(help.complaintDetail)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .argument('<complaint>', help.duplicateArgument)
    .requiredOption('--file <file>', help.complaintDetailFile)
    .action((dir: string, name: string, complaintId: string, options: SecretOptions & { file: string }) =>
      run(options, (context) =>
        detailComplaint(context, dir, { case: name, complaintId, path: options.file }),
      ),
    )
  unlocking(complaints.command('link'), help)
    .description(help.complaintLink)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .argument('<complaint>', help.duplicateArgument)
    .argument('<exhibits...>', help.exhibitArgument)
    .action((dir: string, name: string, complaintId: string, exhibits: string[], options: SecretOptions) =>
      run(options, (context) =>
        sayOfParty(context, dir, 'complaint.linkExhibits', { case: name, complaintId, exhibits }),
      ),
    )
}
