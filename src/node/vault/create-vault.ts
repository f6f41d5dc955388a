import { access, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { appendEvents } from '#app/ledger/append-events.ts'
import type { Clock } from '#app/ports/clock.ts'
import type { LedgerStore } from '#app/ports/ledger-store.ts'
import type { CreateFailure } from '#app/ports/vault-keeper.ts'
import type { DeviceId, UserId, VaultId } from '#core/ids.ts'
import { FOUNDER_ROLES } from '#core/people/roles.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { KeyDerivation } from '../crypto/key-derivation.ts'
import { makeNativeEventCrypto, makeScopeKey, makeSigner } from '../crypto/native-event-crypto.ts'
import { personKeysFrom } from '../crypto/person-keys.ts'
import { KEY_BYTES, randomBytes } from '../crypto/primitives.ts'
import { attemptOnDisk, diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import {
  createFile,
  ensureFolder,
  fsyncFolder,
  TEMPORARY_ENDING,
  writeFileDurably,
} from '../disk/durable-file.ts'
import { migrate } from '../sqlite/migrate.ts'
import { sqliteFailureOf } from '../sqlite/sqlite-failure.ts'
import { makeSqliteLedgerStore } from '../sqlite/sqlite-ledger-store.ts'
import { openVaultDatabase } from '../sqlite/vault-database.ts'
import { HeadFile, type HeadRecord } from './head-file.ts'
import { type Keyring, makeKeyring, wipeKeyring } from './keyring.ts'
import { makePassphraseSlot, PASSPHRASE_ALONE } from './passphrase-slot.ts'
import { sealHeader } from './seal-header.ts'
import {
  DATABASE_FILE,
  HEAD_FILE,
  HEADER_FILES,
  KNOWN_NAMES,
  lookAtFolder,
  OBJECTS_FOLDER,
} from './vault-folder.ts'
import { headerFileBytes } from './vault-header.ts'

/** What the folder in which a vault is made is called until it is whole: the vault's name and this. */
export const UNFINISHED_ENDING = '.unfinished'

/** The founder's number; others follow in the order in which they come. */
const FOUNDER_NUMBER = 1
const FIRST_GENERATION = 1

/** Who founds a vault, and how their passphrase is to be stretched. */
export type Founding = {
  readonly userName: string
  readonly passphrase: string
  readonly kdf: KeyDerivation
  readonly software: string
}

/**
 * Makes a vault. Everything is written and fsynced in a folder beside the place; a rename puts it there whole, so that
 * any crash leaves a vault or none. The place may be absent or an empty folder.
 */
export async function createVault(
  folder: string,
  founding: Founding,
  clock: Clock,
): Promise<Result<void, CreateFailure>> {
  const free = await checkPlace(folder)
  if (!free.ok) return free
  const resolved = await attemptOnDisk(() => resolvePlace(folder))
  if (!resolved.ok) return resolved
  const place = resolved.value
  const unfinished = `${place}${UNFINISHED_ENDING}`
  try {
    if (!(await removeLeftover(unfinished))) return fail({ code: 'vault/folder-not-empty' })
    await ensureFolder(unfinished)
  } catch (error) {
    const errno = errnoOf(error)
    return fail(errno === 'ENOENT' ? { code: 'vault/not-found' } : diskFailureOf(error))
  }
  const filled = await fill(unfinished, founding, clock)
  const placed = filled.ok ? await attemptOnDisk(() => moveIntoPlace(unfinished, place)) : filled
  if (!placed.ok) await rm(unfinished, { recursive: true, force: true }).catch(errnoOf)
  return placed
}

// A rename puts nothing behind a symbolic link, so the vault is made where the link leads.
async function resolvePlace(folder: string): Promise<string> {
  return await realpath(folder).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw error
    return folder
  })
}

export async function checkPlace(folder: string): Promise<Result<void, CreateFailure>> {
  const state = await lookAtFolder(folder)
  if (!state.ok) return state
  if (state.value === 'vault') return fail({ code: 'vault/exists' })
  return state.value === 'other' ? fail({ code: 'vault/folder-not-empty' }) : succeed(undefined)
}

