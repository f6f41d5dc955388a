import { Option } from 'commander'
import { addExhibits, extractExhibit, listExhibits, verifyExhibit } from '../commands/exhibit-commands.ts'
import { interruptedSeals, showExhibit } from '../commands/exhibit-parts-commands.ts'
import { oneOf } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { UsageError } from '../usage.ts'
import { addParseCommand } from './add-parsing-commands.ts'
import { type Frame, unlocking } from './frame.ts'

const DIGEST_NAMES = ['md5', 'sha1', 'sha512'] as const
type DigestName = (typeof DIGEST_NAMES)[number]

/** `samnum exhibit …` */
export function addExhibitCommands({ program, help, run, ...rest }: Frame): void {
  type AddOptions = SecretOptions & {
    case?: string
    name?: string
    description?: string
    digests?: readonly DigestName[]
  }
  const exhibits = program.command('exhibit').description(help.exhibit)
  unlocking(exhibits.command('add'), help)
    .description(help.exhibitAdd)
    .argument('<dir>', help.dir)
    .argument('<file...>', help.files)
    .option('--case <case>', help.caseOption)
    .option('--name <name>', help.name)
    .option('--description <text>', help.description)
    .addOption(new Option('--digests <names>', help.digests).argParser(readDigests))
    .action((dir: string, paths: string[], options: AddOptions) => {
      const { case: named, name, description, digests } = options
      const [caseName, files] = named === undefined ? [paths[0] ?? '', paths.slice(1)] : [named, paths]
      if (files.length === 0) throw new UsageError('usage/missing-argument', { name: 'file' })
      return run(options, (context) =>
        addExhibits(context, dir, { caseName, paths: files, name, description, digests }),
      )
    })
  unlocking(exhibits.command('show'), help)
    .description(help.exhibitShow)
    .argument('<dir>', help.dir)
    .argument('<exhibit>', help.exhibitArgument)
    .action((dir: string, exhibit: string, options: SecretOptions) =>
      run(options, (context) => showExhibit(context, dir, exhibit)),
    )
  unlocking(exhibits.command('interrupted'), help)
    .description(help.exhibitInterrupted)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .option('--discard <id>', help.discard)
    .action((dir: string, name: string, options: SecretOptions & { discard?: string }) =>
      run(options, (context) => interruptedSeals(context, dir, name, options.discard)),
    )
  unlocking(exhibits.command('list'), help)
    .description(help.exhibitList)
    .argument('<dir>', help.dir)
    .argument('<case>', help.caseArgument)
    .action((dir: string, name: string, options: SecretOptions) =>
      run(options, (context) => listExhibits(context, dir, name)),
    )
  unlocking(exhibits.command('verify'), help)
    .description(help.exhibitVerify)
    .argument('<dir>', help.dir)
    .argument('<exhibit>', help.exhibitArgument)
    .action((dir: string, exhibit: string, options: SecretOptions) =>
      run(options, (context) => verifyExhibit(context, dir, exhibit)),
    )
  addParseCommand({ program: exhibits, help, run, ...rest })
  unlocking(exhibits.command('extract'), help)
    .description(help.exhibitExtract)
    .argument('<dir>', help.dir)
    .argument('<exhibit>', help.exhibitArgument)
    .requiredOption('--out <file>', help.out)
    .action((dir: string, exhibit: string, options: SecretOptions & { out: string }) =>
      run(options, (context) => extractExhibit(context, dir, exhibit, options.out)),
    )
}

function readDigests(value: string): readonly DigestName[] {
  return [...new Set(value.split(',').map(oneOf('--digests', DIGEST_NAMES)))]
}
