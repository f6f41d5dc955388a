import { expect, test } from 'vitest'
import type { HubId } from '#core/ids.ts'
import { fromBase64, toBase64 } from '#core/network/base64.ts'
import {
  clocksDiffer,
  digestHeader,
  isSignedBy,
  parseDigestHeader,
  readSignature,
  type SignedRequest,
  signatureBase,
  signatureHeaders,
} from '#core/network/request-signature.ts'
import { documentSignerFrom, verifyDocument } from '#node/crypto/sync-keys.ts'

const signer = documentSignerFrom(new Uint8Array(32).fill(7))
const request: SignedRequest = {
  method: 'PUT',
  path: `/v1/packages/${'ab'.repeat(16)}/pieces/4`,
  headers: { 'content-digest': digestHeader(Buffer.from('x')), 'upload-offset': '0' },
}
const parameters = {
  hubId: 'cd'.repeat(16) as HubId,
  deviceKeyHex: signer.publicKeyHex,
  createdAtMs: 1_795_300_200_000,
  nonce: 'AAECAwQFBgcICQoLDA0ODw',
}

function sign() {
  const signature = Buffer.from(signer.signHex(signatureBase(request, parameters)), 'hex')
  return signatureHeaders(request, parameters, signature)
}

test('a signature is read back as it was written and holds for this request alone', () => {
  const headers = sign()
  const read = readSignature(request, headers['signature-input'], headers.signature)
  if (!read.ok) throw new Error(read.failure.code)
  expect(read.value.parameters).toEqual(parameters)
  expect(isSignedBy(request, read.value, verifyDocument)).toBe(true)
  for (const other of [
    { ...request, method: 'POST' },
    { ...request, path: request.path.replace('/4', '/5') },
    { ...request, headers: { ...request.headers, 'upload-offset': '1' } },
    { ...request, headers: { ...request.headers, 'content-digest': digestHeader(Buffer.from('y')) } },
  ])
    expect(isSignedBy(other, read.value, verifyDocument)).toBe(false)
})

test('a header that differs in one character from what a station writes is no signature', () => {
  const { 'signature-input': input, signature } = sign()
  for (let at = 0; at < input.length; at += 1) {
    const changed = `${input.slice(0, at)}~${input.slice(at + 1)}`
    expect(readSignature(request, changed, signature).ok).toBe(false)
  }
  const spaced = input.replace('" "', '"  "')
  for (const other of [undefined, '', spaced, `${input};x=1`, `${input}, s=()`])
    expect(readSignature(request, other, signature).ok).toBe(false)
  for (const other of [undefined, '', signature.slice(0, -2), signature.replace('s=', 't=')])
    expect(readSignature(request, input, other).ok).toBe(false)
})

test('a component that the request has and the signature does not name is refused, and so is the reverse', () => {
  const { 'signature-input': input, signature } = sign()
  const more = { ...request, headers: { ...request.headers, 'repr-digest': digestHeader(Buffer.from('x')) } }
  const fewer = { ...request, headers: { 'content-digest': request.headers['content-digest'] } }
  for (const other of [more, fewer]) expect(readSignature(other, input, signature).ok).toBe(false)
})

test('base64 is read as it is written and in no other way', () => {
  for (let length = 0; length < 40; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 37 + length) & 255)
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    expect(fromBase64(toBase64(bytes))).toEqual(bytes)
  }
  for (const text of ['A', 'AA', 'AAA', 'AB==', 'AAB=', 'A===', '====', 'AA=A', 'AA\n=', 'AA-_'])
    expect(fromBase64(text)).toBeNull()
  expect(parseDigestHeader(digestHeader(Buffer.from('x')))?.length).toBe(32)
  expect(parseDigestHeader('sha-256=:AAAA:')).toBeNull()
})

test('clocks may differ by a day and no more', () => {
  const day = 86_400_000
  expect(clocksDiffer(1_000 * day, 1_001 * day)).toBe(false)
  expect(clocksDiffer(1_000 * day - 1, 1_001 * day)).toBe(true)
  expect(clocksDiffer(1_001 * day + 1, 1_000 * day)).toBe(true)
})
