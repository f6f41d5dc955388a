import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DigestHex } from '#core/ids.ts'
import { type EventHeader, headerBytes, parseHeader } from '#core/ledger/event-header.ts'
import { makeSigner } from '#node/crypto/native-event-crypto.ts'
import type { PersonKeys } from '#node/crypto/person-keys.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { openVaultDatabase, type VaultDatabase } from '#node/sqlite/vault-database.ts'
import { type HeadRecord, headRecordBytes } from '#node/vault/head-file.ts'
import { type Keyring, openKeyring } from '#node/vault/keyring.ts'
import { openWithSeed } from '#node/vault/slot-keys.ts'
import { trySlots } from '#node/vault/try-slots.ts'
import { readHeader } from '#node/vault/vault-folder.ts'
import type { VaultHeader } from '#node/vault/vault-header.ts'
import { PASSPHRASE } from './make-vault.ts'
import { expectOk } from './results.ts'

/** One row of the table of events, as it is stored. */
export type Row = {
  readonly position: number
  readonly device: string
  readonly seq: number
  readonly header: Buffer
  readonly hash_hex: string
  readonly signature: Buffer
  readonly sealed_body: Buffer
  readonly scope: string
}

/** Somebody who knows the passphrase of a locked vault and edits its files by hand. */
export type Insider = {
  readonly folder: string
  readonly header: VaultHeader
  readonly keyring: Keyring
  readonly keys: PersonKeys
  /** Opens the database as it is; the caller closes it. */
  openDatabase(): VaultDatabase
  /** Takes the triggers away, edits, and puts them back, so that only the edit is to be found. */
  edit(work: (database: VaultDatabase) => void): void
  readonly rows: () => readonly Row[]
  /** Writes a head file whose two records both name this event, and the header as it is. */
  setHead(head: Omit<HeadRecord, 'generation' | 'headerGeneration'>): Promise<void>
}

/** `known` saves trying the passphrase again, for a copy of a vault whose keys are known already. */
export async function asInsider(
  folder: string,
  known?: Pick<Insider, 'header' | 'keyring' | 'keys'>,
): Promise<Insider> {
  const { header, keyring, keys } = known ?? (await openKeys(folder))
  const openDatabase = () => openVaultDatabase(join(folder, 'ledger.db'), keyring.databaseKey, true)
  return {
    folder,
    header,
    keyring,
    keys,
    openDatabase,
    edit(work) {
      const database = openDatabase()
      const triggers = database
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .all() as { name: string; sql: string }[]
      for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`)
      work(database)
      for (const { sql } of triggers) database.exec(sql)
      database.close()
    },
    rows() {
      const database = openDatabase()
      const rows = database.prepare('SELECT * FROM event ORDER BY position').all() as Row[]
      database.close()
      return rows
    },
    async setHead(head) {
      const headerGeneration = header.generation
      const records = [0, 1].map((generation) =>
        headRecordBytes(keyring.headKey, { ...head, generation, headerGeneration }),
      )
      await writeFile(join(folder, 'head'), Buffer.concat(records))
    },
  }
}

async function openKeys(folder: string): Promise<Pick<Insider, 'header' | 'keyring' | 'keys'>> {
  const [header] = expectOk(await readHeader(folder)).candidates
  const { slot, seed } = expectOk(
    await trySlots(header.vaultId, header.slots, { passphrase: PASSPHRASE }, null),
  )
  const opened = openWithSeed(header.vaultId, slot, seed)
  if (opened === null) throw new Error('the slot was changed')
  const keyring = openKeyring(opened.vaultKey, header.vaultId, Buffer.from(header.sealedKeyringHex, 'hex'))
  if (keyring === null) throw new Error('the keyring does not open')
  return { header, keyring, keys: opened.keys }
}

/** The row's event with another header, signed again by `keys`: what an insider can make who holds that key. */
export function resign(
  row: Row,
  change: Partial<EventHeader>,
  keys: PersonKeys,
): Pick<Row, 'header' | 'hash_hex' | 'signature'> {
  const bytes = Buffer.from(headerBytes({ ...expectOk(parseHeader(row.header)), ...change }))
  return {
    header: bytes,
    hash_hex: sha256Hex(bytes) as DigestHex,
    signature: Buffer.from(makeSigner(keys).signHeader(bytes)),
  }
}
