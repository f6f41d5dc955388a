import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { HeaderWriteFailure } from '#app/ports/slot-keeper.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { attemptOnDisk, errnoOf } from '../disk/disk-failure.ts'
import { removeQuietly, TEMPORARY_ENDING, writeFileDurably } from '../disk/durable-file.ts'
import type { HeadFile } from './head-file.ts'
import type { Keyring } from './keyring.ts'
import { macHolds, sealHeader } from './seal-header.ts'
import type { BareSlot } from './slot-keys.ts'
import { ATTEMPTS_FILE, HEADER_FILES, type ReadHeader } from './vault-folder.ts'
import { headerFileBytes, parseHeaderFile, type Slot, type VaultHeader } from './vault-header.ts'

/**
 * The header of an open vault: the one that holds is in memory, and every change writes both copies.
 *
 * Order of a change: `vault.json` durably, `vault.copy.json` durably, then the generation into the head file. A crash leaves
 * the old header, or the new one in one copy or in both, and the greatest generation is the one that holds.
 */
export class HeldHeader {
  readonly #folder: string
  readonly #keyring: Keyring
  readonly #headFile: HeadFile
  #current: VaultHeader
  /** Greatest generation that was ever written, also where the writing failed. */
  #written: number
  #turn: Promise<unknown> = Promise.resolve()

  constructor(folder: string, header: VaultHeader, keyring: Keyring, headFile: HeadFile) {
    this.#folder = folder
    this.#current = header
    this.#written = header.generation
    this.#keyring = keyring
    this.#headFile = headFile
  }

  /** The header that holds. */
  get current(): VaultHeader {
    return this.#current
  }

  /** Runs work while no change of the header is on its way. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => {})
    return turn
  }

  /**
   * Writes a header with other slots and a fresh vault key, and answers its generation. `choose` is given the slots that hold
   * when its turn comes; answering `null` leaves everything as it is.
   */
  change(
    choose: (slots: readonly Slot[]) => readonly BareSlot[] | null,
  ): Promise<Result<number, HeaderWriteFailure>> {
    return this.inTurn(async () => {
      const slots = choose(this.#current.slots)
      if (slots === null) return succeed(this.#current.generation)
      // Keys that were overwritten at lock would seal a header that nobody opens again.
      if (!macHolds(this.#keyring, this.#current)) throw new Error('the vault is closed')
      const { vaultId } = this.#current
      const next = sealHeader({ vaultId, generation: this.#written + 1, slots }, this.#keyring)
      const bytes = headerFileBytes(next)
      if (!parseHeaderFile(bytes).ok) throw new Error('the new header would not be readable')
      const written = await this.#write(next.generation, bytes)
      if (!written.ok) return written
      this.#current = next
      this.#noteGeneration()
      return succeed(next.generation)
    })
  }

  /**
   * Sets right what a crash left: a copy that is older than the other takes its content, temporary files go, and the head file
   * learns of a header that it does not name yet. Damaged copies stay as they are: verification names them.
   */
  async mend({ copies }: ReadHeader, damagedRecords: readonly number[]): Promise<Result<void, DiskFailure>> {
    const bytes = headerFileBytes(this.#current)
    const mended = await attemptOnDisk(async () => {
      for (const [index, file] of HEADER_FILES.entries()) {
        await removeQuietly(join(this.#folder, file + TEMPORARY_ENDING))
        const copy = copies[index] ?? null
        const isOlder = copy !== null && copy.generation < this.#current.generation
        if (isOlder && macHolds(this.#keyring, copy)) await writeFileDurably(join(this.#folder, file), bytes)
      }
      await removeQuietly(join(this.#folder, ATTEMPTS_FILE + TEMPORARY_ENDING))
    })
    if (!mended.ok) return mended
    if (this.#headFile.recordedHeader >= this.#current.generation) return succeed(undefined)
    // A damaged record is left for verification to name: the next append takes its place and names the header too.
    if (damagedRecords.length > 0) this.#headFile.carryHeader(this.#current.generation)
    else this.#noteGeneration()
    return succeed(undefined)
  }

  async #write(generation: number, bytes: Uint8Array): Promise<Result<void, HeaderWriteFailure>> {
    this.#written = generation
    const written = await attemptOnDisk(async () => {
      for (const file of HEADER_FILES) await writeFileDurably(join(this.#folder, file), bytes)
    })
    if (written.ok || (await this.#putBack())) return written
    return fail({
      code: 'vault/change-may-hold',
      ...(written.failure.facts && { facts: written.failure.facts }),
    })
  }

  // What is refused must not hold when the vault is next opened. Where the disk takes nothing any more, either header may, and
  // the answer is no.
  async #putBack(): Promise<boolean> {
    const bytes = headerFileBytes(this.#current)
    let isBack = true
    for (const file of HEADER_FILES) {
      const path = join(this.#folder, file)
      const put = await attemptOnDisk(async () => {
        // A full disk refuses this too, and mostly there is nothing to be put back.
        if (!(await readFile(path)).equals(bytes)) await writeFileDurably(path, bytes)
      })
      isBack &&= put.ok
    }
    return isBack
  }

  // The header is durable by now. A head file that cannot name it is no reason to say that it was not written: the next
  // append names it, or fails and has the vault closed.
  #noteGeneration(): void {
    try {
      this.#headFile.noteHeader(this.#current.generation)
    } catch (error) {
      errnoOf(error)
    }
  }
}
