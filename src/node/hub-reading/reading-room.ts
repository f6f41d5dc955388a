import { readdirSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { StationRead } from '#contract/station-reads.ts'
import type { VaultId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { diskFailureOf } from '../disk/disk-failure.ts'
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../disk/durable-file.ts'
import { type FileLock, lockFile } from '../sqlite/file-lock.ts'
import type { CopyingHub } from './copy-station.ts'
import { readingHandlers } from './reading-handlers.ts'
import { StationReading, type StationReadingFailure } from './station-reading.ts'

/** Where a hub's processes keep the copies that analysts read from, one folder a process. No backup has it. */
export const READING_FOLDER = 'reading'
/** Most processes of one machine that let analysts read. */
const MOST_PROCESSES = 16
/** Most stations whose copies are open at once: a whole country's, each with two databases. */
const MOST_OPEN = 320
const STATION_NAME = /^[0-9a-f]{32}$/

/** One station, open to be read. */
type OpenStation = {
  readonly reading: StationReading
  readonly handlers: Pick<Handlers, StationRead>
  session: VaultSession | null
}

/** What a reading room is made of. */
export type ReadingRoomParts = {
  readonly hub: CopyingHub
  /** The hub's folder. */
  readonly folder: string
  /** Where the hub keeps objects, a folder a station. */
  readonly objects: string
  /** The hub's, from which the keys of all copies follow. */
  readonly readingKey: Uint8Array
}

/** Where analysts read what stations sent. One process has its own copies; several stand beside one another. */
export class ReadingRoom {
  readonly #parts: ReadingRoomParts
  readonly #folder: string
  readonly #lock: FileLock
  readonly #open = new Map<VaultId, OpenStation>()

  private constructor(parts: ReadingRoomParts, folder: string, lock: FileLock) {
    this.#parts = parts
    this.#folder = folder
    this.#lock = lock
  }

  /** Takes the first place that no other process has, with the copies that are there; places that nobody has any more are emptied. */
  static async enter(parts: ReadingRoomParts): Promise<Result<ReadingRoom, LedgerStoreFailure>> {
    const root = join(parts.folder, READING_FOLDER)
    let taken: { readonly folder: string; readonly lock: FileLock } | null = null
    try {
      await mkdir(root, { recursive: true, mode: PRIVATE_FOLDER })
      const there = new Set(readdirSync(root))
      for (let number = 1; number <= MOST_PROCESSES; number += 1) {
        if (taken !== null && !there.has(String(number))) continue
        const folder = join(root, String(number))
        await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })
        const lock = await lockPlace(folder)
        if (!lock.ok && lock.failure.code !== 'vault/in-use') return lock
        if (!lock.ok) continue
        if (taken === null) {
          taken = { folder, lock: lock.value }
          continue
        }
        lock.value.close()
        await rm(folder, { recursive: true, force: true })
      }
    } catch (error) {
      taken?.lock.close()
      return fail(diskFailureOf(error))
    }
    if (taken === null) return fail({ code: 'vault/in-use' })
    return succeed(new ReadingRoom(parts, taken.folder, taken.lock))
  }

  /** What answers questions about one station, which stands where the hub's store does now. */
  async handlersFor(vaultId: VaultId): Promise<Result<Pick<Handlers, StationRead>, StationReadingFailure>> {
    const station = this.#station(vaultId)
    const session = await station.reading.upToDate()
    station.session = session.ok ? session.value : null
    await this.#closeOldest()
    return session.ok ? succeed(station.handlers) : session
  }

  /** Brings every copy that is on the disk up to the store, so that what a court had destroyed does not wait for somebody to ask. */
  async sweep(): Promise<void> {
    const names = readdirSync(this.#folder).filter((name) => STATION_NAME.test(name))
    for (const name of names) await this.handlersFor(name as VaultId)
  }

  /** Closes every copy. They stay, encrypted, for the next process. */
  async close(): Promise<void> {
    for (const vaultId of [...this.#open.keys()]) await this.#close(vaultId)
    this.#lock.close()
  }

  #station(vaultId: VaultId): OpenStation {
    const known = this.#open.get(vaultId)
    // Whoever was asked last stands last.
    this.#open.delete(vaultId)
    const station = known ?? this.#openStation(vaultId)
    this.#open.set(vaultId, station)
    return station
  }

  #openStation(vaultId: VaultId): OpenStation {
    const { hub, objects, readingKey } = this.#parts
    const place = { vaultId, folder: join(this.#folder, vaultId), objects: join(objects, vaultId) }
    const station: OpenStation = {
      reading: new StationReading(hub, place, readingKey),
      handlers: readingHandlers(() => station.session),
      session: null,
    }
    return station
  }

  async #closeOldest(): Promise<void> {
    for (const vaultId of this.#open.keys()) {
      if (this.#open.size <= MOST_OPEN) return
      await this.#close(vaultId)
    }
  }

  async #close(vaultId: VaultId): Promise<void> {
    const station = this.#open.get(vaultId)
    this.#open.delete(vaultId)
    if (station === undefined) return
    station.session = null
    await station.reading.close()
  }
}

async function lockPlace(folder: string): Promise<Result<FileLock, LedgerStoreFailure>> {
  const path = join(folder, 'lock')
  await writeFile(path, '', { flag: 'a', mode: PRIVATE_FILE })
  const lock = lockFile(path)
  if (!lock.ok) return lock
  return lock.value === null ? fail({ code: 'vault/in-use' }) : succeed(lock.value)
}
