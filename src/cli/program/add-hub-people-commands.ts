import { type Command, Option } from 'commander'
import { HUB_ROLES, type HubRole, LOG_IN_NAME, logInNameOf } from '#core/hub/analyst.ts'
import { showAudit } from '../commands/hub-audit-command.ts'
import {
  addHubPerson,
  changeHubRoles,
  listHubPeople,
  resetHubPerson,
  suspendHubPerson,
} from '../commands/hub-people-commands.ts'
import { HUB_PEOPLE_TEXT } from '../hub-people-text.ts'
import { actionOf, nameOf, wholeNumber, wordsOf } from '../option-values.ts'
import { UsageError } from '../usage.ts'
import { type ActionForm, checkAction } from './action-form.ts'
import type { HubMessageFrame } from './add-hub-message-commands.ts'

const ACTIONS = ['list', 'add', 'roles', 'suspend', 'reset'] as const
type Action = (typeof ACTIONS)[number]

const FORMS: { readonly [Name in Action]: ActionForm } = {
  list: {},
  add: { argument: 'needed', needs: ['name', 'roles'] },
  roles: { argument: 'needed', needs: ['roles'] },
  suspend: { argument: 'needed' },
  reset: { argument: 'needed' },
}
/** The longest name of the hub's own record. */
const LONGEST_NAME = 300
const MOST_ROWS = 1000

type Options = { name?: string; roles?: readonly HubRole[] }

/** `samnum hub people|audit` */
export function addHubPeopleCommands({ command, run, placeOf, language }: HubMessageFrame): void {
  const { help } = HUB_PEOPLE_TEXT[language]
  command('people', help.people)
    .argument('[action]', help.action, actionOf(ACTIONS), 'list')
    .argument('[person]', help.person, readPerson)
    .option('--name <name>', help.name, nameOf('--name', LONGEST_NAME))
    .option('--roles <roles>', help.roles, wordsOf('--roles', HUB_ROLES))
    .action((dir: string, action: Action, person: string | undefined, options: Options, self: Command) => {
      checkAction(self, FORMS, action, { name: 'PERSON', value: person })
      const { name = '', roles = [] } = options
      const who = person ?? ''
      return run({}, (context) => {
        switch (action) {
          case 'list':
            return listHubPeople(context, placeOf(dir))
          case 'add':
            return addHubPerson(context, placeOf(dir), { logInName: who, name, roles })
          case 'roles':
            return changeHubRoles(context, placeOf(dir), who, roles)
          case 'suspend':
            return suspendHubPerson(context, placeOf(dir), who)
          case 'reset':
            return resetHubPerson(context, placeOf(dir), who)
        }
      })
    })
  command('audit', help.audit)
    .addOption(
      new Option('--before <row>', help.before).argParser(
        wholeNumber('--before', { min: 1, max: Number.MAX_SAFE_INTEGER }),
      ),
    )
    .addOption(
      new Option('--limit <n>', help.limit)
        .default(50)
        .argParser(wholeNumber('--limit', { min: 1, max: MOST_ROWS })),
    )
    .action((dir: string, { before, limit }: { readonly before?: number; readonly limit: number }) =>
      run({}, (context) => showAudit(context, placeOf(dir), { before, limit })),
    )
}

// What is no log-in name is not repeated: somebody may have typed a secret there.
function readPerson(value: string): string {
  if (LOG_IN_NAME.test(logInNameOf(value))) return value
  throw new UsageError('usage/wrong-value', { name: 'PERSON', value: '…', allowed: 'a–z 0–9 . -' })
}
