import type { DeviceKeysSource } from '#app/ports/device-keys.ts'
import { hkdfSha256, KEY_BYTES } from './primitives.ts'
import { documentSignerFrom, hybridIdentityFrom, openWithIdentity, recipientOf } from './sync-keys.ts'

/** The device's keys that follow from a vault's head key and a salt (`docs/format-sync.md`, section 3). */
export function deviceKeysFrom(headKey: Uint8Array): DeviceKeysSource {
  return (saltHex) => {
    const salt = Buffer.from(saltHex, 'hex')
    const seed = (purpose: string) => hkdfSha256(headKey, salt, `samnum/v1/device-${purpose}`, KEY_BYTES)
    const identity = hybridIdentityFrom(seed('recipient'))
    return {
      ...documentSignerFrom(seed('signing')),
      recipient: () => recipientOf(identity),
      open: (sealed) => openWithIdentity(identity, sealed),
    }
  }
}
