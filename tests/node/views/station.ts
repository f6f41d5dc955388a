import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { UserId } from '#core/ids.ts'
import { viewKeyFrom } from '#node/vault/slot-keys.ts'
import { trySlots } from '#node/vault/try-slots.ts'
import { readHeader } from '#node/vault/vault-folder.ts'
import {
  type AtEnd,
  COMPLAINT,
  createVault,
  type Desk,
  openDesk,
  PASSPHRASE,
  sealBytes,
} from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import { addPerson } from '../../support/second-person.ts'

/** Titles that occur in one person's case and nowhere else. */
export const TITLES = { founder: 'CANARYfounder', first: 'CANARYfirst', second: 'CANARYsecond' } as const

export const FOUNDER = { userNumber: 1, passphrase: PASSPHRASE }
export const FIRST = { userNumber: 2, passphrase: 'the first officer’s own' }
export const SECOND = { userNumber: 3, passphrase: 'the second officer’s own' }

/** A closed vault of a founder and two officers, each of whom has a case with a complaint and an exhibit. */
export type Station = {
  readonly folder: string
  readonly founder: UserId
  readonly first: UserId
  readonly second: UserId
}

export async function makeStation(atEnd: AtEnd = onTestFinished): Promise<Station> {
  const desk = await createVault({ atEnd })
  const first = await addPerson(desk, 'ចាន់ ធី', ['officer'], FIRST.passphrase)
  const second = await addPerson(desk, 'កែវ ពិសី', ['officer'], SECOND.passphrase)
  const status = await desk.ask('vault.status', {})
  if (status.state !== 'unlocked') throw new Error('the vault is open')
  await addCase(desk, TITLES.founder)
  await desk.engine.close()
  for (const [who, title] of [
    [FIRST, TITLES.first],
    [SECOND, TITLES.second],
  ] as const) {
    const officer = await unlockAs(desk.folder, who, atEnd)
    await addCase(officer, title)
    await officer.engine.close()
  }
  return {
    folder: desk.folder,
    founder: status.session.person.userId,
    first: first.userId,
    second: second.userId,
  }
}

/** A case with a complaint and an exhibit. */
export async function addCase(desk: Desk, title: string): Promise<string> {
  const { number } = await desk.ask('case.open', { title })
  await desk.ask('complaint.add', { case: number, complaint: { ...COMPLAINT, narrative: `${title} story` } })
  await sealBytes(desk, number, Buffer.from(title), `${title}.txt`)
  return number
}

/** Opens a vault for one of its people. */
export async function unlockAs(
  folder: string,
  who: { readonly userNumber: number; readonly passphrase: string },
  atEnd?: AtEnd,
): Promise<Desk> {
  const desk = openDesk(folder, atEnd === undefined ? {} : { atEnd })
  await desk.ask('vault.unlock', who)
  return desk
}

/** The titles of all cases that somebody sees, in the order of the list. */
export async function titlesOf(desk: Desk): Promise<readonly string[]> {
  return (await desk.ask('case.list', {})).cases.map(({ title }) => title)
}

/** The key of a person's projections. */
export async function viewKeyOf(folder: string, who: typeof FOUNDER): Promise<Uint8Array> {
  const [header] = expectOk(await readHeader(folder)).candidates
  return viewKeyFrom(expectOk(await trySlots(header.vaultId, header.slots, who, null)).seed)
}

export function viewPath(folder: string, userId: UserId): string {
  return join(folder, 'people', `${userId}.db`)
}
