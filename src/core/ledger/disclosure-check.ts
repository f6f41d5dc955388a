import type { CaseId, DeviceId, DigestHex, KeyId, VaultId } from '../ids.ts'
import { fail, type Result } from '../result.ts'
import { ChainWalk, joinRanges, type SeqRange } from './chain-walk.ts'
import {
  type DisclosedEvent,
  type DisclosureStart,
  type OpenedParts,
  parseDisclosedEvent,
  parseDisclosureStart,
} from './disclosure-format.ts'
import { DisclosedSigners, introducedBy, SHOWN_REGISTER_KINDS } from './disclosure-signers.ts'
import type { DisclosureWitness } from './disclosure-witness.ts'
import { type EventBody, type EventData, type EventKind, parseBody } from './event-body.ts'
import type { EventHeader } from './event-header.ts'
import { isAnchored, type PaperAnchor } from './paper-anchor.ts'

/** What checking a disclosure needs of cryptography; whoever calls brings it. */
export type DisclosureCrypto = {
  /** SHA-256 as 64 hex digits. */
  digestHex(...parts: readonly Uint8Array[]): DigestHex
  /** The reference of an event under a case's scope reference key. */
  scopeRefWith(scopeRefKey: Uint8Array, place: EventHeaderPlace): string
  /** Opens a sealed body with what opens it alone. */
  openBodyWith(
    opening: Uint8Array,
    place: EventHeaderPlace,
    sealed: Uint8Array,
  ): { readonly state: 'open'; readonly plaintext: Uint8Array } | { readonly state: 'wrong-key' | 'damaged' }
  verifyHeader(signingKeyHex: string, header: Uint8Array, signature: Uint8Array): boolean
  /** The id of a raw Ed25519 key in hex. */
  keyIdOf(signingKeyHex: string): KeyId
}

type EventHeaderPlace = { readonly device: DeviceId; readonly seq: number }

/** What can be wrong with a disclosure. */
export type DisclosureProblem =
  | 'disclosure/not-a-disclosure'
  | 'disclosure/from-the-future'
  | 'disclosure/malformed'
  | 'disclosure/truncated'
  | 'disclosure/event-missing'
  | 'disclosure/event-foreign'
  | 'disclosure/head-differs'
  | 'ledger/sequence-broken'
  | 'ledger/chain-broken'
  | 'ledger/time-runs-back'
  | 'ledger/body-differs'
  | 'ledger/body-unreadable'
  | 'ledger/signer-unknown'
  | 'ledger/signature-wrong'
  | 'ledger/scope-wrong'
  | 'ledger/event-refused'

/** One thing that does not hold: on which line of the file, counted from 1, and of which event where one is concerned. */
export type DisclosureFinding = {
  readonly code: DisclosureProblem
  readonly line: number
  readonly seq?: number
}

/** One event of the case that holds. */
export type DisclosedLine = {
  readonly seq: number
  readonly hashHex: DigestHex
  readonly kind: EventKind
  readonly atMs: number
  /** The name of whoever's key signed it. */
  readonly signedBy: string
}

/** How a line of the station's register agrees with a disclosure. `ahead`: the register knows more events. */
export type AnchorVerdict = { readonly seq: number; readonly verdict: 'same' | 'differs' | 'ahead' }

/** What a disclosure says, and whether all of it holds. */
export type DisclosureReport = {
  readonly isWhole: boolean
  readonly findings: readonly DisclosureFinding[]
  readonly vaultId: VaultId | null
  readonly caseId: CaseId | null
  /** The case's number and title, by the event that opened it. */
  readonly number: string | null
  readonly title: string | null
  /** How many events of the ledger were read. */
  readonly events: number
  /** The last of them: what the station's register can be compared with. */
  readonly head: { readonly seq: number; readonly hashHex: DigestHex; readonly atMs: number } | null
  readonly caseEvents: readonly DisclosedLine[]
  /** Events that a salvage of the vault lost, and of which nobody can say any more whether they were the case's. */
  readonly lost: readonly SeqRange[]
  readonly anchors: readonly AnchorVerdict[]
}

const SELF_SIGNED: ReadonlySet<EventKind> = new Set(['vault-created', 'ledger-salvaged'])

/** Most findings that are kept; a file with more is past counting. */
const MAX_FINDINGS = 100

/**
 * Checks a disclosure line by line and keeps no line: the chain of all headers, that every event of the case among them is shown
 * and holds, and that whoever signed was introduced by an event that is shown (`docs/format-disclosure.md`, section Verification).
 */
