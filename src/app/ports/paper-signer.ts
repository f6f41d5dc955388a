/** A person's key for signatures inside PDFs: ECDSA on P-256 with SHA-256. */
export type PaperKey = {
  /** The public key as an uncompressed point: 0x04, then two coordinates of 32 bytes. */
  readonly publicPoint: Uint8Array
  /** Signs a message; answers DER (RFC 3279, 2.2.3). */
  readonly sign: (message: Uint8Array) => Uint8Array
  /** Signs a message so that the same one has the same signature (RFC 6979): for what is made again and has to be the same again. */
  readonly signSame: (message: Uint8Array) => Uint8Array
}

/** Who vouches for a key: headquarters with a certificate of it and that of its authority, both DER, or nobody but its owner, and why. */
export type Vouching =
  | {
      readonly by: 'headquarters'
      readonly hubName: string
      readonly certificate: Uint8Array
      readonly authority: Uint8Array
    }
  | { readonly by: 'owner'; readonly why: 'not-enrolled' | 'revoked' }

/** Who signs, since when the station knows them, when by the station's clock, what for, and who vouches for their key. */
export type Signing = {
  readonly name: string
  readonly knownSinceMs: number
  readonly atMs: number
  readonly reason: string
  readonly vouching: Vouching
}

/** A signed PDF, and the X.509 certificate inside. */
export type SignedPdf = { readonly bytes: Uint8Array; readonly certificate: Uint8Array }

/** Adds the time-stamps of an authority to PDFs (RFC 3161); every byte that was there stays. */
export type PaperStamper = {
  /** What the authority is asked, in base64, the same for the same file; `null` when the file is not one that this program wrote. */
  ask(pdf: Uint8Array): string | null
  /** The stamped file; `null` when the answer grants no time-stamp of these bytes. */
  add(pdf: Uint8Array, answerBase64: string): Uint8Array | null
}

/** Signs PDFs; every byte that was there stays, so that signatures already there stay whole. */
export type PaperSigner = {
  /** Answers `null` when the file is not one that this program wrote, or the certificate is not one of this key. */
  sign(pdf: Uint8Array, key: PaperKey, signing: Signing): SignedPdf | null
  /** How many people signed a file, time-stamps not counted; `null` when it is not one that this program wrote. */
  count(pdf: Uint8Array): number | null
}
