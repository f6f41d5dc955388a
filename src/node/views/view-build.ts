import type { StoredEvent } from '#app/ports/ledger-store.ts'
import type { CaseId } from '#core/ids.ts'
import { migrate } from '../sqlite/migrate.ts'
import { type VaultDatabase, VIEW_APPLICATION_ID } from '../sqlite/vault-database.ts'
import { readOrThrow, type ViewSource } from './event-reader.ts'
import { type Applied, EVENTS_AT_ONCE, ViewFill } from './view-fill.ts'
import { VIEW_MIGRATIONS } from './view-schema.ts'

/** Events of one transaction; each writes what its full-text index gathered. */
const EVENTS_A_TRANSACTION = 20_000
/** Texts that are written into the full-text index at once. */
const TEXTS_AT_ONCE = 8_000
/**
 * How the full-text index is set while it is filled: memory enough to gather those texts, and no merging of a few segments again and
 * again; it merges sixteen at once by itself (FTS5, `crisismerge`).
 */
const FILLING = { hashsize: 32 * 1024 * 1024, automerge: 0 }
/** What it uses by default. */
const USUAL = { hashsize: 1024 * 1024, automerge: 4 }
/** Memory for pages while a database is filled, in KiB: the keys of its indexes come in no order. */
const CACHE_KIB = 65_536
/** From which part of all events on it is quicker to read them all in their order than those of each case. */
const LARGE_PART = 0.2

/**
 * Fills an empty database with everything that a person can read, up to the ledger's last event. It comes out as if it had been kept
 * up to date event by event.
 *
 * The steps are small, and the caller decides what happens between them: {@link ViewBuild.begin}, then the events that
 * {@link ViewBuild.events} gives to {@link ViewBuild.take}, then {@link ViewBuild.finish}.
 */
export class ViewBuild {
  readonly #database: VaultDatabase
  readonly #source: ViewSource
  readonly #fill: ViewFill
  readonly #events: number
  readonly #last: Applied | null
  #cases: readonly CaseId[] = []
  #isInOrder = false
  #read = 0
  #total = 0
  #inTransaction = 0

  constructor(database: VaultDatabase, source: ViewSource) {
    const migrated = migrate(database, VIEW_MIGRATIONS, VIEW_APPLICATION_ID)
    if (!migrated.ok) throw new Error(`an empty database refused its schema: ${migrated.failure.code}`)
    database.pragma(`cache_size=-${CACHE_KIB}`)
    configureSearch(database, FILLING)
    this.#database = database
    this.#source = source
    this.#fill = new ViewFill(database, source, true)
    this.#events = readOrThrow(source.ledger.count())
    this.#last = readOrThrow(source.ledger.readAll(this.#events - 1, 1))[0] ?? null
  }

  /** Events that were read, of those that are read in all. */
  get progress(): { readonly done: number; readonly total: number } {
    return { done: this.#read, total: this.#total }
  }

  /** Opens the keys of all cases that the person was granted and can open. */
  *begin(): Generator<void> {
    const { register, person, signer, caseKeys, countScope } = this.#source
    this.#fill.learnSigners()
    const cases: CaseId[] = []
    const largePart = this.#events * LARGE_PART
    let ofCases = 0
    this.#database.exec('BEGIN')
    for (const { caseId, sealedKeyHex } of readOrThrow(register.casesOf(person.userId))) {
      const key = caseKeys.get(caseId) ?? signer.openCaseKey(caseId, person.userId, sealedKeyHex)
      if (key === null) continue
      this.#fill.hold(caseId, key)
      cases.push(caseId)
      // Counting further would change nothing, and takes a second of a million events.
      if (ofCases <= largePart) ofCases += countScope(caseId)
      if (cases.length % EVENTS_AT_ONCE === 0) yield
    }
    this.#cases = cases
    this.#isInOrder = ofCases > largePart
    this.#total = this.#isInOrder ? this.#events : ofCases
  }

  /** The events to be taken in, those of each case in their order. What is appended meanwhile is not among them. */
  *events(): Generator<StoredEvent> {
    for (const stored of this.#isInOrder ? this.#readAll() : this.#readCases()) {
      if (stored.position > this.#events) continue
      this.#read += 1
      if (this.#fill.isHeld(stored.scope)) yield stored
    }
  }

  /** Verifies and takes in the next events. */
  take(batch: readonly StoredEvent[]): void {
    for (const stored of batch) this.#fill.takeCase(stored)
    if (this.#fill.waitingTexts >= TEXTS_AT_ONCE) this.#fill.flushTexts()
    this.#inTransaction += batch.length
    if (this.#inTransaction < EVENTS_A_TRANSACTION) return
    this.#commit('COMMIT; BEGIN')
    this.#inTransaction = 0
  }

  /** Notes how far the ledger went, and takes in what was appended since. */
  finish(): void {
    if (this.#last !== null) this.#fill.noteApplied(this.#last)
    this.#commit('COMMIT')
    configureSearch(this.#database, USUAL)
    for (const batch of this.#fill.behind()) this.#fill.takeBehind(batch)
  }

  #commit(sql: 'COMMIT' | 'COMMIT; BEGIN'): void {
    this.#fill.flushTexts()
    this.#database.exec(sql)
  }

  *#readAll(): Generator<StoredEvent> {
    const { ledger } = this.#source
    for (let after = 0; after < this.#events; ) {
      const batch = readOrThrow(ledger.readAll(after, EVENTS_AT_ONCE))
      yield* batch
      after = batch.at(-1)?.position ?? this.#events
    }
  }

  *#readCases(): Generator<StoredEvent> {
    for (const caseId of this.#cases) yield* this.#fill.readScope(caseId)
  }
}

function configureSearch(database: VaultDatabase, settings: typeof FILLING): void {
  for (const [name, value] of Object.entries(settings))
    database.exec(`INSERT INTO search (search, rank) VALUES ('${name}', ${value})`)
}
