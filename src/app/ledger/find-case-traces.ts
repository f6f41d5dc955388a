import { namedObjects } from '#core/case-file/named-objects.ts'
import type { CaseId, ObjectId } from '#core/ids.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import { type Result, succeed } from '#core/result.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { LedgerStoreFailure, StoredEvent } from '../ports/ledger-store.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'
import { openEvent } from './open-event.ts'

const EVENTS_AT_ONCE = 200

/** A run of event numbers, both ends included. */
type SeqRange = { readonly from: number; readonly to: number }

/**
 * Where a case stands in the ledger: the events of the case itself and every grant of its key, and the objects that its exhibits
 * name. Gathered from the events, so that a grant that a later one replaced is found too.
 */
export class CaseTraces {
  readonly positions: number[] = []
  readonly objectIds = new Set<ObjectId>()
  readonly #vault: VaultSession
  readonly #caseId: CaseId
  readonly #key: ScopeKey
  readonly #seqs: number[] = []
  /** How far each of the two scopes was read. */
  readonly #after = new Map<string, number>()

  constructor(vault: VaultSession, { caseId, key }: FoundCase) {
    this.#vault = vault
    this.#caseId = caseId
    this.#key = key
    this.#after.set(caseId, 0).set(vault.vaultId, 0)
  }

  /** The numbers of the events, as runs in ascending order. */
  get ranges(): readonly SeqRange[] {
    const ranges: { from: number; to: number }[] = []
    for (const seq of this.#seqs.toSorted((a, b) => a - b)) {
      const last = ranges.at(-1)
      if (last !== undefined && seq === last.to + 1) last.to = seq
      else ranges.push({ from: seq, to: seq })
    }
    return ranges
  }

  /**
   * Reads the next batch of events that were not read yet; answers whether that was the last. Events whose body does not open
   * are the case's all the same when they stand in its scope: an order is carried out on a damaged case too.
   */
  readOn(): Result<'more' | 'done', LedgerStoreFailure> {
    for (const [scope, after] of this.#after) {
      const batch = this.#vault.ledger.readScope(scope, after, EVENTS_AT_ONCE)
      if (!batch.ok) return batch
      for (const stored of batch.value) {
        this.#after.set(scope, stored.position)
        if (scope === this.#caseId) this.#takeOfCase(stored)
        else this.#takeOfRegister(stored)
      }
      if (batch.value.length === EVENTS_AT_ONCE) return succeed('more')
    }
    return succeed('done')
  }

  #takeOfCase(stored: StoredEvent): void {
    this.#note(stored)
    const body = this.#open(stored, this.#key)
    if (body === undefined || body === null) return
    for (const { objectId } of namedObjects(body)) this.objectIds.add(objectId)
  }

  #takeOfRegister(stored: StoredEvent): void {
    const body = this.#open(stored, this.#vault.registerKey)
    if (body?.kind === 'case-key-granted' && body.data.caseId === this.#caseId) this.#note(stored)
  }

  #open(stored: StoredEvent, key: ScopeKey) {
    const header = parseHeader(stored.header)
    if (!header.ok) return null
    const event = openEvent({ header: header.value, stored }, this.#vault.crypto, key)
    return event.ok ? event.value.body : null
  }

  #note({ position, seq }: StoredEvent): void {
    this.positions.push(position)
    this.#seqs.push(seq)
  }
}
