import { createHmac, pbkdf2Sync } from 'node:crypto'
import { deriveFromPassphrase } from './key-derivation.ts'
import {
  agreementKeyFromBytes,
  agreeX25519,
  hkdfSha256,
  hmacSha256,
  openAesGcm,
  rawPublicKey,
  sealAesGcm,
  sha256,
  signEd25519,
  signingKeyFromSeed,
  signingPublicKey,
  verifyEd25519,
} from './primitives.ts'

/** A question to the library whose right answer is published. */
export type KnownAnswer = {
  readonly algorithm: string
  /** Tells whether the library answers rightly. What it throws is a wrong answer. */
  readonly holds: () => boolean | Promise<boolean>
}

/** The algorithms of the format, each with an answer from the document that defines it. */
export const KNOWN_ANSWERS: readonly KnownAnswer[] = [
  {
    // FIPS 180-4, example "abc".
    algorithm: 'SHA-256',
    holds: () =>
      isHex(sha256(ascii('abc')), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
  },
  {
    // RFC 4231, test case 2.
    algorithm: 'HMAC-SHA256',
    holds: () =>
      isHex(
        hmacSha256(ascii('Jefe'), ascii('what do ya want for nothing?')),
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      ),
  },
  {
    // RFC 4231, test case 2.
    algorithm: 'HMAC-SHA512',
    holds: () =>
      isHex(
        createHmac('sha512', 'Jefe').update('what do ya want for nothing?').digest(),
        '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
      ),
  },
  {
    // RFC 5869, test case 3.
    algorithm: 'HKDF-SHA256',
    holds: () =>
      isHex(
        hkdfSha256(new Uint8Array(22).fill(0x0b), new Uint8Array(0), '', 42),
        '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
      ),
  },
  {
    // The pages of the database: PBKDF2 of RFC 8018, checked with another program (Python's hashlib).
    algorithm: 'PBKDF2-HMAC-SHA512',
    holds: () =>
      isHex(
        pbkdf2Sync('password', 'salt', 2, 32, 'sha512'),
        'e1d9c16aa681708a45f5c7c4e215ceb66e011a2e9f0040713f18aefdb866d53c',
      ),
  },
  {
    // McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16.
    algorithm: 'AES-256-GCM',
    holds: holdsAesGcm,
  },
  {
    // RFC 8032, section 7.1, test 2.
    algorithm: 'Ed25519',
    holds: holdsEd25519,
  },
  {
    // RFC 7748, section 6.1.
    algorithm: 'X25519',
    holds: holdsX25519,
  },
  {
    // Checked with two other programs (hash-wasm and OpenSSL 3.5). Small, so that starting does not wait for it.
    algorithm: 'argon2id',
    holds: async () =>
      isHex(
        await deriveFromPassphrase('password', ascii('somesaltsomesalt'), {
          name: 'argon2id',
          memoryKiB: 256,
          passes: 2,
          lanes: 1,
        }),
        'cab746b4621993fdc91ec50787980b414a90a692f0bc68dfe19f9c25b3cba9ec',
      ),
  },
]

/**
 * Asks the library everything that the format rests on, and answers the algorithms that it gets wrong. One that does must open
 * nothing: what it writes, no other program could read.
 */
export async function runSelfTest(
  answers: readonly KnownAnswer[] = KNOWN_ANSWERS,
): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const { algorithm, holds } of answers) {
    try {
      if (!(await holds())) wrong.push(algorithm)
    } catch {
      wrong.push(algorithm)
    }
  }
  return wrong
}

function holdsAesGcm(): boolean {
  const key = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')
  const nonce = hex('cafebabefacedbaddecaf888')
  const associated = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
  const plaintext = hex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  )
  const sealed = sealAesGcm(key, nonce, plaintext, associated)
  const expected =
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b'
  const opened = openAesGcm(key, nonce, sealed, associated)
  const forged = Uint8Array.from(sealed, (byte, index) => (index === 0 ? byte ^ 1 : byte))
  return (
    isHex(sealed, expected) &&
    opened !== null &&
    Buffer.from(plaintext).equals(opened) &&
    openAesGcm(key, nonce, forged, associated) === null
  )
}

function holdsEd25519(): boolean {
  const key = signingKeyFromSeed(hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'))
  const publicRaw = rawPublicKey(key)
  const message = hex('72')
  const signature = signEd25519(key, message)
  const verifying = signingPublicKey(publicRaw)
  return (
    isHex(publicRaw, '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c') &&
    isHex(
      signature,
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ) &&
    verifying !== null &&
    verifyEd25519(verifying, message, signature) &&
    !verifyEd25519(verifying, hex('73'), signature)
  )
}

function holdsX25519(): boolean {
  const key = agreementKeyFromBytes(hex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'))
  const peer = hex('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a')
  const shared = agreeX25519(key, peer)
  return (
    isHex(rawPublicKey(key), 'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f') &&
    shared !== null &&
    isHex(shared, '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742') &&
    // A point of low order agrees on nothing (section 6.1: the all-zero check).
    agreeX25519(key, new Uint8Array(32)) === null
  )
}

function isHex(bytes: Uint8Array, expected: string): boolean {
  return Buffer.from(bytes).toString('hex') === expected
}

function ascii(text: string): Uint8Array {
  return Buffer.from(text, 'ascii')
}

function hex(text: string): Uint8Array {
  return Buffer.from(text, 'hex')
}
