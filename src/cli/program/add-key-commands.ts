import { type Command, Option } from 'commander'
import {
  changePassphrase,
  dropKeyFile,
  makeKeyFile,
  rotateKey,
  showKeyFile,
} from '../commands/key-commands.ts'
import {
  addEscrow,
  checkRecoveryCode,
  listRecovery,
  listSlots,
  makeRecoveryCode,
  recoverVault,
  removeEscrow,
  removeRecoveryCode,
} from '../commands/recovery-commands.ts'
import { actionOf, personNumber } from '../option-values.ts'
import type { SamnumCommand } from '../samnum-command.ts'
import type { SecretOptions } from '../secret-files.ts'
import { type ActionForm, checkAction } from './action-form.ts'
import { type Frame, settingPassphrase, unlocking } from './frame.ts'

/** `samnum vault passphrase|rotate|slots|key-file|recovery-code|escrow|recover` */
export function addKeyCommands(frame: Frame): void {
  const { program: vault, help, run } = frame
  const passphrase = vault.command('passphrase') as SamnumCommand
  settingPassphrase(unlocking(passphrase.keepArgumentsSecret(), help), help)
    .description(help.passphrase)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) =>
      run(options, (context) => changePassphrase(context, dir)),
    )
  unlocking(vault.command('rotate'), help)
    .description(help.rotate)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => rotateKey(context, dir)))
  unlocking(vault.command('slots'), help)
    .description(help.slots)
    .argument('<dir>', help.dir)
    .action((dir: string, options: SecretOptions) => run(options, (context) => listSlots(context, dir)))
  addKeyFileCommand(frame)
  addRecoveryCodeCommand(frame)
  addEscrowCommand(frame)
  addRecoverCommand(frame)
}

const KEY_FILE_FORMS = {
  list: {},
  make: { needs: ['out'] },
  drop: {},
} as const satisfies { readonly [action: string]: ActionForm }

function addKeyFileCommand({ program: vault, help, run }: Frame): void {
  type Action = keyof typeof KEY_FILE_FORMS
  unlocking(vault.command('key-file'), help)
    .description(help.keyFile)
    .argument('<dir>', help.dir)
    .argument('[action]', help.keyFileAction, actionOf(['list', 'make', 'drop']), 'list')
    .option('--out <file>', help.out)
    .action((dir: string, action: Action, options: SecretOptions & { out?: string }, command: Command) => {
      checkAction(command, KEY_FILE_FORMS, action)
      return run(options, (context) => {
        switch (action) {
          case 'list':
            return showKeyFile(context, dir)
          case 'make':
            return makeKeyFile(context, dir, options.out ?? '')
          case 'drop':
            return dropKeyFile(context, dir)
        }
      })
    })
}

const RECOVERY_CODE_FORMS = {
  list: {},
  make: { needs: ['label'] },
  check: { takes: ['codeFile'] },
  remove: {},
} as const satisfies { readonly [action: string]: ActionForm }

function addRecoveryCodeCommand({ program: vault, help, run }: Frame): void {
  type Action = keyof typeof RECOVERY_CODE_FORMS
  const command = vault.command('recovery-code') as SamnumCommand
  unlocking(command.keepArgumentsSecret(), help)
    .description(help.recoveryCode)
    .argument('<dir>', help.dir)
    .argument('[action]', help.recoveryCodeAction, actionOf(['list', 'make', 'check', 'remove']), 'list')
    .option('--label <text>', help.recoveryLabel)
    .option('--code-file <file>', help.codeFile)
    .action((dir: string, action: Action, options: SecretOptions & { label?: string }, command: Command) => {
      checkAction(command, RECOVERY_CODE_FORMS, action)
      return run(options, (context) => {
        switch (action) {
          case 'list':
            return listRecovery(context, dir, 'recovery-code')
          case 'make':
            return makeRecoveryCode(context, dir, options.label ?? '')
          case 'check':
            return checkRecoveryCode(context, dir)
          case 'remove':
            return removeRecoveryCode(context, dir)
        }
      })
    })
}

const ESCROW_FORMS = {
  list: {},
  add: { needs: ['recipient', 'label'] },
  remove: { argument: 'possible' },
} as const satisfies { readonly [action: string]: ActionForm }

function addEscrowCommand({ program: vault, help, run }: Frame): void {
  type Action = keyof typeof ESCROW_FORMS
  type Options = SecretOptions & { recipient?: string; label?: string }
  unlocking(vault.command('escrow'), help)
    .description(help.escrow)
    .argument('<dir>', help.dir)
    .argument('[action]', help.escrowAction, actionOf(['list', 'add', 'remove']), 'list')
    .argument('[holder]', help.holderArgument)
    .option('--recipient <age1…>', help.recipient)
    .option('--label <text>', help.recoveryLabel)
    .action((dir: string, action: Action, holder: string | undefined, options: Options, command: Command) => {
      checkAction(command, ESCROW_FORMS, action, { name: 'HOLDER', value: holder })
      const { recipient = '', label = '' } = options
      return run(options, (context) => {
        switch (action) {
          case 'list':
            return listRecovery(context, dir, 'escrow')
          case 'add':
            return addEscrow(context, dir, { recipient, label })
          case 'remove':
            return removeEscrow(context, dir, holder ?? null)
        }
      })
    })
}

function addRecoverCommand({ program: vault, help, run }: Frame): void {
  const command = vault.command('recover') as SamnumCommand
  settingPassphrase(command.keepArgumentsSecret(), help)
    .description(help.recover)
    .argument('<dir>', help.dir)
    .addOption(new Option('--user <n>', help.recoverUser).argParser(personNumber('--user')))
    .option('--code-file <file>', help.codeFile)
    .option('--identity-file <file>', help.identityFile)
    .action((dir: string, options: SecretOptions) => run(options, (context) => recoverVault(context, dir)))
}
