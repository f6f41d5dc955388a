/**
 * Keeps secrets of 32 bytes on this machine, where a copy of its disk does not have them (Electron's safeStorage over the
 * system's keychain). Whoever has none, such as the command line, gives the engine none.
 *
 * A secret is named by the first 8 bytes of its digest, 16 hex digits. Secrets that no slot needs any more may stay.
 */
export type MachineKeychain = {
  /** Whether the machine really protects what it keeps; one that keeps it readable counts as absent. */
  isPresent(): Promise<boolean>
  /** Keeps a copy of a secret; success survives a restart. `false` says that it could not be kept. */
  keep(idHex: string, secret: Uint8Array): Promise<boolean>
  /** A copy of a secret, which the caller overwrites, or `null` when this machine does not have it or cannot open it. */
  find(idHex: string): Promise<Uint8Array | null>
}
