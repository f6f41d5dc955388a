import type { BigIntStats } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { HeaderFailure } from '#app/ports/vault-keeper.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import { readUpTo } from '../disk/read-file.ts'
import { MAX_HEADER_BYTES, parseHeaderFile, type VaultHeader } from './vault-header.ts'

/** Names of a vault's files, relative to its folder (`docs/format.md`, section Vault). */
export const HEADER_FILES = ['vault.json', 'vault.copy.json'] as const
export const HEAD_FILE = 'head'
export const DATABASE_FILE = 'ledger.db'
export const OBJECTS_FOLDER = 'objects'
/** How many passphrases were refused since the vault was last opened. */
export const ATTEMPTS_FILE = 'attempts'
/** Projections of the cases of each person, which can be made again at any time. */
export const PEOPLE_FOLDER = 'people'

/** What is known of the last backup, under a seal of this vault's. */
export const BACKUP_FILE = 'backup.json'
/** How this machine uses the network to headquarters. */
export const NETWORK_FILE = 'network.json'
/** Packages that are under way to headquarters over the network. */
export const SPOOL_FOLDER = 'outgoing'

/** The national gazetteer, where it was imported: public, and not encrypted. */
export const GAZETTEER_FILE = 'gazetteer.json'

/** Names that may stand in a vault's folder. The last three exist only while the vault is open, or after a crash. */
export const KNOWN_NAMES: readonly string[] = [
  ...HEADER_FILES,
  HEAD_FILE,
  DATABASE_FILE,
  OBJECTS_FOLDER,
  PEOPLE_FOLDER,
  ATTEMPTS_FILE,
  BACKUP_FILE,
  NETWORK_FILE,
  GAZETTEER_FILE,
  SPOOL_FOLDER,
  `${DATABASE_FILE}-wal`,
  `${DATABASE_FILE}-shm`,
  `${DATABASE_FILE}-journal`,
]

/** What stands in a place where a vault is or could be. */
export type FolderState = 'absent' | 'empty' | 'vault' | 'other'

/** Looks at a folder by names alone. */
export async function lookAtFolder(
  folder: string,
): Promise<Result<FolderState, DiskFailure | Failure<'vault/not-a-folder'>>> {
  let names: readonly string[]
  try {
    names = await readdir(folder)
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'ENOENT') return succeed('absent')
    if (errno === 'ENOTDIR') return fail({ code: 'vault/not-a-folder' })
    return fail(diskFailureOf(error))
  }
  if (names.length === 0) return succeed('empty')
  const isVault = names.some((name) => name === HEADER_FILES[0] || name === HEADER_FILES[1])
  return succeed(isVault ? 'vault' : 'other')
}

/**
 * Tells, by names and numbers alone, whether a regular file belongs to the vault of a folder: it lies inside, or it is the
 * database under another name. `path` is resolved.
 *
 * Nothing may open such a file to seal it: closing any descriptor of the database drops every lock that this process holds
 * on it (POSIX, fcntl), and another process could then write to the vault at the same time.
 */
export async function isFileOfVault(folder: string, path: string, stats: BigIntStats): Promise<boolean> {
  const own = await unlessAbsent(realpath(folder))
  if (own === null) return false
  if (path.startsWith(own + sep)) return true
  const database = await unlessAbsent(lstat(join(own, DATABASE_FILE), { bigint: true }))
  return database !== null && database.dev === stats.dev && database.ino === stats.ino
}

async function unlessAbsent<T>(look: Promise<T>): Promise<T | null> {
  return await look.catch((error: unknown) => {
    const errno = errnoOf(error)
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return null
    throw error
  })
}

/** The headers of a vault's folder, with which of the two copies could not be used, and why. */
export type ReadHeader = {
  /** Greatest generation first; where both are equal, `vault.json`. At least one. */
  readonly candidates: readonly [VaultHeader, ...VaultHeader[]]
  /** By the order of {@link HEADER_FILES}; `null` for one that could not be used. */
  readonly copies: readonly (VaultHeader | null)[]
  readonly damaged: readonly { readonly file: string; readonly failure: HeaderFailure }[]
}

/**
 * Reads both copies of the vault's header; the newer one comes first. A vault from the future or one that asks for a key
 * derivation outside the limits is refused even when the other copy reads well.
 */
export async function readHeader(folder: string): Promise<Result<ReadHeader, HeaderFailure>> {
  const state = await lookAtFolder(folder)
  if (!state.ok) return state
  if (state.value === 'absent') return fail({ code: 'vault/not-found' })
  if (state.value !== 'vault') return fail({ code: 'vault/not-a-vault' })
  const read = await Promise.all(HEADER_FILES.map((file) => readHeaderFile(folder, file)))
  const damaged = read.flatMap((copy, index) =>
    copy.ok ? [] : [{ file: HEADER_FILES[index] ?? '', failure: copy.failure }],
  )
  const refused = damaged.find(({ failure }) => DELIBERATE.has(failure.code)) ?? damaged[0]
  const copies = read.map((copy) => (copy.ok ? copy.value : null))
  const [first, ...rest] = copies
    .filter((copy) => copy !== null)
    .sort((one, other) => other.generation - one.generation)
  if (first === undefined || (refused !== undefined && DELIBERATE.has(refused.failure.code))) {
    return fail(refused?.failure ?? { code: 'vault/header-damaged' })
  }
  return succeed({ candidates: [first, ...rest], copies, damaged })
}

// A digest that holds shows that these were written so, not damaged so.
const DELIBERATE = new Set<string>(['vault/from-the-future', 'vault/key-parameters-refused'])

async function readHeaderFile(folder: string, file: string): Promise<Result<VaultHeader, HeaderFailure>> {
  const path = join(folder, file)
  try {
    if (!(await stat(path)).isFile()) return fail({ code: 'vault/header-damaged' })
    const bytes = await readUpTo(path, MAX_HEADER_BYTES)
    return bytes === null ? fail({ code: 'vault/header-damaged' }) : parseHeaderFile(bytes)
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? fail({ code: 'vault/header-damaged' }) : fail(diskFailureOf(error))
  }
}
