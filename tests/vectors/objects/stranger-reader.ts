/**
 * A reader of object files as a stranger would write it from the document: WebCrypto, nothing of src/.
 * It answers the content, or throws.
 */
export async function readAsStranger(
  file: Uint8Array,
  scopeKey: Uint8Array,
  recorded: { readonly sizeBytes: number; readonly segmentSizeBytes: number; readonly sealDigestHex: string },
): Promise<Uint8Array> {
  const { subtle } = globalThis.crypto
  const { sizeBytes, segmentSizeBytes } = recorded
  const count = Math.ceil(sizeBytes / segmentSizeBytes)
  const trailer = 4096 + sizeBytes
  if (file.length !== trailer + 16 * count) throw new Error('size')
  if (Buffer.from(file.subarray(0, 16)).toString('latin1') !== 'SAMNUM-OBJECT-1\n') throw new Error('magic')
  if (file.subarray(84, 4096).some((byte) => byte !== 0)) throw new Error('zeros')
  if (Buffer.from(file).readUInt32BE(80) !== segmentSizeBytes) throw new Error('segment size')

  const ikm = await subtle.importKey('raw', Uint8Array.from(scopeKey), 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode('samnum/v1/object')
  const salt = Uint8Array.from(file.subarray(16, 48))
  const okm = new Uint8Array(await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, ikm, 512))
  if (Buffer.compare(okm.subarray(32), file.subarray(48, 80)) !== 0) throw new Error('commitment')

  const bound = Uint8Array.from(file.subarray(0, 96))
  const seal = await subtle.digest('SHA-256', Buffer.concat([bound, file.subarray(trailer)]))
  if (Buffer.from(seal).toString('hex') !== recorded.sealDigestHex) throw new Error('seal digest')

  const key = await subtle.importKey('raw', okm.slice(0, 32), 'AES-GCM', false, ['decrypt'])
  const pieces: Uint8Array[] = []
  for (let i = 0; i < count; i += 1) {
    const start = 4096 + i * segmentSizeBytes
    const ciphertext = file.subarray(start, Math.min(start + segmentSizeBytes, trailer))
    const tag = file.subarray(trailer + 16 * i, trailer + 16 * i + 16)
    const iv = Buffer.alloc(12)
    iv.writeBigUInt64BE(BigInt(i))
    iv[11] = i === count - 1 ? 1 : 0
    const algorithm = { name: 'AES-GCM', iv, additionalData: bound, tagLength: 128 }
    pieces.push(new Uint8Array(await subtle.decrypt(algorithm, key, Buffer.concat([ciphertext, tag]))))
  }
  return Buffer.concat(pieces)
}
