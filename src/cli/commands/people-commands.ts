import type { Envelope } from '#contract/envelope.ts'
import type { Failure } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { PersonLine } from '#contract/people-operations.ts'
import { formatSortableDate } from '#core/dates/format-date.ts'
import type { Role } from '#core/people/roles.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, notRead, stopped, withVault } from '../open-vault.ts'
import { isOutcome, type Outcome } from '../outcome.ts'
import { readNewPassphrase } from '../read-secret.ts'
import { readSecondPerson, wantsSecondPerson } from '../second-person.ts'
import { alignFields, alignRows } from '../text-columns.ts'

/** `samnum vault users DIR [list]` */
export async function listPeople(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('people.list', {})
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: peopleRows(context, answer.value.people) }
  })
}

/** `samnum vault users DIR add --name NAME --roles ROLES` */
export async function addPerson(
  context: CommandContext,
  folder: string,
  { name, roles }: { readonly name: string; readonly roles: readonly Role[] },
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const passphrase = await readNewPassphrase(context, name)
    if (!passphrase.ok) return notRead(passphrase.failure)
    const answer = await desk.call('people.add', { name, roles: [...roles], passphrase: passphrase.value })
    if (answer.outcome !== 'done') return stopped(answer)
    const { number, userId } = answer.value
    const { label, done } = context.text
    const fields = alignFields([
      [label.person, showEscaped(name)],
      [label.roles, rolesText(context, roles)],
      [label.personId, userId],
    ])
    const sentence = fillTemplate(done.personAdded, { number: String(number) }, context.language)
    return { kind: 'done', value: answer.value, lines: [sentence, ...fields] }
  })
}

/** `samnum vault users DIR roles PERSON --roles ROLES` */
export async function changeRoles(
  context: CommandContext,
  folder: string,
  number: number,
  roles: readonly Role[],
): Promise<Outcome> {
  return await withPerson(context, folder, number, async (desk, { userId }) => {
    const answer = await desk.call('people.changeRoles', { userId, roles: [...roles] })
    return personOutcome(context, answer, number, context.text.done.rolesChanged)
  })
}

/** `samnum vault users DIR suspend PERSON --reason TEXT` */
export async function suspendPerson(
  context: CommandContext,
  folder: string,
  number: number,
  reason: string,
): Promise<Outcome> {
  return await withPerson(context, folder, number, async (desk, { userId }) => {
    const answer = await desk.call('people.suspend', { userId, reason })
    return personOutcome(context, answer, number, context.text.done.personSuspended)
  })
}

/** `samnum vault users DIR reinstate PERSON --reason TEXT` */
export async function reinstatePerson(
  context: CommandContext,
  folder: string,
  number: number,
  reason: string,
): Promise<Outcome> {
  return await withPerson(context, folder, number, async (desk, { userId, name }) => {
    const passphrase = await readNewPassphrase(context, name)
    if (!passphrase.ok) return notRead(passphrase.failure)
    const answer = await desk.call('people.reinstate', { userId, reason, passphrase: passphrase.value })
    return personOutcome(context, answer, number, context.text.done.personReinstated)
  })
}

/**
 * `samnum vault users DIR reset PERSON --reason TEXT`. The engine says whether a second person must agree; they are asked
 * when it does, or at once where the command line names them.
 */
export async function resetPassphrase(
  context: CommandContext,
  folder: string,
  number: number,
  reason: string,
): Promise<Outcome> {
  return await withPerson(context, folder, number, async (desk, { userId, name }) => {
    const passphrase = await readNewPassphrase(context, name)
    if (!passphrase.ok) return notRead(passphrase.failure)
    const input = { userId, reason, passphrase: passphrase.value }
    const isNamed = wantsSecondPerson(context)
    if (!isNamed) {
      const alone = await desk.call('people.resetPassphrase', input)
      const mayAsk = context.terminal.keyboard !== null
      if (!isFailure(alone, 'people/second-person-needed') || !mayAsk)
        return personOutcome(context, alone, number, context.text.done.passphraseReset)
    }
    const secondPerson = await readSecondPerson(context)
    if (isOutcome(secondPerson)) return secondPerson
    const answer = await desk.call('people.resetPassphrase', { ...input, secondPerson })
    return personOutcome(context, answer, number, context.text.done.passphraseReset)
  })
}

/** Runs work with the vault unlocked and the person of that number found. */
export async function withPerson(
  context: CommandContext,
  folder: string,
  number: number,
  work: (desk: Desk, person: PersonLine) => Promise<Outcome>,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const listed = await desk.call('people.list', {})
    if (listed.outcome !== 'done') return stopped(listed)
    const person = listed.value.people.find((known) => known.number === number)
    if (person === undefined) return { kind: 'failed', failure: noPerson(number) }
    return await work(desk, person)
  })
}

/** Roles as people read them. */
export function rolesText({ text }: CommandContext, roles: readonly Role[]): string {
  return roles.map((role) => text.role[role]).join(', ')
}

function noPerson(number: number): Failure {
  return { code: 'people/not-found', facts: { number: String(number) } }
}

function isFailure(answer: Envelope<unknown>, code: Failure['code']): boolean {
  return answer.outcome === 'failed' && answer.failure.code === code
}

function personOutcome(
  { language }: CommandContext,
  answer: Envelope<object>,
  number: number,
  sentence: string,
): Outcome {
  if (answer.outcome !== 'done') return stopped(answer)
  const line = fillTemplate(sentence, { number: String(number) }, language)
  return { kind: 'done', value: { ...answer.value, number }, lines: [line] }
}

function peopleRows(context: CommandContext, people: OutputOf<'people.list'>['people']): readonly string[] {
  const { language } = context
  const { label, state, done } = context.text
  const titles = [label.number, label.name, label.roles, label.state, label.cases, label.added]
  const rows = people.map((person) => [
    formatWholeNumber(person.number, language),
    showEscaped(person.name),
    rolesText(context, person.roles),
    person.state === 'active' && !person.hasSlot ? state.withoutSlot : state[person.state],
    formatWholeNumber(person.cases, language),
    formatSortableDate(person.addedAtMs),
  ])
  const isAnyWithoutSlot = people.some((person) => person.state === 'active' && !person.hasSlot)
  return [...alignRows([titles, ...rows], [0, 4]), ...(isAnyWithoutSlot ? [done.withoutSlot] : [])]
}
