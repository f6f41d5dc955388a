import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { joinRanges } from '../ledger/chain-walk.ts'
import { DisclosureCheck, type DisclosureCrypto, type DisclosureReport } from '../ledger/disclosure-check.ts'
import { MAX_LINE_BYTES } from '../ledger/disclosure-format.ts'
import { DEPARTURE_KINDS, type EventData } from '../ledger/event-body.ts'
import type { PaperAnchor } from '../ledger/paper-anchor.ts'
import type { VerifySignature } from '../packages/signed-document.ts'
import type { VerifyPaperSignature } from '../signatures/check-chain.ts'
import { BagCheck, type BagFile, type FileDigests } from './bag-check.ts'
import { type ExhibitList, readExhibitList } from './exhibit-list.ts'
import { LineSplitter } from './line-splitter.ts'
import { ListsRead } from './lists-read.ts'
import { checkCustody } from './package-custody.ts'
import { checkExhibits } from './package-exhibits.ts'
import { contentDigest, findTopStrangers, isContent, PACKAGE_PATHS } from './package-layout.ts'
import { checkPapers, isPaperPath } from './package-papers.ts'
import { checkReceipts } from './package-receipts.ts'
import {
  type CheckResult,
  nothing,
  type PackageFinding,
  type PackageReport,
  reportOf,
  result,
} from './package-report.ts'
import { readPaperList } from './paper-list.ts'
import { type ReceiptFile, readReceiptFile } from './receipt-file.ts'
import { SignaturesRead } from './signatures-read.ts'

/** What checking a package needs of cryptography. */
export type PackageCrypto = DisclosureCrypto & {
  readonly verifyMessage: VerifySignature
  readonly verifyPaper: VerifyPaperSignature
}

/** Files of a package that are read whole. */
const READ_WHOLE: ReadonlySet<string> = new Set([
  PACKAGE_PATHS.exhibitList,
  PACKAGE_PATHS.paperList,
  PACKAGE_PATHS.receipts,
  PACKAGE_PATHS.certificates,
])

