import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { type CanonicalValue, canonicalBytes, parseCanonical } from '../ledger/canonical-json.ts'
import { branded } from '../ledger/event-fields.ts'
import { fail, type Result, succeed } from '../result.ts'

/** Verifies an Ed25519 signature of a message under a raw public key in hex; whoever calls brings it. */
export type VerifySignature = (publicKeyHex: string, message: Uint8Array, signature: Uint8Array) => boolean

/** The formats of documents that station and hub sign for each other. The name is in the signed bytes: none passes for another. */
export type SignedFormat =
  | 'samnum-package'
  | 'samnum-enrolment-request'
  | 'samnum-enrolment-answer'
  | 'samnum-certificate'
  | 'samnum-revocation'
  | 'samnum-receipt'
  | 'samnum-hub-message'
  | 'samnum-way-back'
  | 'samnum-update'

/** A document and the signature over it, as both travel: canonical JSON `{"document":…,"signatureHex":…}`. */
export type SignedDocument<Document> = { readonly document: Document; readonly signatureHex: string }

/** Why bytes are no signed document of a format that this version reads. */
export type SignedDocumentFailure = { readonly code: 'sync/malformed' | 'sync/newer-version' }

/** The first version of every format of `docs/format-sync.md`. */
export const SYNC_VERSION = 1

/** Members that every document begins with. */
export const signedHead = <Format extends SignedFormat>(format: Format) => ({
  format: z.literal(format),
  v: z.literal(SYNC_VERSION),
})

/** The schema of a document with its signature. */
export const signedShape = <Shape extends z.ZodType>(document: Shape) =>
  z.strictObject({ document, signatureHex: branded<string>(128) })

/** The bytes that a signature of a document is made over: ASCII `samnum/v1/signed/FORMAT`, a line feed, its canonical bytes. */
export function signedBytes(document: { readonly format: SignedFormat }): Uint8Array {
  const domain = utf8ToBytes(`samnum/v1/signed/${document.format}\n`)
  return concatBytes(domain, canonicalBytes(document as unknown as CanonicalValue))
}

/** The canonical bytes of a document with its signature. */
export function writeSigned(signed: SignedDocument<{ readonly format: SignedFormat }>): Uint8Array {
  return canonicalBytes(signed as unknown as CanonicalValue)
}

const namedShape = z.object({ document: z.object({ format: z.string(), v: z.number().int() }) })

/** Reads a document with its signature and verifies nothing but its form. A later version is told from what is malformed. */
export function parseSigned<Document>(
  bytes: Uint8Array,
  format: SignedFormat,
  shape: z.ZodType<Document>,
): Result<SignedDocument<Document>, SignedDocumentFailure> {
  const value = parseCanonical(bytes)
  const named = namedShape.safeParse(value.ok ? value.value : null)
  if (!named.success || named.data.document.format !== format) return fail({ code: 'sync/malformed' })
  if (named.data.document.v > SYNC_VERSION) return fail({ code: 'sync/newer-version' })
  const signed = signedShape(shape).safeParse(value.ok ? value.value : null)
  return signed.success ? succeed(signed.data as SignedDocument<Document>) : fail({ code: 'sync/malformed' })
}

/** Tells whether the signature of a document was made with this key. */
export function verifySigned(
  { document, signatureHex }: SignedDocument<{ readonly format: SignedFormat }>,
  publicKeyHex: string,
  verify: VerifySignature,
): boolean {
  return verify(publicKeyHex, signedBytes(document), hexToBytes(signatureHex))
}
