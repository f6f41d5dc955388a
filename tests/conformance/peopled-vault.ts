import { join } from 'node:path'
import { type AtEnd, COMPLAINT, type Desk, fillVault, makeFolder, PASSPHRASE } from '../support/make-vault.ts'
import { addColleague, type Colleague, createStation, FOUNDER, switchTo } from '../support/station.ts'

/** A closed vault of several people, with what opens it for each of them. */
export type PeopledVault = {
  readonly folder: string
  readonly founder: Pick<Colleague, 'number' | 'passphrase'>
  /** Holds the case that was shared and one of their own; was suspended, reinstated and given a new passphrase. */
  readonly officer: Colleague
  readonly recoveryCode: string
}

/** Makes a vault in which people come, go and come back, and cases are shared, kept apart, disclosed and destroyed. */
export async function makePeopledVault(atEnd: AtEnd): Promise<PeopledVault> {
  const { desk, officer } = await createStation({ atEnd })
  const { code } = await desk.ask('key.makeRecoveryCode', { label: 'ទូដែក' })
  await desk.ask('key.checkRecoveryCode', { code })
  const { first: shared } = await fillVault(desk)
  await desk.ask('case.share', { case: shared, userId: officer.userId })
  await desk.ask('people.changeRoles', { userId: officer.userId, roles: ['officer', 'analyst'] })
  await desk.ask('people.suspend', { userId: officer.userId, reason: 'ផ្លាស់ទៅអង្គភាពផ្សេង' })
  const passphrases = ['the officer, once more', 'the officer, a third time'] as const
  await desk.ask('people.reinstate', {
    userId: officer.userId,
    reason: 'ត្រឡប់មកវិញ',
    passphrase: passphrases[0],
  })
  // Whoever is back reads no case again before it is shared with them again.
  await desk.ask('case.share', { case: shared, userId: officer.userId })
  await leaveEveryWay(desk, shared, await makeFolder(atEnd))
  const third = await addColleague(desk, 'third', 'commander')
  const secondPerson = { userNumber: third.number, passphrase: third.passphrase }
  await desk.ask('people.resetPassphrase', {
    userId: officer.userId,
    reason: 'ភ្លេច',
    passphrase: passphrases[1],
    secondPerson,
  })
  await desk.ask('key.rotate', {})
  await desk.ask('ledger.anchor', {})
  await destroyCase(desk, secondPerson)
  const now = { ...officer, passphrase: passphrases[1] }
  await switchTo(desk, now)
  await desk.ask('complaint.add', { case: shared, complaint: COMPLAINT })
  await desk.ask('complaint.add', { complaint: { ...COMPLAINT, summary: 'the officer’s own' } })
  await confirmLast(desk, shared)
  await desk.engine.close()
  return { folder: desk.folder, founder: FOUNDER, officer: now, recoveryCode: code }
}

async function leaveEveryWay(desk: Desk, name: string, folder: string): Promise<void> {
  const outletId = await desk.engine.offerOutletPath(join(folder, 'disclosure'))
  await desk.ask('case.disclose', { case: name, outletId })
  const exhibit = await desk.engine.offerOutletPath(join(folder, 'exhibit'))
  await desk.ask('exhibit.extract', { exhibit: `${name}-E001`, outletId: exhibit })
}

async function destroyCase(
  desk: Desk,
  secondPerson: { readonly userNumber: number; readonly passphrase: string },
): Promise<void> {
  const { number } = await desk.ask('complaint.add', { complaint: COMPLAINT })
  await desk.ask('case.expunge', {
    case: number,
    confirmNumber: number,
    order: {
      reference: 'ដីកា ១២៣/២០២៦',
      authority: 'សាលាដំបូងរាជធានីភ្នំពេញ',
      orderedOn: '2026-01-05',
    },
    secondPerson,
  })
}

// The founder confirms what the officer did last.
async function confirmLast(desk: Desk, name: string): Promise<void> {
  const last = (await desk.ask('case.show', { case: name })).events.at(-1)
  await desk.ask('event.confirm', {
    case: name,
    seq: last?.seq ?? 0,
    hashHex: last?.hashHex ?? '',
    purpose: 'review',
    secondPerson: { userNumber: 1, passphrase: PASSPHRASE },
  })
}