/** Most files beside the payload that are named one by one. */
const MAX_STRANGERS = 1_000

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
  /** Files by the composed form of their names. */
  readonly #composed: ReadonlyMap<string, string>
  readonly #verifyMessage: VerifySignature
  readonly #whole = new ListsRead()
  readonly #signatures: SignaturesRead
  #receipts: ReceiptFile | null = null
  /** Hashes of the events that receipts are of, as the ledger has them. */
  readonly #receiptHeads = new Map<number, string | null>()

  constructor(files: readonly BagFile[], crypto: PackageCrypto, anchors: readonly PaperAnchor[] = []) {
    this.#verifyMessage = crypto.verifyMessage
    this.#signatures = new SignaturesRead(files, crypto)
    this.#files = files
    this.#composed = new Map(files.map(({ path }) => [path.normalize('NFC'), path]))
    this.#bag = new BagCheck(files)
    this.#isPackage = files.some(
      ({ path }) => path === PACKAGE_PATHS.ledger || path === PACKAGE_PATHS.exhibitList,
    )
    this.#disclosure = new DisclosureCheck(crypto, anchors, {
      onEvent: (event) => void this.#events.push(event),
      onWithheld: (seq) => void this.#notShown.push(seq),
      onHeader: (seq, hashHex) => {
        if (this.#receiptHeads.has(seq)) this.#receiptHeads.set(seq, hashHex)
      },
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

  /**
   * The files that must be read, in this order, each with the digests that are wanted of it. Receipts come first: they say which events of the
   * ledger are asked for.
   */
  wanted(): ReturnType<BagCheck['wanted']> {
    const isFirst = ({ path }: { readonly path: string }) => path === PACKAGE_PATHS.receipts
    const wanted = this.#bag.wanted()
    return [...wanted.filter(isFirst), ...wanted.filter((file) => !isFirst(file))]
  }

  /** Takes the next bytes of a file that {@link wanted} named. They stay the caller's. */
  takeChunk(path: string, chunk: Uint8Array): void {
    if (path === PACKAGE_PATHS.ledger) this.#lines.take(chunk)
    if (READ_WHOLE.has(path)) this.#whole.take(path, chunk)
    if (isPaperPath(path)) this.#signatures.take(path, chunk)
  }

  /** Takes the digests of a file once it was read to its end. */
  takeDigests(path: string, digests: FileDigests): void {
    this.#bag.takeDigests(path, digests)
    if (digests.sha256 !== undefined) this.#sha256.set(path, digests.sha256)
    if (path === PACKAGE_PATHS.ledger) this.#lines.end()
    if (isPaperPath(path)) this.#signatures.end(path)
    if (path !== PACKAGE_PATHS.receipts) return
    this.#receipts = readReceiptFile(this.#whole.release(path))
    for (const { document } of this.#receipts?.receipts ?? []) this.#receiptHeads.set(document.seq, null)
  }

  /** Says what the package is and what does not hold. */
  finish(): PackageReport {
    const bag = this.#bag.finish()
    const fetches = this.#files.some(({ path }) => path === 'fetch.txt')
    const findings: readonly PackageFinding[] = !this.#isPackage
      ? bag.findings
      : [
          ...(fetches ? [{ code: 'bag/must-not-fetch', path: 'fetch.txt' } as const] : []),
          ...bag.findings,
          ...this.#findStrangers(bag.findings),
        ]
    const checks: CheckResult[] = [result('files', this.#files.length, findings)]
    if (!this.#isPackage) return reportOf({ kind: 'bag', checks, bagVersion: bag.version })
    const disclosed = this.#sha256.has(PACKAGE_PATHS.ledger) ? this.#disclosure.finish() : null
    const last = this.#export()
    checks.push(this.#checkLedger(disclosed), this.#checkContents(last))
    const list = readExhibitList(this.#whole.release(PACKAGE_PATHS.exhibitList))
    const { exhibitsCheck, exhibits } = this.#checkExhibits(list, disclosed)
    const { papersCheck, papers } = this.#checkPapers()
    const signed = this.#signatures.finish(this.#certificates())
    const { receiptsCheck, held } = this.#checkReceipts(disclosed)
    checks.push(
      exhibitsCheck,
      papersCheck,
      signed.check,
      disclosed === null ? nothing('custody', 'not-reached') : checkCustody(this.#events),
      receiptsCheck,
    )
    checks.push(this.#checkWithheld(last))
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
      papers: papers.map((paper) => ({ ...paper, signatures: signed.countOf(paper.path) })),
      signatures: signed.signatures,
      held,
    })
  }

  #findStrangers(known: readonly PackageFinding[]): readonly PackageFinding[] {
    const told = new Set(known.map(({ code, path }) => `${code} ${path}`))
    return findTopStrangers(this.#files.map(({ path }) => path))
      .filter(({ code, path }) => !told.has(`${code} ${path}`))
      .slice(0, MAX_STRANGERS)
  }

  /** The digest of a file by the name that the package gave it, however the system composes names. */
  #digestOf(path: string): string | undefined {
    const placed = this.#sha256.get(path)
    if (placed !== undefined) return placed
    return this.#sha256.get(this.#composed.get(path.normalize('NFC')) ?? path)
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
    const isInvented = this.#files.some(({ path }) => path === PACKAGE_PATHS.training)
    const unread = this.#files.filter(({ path }) => isContent(path) && !this.#sha256.has(path))
    if (last === null) return result('contents', content.length, [{ code: 'package/export-not-recorded' }])
    const digestHex = contentDigest(content.map(([path, sha256Hex]) => ({ path, sha256Hex })))
    const isSame = digestHex === last.data.contentDigestHex && unread.length === 0
    const findings: readonly PackageFinding[] = [
      ...(isInvented ? [{ code: 'package/of-training', path: PACKAGE_PATHS.training } as const] : []),
      ...(isSame ? [] : [{ code: 'package/content-differs', seq: last.seq } as const]),
    ]
    return result('contents', content.length, findings)
  }

  #checkExhibits(list: ExhibitList | null, disclosed: DisclosureReport | null) {
    if (list === null) {
      const findings: PackageFinding[] = [{ code: 'package/list-malformed', path: PACKAGE_PATHS.exhibitList }]
      return { exhibitsCheck: result('exhibits', 0, findings), exhibits: [] }
    }
    const paths = this.#files.map(({ path }) => path.normalize('NFC'))
    const isWithheld = this.#notShown.length > 0
    const checked = checkExhibits(list, this.#events, paths, (path) => this.#digestOf(path), isWithheld)
    const isOther = disclosed?.caseId !== list.caseId || disclosed.number !== list.caseNumber
    const findings: readonly PackageFinding[] = isOther
      ? [{ code: 'package/case-differs', path: PACKAGE_PATHS.exhibitList }, ...checked.findings]
      : checked.findings
    return {
      exhibitsCheck: result('exhibits', checked.exhibits.length, findings),
      exhibits: checked.exhibits,
    }
  }

  #checkPapers() {
    const hasList = this.#files.some(({ path }) => path === PACKAGE_PATHS.paperList)
    if (!hasList) return { papersCheck: nothing('papers', 'absent'), papers: [] }
    const list = readPaperList(this.#whole.release(PACKAGE_PATHS.paperList))
    if (list === null) {
      const findings: PackageFinding[] = [{ code: 'package/papers-malformed', path: PACKAGE_PATHS.paperList }]
      return { papersCheck: result('papers', 0, findings), papers: [] }
    }
    const paths = this.#files.map(({ path }) => path.normalize('NFC'))
    const { findings, papers } = checkPapers(list, this.#events, paths, (path) => this.#digestOf(path))
    return { papersCheck: result('papers', papers.length, findings), papers }
  }

  #certificates(): Uint8Array | null {
    const isHere = this.#files.some(({ path }) => path === PACKAGE_PATHS.certificates)
    return isHere ? this.#whole.release(PACKAGE_PATHS.certificates) : null
  }

  #checkReceipts(disclosed: DisclosureReport | null) {
    const hasFile = this.#files.some(({ path }) => path === PACKAGE_PATHS.receipts)
    if (!hasFile) return { receiptsCheck: nothing('receipts', 'absent'), held: null }
    const file = this.#receipts
    if (file === null) {
      const findings: PackageFinding[] = [
        { code: 'package/receipts-malformed', path: PACKAGE_PATHS.receipts },
      ]
      return { receiptsCheck: result('receipts', 0, findings), held: null }
    }
    if (disclosed === null) return { receiptsCheck: nothing('receipts', 'not-reached'), held: null }
    const hashOf = (seq: number) => this.#receiptHeads.get(seq) ?? undefined
    const shown = this.#events.filter(({ body }) => !DEPARTURE_KINDS.has(body.kind)).map(({ seq }) => seq)
    const caseSeqs = [...shown, ...this.#notShown].sort((a, b) => a - b)
    const { findings, held } = checkReceipts(file, disclosed.vaultId, hashOf, caseSeqs, this.#verifyMessage)
    const checked = result('receipts', file.receipts.length, findings)
    const isPart = checked.state === 'passed' && (held === null || held.notHeld > 0)
    return { receiptsCheck: isPart ? { ...checked, state: 'noted' as const } : checked, held }
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
