import { checkAnchor, rebuildViews, showAnchorState, writeAnchor } from '../commands/ledger-commands.ts'
import { salvageVault } from '../commands/salvage-command.ts'
import type { SecretOptions } from '../secret-files.ts'
import { UsageError } from '../usage.ts'
import { type Frame, unlocking } from './frame.ts'

/** `samnum vault anchor|rebuild|salvage` */
export function addLedgerCommands({ program: vault, help, run }: Frame): void {
  type AnchorOptions = SecretOptions & { check?: string; state: boolean }
  unlocking(vault.command('anchor'), help)
    .description(help.anchor)
    .argument('<dir>', help.dir)
    .option('--check <line>', help.anchorCheck)
    .option('--state', help.anchorState, false)
    .action((dir: string, options: AnchorOptions) => {
      const { check, state } = options
      if (check !== undefined && state) throw new UsageError('usage/unknown-option', { name: '--state' })
      return run(options, (context) => {
        if (check !== undefined) return checkAnchor(context, dir, check)
        return state ? showAnchorState(context, dir) : writeAnchor(context, dir)
      })
    })
  unlocking(vault.command('rebuild'), help)
    .description(help.rebuild)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => rebuildViews(context, dir)))
  vault
    .command('salvage')
    .description(help.salvage)
    .argument('<dir>', help.dir)
    .argument('<dest>', help.newFolder)
    .option('--key-file <file>', help.keyFileOption)
    .action((dir: string, destination: string, options: SecretOptions) =>
      run(options, (context) => salvageVault(context, dir, destination)),
    )
}
