import { concatBytes } from '@noble/hashes/utils.js'
import type { VerifySignature } from '../packages/signed-document.ts'
import type { VerifyPaperSignature } from '../signatures/check-chain.ts'
import type { BagFile } from './bag-check.ts'
import { readCertificateFile } from './certificate-file.ts'
import { isPaperPath } from './package-papers.ts'
import {
  type CertificatesHere,
  checkSignatures,
  type JudgedPaper,
  judgePaper,
  MOST_PAPER_BYTES,
} from './package-signatures.ts'

/** Reads the papers of a package one after the other, each whole, for the signatures in them. */
export class SignaturesRead {
  readonly #verify: { readonly verifyMessage: VerifySignature; readonly verifyPaper: VerifyPaperSignature }
  readonly #tooLarge: ReadonlySet<string>
  readonly #judged: JudgedPaper[] = []
  #parts: Uint8Array[] = []

  constructor(
    files: readonly BagFile[],
    verify: { readonly verifyMessage: VerifySignature; readonly verifyPaper: VerifyPaperSignature },
  ) {
    this.#verify = verify
    const large = files.filter(({ path, sizeBytes }) => isPaperPath(path) && sizeBytes > MOST_PAPER_BYTES)
    this.#tooLarge = new Set(large.map(({ path }) => path))
  }

  /** Takes the next bytes of the paper that is being read. They stay the caller's. */
  take(path: string, chunk: Uint8Array): void {
    if (!this.#tooLarge.has(path)) this.#parts.push(Uint8Array.from(chunk))
  }

  /** Judges the paper that was read to its end, and lets its bytes go. */
  end(path: string): void {
    const parts = this.#parts
    this.#parts = []
    if (!this.#tooLarge.has(path))
      this.#judged.push(judgePaper(path, concatBytes(...parts), this.#verify.verifyPaper))
  }

  /** Holds all of them against the file of headquarters' certificates, `null` where the package has none. */
  finish(certificates: Uint8Array | null) {
    const checked = checkSignatures(
      this.#judged,
      [...this.#tooLarge],
      readHere(certificates),
      this.#verify.verifyMessage,
    )
    const countOf = (path: string) =>
      checked.signatures.filter((one) => one.path === path && one.standing !== 'time-stamp').length
    return { ...checked, countOf }
  }
}

function readHere(bytes: Uint8Array | null): CertificatesHere {
  if (bytes === null) return { state: 'absent' }
  const file = readCertificateFile(bytes)
  return file === null ? { state: 'malformed' } : { state: 'here', file }
}
