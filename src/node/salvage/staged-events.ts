import { rmSync } from 'node:fs'
import type { DeviceId, DigestHex } from '#core/ids.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import { KEY_BYTES, randomBytes } from '../crypto/primitives.ts'
import { openVaultDatabase, type VaultDatabase } from '../sqlite/vault-database.ts'
import type { FoundEvent } from './read-event-row.ts'

/** Most events that claim one place and are looked at; one is honest, and a crash leaves at most two. */
const CLAIMS_LOOKED_AT = 16

/** What claims one place in the ledger. */
export type Claim = FoundEvent & {
  /** Whether an event was found that names this one as the one before it. */
  readonly isFollowed: boolean
}

type ClaimRow = {
  readonly device: string
  readonly seq: number
  readonly header: Uint8Array
  readonly hash_hex: string
  readonly signature: Uint8Array
  readonly sealed_body: Uint8Array
  readonly scope: string
  readonly is_followed: number
}

/**
 * Events as they were found, put in order on the disk and not in memory, because there may be millions. The file is encrypted
 * under a key that nothing keeps, and is removed at the end; a crash leaves bytes that nobody can read.
 */
export class StagedEvents {
  readonly #path: string
  readonly #database: VaultDatabase
  readonly #insert: (events: readonly FoundEvent[]) => void
  readonly #claims: ReturnType<VaultDatabase['prepare']>

  /** `path` is a file that exists and is empty. Throws what SQLite answers. */
  constructor(path: string) {
    this.#path = path
    this.#database = openVaultDatabase(path, randomBytes(KEY_BYTES), true, 'nothing')
    this.#database.exec(`
      CREATE TABLE found (
        seq INTEGER NOT NULL, hash_hex TEXT NOT NULL, is_emptied INTEGER NOT NULL, scope TEXT NOT NULL, signature BLOB NOT NULL,
        device TEXT NOT NULL, prev TEXT NOT NULL, header BLOB NOT NULL, sealed_body BLOB NOT NULL,
        PRIMARY KEY (seq, hash_hex, is_emptied, scope, signature)
      ) STRICT;
      CREATE INDEX found_by_prev ON found (seq, prev);
    `)
    const insert = this.#database.prepare(
      `INSERT OR IGNORE INTO found (seq, hash_hex, is_emptied, scope, signature, device, prev, header, sealed_body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#insert = this.#database.transaction((events: readonly FoundEvent[]) => {
      for (const { seq, hashHex, scope, signature, device, header, sealedBody } of events) {
        const parsed = parseHeader(header)
        if (!parsed.ok) continue
        const isEmptied = sealedBody.length === 0 ? 1 : 0
        insert.run(seq, hashHex, isEmptied, scope, signature, device, parsed.value.prev, header, sealedBody)
      }
    })
    this.#claims = this.#database.prepare(
      `SELECT *, EXISTS (SELECT 1 FROM found AS next WHERE next.seq = found.seq + 1 AND next.prev = found.hash_hex)
         AS is_followed
       FROM found WHERE seq = ? ORDER BY is_followed DESC, is_emptied, hash_hex LIMIT ${CLAIMS_LOOKED_AT}`,
    )
  }

  /** Takes in what was found on one page. */
  add(events: readonly FoundEvent[]): void {
    if (events.length > 0) this.#insert(events)
  }

  /** How many places of the ledger something claims. */
  count(): number {
    return this.#database.prepare('SELECT count(DISTINCT seq) FROM found').pluck().get() as number
  }

  /** The numbers that something claims, ascending, from after `seq`; at most `limit`. */
  seqsAfter(seq: number, limit: number): readonly number[] {
    return this.#database
      .prepare('SELECT DISTINCT seq FROM found WHERE seq > ? ORDER BY seq LIMIT ?')
      .pluck()
      .all(seq, limit) as number[]
  }

  /** What claims one place: first what another event follows, then what still has its body. */
  claimsOf(seq: number): readonly Claim[] {
    return (this.#claims.all(seq) as ClaimRow[]).map((row) => ({
      device: row.device as DeviceId,
      seq: row.seq,
      header: row.header,
      hashHex: row.hash_hex as DigestHex,
      signature: row.signature,
      sealedBody: row.sealed_body,
      scope: row.scope,
      isFollowed: row.is_followed === 1,
    }))
  }

  /** Closes and removes the file. */
  discard(): void {
    this.#database.close()
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(this.#path + ending, { force: true })
  }
}
