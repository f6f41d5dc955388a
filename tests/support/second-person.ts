import type { OutputOf } from '#contract/operations.ts'
import type { Role } from '#core/people/roles.ts'
import type { Desk } from './make-vault.ts'

/** The passphrase of the second person of a test. */
export const SECOND_PASSPHRASE = 'the second person’s own'

/** Adds a person with keys of their own to an open vault; the founder is number 1. */
export async function addPerson(
  desk: Desk,
  name: string,
  roles: Role[],
  passphrase = SECOND_PASSPHRASE,
): Promise<OutputOf<'people.add'>> {
  return await desk.ask('people.add', { name, roles, passphrase })
}
