import type { VaultId } from '#core/ids.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HeldHead, HubStoreFailure } from '../ports/hub-store.ts'
import type { HeldKeys } from './gather-keys.ts'
import type { HubSession } from './hub-session.ts'
import { type Objection, type Recalled, StationJudge } from './judge-station.ts'

const EVENTS_AT_ONCE = 500
/** For events whose signatures were verified when the hub took them. */
const VERIFIED_BEFORE = { verifyHeader: () => true }

/** Answers what an earlier event of a station was, from the store. */
export function recallFrom(hub: Pick<HubSession, 'store'>, vaultId: VaultId): Recaller {
  return async (seq) => {
    const read = await hub.store.read((reads) => reads.event(vaultId, seq))
    if (!read.ok || read.value === null) return null
    const { hashHex, scope, header } = read.value
    const parsed = parseHeader(header)
    return parsed.ok ? { hashHex, scope, actor: parsed.value.actor } : null
  }
}

/** Looks an earlier event up. */
export type Recaller = (seq: number) => Promise<Recalled | null>

/**
 * A judge of a station who stands at what the hub holds of it: one who is at hand, or one who reads it all again. `areKnown` says that
 * signatures need not be verified again.
 */
export async function judgeUpTo(
  hub: HubSession,
  vaultId: VaultId,
  head: HeldHead | null,
  { keys, mark }: HeldKeys,
  {
    areKnown = true,
    onScope = () => {},
  }: {
    readonly areKnown?: boolean
    /** Is told of every event whose scope another set of keys shows to be another than is stored. */
    readonly onScope?: (of: { readonly position: number; readonly scope: string }) => void
  } = {},
): Promise<Result<StationJudge, Objection | HubStoreFailure>> {
  if (head === null) return succeed(new StationJudge(vaultId, hub.tools.crypto, keys))
  const atHand = areKnown ? hub.judges.take(vaultId, head.headHex, mark) : null
  if (atHand !== null) return succeed(atHand)
  const judge = new StationJudge(vaultId, hub.tools.crypto, keys)
  const recall = recallFrom(hub, vaultId)
  while (judge.position < head.position) {
    const events = await hub.store.read((reads) => reads.events(vaultId, judge.position, EVENTS_AT_ONCE))
    if (!events.ok) return events
    if (events.value.length === 0) return fail({ code: 'ledger/sequence-broken', seq: head.seq })
    for (const stored of events.value) {
      if (stored.position > head.position) break
      const taken = await judge.take(stored, recall, areKnown ? VERIFIED_BEFORE : undefined)
      if (!taken.ok) return taken
      if (taken.value.stored.hashHex !== stored.hashHex)
        return fail({ code: 'ledger/header-damaged', seq: stored.seq })
      const { scope } = taken.value.stored
      if (scope !== stored.scope) onScope({ position: stored.position, scope })
    }
    await hub.clock.pause()
  }
  const isHead = judge.last?.hashHex === head.headHex && judge.last.seq === head.seq
  return isHead ? succeed(judge) : fail({ code: 'ledger/sequence-broken', seq: head.seq })
}
