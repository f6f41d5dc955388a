import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { CaseCustody } from '../custody/case-custody.ts'
import { joinRanges } from '../ledger/chain-walk.ts'
import { DisclosureCheck, type DisclosureCrypto, type DisclosureReport } from '../ledger/disclosure-check.ts'
import { MAX_LINE_BYTES } from '../ledger/disclosure-format.ts'
import type { EventData } from '../ledger/event-body.ts'
import type { PaperAnchor } from '../ledger/paper-anchor.ts'
import { BagCheck, type BagFile, type FileDigests } from './bag-check.ts'
import { type ExhibitList, readExhibitList } from './exhibit-list.ts'
import { LineSplitter } from './line-splitter.ts'
import { checkExhibits } from './package-exhibits.ts'
import { contentDigest, isContent, PACKAGE_PATHS } from './package-layout.ts'
import type {
  CheckResult,
  CheckState,
  PackageCheckName,
  PackageFinding,
  PackageReport,
} from './package-report.ts'

/** The event that records a package, with its place. */
type Export = { readonly seq: number; readonly atMs: number; readonly data: EventData<'case-exported'> }

/**
 * Checks a package that Samnum made, or any other bag, without waiting for anything itself: whoever calls reads the files. First {@link tagPaths}
 * are given to {@link takeTags}. Then every file that {@link wanted} names is read once from its beginning to its end: each chunk goes to
 * {@link takeChunk}, and at the end the digests to {@link takeDigests}. {@link finish} answers what came of it.
 */
export class PackageCheck {
  readonly #bag: BagCheck
  readonly #files: readonly BagFile[]
  readonly #isPackage: boolean
  readonly #disclosure: DisclosureCheck
  readonly #lines: LineSplitter
  readonly #events: VerifiedEvent[] = []
  readonly #notShown: number[] = []
  readonly #sha256 = new Map<string, string>()
  #listParts: Uint8Array[] = []

