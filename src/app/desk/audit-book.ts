import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import {
  AUDIT_ROW_CONTEXT,
  type AuditedRead,
  auditedReadBytes,
  auditRowBytes,
  NO_AUDIT_ROW,
  parseAuditedRead,
  parseAuditRow,
} from '#core/hub/audit-row.ts'
import { type Result, succeed } from '#core/result.ts'
import type { HubSession } from '../hub/hub-session.ts'
import type { StoredAuditRow } from '../ports/hub-desk-store.ts'
import type { HubStoreFailure } from '../ports/hub-store.ts'

const ROWS_AT_ONCE = 1000

type Hub = Pick<HubSession, 'identity' | 'tools' | 'store' | 'clock'>
type Waiting = { readonly read: AuditedRead; readonly settle: (done: Result<void, HubStoreFailure>) => void }

/** A row as a reviewer reads it; `read` is `null` where it does not hold. */
export type ReadRow = { readonly seq: number; readonly atMs: number; readonly read: AuditedRead | null }

/** The record of reads: every row signed and chained to the one before. Rows that are asked for at once go into one transaction. */
export class AuditBook {
  readonly #hub: Hub
  #waiting: Waiting[] = []
  #isWriting = false

  constructor(hub: Hub) {
    this.#hub = hub
  }

  /** Records a read. Success means that the row is on the disk; before that nothing may be answered. */
  async record(read: AuditedRead): Promise<Result<void, HubStoreFailure>> {
    return await new Promise((settle, reject) => {
      this.#waiting.push({ read, settle })
      if (!this.#isWriting) this.#writeWaiting().catch(reject)
    })
  }

  /** Rows from before a number (`null`: from the end), the newest first. */
  async newest(
    beforeSeq: number | null,
    limit: number,
  ): Promise<Result<readonly ReadRow[], HubStoreFailure>> {
    const rows = await this.#hub.store.read((reads) =>
      reads.auditRowsBefore(beforeSeq ?? Number.MAX_SAFE_INTEGER, limit),
    )
    return rows.ok ? succeed(rows.value.map((row) => this.#open(row))) : rows
  }

  /** The number of the first row that does not hold or is missing; `null` where all do. */
  async findBroken(): Promise<
    Result<{ readonly rows: number; readonly broken: number | null }, HubStoreFailure>
  > {
    let prev = NO_AUDIT_ROW
    let seq = 0
    for (;;) {
      const after = seq
      const rows = await this.#hub.store.read((reads) => reads.auditRows(after, ROWS_AT_ONCE))
      if (!rows.ok) return rows
      for (const row of rows.value) {
        const parsed = this.#verified(row)
        if (row.seq !== seq + 1 || parsed?.prev !== prev) return succeed({ rows: seq, broken: seq + 1 })
        seq = row.seq
        prev = row.hashHex
      }
      if (rows.value.length < ROWS_AT_ONCE) return succeed({ rows: seq, broken: null })
    }
  }

  async #writeWaiting(): Promise<void> {
    this.#isWriting = true
    try {
      while (this.#waiting.length > 0) {
        const now = this.#waiting
        this.#waiting = []
        const done = await this.#append(now.map(({ read }) => read))
        for (const { settle } of now) settle(done)
      }
    } finally {
      this.#isWriting = false
    }
  }

  async #append(reads: readonly AuditedRead[]): Promise<Result<void, HubStoreFailure>> {
    const { store, tools, identity, clock } = this.#hub
    return await store.apart<void, never>(async (desk) => {
      const last = await desk.lastAuditRow()
      let prev = last?.hashHex ?? NO_AUDIT_ROW
      let seq = last?.seq ?? 0
      const rows: StoredAuditRow[] = []
      for (const read of reads) {
        seq += 1
        const sealedHex = tools.sealSecret(auditedReadBytes(read))
        const { hubId } = identity
        const bytes = auditRowBytes({
          ...{ format: 'samnum-hub-audit', v: 1, hubId, seq, prev },
          ...{ atMs: clock.nowMs(), sealedHex },
        })
        prev = tools.crypto.digestHex(bytes)
        rows.push({ seq, hashHex: prev, bytes, signature: hexToBytes(tools.signHex(signedMessage(bytes))) })
      }
      await desk.appendAuditRows(rows)
      return succeed(undefined)
    })
  }

  #open(row: StoredAuditRow): ReadRow {
    const parsed = this.#verified(row)
    const opened = parsed === null ? null : this.#hub.tools.openSecret(parsed.sealedHex)
    const read = opened === null ? null : parseAuditedRead(opened)
    return { seq: row.seq, atMs: parsed?.atMs ?? 0, read }
  }

  #verified(row: StoredAuditRow): ReturnType<typeof parseAuditRow> {
    const { tools, identity } = this.#hub
    const parsed = parseAuditRow(row.bytes)
    const isWhole =
      parsed !== null &&
      parsed.hubId === identity.hubId &&
      parsed.seq === row.seq &&
      tools.crypto.digestHex(row.bytes) === row.hashHex &&
      tools.verify(identity.hubKeyHex, signedMessage(row.bytes), row.signature)
    return isWhole ? parsed : null
  }
}

function signedMessage(bytes: Uint8Array): Uint8Array {
  return concatBytes(utf8ToBytes(AUDIT_ROW_CONTEXT), bytes)
}
