import type { CustodyFinding } from '../custody/item-state.ts'
import type { DigestHex, HubId } from '../ids.ts'
import type { DisclosureProblem } from '../ledger/disclosure-check.ts'
import type { BagProblem } from './bag-tags.ts'
import type { PackageVariant } from './withhold.ts'

/** What is wrong with a package beyond what is wrong with it as a bag. */
export type PackageProblem =
  | 'package/ledger-missing'
  | 'package/export-not-recorded'
  | 'package/content-differs'
  | 'package/list-malformed'
  | 'package/exhibit-unknown'
  | 'package/exhibit-differs'
  | 'package/exhibit-missing'
  | 'package/withheld-differs'
  | 'package/case-differs'
  | 'package/papers-malformed'
  | 'package/paper-unknown'
  | 'package/paper-differs'
  | 'package/paper-missing'
  /** Everything in it is invented. */
  | 'package/of-training'
  | 'package/certificates-malformed'
  | 'package/certificates-not-signed'
  | 'package/signature-wrong'
  | 'package/signature-out-of-term'
  | 'package/signature-of-another-authority'
  | 'package/signer-revoked'
  /** These are told and fail nothing. */
  | 'package/signer-revoked-later'
  | 'package/signature-self-signed'
  | 'package/signature-self-signed-revoked'
  | 'package/authority-not-known'
  | 'package/signature-not-judged'
  | 'package/signature-not-looked-at'
  | 'package/receipts-malformed'
  | 'package/receipt-foreign'
  | 'package/receipt-signature-wrong'
  | 'package/receipt-proof-wrong'
  | 'package/receipt-not-of-ledger'

/** One thing that does not hold. Of a file, an event or an exhibit it says which. */
export type PackageFinding = {
  readonly code: PackageProblem | BagProblem | DisclosureProblem | CustodyFinding
  readonly path?: string
  readonly line?: number
  readonly seq?: number
  readonly number?: string
}

/**
 * What is looked at, in the order in which it is reported: whether every file is there and as listed; whether the ledger's extract holds;
 * whether it recorded this package with just these files; whether the exhibits are those that were sealed, and the papers those that were drawn
 * for it; the signatures in those papers and who vouches for them; the exhibits' chain of custody; receipts of headquarters; and what is withheld.
 */
export const PACKAGE_CHECKS = [
  'files',
  'ledger',
  'contents',
  'exhibits',
  'papers',
  'signatures',
  'custody',
  'receipts',
  'withheld',
] as const

/** One of {@link PACKAGE_CHECKS}. */
export type PackageCheckName = (typeof PACKAGE_CHECKS)[number]

/**
 * What came of a check: `passed`; `failed`; `noted`, which holds and says something that a reader should know; `absent`, because the package has
 * nothing of the kind; `not-reached`, because something before it keeps it from being looked at.
 */
export type CheckState = 'passed' | 'failed' | 'noted' | 'absent' | 'not-reached'

/** A check with what came of it. */
export type CheckResult = {
  readonly check: PackageCheckName
  readonly state: CheckState
  readonly findings: readonly PackageFinding[]
  /** How many files, events, exhibits or hand-overs it looked at. */
  readonly count: number
}

/** An exhibit as a package has it. */
export type ReportedExhibit = {
  readonly number: string
  readonly name: string
  readonly kind: 'digital' | 'physical' | 'container'
  readonly state: 'same' | 'differs' | 'missing' | 'not-included' | 'no-bytes'
}

/** A report, record or letter as a package has it. */
export type ReportedPaper = {
  readonly path: string
  readonly what: 'report' | 'record' | 'letter'
  readonly kind: string
  readonly number?: string
  /** Signatures of people that are in it; time-stamps are none. */
  readonly signatures: number
  readonly state: 'same' | 'differs' | 'missing'
}

/** A signature, or a time-stamp, in a paper of a package, and who vouches for it. */
export type ReportedSignature = {
  readonly path: string
  readonly standing:
    | 'certified'
    | 'self-signed'
    | 'self-signed-revoked'
    | 'revoked-before'
    | 'revoked-after'
    | 'another-authority'
    /** A chain that holds, and nothing in the package says whether the authority is headquarters', nor what was revoked. */
    | 'not-known'
    | 'out-of-term'
    | 'wrong'
    | 'time-stamp'
    | 'not-judged'
  readonly signer?: string
  readonly station?: string
  /** When the signer's program says that it was made. */
  readonly atMs?: number
  readonly authority?: string
  readonly authorityDigestHex?: string
  readonly revokedAtMs?: number
}

/** How far headquarters holds the case, by its receipts. */
export type HeldByHeadquarters = {
  readonly hubName: string
  /** What headquarters publishes of its key, so that whoever judges can compare it. */
  readonly hubId: HubId
  /** The case's last event that headquarters holds, and since when at the latest, by its own clock. */
  readonly seq: number
  readonly sinceMs: number
  /** Events of the case after that one, departures left out. */
  readonly notHeld: number
}

/** What a package says of itself, and whether all of it holds. */
export type PackageReport = {
  /** `bag`: a folder that BagIt knows and Samnum did not make; only its files are checked. */
  readonly kind: 'package' | 'bag'
  readonly isWhole: boolean
  readonly checks: readonly CheckResult[]
  /** The first thing that does not hold, in the order of the checks. */
  readonly first: PackageFinding | null
  readonly bagVersion: string | null
  readonly caseNumber: string | null
  readonly title: string | null
  readonly variant: PackageVariant | null
  readonly exported: { readonly seq: number; readonly atMs: number; readonly by: string } | null
  readonly head: { readonly seq: number; readonly hashHex: DigestHex; readonly atMs: number } | null
  readonly signers: readonly string[]
  readonly withheldEvents: number
  readonly exhibits: readonly ReportedExhibit[]
  readonly papers: readonly ReportedPaper[]
  readonly signatures: readonly ReportedSignature[]
  readonly held: HeldByHeadquarters | null
}

/** What a check found, among how many things. */
export function result(
  check: PackageCheckName,
  count: number,
  findings: readonly PackageFinding[],
): CheckResult {
  return { check, state: findings.length === 0 ? 'passed' : 'failed', findings, count }
}

/** Says that a check had nothing to look at, or never came to it. */
export function nothing(check: PackageCheckName, state: 'absent' | 'not-reached'): CheckResult {
  return { check, state, findings: [], count: 0 }
}

const NOTHING_KNOWN = {
  caseNumber: null,
  title: null,
  variant: null,
  exported: null,
  head: null,
  signers: [],
  withheldEvents: 0,
  exhibits: [],
  papers: [],
  signatures: [],
  held: null,
} as const

/** Puts what checks found into one report. */
export function reportOf(
  known: Pick<PackageReport, 'kind' | 'checks' | 'bagVersion'> & Partial<PackageReport>,
): PackageReport {
  const failed = known.checks.filter(({ state }) => state === 'failed')
  const first = failed[0]?.findings[0] ?? null
  return { ...NOTHING_KNOWN, isWhole: failed.length === 0, first, ...known }
}
