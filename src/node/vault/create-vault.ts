import { access } from 'node:fs/promises'
import { join } from 'node:path'
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
import { attemptOnDisk, diskFailureOf } from '../disk/disk-failure.ts'
import { createFile, ensureFolder, fsyncFolder, writeFileDurably } from '../disk/durable-file.ts'
import { migrate } from '../sqlite/migrate.ts'
import { sqliteFailureOf } from '../sqlite/sqlite-failure.ts'
import { makeSqliteLedgerStore } from '../sqlite/sqlite-ledger-store.ts'
import { openVaultDatabase } from '../sqlite/vault-database.ts'
import { HeadFile, type HeadRecord } from './head-file.ts'
import { type Keyring, makeKeyring, wipeKeyring } from './keyring.ts'
import { makeInPlace } from './make-in-place.ts'
import { makePassphraseSlot, PASSPHRASE_ALONE } from './passphrase-slot.ts'
import { sealHeader } from './seal-header.ts'
import { DATABASE_FILE, HEAD_FILE, HEADER_FILES, OBJECTS_FOLDER } from './vault-folder.ts'
import { headerFileBytes } from './vault-header.ts'
import { checkPlace, resolvePlace } from './vault-place.ts'

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
  return await makeInPlace(resolved.value, (unfinished) => fill(unfinished, founding, clock))
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

function randomId(): string {
  return Buffer.from(randomBytes(16)).toString('hex')
}
