import type { Failure } from '#contract/failures.ts'
import { type EnrolledStation, type HubState, isStationRevoked } from '#core/hub/hub-state.ts'
import type { CaseId, VaultId } from '#core/ids.ts'
import { canonicalText } from '#core/ledger/canonical-json.ts'
import type { CaseMessage, MessageContent } from '#core/packages/hub-message.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HubStoreFailure, HubWrites } from '../ports/hub-store.ts'
import { gatherKeys } from './gather-keys.ts'
import type { HubLedgerFailure } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { Outbox, type SayFailure, type ToSay } from './outbox.ts'
import { judgeUpTo } from './prepare-judge.ts'
import { type CaseKeys, caseKeysOf, readAllSaid, type Said } from './read-said.ts'

/** Whom something is said to: one station by its vault's id or its name, or every station that is not revoked. */
export type Addressee = { readonly station: string } | 'all'

/** What came of saying something to one station. */
export type SaidTo = {
  readonly vaultId: VaultId
  readonly station: string
  /** `null` where it was not said. */
  readonly number: number | null
  /** Whether it was said now; the same again is said once. */
  readonly isNew: boolean
  readonly failure: SayFailure | null
}

/** Why no station is found. */
export type AddresseeFailure = Failure<
  'hub/no-such-station' | 'hub/station-ambiguous' | 'hub/station-revoked'
>
/** Why nothing is said. */
export type SayingFailure =
  | HubStoreFailure
  | HubLedgerFailure
  | AddresseeFailure
  | SayFailure
  | Failure<'hub/no-such-case' | 'hub/case-not-shared'>

/** Finds whom something is said to. */
export function findAddressees(
  { stations }: HubState,
  to: Addressee,
): Result<readonly EnrolledStation[], AddresseeFailure> {
  const all = [...stations.values()]
  if (to === 'all') {
    const open = all.filter((station) => !isStationRevoked(station))
    return open.length === 0 ? fail({ code: 'hub/no-such-station' }) : succeed(open)
  }
  const byId = all.filter(({ vaultId }) => vaultId === to.station)
  const found = byId.length > 0 ? byId : all.filter(({ station }) => station === to.station)
  const [one] = found
  if (one === undefined) return fail({ code: 'hub/no-such-station' })
  if (found.length > 1) return fail({ code: 'hub/station-ambiguous' })
  return isStationRevoked(one) ? fail({ code: 'hub/station-revoked' }) : succeed([one])
}

/** Says something to whoever works at a station, or at all of them, in one transaction. What a station was told already is not told again. */
export async function sayToStations(
  hub: HubSession,
  to: Addressee,
  content: Exclude<MessageContent, { readonly kind: 'for-case' }>,
): Promise<Result<readonly SaidTo[], SayingFailure>> {
  return await hub.store.change<readonly SaidTo[], SayingFailure>(async (writes) => {
    const state = await hub.ledger.catchUp(writes)
    if (!state.ok) return state
    const found = findAddressees(state.value, to)
    if (!found.ok) return found
    return await sayOnce(hub, writes, state.value, found.value, () => ({ about: 'station', content }), to)
  })
}

/** Says something about a case that a station shared, to whoever holds the case there. */
export async function sayAboutCase(
  hub: HubSession,
  to: string,
  name: string,
  content: CaseMessage,
): Promise<Result<readonly SaidTo[], SayingFailure>> {
  const found = await findSharedCase(hub, to, name)
  if (!found.ok) return found
  const { caseId, vaultId } = found.value
  return await hub.store.change<readonly SaidTo[], SayingFailure>(async (writes) => {
    const state = await hub.ledger.catchUp(writes)
    if (!state.ok) return state
    const stations = findAddressees(state.value, { station: vaultId })
    if (!stations.ok) return stations
    const make = (keys: CaseKeys): ToSay | null => {
      const key = keys.get(caseId)
      return key === undefined ? null : { about: 'case', caseId, key, content }
    }
    return await sayOnce(hub, writes, state.value, stations.value, make, { station: vaultId })
  })
}

async function sayOnce(
  hub: HubSession,
  writes: HubWrites,
  state: HubState,
  stations: readonly EnrolledStation[],
  make: (keys: CaseKeys) => ToSay | null,
  to: Addressee,
): Promise<Result<readonly SaidTo[], SayingFailure>> {
  const outbox = new Outbox(hub, writes, state, hub.clock.nowMs())
  const done: SaidTo[] = []
  for (const station of stations) {
    const keys = await caseKeysOf(hub, writes, station)
    const toSay = make(keys)
    if (toSay === null) return fail({ code: 'hub/case-not-shared' })
    const before = await readAllSaid(hub, writes, station, keys)
    if (!before.ok) return before
    const { vaultId, station: name } = station
    const same = before.value.find((said) => isSame(said, toSay))
    if (same !== undefined) {
      const { number } = same.message
      done.push({ vaultId, station: name, number, isNew: false, failure: null })
      continue
    }
    const said = await outbox.say(station, toSay)
    // One station that gave no usable recipient does not keep the others from being told.
    if (!said.ok && (to !== 'all' || said.failure.code !== 'hub/recipient-unusable')) return said
    done.push(
      said.ok
        ? { vaultId, station: name, number: said.value, isNew: true, failure: null }
        : { vaultId, station: name, number: null, isNew: false, failure: said.failure },
    )
  }
  return succeed(done)
}

function isSame({ content, inCase }: Said, toSay: ToSay): boolean {
  if (toSay.about === 'station') return canonicalText(content) === canonicalText(toSay.content)
  return inCase?.caseId === toSay.caseId && canonicalText(inCase.content) === canonicalText(toSay.content)
}

/** The case of a station by its number or id, if its key was sent. */
export async function findSharedCase(
  hub: HubSession,
  to: string,
  name: string,
): Promise<Result<{ readonly vaultId: VaultId; readonly caseId: CaseId }, SayingFailure>> {
  const read = await hub.store.read<Result<HeldStation, SayingFailure>>(async (reads) => {
    const state = await hub.ledger.catchUp(reads)
    if (!state.ok) return state
    const found = findAddressees(state.value, { station: to })
    if (!found.ok) return found
    const vaultId = found.value[0]?.vaultId
    if (vaultId === undefined) return fail({ code: 'hub/no-such-station' })
    const head = await reads.head(vaultId)
    return succeed({ vaultId, head, keys: await gatherKeys(hub, reads, vaultId, null) })
  })
  if (!read.ok) return read
  if (!read.value.ok) return read.value
  const { vaultId, head, keys } = read.value.value
  if (keys === null || head === null) return fail({ code: 'hub/no-such-case' })
  const judge = await judgeUpTo(hub, vaultId, head, keys)
  if (!judge.ok) {
    const { failure } = judge
    return 'seq' in failure
      ? fail({ code: 'hub/ledger-damaged', facts: { seq: failure.seq } })
      : fail(failure)
  }
  const found = judge.value.caseNamed(name)
  hub.judges.put(vaultId, head.headHex, keys.mark, judge.value)
  if (found === null) return fail({ code: 'hub/no-such-case' })
  const { caseId } = found
  return keys.keys.cases.has(caseId) ? succeed({ vaultId, caseId }) : fail({ code: 'hub/case-not-shared' })
}

type HeldStation = {
  readonly vaultId: VaultId
  readonly head: Parameters<typeof judgeUpTo>[2]
  readonly keys: Awaited<ReturnType<typeof gatherKeys>>
}
