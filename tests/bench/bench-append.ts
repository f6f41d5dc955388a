import { mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { appendEvents, type EventDraft, makeEvents } from '#app/ledger/append-events.ts'
import type { LedgerStore, NewEvent } from '#app/ports/ledger-store.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { bodyBytes, type EventBody, parseBody } from '#core/ledger/event-body.ts'
import { projectEvent } from '#core/projections/project-event.ts'
import { randomBytes } from '#node/crypto/primitives.ts'
import { migrate } from '#node/sqlite/migrate.ts'
import { makeSqliteLedgerStore } from '#node/sqlite/sqlite-ledger-store.ts'
import { openVaultDatabase } from '#node/sqlite/vault-database.ts'
import { HeadFile } from '#node/vault/head-file.ts'
import { draftCase } from './big-vault.ts'
import { expectValue } from './open-bench-vault.ts'
import { measure, medianOf, note, say } from './side-by-side.ts'

const TURNS = 20

/**
 * Appends events one by one, each acknowledged before the next, beside inserting them without chain and signature: the same bodies made
 * canonical, checked and sealed, the same rows in the same tables, the same commit and the same record in a head file. Headers,
 * hashes and signatures of the right size are there already.
 */
export async function benchAppend(session: VaultSession, folder: string): Promise<void> {
  const place = await mkdtemp(join(dirname(folder), 'samnum-bench-stores-'))
  const chained = openStore(place, 'chained', session)
  const plain = openStore(place, 'plain', session)
  try {
    const ratios: number[] = []
    const times: number[] = []
    for (let turn = 0; turn < TURNS; turn += 1) {
      const drafts = draftCase(session, 1_000_000 + turn)
      const ready = expectValue(makeEvents({ ...session, ledger: plain.store }, drafts)).events
      const signed = await measure(() => {
        for (const draft of drafts) expectValue(appendEvents({ ...session, ledger: chained.store }, [draft]))
      })
      const unsigned = await measure(() => {
        for (const [index, draft] of drafts.entries())
          expectValue(plain.store.append([sealInto(session, ready[index], draft)]))
      })
      ratios.push(unsigned.took.wallMs / signed.took.wallMs)
      times.push((signed.took.wallMs / drafts.length) * 1000)
    }
    say(
      'append',
      medianOf(ratios).toFixed(2),
      '≥ 0.80 of the same insert without chain and signature at equal durability',
    )
    note(
      `one append takes ${medianOf(times).toFixed(0)} µs; what chain and signature add does not depend on the disk`,
    )
  } finally {
    chained.close()
    plain.close()
    await rm(place, { recursive: true })
  }
}

/** The row of an event whose body is sealed now and whose header, hash and signature were there before. */
function sealInto(
  { crypto, deviceId: device }: VaultSession,
  ready: NewEvent | undefined,
  { body, key }: EventDraft,
): NewEvent {
  if (ready === undefined || typeof body === 'function') throw new Error('every draft has its event')
  const { seq, hashHex } = ready
  const plaintext = bodyBytes(body)
  if (!parseBody(plaintext).ok) throw new Error('a sample would not be readable')
  const sealedBody = crypto.sealBody(key, { device, seq }, plaintext)
  return {
    ...ready,
    sealedBody,
    changes: projectEvent({ seq, hashHex, time: NO_TIME, body: body as EventBody }),
  }
}

const NO_TIME = { wallMs: 0, counter: 0, clockMs: 0, runId: '0'.repeat(16), monotonicMs: 0 }

/** A ledger with a head file of its own, on the disk of the vault. */
function openStore(
  place: string,
  name: string,
  { deviceId }: VaultSession,
): { readonly store: LedgerStore; close(): void } {
  const database = openVaultDatabase(join(place, `${name}.db`), randomBytes(32), false)
  migrate(database)
  const headKey = randomBytes(32)
  const path = join(place, `${name}.head`)
  HeadFile.create(path, headKey, {
    device: deviceId,
    seq: 0,
    hashHex: '0'.repeat(64) as NewEvent['hashHex'],
    headerGeneration: 1,
  })
  const { file } = HeadFile.open(path, headKey)
  return {
    store: makeSqliteLedgerStore(database, deviceId, file),
    close() {
      database.close()
      file.close()
    },
  }
}
