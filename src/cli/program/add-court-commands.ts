import { Option } from 'commander'
import {
  REPORT_KINDS,
  REPORT_LANGUAGES,
  type ReportKind,
  type ReportLanguages,
} from '#contract/report-operations.ts'
import { WORDING_NAMES, type WordingName } from '#core/documents/wordings.ts'
import { adoptLaw, inspectLaw } from '../commands/law-commands.ts'
import { freezePayment, printRequest } from '../commands/letter-commands.ts'
import { checkPages } from '../commands/pages-command.ts'
import { listReportKinds, writeReport, writeStatistics } from '../commands/report-command.ts'
import { listTemplates, previewTemplate, saveTemplate, showTemplate } from '../commands/template-commands.ts'
import { oneOf, wholeNumber } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { UsageError } from '../usage.ts'
import { type Frame, unlocking } from './frame.ts'

const KINDS = [...REPORT_KINDS, 'statistics'] as const

type ReportOptions = SecretOptions & {
  readonly kind?: ReportKind | 'statistics'
  readonly lang?: ReportLanguages
  readonly out?: string
  readonly list?: boolean
  readonly about?: string
  readonly at?: string
  readonly from?: string
  readonly to?: string
  readonly photos?: boolean
  readonly sign?: string
}

/** `samnum report` */
export function addReportCommand({ program, help, run }: Frame): void {
  unlocking(program.command('report'), help)
    .description(help.report)
    .argument('[dir]', help.reportDir)
    .argument('[case]', help.reportCase)
    .addOption(new Option('--kind <kind>', help.reportKinds).argParser(oneOf('--kind', KINDS)))
    .addOption(new Option('--lang <languages>', help.lang).argParser(oneOf('--lang', REPORT_LANGUAGES)))
    .option('--out <file>', help.out)
    .option('--about <text>', help.reportAbout)
    .option('--at <head>', help.reportAt)
    .option('--from <day>', help.reportFrom)
    .option('--to <day>', help.reportTo)
    .option('--photos', help.reportPhotos)
    .option('--sign <reason>', help.reportSign)
    .option('--list', help.reportList)
    .action((dir: string | undefined, caseName: string | undefined, options: ReportOptions) =>
      run(options, (context) => {
        const { about, at, from, to, photos, sign } = options
        if (options.list === true) return listReportKinds(context)
        const folder = needed(dir, 'argument', '<dir>')
        const kind = needed(options.kind, 'option', '--kind')
        const languages = needed(options.lang, 'option', '--lang')
        const outPath = needed(options.out, 'option', '--out')
        if (kind === 'statistics') return writeStatistics(context, folder, { from, to, languages, outPath })
        const name = needed(caseName, 'argument', '<case>')
        const order = { caseName: name, kind, languages, outPath, about, at, photos, sign }
        return writeReport(context, folder, order)
      }),
    )
}

function needed<Value>(value: Value | undefined, what: 'argument' | 'option', name: string): Value {
  if (value === undefined) throw new UsageError(`usage/missing-${what}`, { name })
  return value
}

type Printing = SecretOptions & { readonly lang: ReportLanguages; readonly out: string }

