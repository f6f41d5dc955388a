/** The y of every Ed25519 point of order 1, 2, 4 or 8 without its sign bit; the list libsodium refuses (ge25519_has_small_order). */
const LOW_ORDER: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

/** 2^255 - 19, little-endian; RFC 8032, section 5.1.3, refuses a y that is not below it. */
const PRIME = Buffer.from(`ed${'ff'.repeat(30)}7f`, 'hex')

/**
 * Tells whether 32 bytes are an Ed25519 public key under which signatures prove nothing: a point of low order, for which one
 * signature fits many messages, or a second writing of another key. The system's library accepts both.
 */
export function isWeakSigningKey(raw: Uint8Array): boolean {
  const y = Buffer.from(raw)
  y[31] = (y[31] ?? 0) & 0x7f
  return LOW_ORDER.has(y.toString('hex')) || y.reverse().compare(Buffer.from(PRIME).reverse()) >= 0
}
