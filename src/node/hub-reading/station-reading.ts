import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gatherKeys, type HeldKeys } from '#app/hub/gather-keys.ts'
import type { HubStoreFailure } from '#app/ports/hub-store.ts'
import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { Failure } from '#contract/failures.ts'
import type { CaseId, DeviceId, VaultId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { hkdfSha256, KEY_BYTES } from '../crypto/primitives.ts'
import { PRIVATE_FOLDER } from '../disk/durable-file.ts'
import { storageFailureOf } from '../sqlite/sqlite-failure.ts'
import { DATABASE_FILE } from '../vault/vault-folder.ts'
import { CopiedLedger } from './copied-ledger.ts'
import { type CopyingHub, copyNew, fillShared } from './copy-station.ts'
import { composeReading, type ReadingPlace, type ReadingSession } from './reading-session.ts'

const NO_SALT = new Uint8Array(0)

/** Why a station cannot be read. */
export type StationReadingFailure = HubStoreFailure | LedgerStoreFailure | Failure<'hub/no-such-station'>

type Held = { readonly keys: HeldKeys; readonly position: number; readonly headHex: string }

/**
 * One station as analysts read it: a copy of what the hub holds of it, brought up to the store before each use, with the tables that
 * questions are answered from. A copy that is damaged, or that holds what a court had destroyed meanwhile, is thrown away and made again.
 */
export class StationReading {
  readonly #hub: CopyingHub
  readonly #place: Omit<ReadingPlace, 'viewKey'>
  readonly #readingKey: Uint8Array
  #copy: CopiedLedger | null = null
  #reading: ReadingSession | null = null
  #keys: HeldKeys | null = null
  #turn: Promise<unknown> = Promise.resolve()

  /** The folder is the copy's own; `readingKey` is the hub's, from which the copy's keys follow. */
  constructor(hub: CopyingHub, place: Omit<ReadingPlace, 'viewKey'>, readingKey: Uint8Array) {
    this.#hub = hub
    this.#place = place
    this.#readingKey = readingKey
  }

  /** The station as it stands in the store now. The session is good until the next call. */
  upToDate(): Promise<Result<VaultSession, StationReadingFailure>> {
    return this.#inTurn(async () => {
      const held = await this.#held()
      if (!held.ok) return held
      const first = await this.#attempt(held.value)
      if (first !== 'again') return first
      await this.#drop()
      const second = await this.#attempt(held.value)
      return second === 'again' ? fail({ code: 'database/damaged' }) : second
    })
  }

  /** Closes the copy; it stays on the disk, encrypted. */
  close(): Promise<void> {
    return this.#inTurn(async () => this.#close())
  }

  async #held(): Promise<Result<Held, StationReadingFailure>> {
    const { vaultId } = this.#place
    const read = await this.#hub.store.read(async (reads) => ({
      head: await reads.head(vaultId),
      keys: await gatherKeys(this.#hub, reads, vaultId, null),
    }))
    if (!read.ok) return read
    const { head, keys } = read.value
    if (head === null || keys === null) return fail({ code: 'hub/no-such-station' })
    return succeed({ keys, position: head.position, headHex: head.headHex })
  }

  async #attempt(held: Held): Promise<Result<VaultSession, StationReadingFailure> | 'again'> {
    try {
      return await this.#catchUp(held)
    } catch (error) {
      const failure = storageFailureOf(error)
      return failure.code === 'database/damaged' ? 'again' : fail(failure)
    }
  }

  async #catchUp(held: Held): Promise<Result<VaultSession, StationReadingFailure> | 'again'> {
    const { vaultId } = this.#place
    const copy = this.#open()
    const isSame = this.#keys?.mark === held.keys.mark
    this.#keys = held.keys
    if (!isSame) {
      const known = copy.cases
      const shared = [...held.keys.keys.cases.keys()].filter((caseId) => !known.has(caseId))
      const filled = await this.#takeShared(copy, shared)
      if (!filled.ok) return filled
    }
    const copied = await copyNew(this.#hub, vaultId, copy, held.keys, held.position)
    if (!copied.ok) return copied
    const { upTo } = copy
    const isWhole = copied.value === 'whole' && upTo?.position === held.position
    if (!isWhole || upTo.hashHex !== held.headHex) return 'again'
    const reading = await this.#readingFor(copy, upTo.device)
    return succeed(reading.session)
  }

  // Cases are held before anything is added: what comes of them later is then taken in as it comes.
  async #takeShared(
    copy: CopiedLedger,
    shared: readonly CaseId[],
  ): Promise<Result<void, HubStoreFailure | LedgerStoreFailure>> {
    if (shared.length === 0) return succeed(undefined)
    const filled = await fillShared(this.#hub, this.#place.vaultId, copy, shared)
    if (!filled.ok) return filled
    const { upTo } = copy
    if (upTo === null) return succeed(undefined)
    const reading = await this.#readingFor(copy, upTo.device)
    return reading.view.takeGranted()
  }

  // A station that was salvaged goes on with another device.
  async #readingFor(copy: CopiedLedger, device: DeviceId): Promise<ReadingSession> {
    const known = this.#reading
    if (known?.session.deviceId === device) return known
    known?.view.close()
    const viewKey = this.#keyOf('view')
    const reading = composeReading({ ...this.#place, viewKey }, copy, device, () => {
      if (this.#keys === null) throw new Error('a copy is read with the keys it was made with')
      return this.#keys.keys
    })
    this.#reading = reading
    await reading.view.prepare()
    // A crash may have come between a case that is held here and the tables that hold it.
    reading.view.takeGranted()
    return reading
  }

  #open(): CopiedLedger {
    if (this.#copy !== null) return this.#copy
    mkdirSync(this.#place.folder, { recursive: true, mode: PRIVATE_FOLDER })
    const key = this.#keyOf('ledger')
    try {
      this.#copy = new CopiedLedger(join(this.#place.folder, DATABASE_FILE), key)
      return this.#copy
    } finally {
      key.fill(0)
    }
  }

  #keyOf(purpose: 'ledger' | 'view'): Uint8Array {
    const info = `samnum/v1/hub-reading-${purpose}\n${this.#place.vaultId satisfies VaultId}`
    return hkdfSha256(this.#readingKey, NO_SALT, info, KEY_BYTES)
  }

  async #drop(): Promise<void> {
    this.#close()
    await rm(this.#place.folder, { recursive: true, force: true })
  }

  #close(): void {
    this.#reading?.view.close()
    this.#reading = null
    this.#copy?.close()
    this.#copy = null
    this.#keys = null
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => {})
    return turn
  }
}
