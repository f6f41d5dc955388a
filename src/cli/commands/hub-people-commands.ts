import { type Accounts, accountState, type Invitation } from '#app/desk/accounts.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatDateTime } from '#core/dates/format-date.ts'
import { type Account, type HubRole, logInNameOf } from '#core/hub/analyst.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { openDesk } from '#hub/open-desk.ts'
import type { CommandContext } from '../command-context.ts'
import { HUB_PEOPLE_TEXT } from '../hub-people-text.ts'
import type { Outcome } from '../outcome.ts'
import { alignRows } from '../text-columns.ts'
import { failed, type HubPlace, withHub } from './hub-command.ts'

/** Who the hub's record says did it, where nobody was logged in. */
const BY = 'command-line'

/** `samnum hub people DIR [list]` */
export async function listHubPeople(context: CommandContext, place: HubPlace): Promise<Outcome> {
  return await withAccounts(context, place, async (_accounts, people) => {
    const { language } = context
    const text = HUB_PEOPLE_TEXT[language]
    const rows = people.map(({ personId, logInName, name, roles, state }) => [
      showEscaped(logInName),
      showEscaped(name),
      roles.map((role) => text.role[role]).join(', '),
      text.state[state],
      personId,
    ])
    return {
      kind: 'done',
      value: { people },
      lines: rows.length === 0 ? [text.noPeople] : alignRows(rows),
    }
  })
}

/** `samnum hub people DIR add LOGIN --name NAME --roles ROLES`: prints the code of a first log-in. */
export async function addHubPerson(
  context: CommandContext,
  place: HubPlace,
  who: { readonly logInName: string; readonly name: string; readonly roles: readonly HubRole[] },
): Promise<Outcome> {
  return await withAccounts(context, place, async (accounts) => {
    const invited = await accounts.add(who, BY)
    return invited.ok ? sayInvitation(context, invited.value, who) : failed(invited.failure)
  })
}

/** `samnum hub people DIR roles PERSON --roles ROLES` */
export async function changeHubRoles(
  context: CommandContext,
  place: HubPlace,
  person: string,
  roles: readonly HubRole[],
): Promise<Outcome> {
  return await withAccounts(context, place, async (accounts, people) =>
    sayRestated(context, await accounts.setRoles(idOf(people, person), roles, BY)),
  )
}

/** `samnum hub people DIR suspend PERSON` */
export async function suspendHubPerson(
  context: CommandContext,
  place: HubPlace,
  person: string,
): Promise<Outcome> {
  return await withAccounts(context, place, async (accounts, people) =>
    sayRestated(context, await accounts.suspend(idOf(people, person), BY)),
  )
}

/** `samnum hub people DIR reset PERSON`: prints a new code; passphrase and one-time codes of before count no more. */
export async function resetHubPerson(
  context: CommandContext,
  place: HubPlace,
  person: string,
): Promise<Outcome> {
  return await withAccounts(context, place, async (accounts, people) => {
    const personId = idOf(people, person)
    const invited = await accounts.reset(personId, BY)
    if (!invited.ok) return failed(invited.failure)
    const found = people.find((one) => one.personId === personId)
    return sayInvitation(context, invited.value, found ?? { logInName: person, name: person })
  })
}

type Listed = Pick<Account, 'personId' | 'logInName' | 'name' | 'roles'> & {
  readonly state: ReturnType<typeof accountState>
}

async function withAccounts(
  context: CommandContext,
  place: HubPlace,
  work: (accounts: Accounts, people: readonly Listed[]) => Promise<Outcome>,
): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const { accounts } = openDesk(session)
    const all = await accounts.all()
    return all.ok
      ? await work(
          accounts,
          all.value.map(({ account }) => listedOf(account)),
        )
      : failed(all.failure)
  })
}

function listedOf(account: Account): Listed {
  const { personId, logInName, name, roles } = account
  return { personId, logInName, name, roles, state: accountState(account) }
}

/** The id of somebody who was named by it or by what they log in with; what nobody has stays as it was typed. */
function idOf(people: readonly Listed[], person: string): string {
  const named = logInNameOf(person)
  return (
    people.find(({ personId, logInName }) => personId === person || logInName === named)?.personId ?? person
  )
}

function sayInvitation(
  { language }: CommandContext,
  { personId, code, untilMs }: Invitation,
  { logInName, name }: { readonly logInName: string; readonly name: string },
): Outcome {
  const facts = {
    ...{ name: showEscaped(name), logInName: showEscaped(logInName) },
    until: formatDateTime(untilMs, { language }),
  }
  return {
    kind: 'done',
    value: { personId, code, untilMs },
    lines: [fillTemplate(HUB_PEOPLE_TEXT[language].invited, facts, language), '', code],
  }
}

function sayRestated(
  { language }: CommandContext,
  done: Awaited<ReturnType<Accounts['suspend'] | Accounts['setRoles']>>,
): Outcome {
  if (!done.ok) return failed(done.failure)
  return { kind: 'done', value: listedOf(done.value), lines: [HUB_PEOPLE_TEXT[language].restated] }
}
