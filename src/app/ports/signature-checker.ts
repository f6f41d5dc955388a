/** A header with its signature and the key under which it is to hold. */
export type SignatureClaim = {
  /** The raw Ed25519 key, 64 hex digits. */
  readonly signingKeyHex: string
  /** Canonical bytes of the header. */
  readonly header: Uint8Array
  readonly signature: Uint8Array
}

/**
 * Verifies many signatures beside whatever its caller does meanwhile. It is handed headers, signatures and public keys, and nothing
 * that is secret.
 */
export type SignatureChecker = {
  /**
   * Answers for each claim, in their order, whether its signature holds; or `null` when nothing can be said, because the checker was
   * closed or broke: then the caller must verify by itself.
   */
  check(claims: readonly SignatureClaim[]): Promise<readonly boolean[] | null>
  /** Ends it; what is still being checked is answered with `null`. Closing twice does nothing. */
  close(): void
}

/** Starts a checker for one long work; whoever starts it closes it. */
export type StartSignatureChecker = () => SignatureChecker