/** Removes what a crash left of making a vault; anything else under that name stays, and the answer is `false`. */
export async function removeLeftover(unfinished: string): Promise<boolean> {
  const names = await readdir(unfinished).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return []
    if (errnoOf(error) === 'ENOTDIR') return null
    throw error
  })
  const isOurs = (name: string) =>
    KNOWN_NAMES.includes(name.endsWith(TEMPORARY_ENDING) ? name.slice(0, -TEMPORARY_ENDING.length) : name)
  if (names === null || !names.every(isOurs)) return false
  await rm(unfinished, { recursive: true, force: true })
  return true
}

async function fill(folder: string, founding: Founding, clock: Clock): Promise<Result<void, CreateFailure>> {
  const seed = randomBytes(KEY_BYTES)
  const keyring = makeKeyring()
  const vaultId = randomId() as VaultId
  const userId = randomId() as UserId
  try {
    await ensureFolder(join(folder, OBJECTS_FOLDER))
    // SQLite would make it readable to others; what it puts beside it later has the same mode.
    await (await createFile(join(folder, DATABASE_FILE))).close()
    const { passphrase, kdf } = founding
    const person = { userId, number: FOUNDER_NUMBER, passphrase, kdf, factors: PASSPHRASE_ALONE }
    const slot = await makePassphraseSlot({ vaultId, ...person, seed })
    // Where the folder is gone, such as a stick that was pulled, the driver throws what no disk answers.
    await access(join(folder, DATABASE_FILE))
    const begun = writeFirstEvent(folder, keyring, { vaultId, userId, seed, founding }, clock)
    if (!begun.ok) return begun
    HeadFile.create(join(folder, HEAD_FILE), keyring.headKey, begun.value)
    const header = sealHeader({ vaultId, generation: FIRST_GENERATION, slots: [slot] }, keyring)
    const bytes = headerFileBytes(header)
    for (const file of HEADER_FILES) await writeFileDurably(join(folder, file), bytes)
    await fsyncFolder(folder)
    return succeed(undefined)
  } catch (error) {
    return fail(diskFailureOf(error))
  } finally {
    seed.fill(0)
    wipeKeyring(keyring)
  }
}

function writeFirstEvent(
  folder: string,
  keyring: Keyring,
  { vaultId, userId, seed, founding }: FirstEvent,
  clock: Clock,
): Result<FirstHead, CreateFailure> {
  const keys = personKeysFrom(seed)
  const deviceId = randomId() as DeviceId
  let database: ReturnType<typeof openVaultDatabase> | null = null
  try {
    database = openVaultDatabase(join(folder, DATABASE_FILE), keyring.databaseKey, true)
    const migrated = migrate(database)
    if (!migrated.ok) throw new Error(`a new database refused its schema: ${migrated.failure.code}`)
    // The head file is made afterwards: until there is a vault, nothing has been acknowledged that it could miss.
    const ledger: LedgerStore = makeSqliteLedgerStore(database, deviceId, { advance: () => {} })
    const { keyId, signingKeyHex, agreementKeyHex } = keys
    const founder = {
      userId,
      name: founding.userName,
      roles: [...FOUNDER_ROLES],
      keyId,
      signingKeyHex,
      agreementKeyHex,
    }
    const appended = appendEvents(
      { deviceId, signer: makeSigner(keys), crypto: makeNativeEventCrypto(), clock, ledger },
      [
        {
          key: makeScopeKey(keyring.registerKey),
          body: {
            kind: 'vault-created',
            scope: vaultId,
            data: { vaultId, deviceId, software: founding.software, founder },
          },
        },
      ],
    )
    if (!appended.ok) return appended
    database.pragma('wal_checkpoint(TRUNCATE)')
    const { seq, hashHex } = appended.value
    return succeed({ device: deviceId, seq, hashHex, headerGeneration: FIRST_GENERATION })
  } catch (error) {
    return fail(sqliteFailureOf(error))
  } finally {
    database?.close()
  }
}

type FirstHead = Omit<HeadRecord, 'generation'>

type FirstEvent = {
  readonly vaultId: VaultId
  readonly userId: UserId
  readonly seed: Uint8Array
  readonly founding: Founding
}

export async function moveIntoPlace(unfinished: string, folder: string): Promise<void> {
  // Windows does not rename onto a folder, even an empty one.
  await rmdir(folder).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw error
  })
  await rename(unfinished, folder)
  try {
    await fsyncFolder(dirname(folder))
  } catch (error) {
    // A vault whose name may not survive was not made.
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

function randomId(): string {
  return Buffer.from(randomBytes(16)).toString('hex')
}
