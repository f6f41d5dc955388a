import type { Failure } from '#contract/failures.ts'
import type { DigestHex } from '#core/ids.ts'
import { DisclosureCheck, type DisclosureFinding } from '#core/ledger/disclosure-check.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type Cancelled, CANCELLED as STOPPED } from '../ports/byte-source.ts'
import type { VaultSession } from '../vault-session.ts'
import type { DisclosurePlan } from './plan-disclosure.ts'
import { type WriteDisclosureFailure, writeDisclosure } from './write-disclosure.ts'

const LINE_FEED = 0x0a

/** What a disclosure will be, known once it was written and checked without keeping a byte. */
export type MeasuredDisclosure = {
  readonly sizeBytes: number
  readonly digestHex: DigestHex
  readonly caseEvents: number
}

/** Codes by which a ledger is not fit to be disclosed: a stranger would find them too. */
export type UnfitLedger = Failure<
  | Exclude<DisclosureFinding['code'], `disclosure/${string}`>
  | 'ledger/header-damaged'
  | 'ledger/scope-wrong'
  | 'disclosure/introduction-lost'
>

/** Writes a disclosure to nowhere and checks it as whoever receives it will. `goOn` lets others run and answers `false` to stop. */
export async function measureDisclosure(
  vault: VaultSession,
  plan: DisclosurePlan,
  goOn: () => Promise<boolean>,
  onEvents: (doneEvents: number) => void,
): Promise<Result<MeasuredDisclosure, WriteDisclosureFailure | UnfitLedger | Cancelled>> {
  const { withheld } = plan
  // What is withheld on purpose is no finding; whether it is what was meant, the package's own check says.
  const witness = withheld === undefined ? {} : { onWithheld: () => {} }
  const check = new DisclosureCheck(vault.crypto, [], witness)
  const digest = vault.crypto.startDigest()
  let sizeBytes = 0
  for (const piece of writeDisclosure(vault, plan)) {
    if (!piece.ok) return piece
    for (const line of piece.value.lines) {
      if (!check.take(line)) break
      digest.update(line)
      digest.update(Uint8Array.of(LINE_FEED))
      sizeBytes += line.length + 1
    }
    onEvents(piece.value.events)
    if (!(await goOn())) return fail(STOPPED)
  }
  const { findings, caseEvents } = check.finish()
  const [first] = findings
  if (first?.code === 'ledger/signer-unknown' && plan.hasLostIntroduction)
    return fail({ code: 'disclosure/introduction-lost', facts: { seq: first.seq ?? first.line - 1 } })
  if (first !== undefined) return fail(unfit(first))
  return succeed({ sizeBytes, digestHex: digest.endHex(), caseEvents: caseEvents.length })
}

/** The lines of a piece with their line feeds, as one run of bytes. */
export function joinLines(lines: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(lines.reduce((sum, line) => sum + line.length + 1, 0))
  let at = 0
  for (const line of lines) {
    joined.set(line, at)
    at += line.length + 1
    joined[at - 1] = LINE_FEED
  }
  return joined
}

// What the file would have against it is named as what the ledger has against it.
function unfit({ code, seq, line }: DisclosureFinding): UnfitLedger {
  const facts = { seq: seq ?? line - 1 }
  switch (code) {
    case 'disclosure/event-missing':
    case 'disclosure/event-foreign':
      return { code: 'ledger/scope-wrong', facts }
    case 'disclosure/malformed':
    case 'disclosure/head-differs':
      return { code: 'ledger/header-damaged', facts }
    case 'disclosure/truncated':
    case 'disclosure/not-a-disclosure':
    case 'disclosure/from-the-future':
      throw new Error(`a disclosure that was just written answers ${code}`)
    default:
      return { code, facts }
  }
}
