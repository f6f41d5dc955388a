import type { ScopeKey } from '#app/ports/event-crypto.ts'
import type { NewEvent, StoredEvent } from '#app/ports/ledger-store.ts'
import type { CaseId } from '#core/ids.ts'
import { projectEvent } from '#core/projections/project-event.ts'
import type { ProjectionChanges } from '#core/projections/projection-changes.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import { EventReader, readOrThrow, type ViewSource } from './event-reader.ts'
import { makeContradictionCheck, makeViewProjector, type ViewProjector } from './view-projector.ts'

/** Events read at once. */
export const EVENTS_AT_ONCE = 500

/** Up to which event projections are filled. */
export type Applied = { readonly position: number; readonly hashHex: string }

/** An event that this session appended itself: what it changes is known, and no signature needs to be verified. */
export type OwnEvent = {
  readonly position: number
  readonly event: NewEvent
}

/**
 * Fills the tables of one person's cases from events in the order of their positions.
 *
 * A case is there from the event on that grants its key to the person: then what came before it is folded. An event that does not
 * hold changes nothing and is noted in `skipped`; verifying the vault names it.
 */
export class ViewFill {
  readonly #database: VaultDatabase
  readonly #source: ViewSource
  readonly #reader: EventReader
  /** What was asked about cases; the rest is in the table, and reading all of it would keep whoever unlocks waiting. */
  readonly #held = new Map<string, boolean>()
  readonly #projector: ViewProjector
  readonly #contradicts: ReturnType<typeof makeContradictionCheck>
  readonly #statements: ReturnType<typeof prepareStatements>

  /** `isFilling` says that the database is filled from nothing and given up when anything fails. */
  constructor(database: VaultDatabase, source: ViewSource, isFilling = false) {
    this.#database = database
    this.#source = source
    this.#reader = new EventReader(source)
    this.#projector = makeViewProjector(database, isFilling)
    this.#contradicts = makeContradictionCheck(database, isFilling)
    this.#statements = prepareStatements(database)
  }

  /** Up to which event the tables are filled, or `null` when nobody noted it. */
  get applied(): Applied | null {
    return (this.#statements.selectApplied.get() as Applied | undefined) ?? null
  }

  noteApplied({ position, hashHex }: Applied): void {
    this.#statements.noteApplied.run(position, hashHex)
  }

  /** Takes in, in one transaction, events that this session appended; they follow what is applied. */
  takeOwn(events: readonly OwnEvent[]): void {
    this.#reader.learnSigners()
    this.#database.transaction(() => {
      for (const { position, event } of events) {
        if (this.#reader.isByActiveKey(event)) this.#apply(position, event.scope, event.changes)
        else this.#skip(position, 'ledger/signer-not-active')
      }
      const last = events.at(-1)
      if (last !== undefined) this.noteApplied({ position: last.position, hashHex: last.event.hashHex })
      this.#projector.flush()
    })()
  }

