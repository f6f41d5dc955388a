import { KEY_BYTES, randomBytes, sha256Hex } from './primitives.ts'

/** First line of a key file; the second is the secret in hex. */
const KEY_FILE_TITLE = 'samnum key file 1'
const KEY_FILE = new RegExp(`^\\ufeff?${KEY_FILE_TITLE}\\s*\\n\\s*([0-9a-f]{64})\\s*$`)
const ID_DIGITS = 16

/** A secret that a slot wants beside a passphrase, and the id by which the slot knows it. */
export type SecondFactor = { readonly idHex: string; readonly secret: Uint8Array }

/** Makes the secret of a new key file. */
export function makeKeyFileSecret(): SecondFactor {
  return keyFileFactor(randomBytes(KEY_BYTES))
}

/** Makes a secret for this machine's keychain. */
export function makeMachineSecret(): SecondFactor {
  const secret = randomBytes(KEY_BYTES)
  return { idHex: machineKeyId(secret), secret }
}

/** The content of a key file: two lines of ASCII, so that it survives mail and copying by hand. */
export function keyFileBytes(secret: Uint8Array): Uint8Array {
  return Buffer.from(`${KEY_FILE_TITLE}\n${Buffer.from(secret).toString('hex')}\n`, 'ascii')
}

/** Reads a key file, or answers `null` when it is none. Line ends of any system are taken. */
export function parseKeyFile(content: Uint8Array): SecondFactor | null {
  const secretHex = KEY_FILE.exec(Buffer.from(content).toString('utf8'))?.[1]
  return secretHex === undefined ? null : keyFileFactor(new Uint8Array(Buffer.from(secretHex, 'hex')))
}

/** The id of a machine's secret; a keychain that gives back another one has lost it. */
export function machineKeyId(secret: Uint8Array): string {
  return sha256Hex(Buffer.from('samnum/v1/machine-key\n', 'ascii'), secret).slice(0, ID_DIGITS)
}

function keyFileFactor(secret: Uint8Array): SecondFactor {
  const idHex = sha256Hex(Buffer.from('samnum/v1/key-file\n', 'ascii'), secret).slice(0, ID_DIGITS)
  return { idHex, secret }
}
