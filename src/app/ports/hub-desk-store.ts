/** A row of the record of reads, as stored: nothing in it has been verified. */
export type StoredAuditRow = {
  readonly seq: number
  readonly hashHex: string
  /** Canonical bytes. */
  readonly bytes: Uint8Array
  /** 64 bytes. */
  readonly signature: Uint8Array
}

/** A session of somebody in a browser. */
export type StoredDeskSession = {
  /** SHA-256 of the session's secret. */
  readonly idHex: string
  readonly personId: string
  /** What the session rests on, sealed: whoever writes rows makes no session. */
  readonly sealedHex: string
  readonly usedAtMs: number
  readonly endsAtMs: number
}

/** Wrong tries of one account or of one address, under a name that only the hub can make. */
export type StoredTries = { readonly mark: string; readonly count: number; readonly lastAtMs: number }

/** What can be asked about people who work at headquarters. */
export type DeskReads = {
  deskSession(idHex: string): Promise<StoredDeskSession | null>
  /** The last row of the record of reads. */
  lastAuditRow(): Promise<StoredAuditRow | null>
  /** Rows in order, from after `afterSeq`; at most `limit`. */
  auditRows(afterSeq: number, limit: number): Promise<readonly StoredAuditRow[]>
  /** Rows from before `beforeSeq`, the newest first; at most `limit`. */
  auditRowsBefore(beforeSeq: number, limit: number): Promise<readonly StoredAuditRow[]>
  tries(mark: string): Promise<StoredTries | null>
  /** The step of the last one-time code that a person used; `null` before the first. */
  lastStep(personId: string): Promise<number | null>
}

/** What can be changed about them, in one transaction. */
export type DeskWrites = DeskReads & {
  appendAuditRows(rows: readonly StoredAuditRow[]): Promise<void>
  putDeskSession(session: StoredDeskSession): Promise<void>
  dropDeskSession(idHex: string): Promise<void>
  /** Forgets sessions that are over, and tries before `triesBeforeMs`. */
  dropOver(nowMs: number, triesBeforeMs: number): Promise<void>
  putTries(tries: StoredTries): Promise<void>
  dropTries(mark: string): Promise<void>
  putLastStep(personId: string, step: number): Promise<void>
}
