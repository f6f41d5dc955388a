/**
 * The keys with which a station speaks to its hub. They follow from the vault and a salt, so that another enrolment has others, and
 * never leave the vault.
 */
export type DeviceKeys = {
  /** The raw Ed25519 public key in hex. */
  readonly publicKeyHex: string
  /** Signs a message; 64 bytes in hex. */
  signHex(message: Uint8Array): string
  /** The recipient of age to whom the hub seals what it says to this station. */
  recipient(): Promise<string>
  /** Opens what was sealed to that recipient; `null` when it was sealed to somebody else or was changed. */
  open(sealed: Uint8Array): Promise<Uint8Array | null>
}

/** Gives the device's keys that follow from a salt, 32 bytes in hex. */
export type DeviceKeysSource = (saltHex: string) => DeviceKeys
