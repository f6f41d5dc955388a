/** A person's key for signatures inside PDFs: ECDSA on P-256 with SHA-256. */
export type PaperKey = {
  /** The public key as an uncompressed point: 0x04, then two coordinates of 32 bytes. */
  readonly publicPoint: Uint8Array
  /** Signs a message; answers DER (RFC 3279, 2.2.3). */
  readonly sign: (message: Uint8Array) => Uint8Array
}

/** Who signs, when by the station's clock, and what for. */
export type Signing = { readonly name: string; readonly atMs: number; readonly reason: string }

/** A signed PDF, and the X.509 certificate inside. */
export type SignedPdf = { readonly bytes: Uint8Array; readonly certificate: Uint8Array }

/** Signs PDFs; every byte that was there stays, so that signatures already there stay whole. */
export type PaperSigner = {
  /** Answers `null` when the file is not one that this program wrote. */
  sign(pdf: Uint8Array, key: PaperKey, signing: Signing): SignedPdf | null
}
