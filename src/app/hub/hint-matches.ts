import { type HubState, isStationRevoked } from '#core/hub/hub-state.ts'
import { hintsOf, type Match, type MatchHint } from '#core/hub/match-index.ts'
import type { VaultId } from '#core/ids.ts'
import type { CaseMessage } from '#core/packages/hub-message.ts'
import { type Result, succeed } from '#core/result.ts'
import type { HubReads, HubStoreFailure } from '../ports/hub-store.ts'
import type { HubLedgerFailure } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { Outbox, type ToSay } from './outbox.ts'
import { type CaseKeys, caseKeysOf, readAllSaid, type Said } from './read-said.ts'

/** Why matches cannot be looked for. */
export type MatchFailure = HubStoreFailure | HubLedgerFailure

/** Every identifier that shared cases of different stations have, as the store is now. */
export async function listMatches(
  hub: HubSession,
): Promise<Result<{ readonly matches: readonly Match[]; readonly state: HubState }, MatchFailure>> {
  type Listed = Result<{ readonly matches: readonly Match[]; readonly state: HubState }, MatchFailure>
  const read = await hub.store.read<Listed>(async (reads) => {
    const state = await hub.ledger.catchUp(reads)
    if (!state.ok) return state
    for (const mark of await hub.matches.catchUp(hub, reads)) hub.unhinted.add(mark)
    return succeed({ matches: hub.matches.index.matches(), state: state.value })
  })
  return read.ok ? read.value : read
}

/**
 * Tells stations of matches that they were not told of, or of which there are more than they were told: how many cases in how many provinces,
 * and whom to ask. Nothing of any other case goes with it. Answers how many were told now.
 */
export async function hintMatches(hub: HubSession): Promise<Result<number, MatchFailure>> {
  const read = await hub.store.read<Result<readonly string[], MatchFailure>>(async (reads) => {
    const state = await hub.ledger.catchUp(reads)
    if (!state.ok) return state
    for (const mark of await hub.matches.catchUp(hub, reads)) hub.unhinted.add(mark)
    return succeed([...hub.unhinted])
  })
  if (!read.ok) return read
  if (!read.value.ok) return read.value
  const marks = read.value.value
  if (marks.every((mark) => hub.matches.index.matchOf(mark) === null)) {
    for (const mark of marks) hub.unhinted.delete(mark)
    return succeed(0)
  }
  const told = await hub.store.change<number, MatchFailure>(async (writes) => {
    const state = await hub.ledger.catchUp(writes)
    if (!state.ok) return state
    const matches = marks.flatMap((mark) => hub.matches.index.matchOf(mark) ?? [])
    const hints = matches.flatMap((match) => hintsOf(match, state.value.provinces))
    const outbox = new Outbox(hub, writes, state.value, hub.clock.nowMs())
    let count = 0
    for (const vaultId of new Set(hints.map((hint) => hint.vaultId))) {
      const own = hints.filter((hint) => hint.vaultId === vaultId)
      const said = await hintStation(hub, writes, state.value, outbox, vaultId, own)
      if (!said.ok) return said
      count += said.value
    }
    return succeed(count)
  })
  if (told.ok) for (const mark of marks) hub.unhinted.delete(mark)
  return told
}

async function hintStation(
  hub: HubSession,
  reads: HubReads,
  state: HubState,
  outbox: Outbox,
  vaultId: VaultId,
  hints: readonly MatchHint[],
): Promise<Result<number, MatchFailure>> {
  const station = state.stations.get(vaultId)
  if (station === undefined || isStationRevoked(station)) return succeed(0)
  const keys = await caseKeysOf(hub, reads, station)
  const before = await readAllSaid(hub, reads, station, keys)
  if (!before.ok) return before
  let count = 0
  for (const hint of hints) {
    const toSay = before.value.some((said) => saysAsMuch(said, hint))
      ? null
      : toSayOf(hint, keys, state.contact ?? hub.identity.name)
    const said = toSay === null ? null : await outbox.say(station, toSay)
    // What cannot be said to this station is said to the others.
    if (said?.ok === true) count += 1
  }
  return succeed(count)
}

function saysAsMuch({ inCase }: Said, { caseId, identifier, cases, provinces }: MatchHint): boolean {
  if (inCase === null || inCase.caseId !== caseId || inCase.content.kind !== 'match-hint') return false
  const { content } = inCase
  return (
    content.identifierKind === identifier.kind &&
    content.normalised === cut(identifier.normalised) &&
    content.cases >= cases &&
    content.provinces >= provinces
  )
}

function toSayOf(
  { caseId, identifier, cases, provinces }: MatchHint,
  keys: CaseKeys,
  contact: string,
): ToSay | null {
  const key = keys.get(caseId)
  if (key === undefined) return null
  const content: CaseMessage = {
    kind: 'match-hint',
    identifierKind: identifier.kind,
    normalised: cut(identifier.normalised),
    cases,
    provinces,
    contact,
  }
  return { about: 'case', caseId, key, content }
}

/** Lines have 500 UTF-16 code units; an address of the web may have more. */
function cut(normalised: string): string {
  return normalised.length <= 500
    ? normalised
    : `${normalised.slice(0, 498).replace(/[\uD800-\uDBFF]$/, '')}…`
}
