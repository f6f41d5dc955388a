import type { OutputOf } from '#contract/operations.ts'
import type { UserId } from '#core/ids.ts'
import type { Role } from '#core/people/roles.ts'
import { createVault, type Desk, PASSPHRASE } from './make-vault.ts'

/** Somebody of a station, with what opens the vault for them. */
export type Colleague = {
  readonly userId: UserId
  readonly number: number
  readonly name: string
  readonly passphrase: string
}

/** Adds somebody; whoever is logged in must be an administrator. */
export async function addColleague(desk: Desk, name: string, ...roles: readonly Role[]): Promise<Colleague> {
  const passphrase = `the passphrase of ${name}`
  const { userId, number } = await desk.ask('people.add', { name, roles: [...roles], passphrase })
  return { userId, number, name, passphrase }
}

/** Lets somebody else work at the same laptop. */
export async function switchTo(
  desk: Desk,
  { number, passphrase }: Pick<Colleague, 'number' | 'passphrase'>,
): Promise<OutputOf<'vault.unlock'>> {
  await desk.ask('vault.lock', {})
  return await desk.ask('vault.unlock', { userNumber: number, passphrase })
}

/** The founder of every vault of these tests. */
export const FOUNDER = { number: 1, passphrase: PASSPHRASE }

/** A vault of a commander, who founded it, and an officer who is not logged in yet. */
export async function createStation(
  options: Parameters<typeof createVault>[0] = {},
): Promise<{ readonly desk: Desk; readonly officer: Colleague }> {
  const desk = await createVault(options)
  return { desk, officer: await addColleague(desk, 'officer', 'officer') }
}
