import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Credentials } from '../ports/slot-keeper.ts'

/** Credentials as a slot keeper takes them, of those that cross the contract. */
export function credentialsOf(input: {
  readonly passphrase: string
  readonly userNumber?: number | undefined
  readonly keyFile?: string | undefined
}): Credentials {
  const { passphrase, userNumber, keyFile } = input
  return {
    passphrase,
    ...(userNumber !== undefined && { userNumber }),
    ...(keyFile !== undefined && { keyFile: utf8ToBytes(keyFile) }),
  }
}