/** `samnum letter freeze|request`, `samnum law inspect|adopt` and `samnum template …`; called after `letter` and `law` have their commands. */
export function addCourtCommands(frame: Frame): void {
  const { program, help, run } = frame
  const named = (name: string) => {
    const found = program.commands.find((command) => command.name() === name)
    if (found === undefined) throw new Error(`the commands of ${name} come first`)
    return found
  }
  const languages = () =>
    new Option('--lang <languages>', help.lang).argParser(oneOf('--lang', REPORT_LANGUAGES)).default('km+en')
  unlocking(named('letter').command('freeze'), help)
    .description(help.letterFreeze)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .requiredOption('--payment <complaint:loss>', help.freezePayment)
    .option('--recipient <name>', help.freezeRecipient)
    .addOption(languages())
    .requiredOption('--out <file>', help.out)
    .action((dir: string, caseName: string, options: Printing & FreezeOptions) => {
      const { lang, out, payment, recipient } = options
      const order = { caseName, ...paymentOf(payment), recipient, languages: lang, outPath: out }
      return run(options, (context) => freezePayment(context, dir, order))
    })
  unlocking(named('letter').command('request'), help)
    .description(help.letterRequest)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .argument('<letter>', help.letterArgument)
    .option('--out <file>', help.letterRequestOut)
    .action((dir: string, caseName: string, letter: string, options: SecretOptions & { out?: string }) =>
      run(options, (context) => printRequest(context, dir, { case: caseName, letter }, options.out)),
    )
  unlocking(named('law').command('inspect'), help)
    .description(help.lawInspect)
    .argument('<dir>', help.dir)
    .argument('<file>', help.lawPackFile)
    .action((dir: string, file: string, options: SecretOptions) =>
      run(options, (context) => inspectLaw(context, dir, file)),
    )
  unlocking(named('law').command('adopt'), help)
    .description(help.lawAdopt)
    .argument('<dir>', help.dir)
    .argument('<file>', help.lawPackFile)
    .requiredOption('--digest <hex>', help.lawDigest)
    .action((dir: string, path: string, options: SecretOptions & { readonly digest: string }) =>
      run(options, (context) => adoptLaw(context, dir, { path, digest: options.digest })),
    )
  unlocking(program.command('pages'), help)
    .description(help.pages)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .argument('<file>', help.pagesFile)
    .addOption(new Option('--kind <kind>', help.pagesKind).argParser(oneOf('--kind', REPORT_KINDS)))
    .option('--about <text>', help.reportAbout)
    .option('--photos', help.reportPhotos)
    .action((dir: string, caseName: string, path: string, options: SecretOptions & PagesOptions) => {
      const { kind, about, photos } = options
      return run(options, (context) => checkPages(context, dir, { caseName, path, kind, about, photos }))
    })
  addTemplateCommands(frame, languages)
}

type PagesOptions = { readonly kind?: ReportKind; readonly about?: string; readonly photos?: boolean }

type FreezeOptions = { readonly payment: string; readonly recipient?: string }

function addTemplateCommands({ program, help, run }: Frame, languages: () => Option): void {
  const templates = program.command('template').description(help.template)
  const about = (name: string, description: string) =>
    unlocking(templates.command(name), help).description(description).argument('<dir>', help.dir)
  const nameOf = oneOf('NAME', WORDING_NAMES)
  const versionOf = (option: string) => wholeNumber(option, { min: 0, max: Number.MAX_SAFE_INTEGER })
  about('list', help.templateList).action((dir: string, options: SecretOptions) =>
    run(options, (context) => listTemplates(context, dir)),
  )
  about('show', help.templateShow)
    .argument('<name>', help.templateArgument, nameOf)
    .option('--of-version <version>', help.templateOfVersion, versionOf('--of-version'))
    .action((dir: string, name: WordingName, options: SecretOptions & { readonly ofVersion?: number }) =>
      run(options, (context) => showTemplate(context, dir, name, options.ofVersion)),
    )
  about('save', help.templateSave)
    .argument('<name>', help.templateArgument, nameOf)
    .requiredOption('--file <file>', help.templateFile)
    .addOption(
      new Option('--based-on <version>', help.templateBasedOn)
        .argParser(versionOf('--based-on'))
        .makeOptionMandatory(),
    )
    .action((dir: string, template: WordingName, options: SecretOptions & SaveOptions) =>
      run(options, (context) =>
        saveTemplate(context, dir, { template, path: options.file, basedOn: options.basedOn }),
      ),
    )
  about('preview', help.templatePreview)
    .argument('<name>', help.templateArgument, nameOf)
    .option('--file <file>', help.templateFile)
    .addOption(languages())
    .requiredOption('--out <file>', help.out)
    .action((dir: string, template: WordingName, options: Printing & { readonly file?: string }) => {
      const { lang, out, file } = options
      const order = { template, path: file, languages: lang, outPath: out }
      return run(options, (context) => previewTemplate(context, dir, order))
    })
}

type SaveOptions = { readonly file: string; readonly basedOn: number }

/** `1:2` is the second loss of the first complaint. */
function paymentOf(value: string): { readonly complaint: string; readonly lossIndex: number } {
  const found = /^([1-9][0-9]{0,5}):([1-9][0-9]{0,4})$/.exec(value)
  if (found?.[1] === undefined)
    throw new UsageError('usage/wrong-value', { name: '--payment', value, allowed: '1:1, 1:2 …' })
  return { complaint: found[1], lossIndex: Number(found[2]) - 1 }
}
