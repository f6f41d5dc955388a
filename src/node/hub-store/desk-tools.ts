import { Secret, TOTP } from 'otpauth'
import type { DeskTools } from '#app/ports/desk-tools.ts'
import { deriveFromPassphrase, MIN_MEMORY_KIB } from '../crypto/key-derivation.ts'
import { hkdfSha256, KEY_BYTES, randomBytes } from '../crypto/primitives.ts'
import { drawQrRows } from './qr-text.ts'

/** What every program for one-time codes makes without being told otherwise (RFC 6238, section 4 and 5.2). */
const CODES = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** A clock that is half a minute off on either side. */
const STEPS_ASIDE = 1
const NO_SALT = new Uint8Array(0)
/** RFC 9106, section 4, second choice. */
const DERIVATION = { memoryKiB: MIN_MEMORY_KIB, passes: 3, lanes: 1 } as const
const CODE_BYTES = 15

/** What logging in at headquarters needs, with Node's and npm's libraries. */
export function makeDeskTools(): DeskTools {
  return {
    derivation: DERIVATION,
    async derive(passphrase, saltHex, derivation) {
      const salt = Buffer.from(saltHex, 'hex')
      const stretched = await deriveFromPassphrase(passphrase, salt, { name: 'argon2id', ...derivation })
      const derived = hkdfSha256(stretched, NO_SALT, 'samnum/v1/hub-person', KEY_BYTES)
      stretched.fill(0)
      return Buffer.from(derived).toString('hex')
    },
    stepOf(totpHex, code, nowMs) {
      const totp = new TOTP({ ...CODES, secret: Secret.fromHex(totpHex) })
      const delta = totp.validate({ token: code, timestamp: nowMs, window: STEPS_ASIDE })
      return delta === null ? null : totp.counter({ timestamp: nowMs }) + delta
    },
    describeTotp(totpHex, { hubName, logInName }) {
      const secret = Secret.fromHex(totpHex)
      const totp = new TOTP({ ...CODES, secret, issuer: `Samnum ${hubName}`, label: logInName })
      return { secret: secret.base32, address: totp.toString() }
    },
    drawQr: drawQrRows,
    makeOneTimeCode: () =>
      new Secret({ buffer: new Uint8Array(randomBytes(CODE_BYTES)).buffer }).base32
        .match(/.{1,4}/g)
        ?.join('-') ?? '',
  }
}
