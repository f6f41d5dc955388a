import type { IssuedPaper, PaperAuthority, PaperOrder } from '#app/ports/hub-tools.ts'
import type { PaperKey } from '#app/ports/paper-signer.ts'
import {
  type Certificate,
  documentExtensions,
  extension,
  keyIdentifierOf,
  nameOf,
  serialOf,
  signCertificate,
  startOfDay,
  TERM_MS,
} from './certificate.ts'
import { bits, encode, integer, octets, sequence, TRUE } from './der.ts'

/** What the authority's certificate says that it is. */
const UNIT = 'Samnum, certification of officers'
/** Until when the authority issues: longer than anybody serves, and nothing renews it. */
const AUTHORITY_MS = 40 * 365 * 86_400_000
/** Bits of keyUsage from the left: keyCertSign and cRLSign (RFC 5280, 4.2.1.3). */
const SIGNS_CERTIFICATES = bits(Buffer.from([0b0000_0110]), 1)

/** The authority of a hub for papers: its key, what it is called, and since when there is a hub. */
export function makePaperAuthority(key: PaperKey, name: string): PaperAuthority {
  return {
    certificate: (sinceMs) => makeAuthority(key, name, sinceMs).der,
    issue: (order) => issue(key, name, order),
  }
}

/** The authority's own certificate (RFC 5280); the same bytes each time. */
function makeAuthority(key: PaperKey, name: string, sinceMs: number): Certificate {
  const { publicPoint } = key
  const issuer = nameOf({ organisation: name, unit: UNIT, name })
  const fromMs = startOfDay(sinceMs)
  return signCertificate(key, {
    ...{ serial: serialOf(publicPoint), issuer, subject: issuer, publicPoint },
    ...{ fromMs, untilMs: fromMs + AUTHORITY_MS },
    extensions: [
      // It issues to officers and to no other authority.
      extension('2.5.29.19', sequence(TRUE, integer(0)), true),
      extension('2.5.29.15', SIGNS_CERTIFICATES, true),
      extension('2.5.29.14', octets(keyIdentifierOf(publicPoint)), false),
    ],
  })
}

function issue(key: PaperKey, name: string, order: PaperOrder): IssuedPaper {
  const { foundedAtMs, serial, station, userId, name: officer, publicKeyHex, atMs } = order
  const authority = makeAuthority(key, name, foundedAtMs)
  const publicPoint = Buffer.from(publicKeyHex, 'hex')
  const fromMs = startOfDay(atMs)
  const { der } = signCertificate(key, {
    serial: integer(numberBytes(serial)),
    issuer: authority.issuer,
    subject: nameOf({ organisation: name, unit: station, number: userId, name: officer }),
    fromMs,
    untilMs: Math.min(fromMs + TERM_MS, startOfDay(foundedAtMs) + AUTHORITY_MS),
    publicPoint,
    extensions: [
      ...documentExtensions(publicPoint),
      // keyIdentifier [0] of the authority's key (RFC 5280, 4.2.1.1).
      extension('2.5.29.35', sequence(encode(0x80, keyIdentifierOf(key.publicPoint))), false),
    ],
  })
  const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  return { certificateHex: toHex(der), authorityHex: toHex(authority.der) }
}

function numberBytes(value: number): Buffer {
  const hex = value.toString(16)
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
}
