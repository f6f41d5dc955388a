import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { HubId } from '../ids.ts'
import type { VerifySignature } from '../packages/signed-document.ts'
import { fail, type Result, succeed } from '../result.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { NETWORK_LIMITS } from './network-limits.ts'

/** Headers that a signature covers where the request has them, in the order in which it names them. */
export const SIGNED_HEADERS = ['content-digest', 'upload-offset', 'repr-digest', 'if-none-match'] as const

/** What of a request is signed. */
export type SignedRequest = {
  readonly method: string
  readonly path: string
  /** Values of {@link SIGNED_HEADERS}, as they stand in the request. */
  readonly headers: { readonly [Name in (typeof SIGNED_HEADERS)[number]]?: string | undefined }
}

/** The parameters of a signature, beside the components that the request itself says. */
export type SignatureParameters = {
  readonly hubId: HubId
  /** The device's raw Ed25519 key, in hex. */
  readonly deviceKeyHex: string
  readonly createdAtMs: number
  /** 22 characters of base64url: 16 random bytes. */
  readonly nonce: string
}

const PARAMETERS =
  /^s=\((?<components>[a-z"@ -]*)\);created=(?<created>0|[1-9][0-9]{0,14});nonce="(?<nonce>[A-Za-z0-9_-]{22})";keyid="(?<key>[0-9a-f]{64})";alg="ed25519";tag="samnum-(?<hub>[0-9a-f]{32})"$/
const SIGNATURE = /^s=:([A-Za-z0-9+/]{86}==):$/

/** The value of `Content-Digest` or `Repr-Digest` (RFC 9530) for these bytes. */
export function digestHeader(bytes: Uint8Array): string {
  return digestHeaderOf(sha256(bytes))
}

/** The value of `Content-Digest` or `Repr-Digest` for a SHA-256 that was taken elsewhere. */
export function digestHeaderOf(digest: Uint8Array): string {
  return `sha-256=:${toBase64(digest)}:`
}

/** Reads `Content-Digest` or `Repr-Digest`: the 32 bytes of the SHA-256, or `null`. */
export function parseDigestHeader(value: string): Uint8Array | null {
  const text = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(value)?.[1]
  return text === undefined ? null : fromBase64(text)
}

/** The bytes that a request's signature is made over: RFC 9421, section 2.5. */
export function signatureBase(request: SignedRequest, parameters: SignatureParameters): Uint8Array {
  const lines = components(request).map(([name, value]) => `"${name}": ${value}`)
  return utf8ToBytes([...lines, `"@signature-params": ${parameterText(request, parameters)}`].join('\n'))
}

/** The two headers that a signed request has. */
export function signatureHeaders(
  request: SignedRequest,
  parameters: SignatureParameters,
  signature: Uint8Array,
): { readonly 'signature-input': string; readonly signature: string } {
  return {
    'signature-input': `s=${parameterText(request, parameters)}`,
    signature: `s=:${toBase64(signature)}:`,
  }
}

/** A signature that was read and not verified. */
export type ReadSignature = { readonly parameters: SignatureParameters; readonly signature: Uint8Array }

/** Reads the two headers; whatever differs from what {@link signatureHeaders} writes for this request is `network/not-signed`. */
export function readSignature(
  request: SignedRequest,
  signatureInput: string | undefined,
  signatureHeader: string | undefined,
): Result<ReadSignature, { readonly code: 'network/not-signed' }> {
  const { created, nonce, key, hub } = PARAMETERS.exec(signatureInput ?? '')?.groups ?? {}
  const text = SIGNATURE.exec(signatureHeader ?? '')?.[1]
  const signature = text === undefined ? null : fromBase64(text)
  if (created === undefined || nonce === undefined || key === undefined || hub === undefined)
    return fail({ code: 'network/not-signed' })
  const createdAtMs = Number(created) * 1000
  const parameters = { hubId: hub as HubId, deviceKeyHex: key, createdAtMs, nonce }
  const isAsWritten = signatureInput === `s=${parameterText(request, parameters)}`
  return signature !== null && isAsWritten
    ? succeed({ parameters, signature })
    : fail({ code: 'network/not-signed' })
}

/** Tells whether a signature that was read is of the key that it names. */
export function isSignedBy(
  request: SignedRequest,
  { parameters, signature }: ReadSignature,
  verify: VerifySignature,
): boolean {
  return verify(parameters.deviceKeyHex, signatureBase(request, parameters), signature)
}

/** Tells whether two clocks differ by so much that a request is not believed to be new. */
export function clocksDiffer(createdAtMs: number, nowMs: number): boolean {
  return Math.abs(createdAtMs - nowMs) > NETWORK_LIMITS.clockMs
}

function components({ method, path, headers }: SignedRequest): readonly (readonly [string, string])[] {
  const named = SIGNED_HEADERS.flatMap((name) => {
    const value = headers[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return [['@method', method], ['@path', path], ...named]
}

function parameterText(
  request: SignedRequest,
  { hubId, deviceKeyHex, createdAtMs, nonce }: SignatureParameters,
): string {
  const names = components(request).map(([name]) => `"${name}"`)
  const created = Math.floor(createdAtMs / 1000)
  return `(${names.join(' ')});created=${created};nonce="${nonce}";keyid="${deviceKeyHex}";alg="ed25519";tag="samnum-${hubId}"`
}
