import type { PaperStamper } from '#app/ports/paper-signer.ts'
import { readAt, readMembers } from '#core/signatures/read-der.ts'
import { encode, integer, NULL, objectId, octets, sequence, TRUE } from './der.ts'
import { addSignatureField, fillValue, type PreparedPdf } from './signature-field.ts'

/** Room for a token with a chain of certificates. */
const MOST_TOKEN_BYTES = 24_576
const SHA256 = sequence(objectId('2.16.840.1.101.3.4.2.1'), NULL)

/** A PDF that waits for its time-stamp, and what the time-stamp authority is asked. */
export type StampRequest = { readonly prepared: PreparedPdf; readonly query: Uint8Array }

/**
 * Prepares a document time-stamp (ISO 32000-2, 12.8.5; ETSI EN 319 142-1, 5.4.3) as one more incremental update and makes the query for it
 * (RFC 3161, 2.4.1), which may be carried to an authority and back. `null` when the file is not one that this program wrote.
 */
export function requestTimeStamp(pdf: Uint8Array): StampRequest | null {
  const entries = ['/Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161']
  const prepared = addSignatureField(pdf, entries, MOST_TOKEN_BYTES)
  if (prepared === null) return null
  const query = sequence(integer(1), sequence(SHA256, octets(prepared.digest)), TRUE)
  return { prepared, query }
}

/**
 * Puts the answer of the authority into the PDF. `null` when it did not grant a token, or when the token is of other bytes; whether the
 * authority may be trusted is for those to judge who check the file.
 */
export function addTimeStamp({ prepared }: StampRequest, answer: Uint8Array): Uint8Array | null {
  const outer = readAt(answer, 0)
  const [status, token] = (outer === null ? null : readMembers(outer.content)) ?? []
  if (status === undefined || token === undefined) return null
  const granted = readMembers(status.content)?.[0]?.content[0]
  // 0 granted, 1 granted with changes (RFC 3161, 2.4.2).
  if (granted !== 0 && granted !== 1) return null
  const whole = encode(token.tag, token.content)
  // The imprint is the only value of 32 bytes that equals the digest: it stands in the token's content.
  if (!whole.includes(octets(prepared.digest))) return null
  return fillValue(prepared, whole)
}

/** Time-stamps of PDFs. The file is prepared alike each time, so that nothing is kept between request and answer. */
export const paperStamper: PaperStamper = {
  ask: (pdf) => {
    const request = requestTimeStamp(pdf)
    return request === null ? null : Buffer.from(request.query).toString('base64')
  },
  add: (pdf, answerBase64) => {
    const request = requestTimeStamp(pdf)
    const stamped = request === null ? null : addTimeStamp(request, Buffer.from(answerBase64, 'base64'))
    return stamped === null ? null : new Uint8Array(stamped)
  },
}
