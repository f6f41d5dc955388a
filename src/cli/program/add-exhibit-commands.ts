import { addExhibits, extractExhibit, listExhibits, verifyExhibit } from '../commands/exhibit-commands.ts'
import type { SecretOptions } from '../secret-files.ts'
import { type Frame, unlocking } from './frame.ts'

/** `samnum exhibit …` */
export function addExhibitCommands({ program, help, run }: Frame): void {
  type AddOptions = SecretOptions & { case: string; name?: string; description?: string }
  const exhibits = program.command('exhibit').description(help.exhibit)
  unlocking(exhibits.command('add'), help)
    .description(help.exhibitAdd)
    .argument('<dir>', help.dir)
    .argument('<file...>', help.files)
    .requiredOption('--case <case>', help.caseOption)
    .option('--name <name>', help.name)
    .option('--description <text>', help.description)
    .action((dir: string, paths: string[], options: AddOptions) => {
      const { case: caseName, name, description } = options
      return run(options, (context) => addExhibits(context, dir, { caseName, paths, name, description }))
    })
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
  unlocking(exhibits.command('extract'), help)
    .description(help.exhibitExtract)
    .argument('<dir>', help.dir)
    .argument('<exhibit>', help.exhibitArgument)
    .requiredOption('--out <file>', help.out)
    .action((dir: string, exhibit: string, options: SecretOptions & { out: string }) =>
      run(options, (context) => extractExhibit(context, dir, exhibit, options.out)),
    )
}
