import { mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { appendEvents, makeEvents } from '#app/ledger/append-events.ts'
import type { NewEvent } from '#app/ports/ledger-store.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { randomBytes } from '#node/crypto/primitives.ts'
import { migrate } from '#node/sqlite/migrate.ts'
import { makeSqliteLedgerStore } from '#node/sqlite/sqlite-ledger-store.ts'
import { openVaultDatabase } from '#node/sqlite/vault-database.ts'
import { draftCase } from './big-vault.ts'
import { expectValue } from './open-bench-vault.ts'
import { measure, medianOf, say } from './side-by-side.ts'

const TURNS = 20

/**
 * Appends events one by one, each acknowledged before the next, beside appending events that are made, chained and signed already:
 * the same rows in the same tables, the same commit, the same record in the head file.
 */
export function benchAppend(session: VaultSession, folder: string): Promise<void> {
  return withPlainStore(session, folder, async (appendPlain) => {
    const ratios: number[] = []
    const plain: number[] = []
    for (let turn = 0; turn < TURNS; turn += 1) {
      const signed = await measure(() => {
        for (const draft of draftCase(session, 1_000_000 + 2 * turn))
          expectValue(appendEvents(session, [draft]))
      })
      const { events } = expectValue(makeEvents(session, draftCase(session, 1_000_001 + 2 * turn)))
      const ready = await measure(() => {
        for (const event of events) expectValue(session.ledger.append([event]))
      })
      const alone = await measure(() => {
        for (const event of events) appendPlain(event)
      })
      ratios.push(ready.took.wallMs / signed.took.wallMs)
      plain.push(alone.took.wallMs / signed.took.wallMs)
    }
    say(
      'append',
      medianOf(ratios).toFixed(2),
      '≥ 0.80 of the same insert without chain and signature at equal durability',
    )
    say(
      'append, beside a commit without a head file',
      medianOf(plain).toFixed(2),
      'nothing: that is less durable',
    )
  })
}

/** A database of its own on the same disk with the same tables, whose head nobody records. */
async function withPlainStore(
  { deviceId }: VaultSession,
  folder: string,
  work: (append: (event: NewEvent) => void) => Promise<void>,
): Promise<void> {
  const place = await mkdtemp(join(dirname(folder), 'samnum-bench-plain-'))
  const database = openVaultDatabase(join(place, 'plain.db'), randomBytes(32), false)
  try {
    migrate(database)
    const store = makeSqliteLedgerStore(database, deviceId, { advance: () => {} })
    let seq = 0
    await work((event) => {
      seq += 1
      expectValue(store.append([{ ...event, seq }]))
    })
  } finally {
    database.close()
    await rm(place, { recursive: true })
  }
}
