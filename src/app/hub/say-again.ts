import type { EnrolledStation, HubState } from '#core/hub/hub-state.ts'
import type { HubWrites } from '../ports/hub-store.ts'
import type { LedgerEnd } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { Outbox, type ToSay } from './outbox.ts'
import { type CaseKeys, caseKeysOf, readSaid, type Said } from './read-said.ts'

/** What a station enrolled again with. */
type Again = {
  /** The station as it was before. */
  readonly known: EnrolledStation
  /** To whom messages are sealed from here on. */
  readonly recipient: string
  readonly nowMs: number
  readonly after: LedgerEnd
}

/**
 * Says once more what a station that enrolled again had not taken: it begins anew at the first message, with a recipient of its own,
 * and what was sealed to the device that it replaced is nobody's any more.
 */
export async function sayAgain(
  hub: HubSession,
  writes: HubWrites,
  state: HubState,
  { known, recipient, nowMs, after }: Again,
): Promise<void> {
  const keys = await caseKeysOf(hub, writes, known)
  const outbox = new Outbox(hub, writes, state, nowMs, after)
  const station = { vaultId: known.vaultId, recipient, messages: [] }
  for (const message of known.messages) {
    if (message.takenAtMs !== null) continue
    const said = await readSaid(hub, writes, message, keys)
    const toSay = said.ok ? toSayAgain(said.value, keys) : null
    // A recipient that nothing can be sealed to is told of when something is said to the station.
    if (toSay !== null) await outbox.say(station, toSay)
  }
}

// What is about a case whose key was destroyed is said to nobody.
function toSayAgain({ content, inCase }: Said, keys: CaseKeys): ToSay | null {
  if (content.kind !== 'for-case') return { about: 'station', content }
  const key = inCase === null ? undefined : keys.get(inCase.caseId)
  return inCase === null || key === undefined ? null : { about: 'case', ...inCase, key }
}
