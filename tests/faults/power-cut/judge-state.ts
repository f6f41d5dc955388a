import { join } from 'node:path'
import type { StoredEvent } from '#app/ports/ledger-store.ts'
import { makeSystemClock } from '#node/engine/system-clock.ts'
import { Attempts } from '#node/vault/attempts.ts'
import { makeFolderVaultKeeper } from '#node/vault/folder-vault-keeper.ts'
import { CHEAP_KDF, openDesk, PASSPHRASE } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import { NEXT_PASSPHRASE } from './record-session.ts'
import type { Said } from './run-session.ts'

/** What a vault is found to be: how it opens, what its ledger holds, and everything that is not as it must be. */
export type Found =
  | { readonly opens: false; readonly code: string }
  | { readonly opens: true; readonly events: readonly StoredEvent[]; readonly wrongs: readonly string[] }

/**
 * Operations that put a way in into the ledger first and then into the header, each with how many complaints the session has added
 * when it comes to it: a complaint is what it adds right before.
 */
const WAYS_IN = { 'people.add': 1, 'key.makeRecoveryCode': 2 }

/** How many ways in may be missing from the header, of which whoever opens the vault is told: those under way, or that failed. */
function countUnsettled(said: readonly Said[]): number {
  const complaints = said.filter(({ name }) => name === 'complaint.add').length
  return Object.entries(WAYS_IN).filter(([name, complaintsBefore]) => {
    const answer = said.find((line) => line.name === name)
    if (answer !== undefined) return answer.outcome !== 'done'
    return said.at(-1)?.name === 'complaint.add' && complaints === complaintsBefore
  }).length
}

/**
 * Opens what is left of a room as the session's person would the next day, verifies everything, looks whether what was acknowledged
 * of people and keys holds, and reads the ledger.
 */
export async function findOut(room: string, said: readonly Said[]): Promise<Found> {
  const folder = join(room, 'vault')
  const desk = openDesk(folder, { witnessFolder: join(room, 'state') })
  const isDone = (name: string) => said.some((line) => line.name === name && line.outcome === 'done')
  try {
    const wrongs: string[] = []
    let passphrase = isDone('key.changePassphrase') ? NEXT_PASSPHRASE : PASSPHRASE
    let unlocked = await desk.call('vault.unlock', { passphrase })
    if (
      unlocked.outcome === 'failed' &&
      unlocked.failure.code === 'vault/wrong-passphrase' &&
      passphrase === PASSPHRASE
    ) {
      // The change was under way: then either passphrase may hold.
      passphrase = NEXT_PASSPHRASE
      unlocked = await desk.call('vault.unlock', { passphrase })
    }
    if (unlocked.outcome === 'failed') return { opens: false, code: unlocked.failure.code }
    if (unlocked.outcome !== 'done') return { opens: false, code: JSON.stringify(desk.bugs) }
    for (const { code, facts } of unlocked.value.notices) {
      if (code === 'vault/slot-missing' && Number(facts?.slots) <= countUnsettled(said)) continue
      if (code !== 'vault/unlock-was-refused') wrongs.push(`notice ${code}`)
    }
    const code = said.find((line) => line.name === 'key.makeRecoveryCode')?.code
    if (code !== undefined) {
      const checked = await desk.call('key.checkRecoveryCode', { code })
      if (checked.outcome !== 'done') wrongs.push(`the recovery code: ${JSON.stringify(checked)}`)
    }
    const { findings } = await desk.ask('vault.verify', {})
    for (const finding of findings) {
      const { code, file, seq, offsetBytes } = finding
      // The one tear that is allowed: of the record that was being written.
      if (code === 'head/damaged' && offsetBytes !== undefined) continue
      wrongs.push([code, file, seq].filter((part) => part !== undefined).join(' '))
    }
    await desk.ask('vault.lock', {})
    if (isDone('people.add')) {
      const second = await desk.call('vault.unlock', { passphrase: `${PASSPHRASE} 2` })
      const isLetIn = second.outcome === 'done'
      if (!isLetIn) wrongs.push(`the second person: ${JSON.stringify(second)}`)
      else if (isDone('case.share') && (await desk.ask('case.list', {})).total === 0)
        wrongs.push('the shared case is not shared')
      await desk.ask('vault.lock', {})
    }
    if (desk.bugs.length > 0) wrongs.push(`bugs: ${desk.bugs.map(({ cause }) => String(cause)).join(', ')}`)
    return { opens: true, events: await readEvents(folder, passphrase), wrongs }
  } finally {
    await desk.engine.close()
  }
}

async function readEvents(folder: string, passphrase: string): Promise<readonly StoredEvent[]> {
  const clock = makeSystemClock()
  const tools = { attempts: new Attempts(folder, clock), keychain: null }
  const chooseKdf = async () => CHEAP_KDF
  const keeper = makeFolderVaultKeeper({ folder, software: 'samnum test', chooseKdf, clock, tools })
  const session = expectOk(await keeper.unlock({ passphrase }))
  try {
    return expectOk(session.ledger.readAll(0, 10_000))
  } finally {
    await keeper.close(session)
  }
}
