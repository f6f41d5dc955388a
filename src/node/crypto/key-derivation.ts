import type { Options as NativeOptions } from '@node-rs/argon2'
import { argon2id } from 'hash-wasm'
import * as z from 'zod'

/** How a passphrase becomes a key: argon2id, version 0x13 (RFC 9106). */
export type KeyDerivation = {
  readonly name: 'argon2id'
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

/** Least memory a slot may ask for: 64 MiB, the second choice of RFC 9106, section 4. */
export const MIN_MEMORY_KIB = 65_536
/** Most memory a slot may ask for: 1 GiB. A header that asks for more is hostile or damaged. */
export const MAX_MEMORY_KIB = 1_048_576

// Loading starts with this module, so that it is over before a passphrase has been typed.
const nativeLibrary = import('@node-rs/argon2').catch(() => null)

/** Parameters within the limits of the format; anything else is refused before a byte is allocated. */
export const keyDerivationSchema = z.strictObject({
  name: z.literal('argon2id'),
  memoryKiB: z.number().int().min(MIN_MEMORY_KIB).max(MAX_MEMORY_KIB),
  passes: z.number().int().min(1).max(16),
  lanes: z.number().int().min(1).max(4),
})

/**
 * Derives 32 bytes from a passphrase, normalised to NFC so that it does not matter how a keyboard composes Khmer.
 *
 * The native library is used where it loads, the WebAssembly one otherwise; both give the same bytes.
 */
export async function deriveFromPassphrase(
  passphrase: string,
  salt: Uint8Array,
  { memoryKiB, passes, lanes }: KeyDerivation,
): Promise<Uint8Array> {
  const password = passphrase.normalize('NFC')
  const native = await nativeLibrary
  if (native === null) {
    return argon2id({
      password,
      salt,
      memorySize: memoryKiB,
      iterations: passes,
      parallelism: lanes,
      hashLength: 32,
      outputType: 'binary',
    })
  }
  const options: NativeOptions = {
    // Argon2id and version 0x13, written as numbers because the package's const enums vanish under type stripping.
    algorithm: 2,
    version: 1,
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism: lanes,
    outputLen: 32,
    salt,
  }
  return new Uint8Array(await native.hashRaw(password, options))
}
