import type { Command } from 'commander'
import type { Role } from '#core/people/roles.ts'
import {
  addPerson,
  changeRoles,
  listPeople,
  reinstatePerson,
  resetPassphrase,
  suspendPerson,
} from '../commands/people-commands.ts'
import { actionOf, personNumber, rolesOf } from '../option-values.ts'
import type { SecretOptions } from '../secret-files.ts'
import { type ActionForm, checkAction } from './action-form.ts'
import { type Frame, settingPassphrase, unlocking, withSecondPerson } from './frame.ts'

const ACTIONS = ['list', 'add', 'roles', 'suspend', 'reinstate', 'reset'] as const
type Action = (typeof ACTIONS)[number]

const FORMS: { readonly [Name in Action]: ActionForm } = {
  list: {},
  add: { needs: ['name', 'roles'], takes: ['newPassphraseFile'] },
  roles: { argument: 'needed', needs: ['roles'] },
  suspend: { argument: 'needed', needs: ['reason'] },
  reinstate: { argument: 'needed', needs: ['reason'], takes: ['newPassphraseFile'] },
  reset: {
    argument: 'needed',
    needs: ['reason'],
    takes: ['newPassphraseFile', 'secondUser', 'secondPassphraseFile', 'secondKeyFile'],
  },
}

type Options = SecretOptions & { name?: string; roles?: readonly Role[]; reason?: string }

/** `samnum vault users DIR [ACTION] [PERSON]` */
export function addPeopleCommands({ program: vault, help, run }: Frame): void {
  const users = unlocking(vault.command('users'), help)
    .description(help.users)
    .argument('<dir>', help.dir)
    .argument('[action]', help.usersAction, actionOf(ACTIONS), 'list')
    .argument('[person]', help.personArgument, personNumber('PERSON'))
    .option('--name <name>', help.personName)
    .option('--roles <roles>', help.roles, rolesOf('--roles'))
    .option('--reason <text>', help.standingReason)
  withSecondPerson(settingPassphrase(users, help), help).action(
    (dir: string, action: Action, person: number | undefined, options: Options, command: Command) => {
      checkAction(command, FORMS, action, { name: 'PERSON', value: person })
      const { name = '', roles = [], reason = '' } = options
      const number = person ?? 0
      return run(options, (context) => {
        switch (action) {
          case 'list':
            return listPeople(context, dir)
          case 'add':
            return addPerson(context, dir, { name, roles })
          case 'roles':
            return changeRoles(context, dir, number, roles)
          case 'suspend':
            return suspendPerson(context, dir, number, reason)
          case 'reinstate':
            return reinstatePerson(context, dir, number, reason)
          case 'reset':
            return resetPassphrase(context, dir, number, reason)
        }
      })
    },
  )
}