  /** Batches of the events that were appended after `applied`; each is to be {@link takeBehind taken in} before the next. */
  *behind(): Generator<readonly StoredEvent[]> {
    for (;;) {
      const after = this.applied?.position ?? 0
      const batch = readOrThrow(this.#source.ledger.readAll(after, EVENTS_AT_ONCE))
      if (batch.length === 0) return
      yield batch
    }
  }

  /** Verifies and takes in, in one transaction, the events that follow what is applied. */
  takeBehind(batch: readonly StoredEvent[]): void {
    this.#reader.learnSigners()
    this.#database.transaction(() => {
      for (const stored of batch) this.#take(stored)
      const last = batch.at(-1)
      if (last !== undefined) this.noteApplied(last)
      this.#projector.flush()
    })()
  }

  /** Every event of a scope, in order. */
  *readScope(scope: string): Generator<StoredEvent> {
    for (let after = 0; ; ) {
      const batch = readOrThrow(this.#source.ledger.readScope(scope, after, EVENTS_AT_ONCE))
      yield* batch
      const last = batch.at(-1)
      if (last === undefined || batch.length < EVENTS_AT_ONCE) return
      after = last.position
    }
  }

  /** Holds a case from here on, whose events the caller {@link takeCase}s in their order. */
  hold(caseId: CaseId, key: ScopeKey): void {
    this.#held.set(caseId, true)
    this.#source.caseKeys.set(caseId, key)
    this.#statements.hold.run(caseId)
  }

  isHeld(scope: string): boolean {
    const known = this.#held.get(scope)
    if (known !== undefined) return known
    const isHeld = this.#statements.isHeld.get(scope) !== undefined
    this.#held.set(scope, isHeld)
    return isHeld
  }

  /** Takes in who may sign by now. */
  learnSigners(): void {
    this.#reader.learnSigners()
  }

  /** Texts that {@link ViewFill.takeCase} left to be flushed. */
  get waitingTexts(): number {
    return this.#projector.waiting()
  }

  /** Writes the texts that wait; what was taken in is whole only after it. */
  flushTexts(): void {
    this.#projector.flush()
  }

  /** Verifies and takes in an event of a case that is held. */
  takeCase(stored: StoredEvent): void {
    const read = this.#reader.read(stored, this.#keyOf(stored.scope as CaseId))
    if (read.state === 'refused') this.#skip(stored.position, read.code)
    else if (read.state === 'open') this.#change(stored.position, projectEvent(read.event))
  }

  // A case may be held from an earlier session, in which its key was opened; this one may not have needed it yet.
  #keyOf(caseId: CaseId): ScopeKey | null {
    const { caseKeys, register, person, signer } = this.#source
    const known = caseKeys.get(caseId)
    if (known !== undefined) return known
    const sealed = readOrThrow(register.sealedCaseKey(caseId, person.userId))
    const key = sealed === null ? null : signer.openCaseKey(caseId, person.userId, sealed)
    if (key !== null) caseKeys.set(caseId, key)
    return key
  }

  #take(stored: StoredEvent): void {
    const { position, scope } = stored
    if (scope !== this.#source.vaultId && this.isHeld(scope)) {
      this.takeCase(stored)
      return
    }
    const key = scope === this.#source.vaultId ? this.#source.registerKey : null
    const read = this.#reader.read(stored, key)
    if (read.state === 'refused') this.#skip(position, read.code)
    else if (read.state === 'open') this.#apply(position, scope, projectEvent(read.event))
  }

  #apply(position: number, scope: string, changes: ProjectionChanges): void {
    for (const change of changes.register) {
      if (change.change !== 'grant-case-key' || change.recipientId !== this.#source.person.userId) continue
      this.#takeGrant(change.caseId, change.sealedKeyHex, position)
    }
    for (const change of changes.cases) {
      if (change.change === 'forget-case') this.#held.set(change.caseId, false)
    }
    if (scope === this.#source.vaultId || this.isHeld(scope)) this.#change(position, changes)
  }

  /** Holds every case whose key the person was granted by now, and takes in, in one transaction, what was applied of them already. */
  takeGranted(): void {
    const { register, person } = this.#source
    this.#reader.learnSigners()
    this.#database.transaction(() => {
      const next = (this.applied?.position ?? 0) + 1
      for (const { caseId, sealedKeyHex } of readOrThrow(register.casesOf(person.userId)))
        this.#takeGrant(caseId, sealedKeyHex, next)
      this.#projector.flush()
    })()
  }

  // A grant that is made again, such as for a commander who had it from a colleague already, changes nothing.
  #takeGrant(caseId: CaseId, sealedKeyHex: string, position: number): void {
    if (this.isHeld(caseId)) return
    const { userId } = this.#source.person
    const key =
      this.#source.caseKeys.get(caseId) ?? this.#source.signer.openCaseKey(caseId, userId, sealedKeyHex)
    if (key === null) return
    this.hold(caseId, key)
    for (const stored of this.readScope(caseId)) {
      if (stored.position >= position) return
      this.takeCase(stored)
    }
  }

  // Asked beforehand and not undone afterwards: a savepoint for each event would write out the full-text index each time.
  #change(position: number, { cases }: ProjectionChanges): void {
    if (cases.some(this.#contradicts)) this.#skip(position, 'ledger/event-refused')
    else cases.forEach(this.#projector.project)
  }

  #skip(position: number, code: string): void {
    this.#statements.skip.run(position, code)
  }
}

function prepareStatements(database: VaultDatabase) {
  return {
    selectApplied: database.prepare('SELECT position, hash_hex AS hashHex FROM applied'),
    noteApplied: database.prepare(
      'INSERT OR REPLACE INTO applied (one, position, hash_hex) VALUES (1, ?, ?)',
    ),
    hold: database.prepare('INSERT INTO held_case (case_id) VALUES (?)'),
    isHeld: database.prepare('SELECT 1 FROM held_case WHERE case_id = ?').pluck(),
    skip: database.prepare('INSERT OR REPLACE INTO skipped (position, code) VALUES (?, ?)'),
  }
}
