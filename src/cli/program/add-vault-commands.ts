import { Option } from 'commander'
import { createVault, showVault, verifyVault } from '../commands/vault-commands.ts'
import { wholeNumber } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { addKeyCommands } from './add-key-commands.ts'
import { addLedgerCommands } from './add-ledger-commands.ts'
import { addPeopleCommands } from './add-people-commands.ts'
import { type Frame, unlocking } from './frame.ts'

/** `samnum vault …` */
export function addVaultCommands({ program, help, run }: Frame): void {
  const vault = program.command('vault').description(help.vault)
  vault
    .command('create')
    .description(help.vaultCreate)
    .argument('<dir>', help.dir)
    .requiredOption('--user <name>', help.user)
    .addOption(
      new Option('--kdf-memory <mib>', help.kdfMemory).argParser(
        wholeNumber('--kdf-memory', { min: 64, max: 1024 }),
      ),
    )
    .action((dir: string, { user, kdfMemory }: { user: string; kdfMemory?: number }) =>
      run({}, (context) => createVault(context, dir, user, kdfMemory ?? null)),
    )
  unlocking(vault.command('verify'), help)
    .description(help.vaultVerify)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => verifyVault(context, dir)))
  unlocking(vault.command('info'), help)
    .description(help.vaultInfo)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => showVault(context, dir)))
  addPeopleCommands({ program: vault, help, run })
  addKeyCommands({ program: vault, help, run })
  addLedgerCommands({ program: vault, help, run })
}