export class DisclosureCheck {
  readonly #crypto: DisclosureCrypto
  readonly #anchors: readonly PaperAnchor[]
  readonly #witness: DisclosureWitness
  readonly #anchored = new Map<PaperAnchor, AnchorVerdict['verdict']>()
  readonly #findings: DisclosureFinding[] = []
  readonly #walk = new ChainWalk()
  readonly #lost: SeqRange[] = []
  readonly #signers = new DisclosedSigners()
  readonly #caseEvents: DisclosedLine[] = []
  #start: DisclosureStart | null = null
  #caseOpening: EventData<'case-opened'> | null = null
  #line = 0
  #events = 0
  #hasStopped = false

  constructor(
    crypto: DisclosureCrypto,
    anchors: readonly PaperAnchor[] = [],
    witness: DisclosureWitness = {},
  ) {
    this.#crypto = crypto
    this.#anchors = anchors
    this.#witness = witness
  }

  /** Takes the next line without its line feed. `false` says that nothing after it can be understood. */
  take(line: Uint8Array): boolean {
    if (this.#hasStopped) return false
    this.#line += 1
    const isUnderstood = this.#start === null ? this.#takeStart(line) : this.#takeEvent(line, this.#start)
    this.#hasStopped = !isUnderstood
    return isUnderstood
  }

  /** Notes that the file goes on in a way in which no line of a disclosure does, or ends in the middle of one. */
  breakOff(code: 'disclosure/malformed' | 'disclosure/truncated'): void {
    if (this.#hasStopped) return
    this.#line += 1
    // Whatever the first line is, a file that does not even have one is something else.
    this.#report(this.#start === null ? 'disclosure/not-a-disclosure' : code)
    this.#hasStopped = true
  }

  /** Says what came of it, once the file has ended. */
  finish(): DisclosureReport {
    const { last } = this.#walk
    const start = this.#start
    if (!this.#hasStopped) this.#checkEnd(start)
    for (const { foundAtSeq } of this.#walk.unexplained)
      this.#report('ledger/sequence-broken', foundAtSeq, this.#lineOf(foundAtSeq))
    const findings = this.#findings.toSorted((a, b) => a.line - b.line)
    return {
      isWhole: findings.length === 0,
      findings,
      vaultId: start?.vaultId ?? null,
      caseId: start?.caseId ?? null,
      number: this.#caseOpening?.number ?? null,
      title: this.#caseOpening?.title ?? null,
      events: this.#events,
      head: last === null ? null : { seq: last.seq, hashHex: last.hashHex, atMs: last.time.wallMs },
      caseEvents: this.#caseEvents,
      lost: joinRanges(this.#lost),
      anchors: this.#anchors.map((anchor) => ({
        seq: anchor.seq,
        verdict: this.#anchored.get(anchor) ?? 'ahead',
      })),
    }
  }

  #checkEnd(start: DisclosureStart | null): void {
    this.#line += 1
    const seq = this.#walk.last?.seq
    const isToTheHead = this.#walk.last?.hashHex === start?.headHex
    // Where it comes to the head with lines missing on the way, the gaps name them.
    const isGapped = isToTheHead && this.#walk.unexplained.length > 0
    if (start === null) this.#report('disclosure/not-a-disclosure')
    else if (this.#events < start.events && !isGapped) this.#report('disclosure/truncated')
    else if (!isToTheHead) this.#report('disclosure/head-differs', seq)
    else if (this.#caseOpening === null) this.#report('disclosure/event-missing')
  }

  #takeStart(line: Uint8Array): boolean {
    const start = parseDisclosureStart(line)
    if (!start.ok) {
      this.#report(start.failure.code)
      return false
    }
    this.#start = start.value
    return true
  }

  #takeEvent(line: Uint8Array, start: DisclosureStart): boolean {
    const event = this.#events === start.events ? null : parseDisclosedEvent(line)
    if (event === null) {
      this.#report('disclosure/malformed')
      return false
    }
    this.#events += 1
    const { header, bytes, opened } = event
    const hashHex = this.#crypto.digestHex(bytes)
    this.#compareAnchors(header.seq, hashHex)
    this.#witness.onHeader?.(header.seq, hashHex)
    const isOfCase = this.#crypto.scopeRefWith(start.scopeRefKey, header) === header.scopeRef
    const body = opened === null ? null : this.#open(header, opened, isOfCase, start)
    const { broken, isJoint } = this.#walk.step(header, hashHex)
    if (broken !== null) this.#report(broken, header.seq)
    const isSalvage = body?.ok === true && body.value.kind === 'ledger-salvaged'
    if (isJoint && !isSalvage) this.#report('ledger/sequence-broken', header.seq)
    if (body === null || opened === null) {
      if (isOfCase && this.#witness.onWithheld !== undefined) this.#witness.onWithheld(header.seq)
      else if (isOfCase) this.#report('disclosure/event-missing', header.seq)
    } else {
      const problem = body.ok ? this.#judge(event, opened, hashHex, body.value) : body.failure
      if (problem !== null) this.#report(problem, header.seq)
    }
    return true
  }

  #open(
    header: EventHeader,
    { opening, sealedBody }: OpenedParts,
    isOfCase: boolean,
    { vaultId, caseId }: DisclosureStart,
  ): Result<EventBody, DisclosureProblem> {
    const { sizeBytes, digestHex } = header.body
    if (sealedBody.length !== sizeBytes || this.#crypto.digestHex(sealedBody) !== digestHex)
      return fail('ledger/body-differs')
    const plain = this.#crypto.openBodyWith(opening, header, sealedBody)
    if (plain.state !== 'open') return fail('ledger/body-unreadable')
    const body = parseBody(plain.plaintext)
    if (!body.ok) return fail('ledger/event-refused')
    const { scope } = body.value
    if (isOfCase !== (scope === caseId)) return fail('ledger/scope-wrong')
    return isOfCase || scope === vaultId ? body : fail('disclosure/event-foreign')
  }

  /** Judges an event that opened: who signed it, and whether it may stand here. Takes in what it says when all holds. */
  #judge(
    { header, bytes }: DisclosedEvent,
    { signature }: OpenedParts,
    hashHex: DigestHex,
    body: EventBody,
  ): DisclosureProblem | null {
    const introduced = introducedBy(body)
    const isSound = introduced === null || this.#crypto.keyIdOf(introduced.signingKeyHex) === introduced.keyId
    // The first event introduces the key that signs it, and so may a salvage that lost the event that did.
    const signer =
      SELF_SIGNED.has(body.kind) && introduced?.keyId === header.actor && isSound
        ? { ...introduced, name: introduced.name ?? '' }
        : this.#signers.find(header.actor)
    if (signer === null) return 'ledger/signer-unknown'
    if (!this.#crypto.verifyHeader(signer.signingKeyHex, bytes, signature)) return 'ledger/signature-wrong'
    if (!isSound || !this.#mayStand(header, body)) return 'ledger/event-refused'
    if (introduced !== null) this.#signers.learn(introduced)
    if (body.kind === 'case-opened') this.#caseOpening = body.data
    if (body.kind === 'ledger-salvaged') {
      this.#walk.explain(body.data.lost)
      this.#lost.push(...body.data.lost)
    }
    if (body.scope === this.#start?.caseId) {
      const { seq, time } = header
      this.#caseEvents.push({ seq, hashHex, kind: body.kind, atMs: time.wallMs, signedBy: signer.name })
      this.#witness.onEvent?.({ seq, hashHex, time, body })
    }
    return null
  }

  #mayStand({ device, seq }: EventHeader, body: EventBody): boolean {
    if (body.scope !== this.#start?.caseId) {
      if (body.kind !== 'vault-created') return SHOWN_REGISTER_KINDS.has(body.kind)
      return seq === 1 && body.data.deviceId === device && body.data.vaultId === body.scope
    }
    if (body.kind !== 'case-opened') return this.#caseOpening !== null && !SHOWN_REGISTER_KINDS.has(body.kind)
    return this.#caseOpening === null && body.data.caseId === body.scope
  }

  #compareAnchors(seq: number, hashHex: DigestHex): void {
    for (const anchor of this.#anchors) {
      if (anchor.seq === seq)
        this.#anchored.set(anchor, isAnchored(anchor, { seq, hashHex }) ? 'same' : 'differs')
    }
  }

  // The start is the first line, and each event has one, but for those that are missing.
  #lineOf(seq: number): number {
    return seq + 1 - this.#walk.missingBelow(seq)
  }

  #report(code: DisclosureProblem, seq?: number, line = this.#line): void {
    if (this.#findings.length < MAX_FINDINGS)
      this.#findings.push({ code, line, ...(seq !== undefined && { seq }) })
  }
}
