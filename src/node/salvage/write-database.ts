import { join } from 'node:path'
import { appendEvents } from '#app/ledger/append-events.ts'
import { CANCELLED, type Cancelled } from '#app/ports/byte-source.ts'
import type { Clock } from '#app/ports/clock.ts'
import type { SalvageFailure, SalvageWork } from '#app/ports/vault-salvage.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { DeviceId, UserId } from '#core/ids.ts'
import type { UserRecord } from '#core/ledger/event-fields.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import { findKey } from '#core/people/register-state.ts'
import { FOUNDER_ROLES } from '#core/people/roles.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { randomBytes } from '../crypto/primitives.ts'
import { migrate } from '../sqlite/migrate.ts'
import { makeSqliteLedgerStore } from '../sqlite/sqlite-ledger-store.ts'
import { openVaultDatabase } from '../sqlite/vault-database.ts'
import type { HeadRecord } from '../vault/head-file.ts'
import type { Unlocked } from '../vault/open-keys.ts'
import { DATABASE_FILE } from '../vault/vault-folder.ts'
import { ClaimJudge, type ProvedEvent } from './judge-claims.ts'
import { type Ahead, EVENTS_AT_ONCE, type Salvager } from './look-ahead.ts'
import type { SalvageProgress } from './salvage-progress.ts'
import { countUnreadableCases, type SavedExhibits } from './saved-exhibits.ts'
import type { StagedEvents } from './staged-events.ts'
import { SalvagedLedger } from './write-salvaged.ts'

/** What one filling is given. */
export type FillOrder = {
  /** The damaged vault. */
  readonly folder: string
  /** The new vault's folder while it is made: there and empty. */
  readonly unfinished: string
  readonly unlocked: Unlocked
  readonly clock: Clock
  readonly work: SalvageWork
}

/** What is written, once everything was found. */
export type Writing = {
  readonly order: FillOrder
  readonly staged: StagedEvents
  readonly progress: SalvageProgress
  readonly salvager: Salvager
  readonly ahead: Ahead
  /** The newest record of the damaged vault's head file, where one holds. */
  readonly head: HeadRecord | null
}

/** What was saved, and where the new vault's head stands. */
export type Written = Omit<OutputOf<'vault.salvage'>, 'objects'> & {
  readonly record: Omit<HeadRecord, 'generation'>
}

/**
 * Judges what was found in its order, and writes what holds into the new vault's database with the event that names the rest. With
 * `isIntroduced`, who salvages is taken from the events, and the answer is `null` when they do not say it.
 */
export async function writeDatabase(
  { order, staged, progress, salvager, ahead, head }: Writing,
  exhibits: SavedExhibits,
  isIntroduced: boolean,
): Promise<Result<Written | null, SalvageFailure | Cancelled>> {
  const { unfinished, unlocked, clock, work } = order
  // Nothing is acknowledged before everything is there: the checkpoint at the end makes it durable at once.
  const path = join(unfinished, DATABASE_FILE)
  const database = openVaultDatabase(path, unlocked.keyring.databaseKey, true, 'consistent')
  try {
    const migrated = migrate(database)
    if (!migrated.ok) throw new Error(`a new database refused its schema: ${migrated.failure.code}`)
    const ledger = new SalvagedLedger(database)
    const introduced = isIntroduced ? null : introductionOf(salvager, ahead, unlocked)
    let proved: ProvedEvent[] = []
    const judge = new ClaimJudge(salvager, ahead, introduced, (seq) => {
      const found = proved.find(({ stored }) => stored.seq === seq)?.stored ?? ledger.find(seq)
      const header = found === null ? null : parseHeader(found.header)
      if (found === null || header === null || !header.ok) return null
      return { hashHex: found.hashHex, actor: header.value.actor, scope: found.scope }
    })
    let seqs = staged.seqsAfter(0, EVENTS_AT_ONCE)
    while (seqs.length > 0) {
      proved = []
      for (const seq of seqs) {
        const event = judge.choose(preferHead(staged.claimsOf(seq), head))
        if (event !== null) proved.push(event)
      }
      ledger.add(proved)
      exhibits.note(proved)
      progress.take(seqs.length)
      await clock.pause()
      if (work.signal.aborted) return fail(CANCELLED)
      seqs = staged.seqsAfter(seqs.at(-1) ?? 0, EVENTS_AT_ONCE)
    }
    const { last } = judge
    if (last === null) return fail({ code: 'salvage/nothing-readable' })
    const lastSeq = Math.max(last.seq, head?.seq ?? 0)
    const lost = ledger.end(last.device, lastSeq)
    const deviceId = Buffer.from(randomBytes(16)).toString('hex') as DeviceId
    const person = judge.state.people.get(salvager.userId as UserId)
    // What seemed to introduce them did not hold.
    if (person === undefined || findKey(judge.state, salvager.signer.keyId) === null) return succeed(null)
    const store = makeSqliteLedgerStore(database, deviceId, { advance: () => {} })
    const appended = appendEvents(
      {
        deviceId,
        signer: salvager.signer,
        crypto: salvager.crypto,
        clock,
        ledger: store,
        firstSeq: lastSeq + 1,
      },
      [
        {
          key: salvager.registerKey,
          body: {
            kind: 'ledger-salvaged',
            scope: salvager.vaultId,
            data: {
              fromDeviceId: last.device,
              lastSeq,
              lost: [...lost],
              ...(introduced !== null && { introduced }),
              salvagedBy: { userId: person.userId, name: person.name },
            },
          },
        },
      ],
    )
    if (!appended.ok) return appended
    database.pragma('synchronous=FULL')
    database.pragma('wal_checkpoint(TRUNCATE)')
    const { seq, hashHex } = appended.value
    const headerGeneration = Math.max(unlocked.header.generation, head?.headerGeneration ?? 0)
    return succeed({
      lastSeq,
      saved: ledger.saved,
      lost: [...lost],
      unreadableCases: countUnreadableCases(judge.state, exhibits.scopes, ahead.caseKeys),
      record: { device: deviceId, seq, hashHex, headerGeneration },
    })
  } finally {
    database.close()
  }
}

/** Who salvages, as far as keys and header say it: the event that introduced them is not there any more. */
function introductionOf({ userId }: Salvager, { name }: Ahead, { header, keys }: Unlocked): UserRecord {
  const slot = header.slots.find(
    (candidate) => candidate.kind === 'passphrase' && candidate.userId === userId,
  )
  const number = slot?.kind === 'passphrase' ? slot.number : 0
  const { keyId, signingKeyHex, agreementKeyHex } = keys
  return {
    userId: userId as UserId,
    name: name ?? String(number),
    // The header, which nobody without keys can write, says who founded the vault.
    roles: number === 1 ? [...FOUNDER_ROLES] : ['officer'],
    keyId,
    signingKeyHex,
    agreementKeyHex,
  }
}

function preferHead<One extends { readonly hashHex: string; readonly seq: number }>(
  claims: readonly One[],
  head: HeadRecord | null,
): readonly One[] {
  if (head === null || claims[0]?.seq !== head.seq) return claims
  return [...claims].sort(
    (one, other) => Number(other.hashHex === head.hashHex) - Number(one.hashHex === head.hashHex),
  )
}
