import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { UserId } from '#core/ids.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../disk/durable-file.ts'
import { openVaultDatabase, PAGE_BYTES, type VaultDatabase } from '../sqlite/vault-database.ts'
import { checkPages } from '../vault/check-pages.ts'
import { PEOPLE_FOLDER } from '../vault/vault-folder.ts'

/** A database of one person, or one that is being filled, or what SQLite keeps beside either. */
const VIEW_NAME = /^[0-9a-f]{32}\.db(\.new-[0-9]+)?(-wal|-shm|-journal)?$/
const BESIDE = ['-wal', '-shm', '-journal']

/** Whether a name in the folder `people` is one that Samnum gives. */
export function isViewName(name: string): boolean {
  return VIEW_NAME.test(name)
}

/** The name of a person's database, relative to the vault's folder. */
export function viewName(userId: UserId): string {
  return `${PEOPLE_FOLDER}/${userId}.db`
}

/**
 * The file of one person's projections. Nothing in it is worth more than the time to fill it again, so whatever is wrong with it is
 * mended by removing it. All functions throw what the system or SQLite answers.
 */
export class ViewFile {
  readonly path: string
  readonly #key: Uint8Array
  #drafts = 0

  constructor(vaultFolder: string, userId: UserId, key: Uint8Array) {
    this.path = join(vaultFolder, viewName(userId))
    this.#key = key
  }

  isThere(): boolean {
    return existsSync(this.path)
  }

  /** Whether the file ends inside of a page: SQLite says so only when somebody asks for that page. */
  isCutInAPage(): boolean {
    return statSync(this.path).size % PAGE_BYTES !== 0
  }

  open(): VaultDatabase {
    return openVaultDatabase(this.path, this.#key, true, 'consistent')
  }

  /** Checks every page of the file by its authentication code. */
  checkPages(descriptor: number): ReturnType<typeof checkPages> {
    return checkPages(descriptor, this.#key)
  }

  remove(): void {
    removeWithSides(this.path)
  }

  /** Overwrites the key; nothing can be opened any more. */
  forgetKey(): void {
    this.#key.fill(0)
  }

  /** Makes an empty database beside the file, to be filled and {@link publish}ed. */
  startDraft(): { readonly path: string; readonly database: VaultDatabase } {
    const folder = dirname(this.path)
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER })
    this.#drafts += 1
    const path = `${this.path}.new-${this.#drafts}`
    const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = constants
    // SQLite would make it readable to others; what it puts beside it later has the same mode.
    closeSync(openSync(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, PRIVATE_FILE))
    try {
      return { path, database: openVaultDatabase(path, this.#key, true, 'nothing') }
    } catch (error) {
      removeDraft(path)
      throw error
    }
  }

  /** Puts a draft that was filled and closed in the file's place. A crash leaves one of the two, whole, or none. */
  publish(draftPath: string): void {
    flush(draftPath, constants.O_RDWR)
    // A journal of the old file beside the new one would be read into it.
    this.remove()
    renameSync(draftPath, this.path)
    if (process.platform !== 'win32') flush(dirname(this.path), constants.O_RDONLY)
  }

  /** Removes what a crash left of drafts; call it before there is one. */
  removeLeftovers(): void {
    const folder = dirname(this.path)
    if (!existsSync(folder)) return
    for (const name of readdirSync(folder)) {
      if (join(folder, name).startsWith(`${this.path}.new-`)) rmSync(join(folder, name), { force: true })
    }
  }
}

/** Removes a draft that is given up; what stands in the way must not hide why it was. */
export function removeDraft(path: string): void {
  try {
    removeWithSides(path)
  } catch (error) {
    errnoOf(error)
  }
}

/** Removes the projections of everybody but one person; theirs are filled again when they next unlock. */
export function removeOtherViews(vaultFolder: string, own: UserId): void {
  const folder = join(vaultFolder, PEOPLE_FOLDER)
  for (const name of readdirSync(folder)) {
    if (isViewName(name) && !name.startsWith(own)) rmSync(join(folder, name), { force: true })
  }
}

function removeWithSides(path: string): void {
  // The database first: one that is left without its journal would be older than it says.
  for (const ending of ['', ...BESIDE]) rmSync(path + ending, { force: true })
}

function flush(path: string, flags: number): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
