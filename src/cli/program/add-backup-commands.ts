import { Option } from 'commander'
import { KEPT_GENERATIONS, LAST_GENERATION, MOST_KEPT_GENERATIONS } from '#contract/backup-operations.ts'
import { backUpVault, restoreVault } from '../commands/backup-commands.ts'
import { wholeNumber } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { type Frame, unlocking } from './frame.ts'

/** `samnum backup` and `samnum restore` */
export function addBackupCommands({ program, help, run }: Frame): void {
  unlocking(program.command('backup'), help)
    .description(help.backup)
    .argument('<dir>', help.dir)
    .argument('<dest>', help.backupFolder)
    .addOption(
      new Option('--keep <n>', help.keep)
        .default(KEPT_GENERATIONS)
        .argParser(wholeNumber('--keep', { min: 1, max: MOST_KEPT_GENERATIONS })),
    )
    .option('--read-all', help.readAll, false)
    .action(
      (dir: string, destination: string, options: SecretOptions & { keep: number; readAll: boolean }) => {
        const { keep, readAll } = options
        return run(options, (context) => backUpVault(context, dir, destination, { keep, readAll }))
      },
    )
  unlocking(program.command('restore'), help)
    .description(help.restore)
    .argument('<dest>', help.backupFolder)
    .argument('<dir>', help.newFolder)
    .addOption(
      new Option('--generation <n>', help.generation).argParser(
        wholeNumber('--generation', { min: 1, max: LAST_GENERATION }),
      ),
    )
    .action((source: string, dir: string, options: SecretOptions & { generation?: number }) =>
      run(options, (context) => restoreVault(context, source, dir, options.generation ?? null)),
    )
}
