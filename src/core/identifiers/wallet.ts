import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { checkDigitWrong, malformed, normalForm, type ReadNormalForm } from './normal-form.ts'

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
// BIP 173 and BIP 350: what the checksum of version 0 and of later versions leaves.
const BECH32_REST = 1
const BECH32M_REST = 0x2bc830a3
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const
// First byte of an address: Bitcoin pay-to-key-hash and pay-to-script-hash, Tron main net.
const BITCOIN_VERSIONS = new Set([0x00, 0x05])
const TRON_VERSION = 0x41

/**
 * Reads the address of a crypto wallet and verifies its check digits where the chain has them: Bitcoin (base58check, bech32,
 * bech32m), Tron (base58check), Ethereum and its kin (capitals of EIP-55, when both cases occur). Addresses of other chains are
 * taken as they are, with the note `chain-unknown`.
 */
export const readWallet: ReadNormalForm = (text) => {
  const address = text.replace(/^(?:bitcoin|ethereum|tron):/i, '').replace(/[?@].*$/, '')
  if (/^0x[0-9a-f]{40}$/i.test(address)) return readEvm(address)
  if (/^bc1[a-z0-9]{11,87}$/i.test(address)) return readBech32(address)
  if (/^[13][A-Za-z0-9]{25,34}$/.test(address)) {
    const version = base58CheckVersion(address)
    return version !== null && BITCOIN_VERSIONS.has(version)
      ? normalForm(address, 'chain-bitcoin')
      : checkDigitWrong('wallet')
  }
  if (/^T[A-Za-z0-9]{33}$/.test(address)) {
    return base58CheckVersion(address) === TRON_VERSION
      ? normalForm(address, 'chain-tron')
      : checkDigitWrong('wallet')
  }
  const isAddress = /^[A-Za-z0-9][A-Za-z0-9:_-]{18,119}$/.test(address) && /[0-9]/.test(address)
  return isAddress ? normalForm(address, 'chain-unknown') : malformed('wallet')
}

function readEvm(address: string): ReturnType<ReadNormalForm> {
  const digits = address.slice(2)
  const lower = digits.toLowerCase()
  const isMixed = digits !== lower && digits !== digits.toUpperCase()
  if (isMixed && digits !== eip55(lower)) return checkDigitWrong('wallet')
  return normalForm(`0x${lower}`, 'chain-evm')
}

/** EIP-55: a letter is a capital where the hash of the lower-case address has a hex digit of 8 or more. */
function eip55(lower: string): string {
  const hash = bytesToHex(keccak_256(utf8ToBytes(lower)))
  return [...lower]
    .map((digit, index) => (Number.parseInt(hash.charAt(index), 16) >= 8 ? digit.toUpperCase() : digit))
    .join('')
}

function readBech32(address: string): ReturnType<ReadNormalForm> {
  const lower = address.toLowerCase()
  // BIP 173: an address is all in one case.
  if (address !== lower && address !== address.toUpperCase()) return checkDigitWrong('wallet')
  const data = [...lower.slice(3)].map((letter) => BECH32.indexOf(letter))
  if (data.includes(-1)) return checkDigitWrong('wallet')
  const rest = bech32Rest([3, 3, 0, 2, 3, ...data])
  return rest === (data[0] === 0 ? BECH32_REST : BECH32M_REST)
    ? normalForm(lower, 'chain-bitcoin')
    : checkDigitWrong('wallet')
}

/** The remainder of the BCH code of BIP 173 over five-bit values (those of the prefix `bc` first). */
function bech32Rest(values: readonly number[]): number {
  return values.reduce((sum, value) => {
    const top = sum >>> 25
    const shifted = ((sum & 0x1ffffff) << 5) ^ value
    return GENERATORS.reduce(
      (mixed, generator, bit) => ((top >>> bit) & 1 ? mixed ^ generator : mixed),
      shifted,
    )
  }, 1)
}

/** The version byte of a base58check text of 25 bytes, or `null` when its four check bytes do not fit. */
function base58CheckVersion(text: string): number | null {
  if ([...text].some((letter) => !BASE58.includes(letter))) return null
  let number = 0n
  for (const letter of text) number = number * 58n + BigInt(BASE58.indexOf(letter))
  const bytes = new Uint8Array(25)
  for (let index = 24; index >= 0; index -= 1) {
    bytes[index] = Number(number & 0xffn)
    number >>= 8n
  }
  // A leading `1` stands for a zero byte: a text with one too many or too few is another text of the same number.
  const zeros = /^1*/.exec(text)?.[0].length ?? 0
  if (number !== 0n || bytes.findIndex((byte) => byte !== 0) !== zeros) return null
  const check = sha256(sha256(bytes.subarray(0, 21)))
  return [0, 1, 2, 3].every((index) => check[index] === bytes[21 + index]) ? (bytes[0] ?? null) : null
}
