import type { MachineKeychain } from '#app/ports/machine-keychain.ts'

/** A machine's keychain that lives as long as the test; `secrets` can be emptied, as on another machine. */
export type MemoryKeychain = MachineKeychain & { readonly secrets: Map<string, Uint8Array> }

export function makeMemoryKeychain(isPresent = true): MemoryKeychain {
  const secrets = new Map<string, Uint8Array>()
  return {
    secrets,
    isPresent: async () => isPresent,
    async keep(idHex, secret) {
      secrets.set(idHex, new Uint8Array(secret))
      return true
    },
    async find(idHex) {
      const secret = secrets.get(idHex)
      return secret === undefined ? null : new Uint8Array(secret)
    },
  }
}