  constructor(files: readonly BagFile[], crypto: DisclosureCrypto, anchors: readonly PaperAnchor[] = []) {
    this.#files = files
    this.#bag = new BagCheck(files)
    this.#isPackage = files.some(
      ({ path }) => path === PACKAGE_PATHS.ledger || path === PACKAGE_PATHS.exhibitList,
    )
    this.#disclosure = new DisclosureCheck(crypto, anchors, {
      onEvent: (event) => void this.#events.push(event),
      onWithheld: (seq) => void this.#notShown.push(seq),
    })
    this.#lines = new LineSplitter(this.#disclosure, MAX_LINE_BYTES)
  }

  /** Files that must be read whole before anything else. */
  get tagPaths(): readonly string[] {
    return this.#bag.tagPaths
  }

  /** Takes the bytes of {@link tagPaths}. `false` says that there is nothing to go on with. */
  takeTags(bytesOf: ReadonlyMap<string, Uint8Array>): boolean {
    return this.#bag.takeTags(bytesOf)
  }

  /** The files that must be read, each with the digests that are wanted of it. Of a package the SHA-256 is always among them. */
  wanted(): ReturnType<BagCheck['wanted']> {
    return this.#bag.wanted()
  }

  /** Takes the next bytes of a file that {@link wanted} named. They stay the caller's. */
  takeChunk(path: string, chunk: Uint8Array): void {
    if (path === PACKAGE_PATHS.ledger) this.#lines.take(chunk)
    if (path === PACKAGE_PATHS.exhibitList) this.#listParts.push(Uint8Array.from(chunk))
  }

  /** Takes the digests of a file once it was read to its end. */
  takeDigests(path: string, digests: FileDigests): void {
    this.#bag.takeDigests(path, digests)
    if (digests.sha256 !== undefined) this.#sha256.set(path, digests.sha256)
    if (path === PACKAGE_PATHS.ledger) this.#lines.end()
  }

  /** Says what the package is and what does not hold. */
  finish(): PackageReport {
    const bag = this.#bag.finish()
    const fetches = this.#files.some(({ path }) => path === 'fetch.txt')
    const findings: readonly PackageFinding[] =
      this.#isPackage && fetches
        ? [{ code: 'bag/must-not-fetch', path: 'fetch.txt' }, ...bag.findings]
        : bag.findings
    const checks: CheckResult[] = [result('files', this.#files.length, findings)]
    if (!this.#isPackage) return reportOf({ kind: 'bag', checks, bagVersion: bag.version })
    const disclosed = this.#sha256.has(PACKAGE_PATHS.ledger) ? this.#disclosure.finish() : null
    const last = this.#export()
    checks.push(this.#checkLedger(disclosed), this.#checkContents(last))
    const list = this.#readList()
    const { exhibitsCheck, exhibits } = this.#checkExhibits(list, disclosed)
    checks.push(exhibitsCheck, this.#checkCustody(disclosed))
    checks.push({ check: 'receipts', state: 'absent', findings: [], count: 0 }, this.#checkWithheld(last))
    return reportOf({
      kind: 'package',
      checks,
      bagVersion: bag.version,
      caseNumber: disclosed?.number ?? list?.caseNumber ?? null,
      title: disclosed?.title ?? null,
      variant: last?.data.variant ?? null,
      exported: last === null ? null : { seq: last.seq, atMs: last.atMs, by: last.data.exportedBy.name },
      head: disclosed?.head ?? null,
      signers: [...new Set(disclosed?.caseEvents.map(({ signedBy }) => signedBy))],
      withheldEvents: this.#notShown.length,
      exhibits,
    })
  }

  #export(): Export | null {
    const last = this.#events.at(-1)
    return last?.body.kind === 'case-exported'
      ? { seq: last.seq, atMs: last.time.wallMs, data: last.body.data }
      : null
  }

  #checkLedger(disclosed: DisclosureReport | null): CheckResult {
    if (disclosed === null)
      return result('ledger', 0, [{ code: 'package/ledger-missing', path: PACKAGE_PATHS.ledger }])
    return result('ledger', disclosed.events, disclosed.findings)
  }

  // What the ledger says was put in is compared with what is here, whatever the manifests say.
  #checkContents(last: Export | null): CheckResult {
    const content = [...this.#sha256].filter(([path]) => isContent(path))
    const unread = this.#files.filter(({ path }) => isContent(path) && !this.#sha256.has(path))
    if (last === null) return result('contents', content.length, [{ code: 'package/export-not-recorded' }])
    const digestHex = contentDigest(content.map(([path, sha256Hex]) => ({ path, sha256Hex })))
    const isSame = digestHex === last.data.contentDigestHex && unread.length === 0
    return result(
      'contents',
      content.length,
      isSame ? [] : [{ code: 'package/content-differs', seq: last.seq }],
    )
  }

  #readList(): ExhibitList | null {
    const parts = this.#listParts
    this.#listParts = []
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of parts) {
      bytes.set(part, at)
      at += part.length
    }
    return readExhibitList(bytes)
  }

  #checkExhibits(list: ExhibitList | null, disclosed: DisclosureReport | null) {
    if (list === null) {
      const findings: PackageFinding[] = [{ code: 'package/list-malformed', path: PACKAGE_PATHS.exhibitList }]
      return { exhibitsCheck: result('exhibits', 0, findings), exhibits: [] }
    }
    const paths = this.#files.map(({ path }) => path)
    const isWithheld = this.#notShown.length > 0
    const checked = checkExhibits(list, this.#events, paths, (path) => this.#sha256.get(path), isWithheld)
    const isOther = disclosed?.caseId !== list.caseId || disclosed.number !== list.caseNumber
    const findings: readonly PackageFinding[] = isOther
      ? [{ code: 'package/case-differs', path: PACKAGE_PATHS.exhibitList }, ...checked.findings]
      : checked.findings
    return {
      exhibitsCheck: result('exhibits', checked.exhibits.length, findings),
      exhibits: checked.exhibits,
    }
  }

  // A gap is in the ledger because somebody said so: it is shown to whoever judges, and is no sign that the package was changed.
  #checkCustody(disclosed: DisclosureReport | null): CheckResult {
    if (disclosed === null) return { check: 'custody', state: 'not-reached', findings: [], count: 0 }
    const custody = new CaseCustody()
    for (const event of this.#events) custody.take(event)
    const { items, moves } = custody.view()
    const findings = items.flatMap(({ number, chain }) =>
      chain.flatMap(({ seq, findings: found }) =>
        found.map((code): PackageFinding => ({ code, seq, number })),
      ),
    )
    const state: CheckState = items.length === 0 ? 'absent' : findings.length > 0 ? 'noted' : 'passed'
    return { check: 'custody', state, findings, count: moves.length }
  }

  #checkWithheld(last: Export | null): CheckResult {
    const count = this.#notShown.length
    if (last === null) return { check: 'withheld', state: 'not-reached', findings: [], count }
    const found = joinRanges(this.#notShown.map((seq) => ({ from: seq, to: seq })))
    const isSame = JSON.stringify(last.data.withheldEvents) === JSON.stringify(found)
    if (!isSame) return result('withheld', count, [{ code: 'package/withheld-differs', seq: last.seq }])
    return { check: 'withheld', state: count === 0 ? 'passed' : 'noted', findings: [], count }
  }
}

function result(check: PackageCheckName, count: number, findings: readonly PackageFinding[]): CheckResult {
  return { check, state: findings.length === 0 ? 'passed' : 'failed', findings, count }
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
} as const

function reportOf(
  known: Pick<PackageReport, 'kind' | 'checks' | 'bagVersion'> & Partial<PackageReport>,
): PackageReport {
  const failed = known.checks.filter(({ state }) => state === 'failed')
  const first = failed[0]?.findings[0] ?? null
  return { ...NOTHING_KNOWN, isWhole: failed.length === 0, first, ...known }
}
