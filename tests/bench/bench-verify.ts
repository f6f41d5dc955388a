import type { StoredEvent } from '#app/ports/ledger-store.ts'
import type { VaultKeeper } from '#app/ports/vault-keeper.ts'
import { judgeEvents } from '#app/vault/judge-events.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { succeed } from '#core/result.ts'
import { expectValue } from './open-bench-vault.ts'
import { RawVerification } from './raw-verification.ts'
import { measure, medianOf, note, peakResidentMiB, say, sumOf, type Took } from './side-by-side.ts'

/** Signatures that are verified raw before and after each turn; more say nothing more. */
const RAW_EVENTS = 50_000
const TURNS = 3

/** Judges every event of a vault, beside verifying nothing but signatures on every processor. */
export async function benchVerify(session: VaultSession, keeper: VaultKeeper): Promise<void> {
  const events = expectValue(session.ledger.count())
  const raw = new RawVerification(session.person.signingKeyHex)
  const turns = events > 300_000 ? 1 : TURNS
  try {
    for (const { name, wanted, vault } of [
      {
        name: 'verify, each event’s place, hashes, signer and signature (by somebody without keys of cases)',
        wanted: 'the goal: ≥ 0.80 of raw Ed25519 verification',
        vault: withoutCases(session),
      },
      {
        name: 'verify, and each body decrypted, read and judged (by somebody with every case)',
        wanted: 'beyond the goal, which counts signatures: ≥ 0.80 all the same',
        vault: session,
      },
    ]) {
      const ratios: { readonly wall: number; readonly processor: number }[] = []
      for (let turn = 0; turn < turns; turn += 1) {
        const before = await raw.run(sampleOf(session, events))
        const judged = await measure(() => judge(vault, keeper))
        const after = await raw.run(sampleOf(session, events))
        const rawEvents = 2 * Math.min(RAW_EVENTS, events)
        ratios.push(ratioOf(sumOf([before, after]), rawEvents, judged.took, judged.value))
      }
      const wall = medianOf(ratios.map((ratio) => ratio.wall))
      const processor = medianOf(ratios.map((ratio) => ratio.processor))
      say(name, `${wall.toFixed(2)}, by processor time ${processor.toFixed(2)}`, wanted)
    }
    note(`peak resident ${Math.round(peakResidentMiB())} MiB`)
  } finally {
    await raw.close()
  }
}

function ratioOf(raw: Took, rawEvents: number, judged: Took, events: number) {
  return {
    wall: raw.wallMs / rawEvents / (judged.wallMs / events),
    processor: raw.processorMs / rawEvents / (judged.processorMs / events),
  }
}

async function judge(vault: VaultSession, keeper: VaultKeeper): Promise<number> {
  const { signal } = new AbortController()
  const ledger = expectValue(
    await judgeEvents({
      vault,
      session: () => vault,
      keeper,
      // Comparing projections has a figure of its own.
      projections: { apply: () => true, compare: () => succeed([]), discard: () => {} },
      context: { signal, onProgress: () => {} },
    }),
  )
  if (ledger.findings.length > 0) throw new Error(`found: ${JSON.stringify(ledger.findings.slice(0, 3))}`)
  ledger.forgetKeys()
  return ledger.events
}

/** The vault as somebody sees it to whom no case was granted: an auditor, say. */
function withoutCases(session: VaultSession): VaultSession {
  const nobody = '00'.repeat(16) as VaultSession['person']['userId']
  return { ...session, caseKeys: new Map(), person: { ...session.person, userId: nobody } }
}

function sampleOf(session: VaultSession, events: number): readonly StoredEvent[] {
  return expectValue(session.ledger.readAll(0, Math.min(RAW_EVENTS, events)))
}
