import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { VerifySignature } from '../packages/signed-document.ts'
import type { VerifyPaperSignature } from '../signatures/check-chain.ts'
import { findSignatures } from '../signatures/find-signatures.ts'
import { type JudgedSignature, judgeSignature } from '../signatures/judge-signature.ts'
import { type CertificateFile, isSignedByHub, standingOf } from './certificate-file.ts'
import { PACKAGE_PATHS } from './package-layout.ts'
import {
  type CheckResult,
  nothing,
  type PackageFinding,
  type ReportedSignature,
  result,
} from './package-report.ts'

/** The signatures of a paper, as they were judged by themselves. */
export type JudgedPaper = { readonly path: string; readonly signatures: readonly JudgedSignature[] }

/** Largest paper that is read whole to look for signatures. */
export const MOST_PAPER_BYTES = 256 * 1024 * 1024

/** What of headquarters' documents lies in a package. */
export type CertificatesHere =
  | { readonly state: 'absent' }
  | { readonly state: 'malformed' }
  | { readonly state: 'here'; readonly file: CertificateFile }

/** Judges the signatures in the bytes of a paper. */
export function judgePaper(path: string, bytes: Uint8Array, verify: VerifyPaperSignature): JudgedPaper {
  return { path, signatures: findSignatures(bytes).map((one) => judgeSignature(bytes, one, verify)) }
}

/**
 * Holds the signatures of a package's papers against what headquarters said of their keys: a chain that leads to an authority which
 * headquarters named, and nothing revoked before. What was revoked later, what nobody else vouches for and what cannot be known is told.
 */
export function checkSignatures(
  papers: readonly JudgedPaper[],
  unread: readonly string[],
  certificates: CertificatesHere,
  verify: VerifySignature,
): { readonly check: CheckResult; readonly signatures: readonly ReportedSignature[] } {
  const file = certificates.state === 'here' ? certificates.file : null
  const isMalformed = certificates.state === 'malformed'
  const isHubs = file !== null && isSignedByHub(file, verify)
  const wrong: PackageFinding[] = []
  const path = PACKAGE_PATHS.certificates
  if (isMalformed) wrong.push({ code: 'package/certificates-malformed', path })
  if (file !== null && !isHubs) wrong.push({ code: 'package/certificates-not-signed', path })
  const notes: PackageFinding[] = unread.map((one) => ({
    code: 'package/signature-not-looked-at',
    path: one,
  }))
  const signatures = papers.flatMap(({ path: place, signatures: judged }) =>
    judged.map((signature) => {
      const reported = report(place, signature, isHubs ? file : null)
      const { standing } = reported
      if (standing in WRONG) wrong.push({ code: WRONG[standing as keyof typeof WRONG], path: place })
      if (standing in NOTED) notes.push({ code: NOTED[standing as keyof typeof NOTED], path: place })
      return reported
    }),
  )
  if (signatures.length === 0 && wrong.length === 0 && notes.length === 0)
    return { check: nothing('signatures', 'absent'), signatures }
  const checked = result('signatures', signatures.length, [...wrong, ...notes])
  const state = wrong.length > 0 ? 'failed' : notes.length > 0 ? 'noted' : 'passed'
  return { check: { ...checked, state }, signatures }
}

const WRONG = {
  wrong: 'package/signature-wrong',
  'out-of-term': 'package/signature-out-of-term',
  'another-authority': 'package/signature-of-another-authority',
  'revoked-before': 'package/signer-revoked',
} as const

const NOTED = {
  'self-signed': 'package/signature-self-signed',
  'self-signed-revoked': 'package/signature-self-signed-revoked',
  'revoked-after': 'package/signer-revoked-later',
  'not-known': 'package/authority-not-known',
  'not-judged': 'package/signature-not-judged',
} as const

function report(path: string, judged: JudgedSignature, file: CertificateFile | null): ReportedSignature {
  if (judged.state === 'out-of-term')
    return { path, standing: 'out-of-term', signer: judged.signer, atMs: judged.signedAtMs }
  if (judged.state !== 'holds') return { path, standing: judged.state }
  const { signer, signedAtMs, vouching, station } = judged
  const known = {
    ...{ path, signer, ...(station !== null && { station }) },
    ...(signedAtMs !== null && { atMs: signedAtMs }),
  }
  const standing = file === null ? null : standingOf(file, judged.publicKeyHex)
  const revokedAtMs = standing?.revokedAtMs ?? null
  const revoked = revokedAtMs === null ? {} : { revokedAtMs }
  if (vouching.by === 'owner')
    return { ...known, ...revoked, standing: revokedAtMs === null ? 'self-signed' : 'self-signed-revoked' }
  const authority = { authority: vouching.name, authorityDigestHex: vouching.digestHex }
  const told = { ...known, ...authority, ...revoked }
  if (standing === null) return { ...told, standing: 'not-known' }
  const isNamed = standing.certificates.some(
    ({ authorityHex }) => bytesToHex(sha256(hexToBytes(authorityHex))) === vouching.digestHex,
  )
  if (!isNamed) return { ...told, standing: 'another-authority' }
  if (revokedAtMs === null) return { ...told, standing: 'certified' }
  // Without a time of its own it may have been made after.
  const isBefore = signedAtMs !== null && signedAtMs < revokedAtMs
  return { ...told, standing: isBefore ? 'revoked-after' : 'revoked-before' }
}
