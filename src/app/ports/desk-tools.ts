/** How a passphrase of headquarters is stretched: argon2id. */
export type DeskDerivation = {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

/** What logging in needs beside the hub's own tools. */
export type DeskTools = {
  /** What new passphrases are stretched with. */
  readonly derivation: DeskDerivation
  /** 32 bytes in hex. */
  derive(passphrase: string, saltHex: string, derivation: DeskDerivation): Promise<string>
  /** The step of time (RFC 6238, 30 s) that a code of this secret is for, one to either side of now; `null` where it is for none. */
  stepOf(totpHex: string, code: string, nowMs: number): number | null
  /** The secret as it is typed, and as it is scanned. */
  describeTotp(
    totpHex: string,
    of: { readonly hubName: string; readonly logInName: string },
  ): { readonly secret: string; readonly address: string }
  /** The rows of a QR code, `1` for dark. */
  drawQr(text: string): Promise<readonly string[]>
  /** A one-time code of 128 random bits, in groups. */
  makeOneTimeCode(): string
}
