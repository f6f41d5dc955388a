import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Credentials } from '#app/ports/slot-keeper.ts'
import { makePageDecryption } from '#node/crypto/page-decryption.ts'
import { viewKeyFrom } from '#node/vault/slot-keys.ts'
import { trySlots } from '#node/vault/try-slots.ts'
import { asInsider } from './insider.ts'
import { expectOk } from './results.ts'

const PAGE_BYTES = 4096

/** What stands in every page of an encrypted database, pages that nothing uses any more included. */
async function decryptPages(path: string, key: Uint8Array): Promise<Buffer> {
  const bytes = await readFile(path)
  const decrypt = makePageDecryption(key)
  const pages: Buffer[] = []
  for (let at = 0; at < bytes.length; at += PAGE_BYTES)
    pages.push(decrypt(bytes.subarray(at, at + PAGE_BYTES), at === 0))
  return Buffer.concat(pages)
}

/**
 * The plaintext of every file of a closed vault for whoever has the keys: the ledger's database, the projections of those whose
 * credentials are given, and all other files as they are.
 */
export async function readEverything(
  folder: string,
  people: readonly Credentials[],
): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>()
  const { keyring, header } = await asInsider(folder)
  const viewKeys = new Map<string, Uint8Array>()
  for (const credentials of people) {
    const { slot, seed } = expectOk(await trySlots(header.vaultId, header.slots, credentials, null))
    if ('userId' in slot) viewKeys.set(`people/${slot.userId}.db`, viewKeyFrom(seed))
  }
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length + 1)
    const key = name === 'ledger.db' ? keyring.databaseKey : viewKeys.get(name)
    files.set(name, key === undefined ? await readFile(path) : await decryptPages(path, key))
  }
  return files
}
