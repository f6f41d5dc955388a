import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import { PRIVATE_FOLDER, writeFileDurably } from '#node/disk/durable-file.ts'
import { log } from './log.ts'

/** What of Electron's safe storage is used. */
export type SafeStorageUsed = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

const ID = /^[0-9a-f]{16}$/
const SECRET_BYTES = 32

/**
 * What Chromium puts before bytes that it encrypted on Linux with a password that is written in its source
 * (`components/os_crypt`, prefix `v10`): whoever copies the disk opens them.
 */
const READABLE_PREFIX = 'v10'

/**
 * Keeps secrets in files that only this machine's keychain opens, one for each id, in a folder that only this user enters.
 *
 * A keychain that keeps nothing secret counts as absent: on Linux Chromium falls back in silence to a password that everybody
 * knows (backend `basic_text`), and also when the desktop's own keychain does not answer.
 */
export function makeMachineKeychain(storage: SafeStorageUsed, folder: string): MachineKeychain {
  const placeOf = (idHex: string): string | null => (ID.test(idHex) ? join(folder, idHex) : null)

  const encrypt = async (secretHex: string): Promise<Buffer | null> => {
    if (!(await storage.isAsyncEncryptionAvailable())) return null
    if (process.platform !== 'linux') return await storage.encryptStringAsync(secretHex)
    const backend = storage.getSelectedStorageBackend()
    if (backend === 'basic_text' || backend === 'unknown') return null
    const bytes = await storage.encryptStringAsync(secretHex)
    return bytes.subarray(0, READABLE_PREFIX.length).toString('latin1') === READABLE_PREFIX ? null : bytes
  }

  const keepHex = async (place: string, secretHex: string): Promise<boolean> => {
    const bytes = await encrypt(secretHex)
    if (bytes === null) return false
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })
    await writeFileDurably(place, bytes)
    return true
  }

  // What the keychain or the disk refuses is an answer here: the caller says what it means for the vault.
  const attempt = async <Answer>(work: () => Promise<Answer>, otherwise: Answer): Promise<Answer> => {
    try {
      return await work()
    } catch {
      log('keychain-refused')
      return otherwise
    }
  }

  return {
    isPresent: () => attempt(async () => (await encrypt('')) !== null, false),
    async keep(idHex, secret) {
      const place = placeOf(idHex)
      if (place === null || secret.length !== SECRET_BYTES) return false
      return await attempt(() => keepHex(place, Buffer.from(secret).toString('hex')), false)
    },
    async find(idHex) {
      const place = placeOf(idHex)
      if (place === null) return null
      const kept = await readFile(place).catch(() => null)
      if (kept === null) return null
      const opened = await attempt(() => storage.decryptStringAsync(kept), null)
      if (opened === null) return null
      const { result, shouldReEncrypt } = opened
      if (shouldReEncrypt) await attempt(() => keepHex(place, result), false)
      const secret = Buffer.from(result, 'hex')
      return secret.length === SECRET_BYTES ? new Uint8Array(secret) : null
    },
  }
}
