import { CANCELLED, type CallContext, type Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { DigestHex } from '#core/ids.ts'
import { DisclosureCheck, type DisclosureFinding } from '#core/ledger/disclosure-check.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type Cancelled, CANCELLED as STOPPED } from '../ports/byte-source.ts'
import type { Outgoing, Outlets } from '../ports/outlets.ts'
import {
  findCase,
  isStillHeld,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import { appendEvents } from './append-events.ts'
import { type DisclosurePlan, planDisclosure } from './plan-disclosure.ts'
import { type WriteDisclosureFailure, writeDisclosure } from './write-disclosure.ts'

const LINE_FEED = 0x0a

/** What a disclosure will be, known once it was written and checked without keeping a byte. */
type Measured = { readonly sizeBytes: number; readonly digestHex: DigestHex; readonly caseEvents: number }

/** Codes by which a ledger is not fit to be disclosed: a stranger would find them too. */
type Unfit = Failure<
  Exclude<DisclosureFinding['code'], `disclosure/${string}`> | 'ledger/header-damaged' | 'ledger/scope-wrong'
>

/**
 * `case.disclose`. The file is written twice: once to be checked as whoever receives it will check it, and to know its size and
 * digest; then, after the departure entered the ledger, to the outlet. It ends at the event before its own departure.
 */
export function discloseCase(session: SessionSource, outlets: Outlets): Handler<'case.disclose'> {
  return async (input, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, input.case)
    if (!found.ok) return found
    const goOn = async () => {
      await vault.clock.pause()
      return !signal.aborted && session() === vault
    }
    const ready = await outlets.check(input.outletId)
    if (signal.aborted) return CANCELLED
    if (!ready.ok) return ready.failure.code === 'cancelled' ? CANCELLED : fail(ready.failure)
    const plan = await planDisclosure(vault, found.value, goOn)
    if (!plan.ok) return plan
    if (plan.value === null) return CANCELLED
    const measured = await measure(vault, plan.value, goOn, onProgress)
    if (!measured.ok) return measured.failure.code === 'cancelled' ? CANCELLED : fail(measured.failure)
    const { sizeBytes, digestHex, caseEvents } = measured.value
    const { caseId, key, number } = found.value
    if (!isStillHeld(vault, found.value)) return fail({ code: 'case/not-found' })

    const { userId, name } = vault.person
    const data = { sizeBytes, digestHex, disclosedBy: { userId, name } }
    const recorded = appendEvents(vault, [{ key, body: { kind: 'case-disclosed', scope: caseId, data } }])
    if (!recorded.ok) return recorded
    const outgoing = outgoingOf(
      vault,
      plan.value,
      { sizeBytes, fileName: `${number}-disclosure.jsonl` },
      goOn,
      onProgress,
    )
    const delivered = await outlets.deliver(input.outletId, outgoing, { signal, onProgress: () => {} })
    if (!delivered.ok) return delivered.failure.code === 'cancelled' ? CANCELLED : fail(delivered.failure)
    return succeed({ events: plan.value.events, caseEvents, sizeBytes, digestHex })
  }
}

async function measure(
  vault: VaultSession,
  plan: DisclosurePlan,
  goOn: () => Promise<boolean>,
  onProgress: CallContext['onProgress'],
): Promise<
  Result<Measured, WriteDisclosureFailure | Unfit | Failure<'disclosure/introduction-lost'> | Cancelled>
> {
  const check = new DisclosureCheck(vault.crypto)
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
    onProgress({ stage: 'disclosing', done: piece.value.events, total: 2 * plan.events })
    if (!(await goOn())) return fail(STOPPED)
  }
  const { findings, caseEvents } = check.finish()
  const [first] = findings
  if (first?.code === 'ledger/signer-unknown' && plan.hasLostIntroduction)
    return fail({ code: 'disclosure/introduction-lost', facts: { seq: first.seq ?? first.line - 1 } })
  if (first !== undefined) return fail(unfit(first))
  return succeed({ sizeBytes, digestHex: digest.endHex(), caseEvents: caseEvents.length })
}

// What the file would have against it is named as what the ledger has against it.
function unfit({ code, seq, line }: DisclosureFinding): Unfit {
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

function outgoingOf(
  vault: VaultSession,
  plan: DisclosurePlan,
  file: { readonly fileName: string; readonly sizeBytes: number },
  goOn: () => Promise<boolean>,
  onProgress: CallContext['onProgress'],
): Outgoing<WriteDisclosureFailure | Cancelled> {
  const pieces = writeDisclosure(vault, plan)
  return {
    ...file,
    async nextChunk() {
      if (!(await goOn())) return fail(STOPPED)
      const next = pieces.next()
      if (next.done === true) return succeed(null)
      const piece = next.value
      if (!piece.ok) return piece
      onProgress({ stage: 'disclosing', done: plan.events + piece.value.events, total: 2 * plan.events })
      return succeed(joinLines(piece.value.lines))
    },
  }
}

function joinLines(lines: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(lines.reduce((sum, line) => sum + line.length + 1, 0))
  let at = 0
  for (const line of lines) {
    joined.set(line, at)
    at += line.length + 1
    joined[at - 1] = LINE_FEED
  }
  return joined
}
