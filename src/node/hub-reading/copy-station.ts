import type { HeldKeys } from '#app/hub/gather-keys.ts'
import type { HubSession } from '#app/hub/hub-session.ts'
import { isEmptied, openEvent, readSealedHeader } from '#app/ledger/open-event.ts'
import type { HubStoreFailure } from '#app/ports/hub-store.ts'
import type { StoredEvent } from '#app/ports/ledger-store.ts'
import type { CaseId, VaultId } from '#core/ids.ts'
import { projectEvent } from '#core/projections/project-event.ts'
import type { RegisterChange } from '#core/projections/projection-changes.ts'
import { type Result, succeed } from '#core/result.ts'
import type { CopiedEvent, CopiedLedger } from './copied-ledger.ts'

const EVENTS_AT_ONCE = 500
const NO_BODY = new Uint8Array(0)

/** What copying a station is done with. */
export type CopyingHub = Pick<HubSession, 'store' | 'tools' | 'clock'>

/** How a copying ended: it holds what it should, or it holds what a court had destroyed meanwhile and must go. */
export type Copied = 'whole' | 'to-be-dropped'

/**
 * Fills in what a copy has sealed of cases that were shared since, up to where it goes. `onShared` is called when everything of them is
 * there and nothing was added yet.
 */
export async function fillShared(
  hub: CopyingHub,
  vaultId: VaultId,
  copy: CopiedLedger,
  shared: readonly CaseId[],
): Promise<Result<void, HubStoreFailure>> {
  const upTo = copy.upTo?.position ?? 0
  for (const caseId of shared) {
    for (let after = 0; after < upTo; ) {
      const from = after
      const page = await hub.store.read((reads) => reads.eventsOfScope(vaultId, caseId, from, EVENTS_AT_ONCE))
      if (!page.ok) return page
      copy.fill(page.value.filter(({ position }) => position <= upTo))
      after = page.value.length < EVENTS_AT_ONCE ? upTo : (page.value.at(-1)?.position ?? upTo)
    }
  }
  for (const caseId of shared) copy.grant(caseId)
  return succeed(undefined)
}

/** Copies what the hub took of a station since. Events of cases that it cannot open are copied without their bodies. */
export async function copyNew(
  hub: CopyingHub,
  vaultId: VaultId,
  copy: CopiedLedger,
  { keys }: HeldKeys,
  upTo: number,
): Promise<Result<Copied, HubStoreFailure>> {
  const before = copy.upTo?.position ?? 0
  for (let after = before; after < upTo; ) {
    const from = after
    const page = await hub.store.read((reads) => reads.events(vaultId, from, EVENTS_AT_ONCE))
    if (!page.ok) return page
    const last = page.value.at(-1)
    if (last === undefined) break
    const events = page.value.map((stored) => copyOf(stored))
    // What it emptied is in this copy with its bodies, if it was here before.
    const isOrdered = events.some(({ changes }) => changes.some(({ change }) => change === 'expunge-case'))
    if (isOrdered && before > 0) return succeed('to-be-dropped')
    copy.add(events)
    after = last.position
    await hub.clock.pause()
  }
  return succeed('whole')

  function copyOf(stored: StoredEvent): CopiedEvent {
    const isOfRegister = stored.scope === vaultId
    if (!isOfRegister && !keys.cases.has(stored.scope as CaseId))
      return { stored: { ...stored, sealedBody: NO_BODY }, changes: [] }
    return { stored, changes: isOfRegister ? registerChanges(stored) : [] }
  }

  // It was verified when the hub took it, and is again by whoever reads the copy.
  function registerChanges(stored: StoredEvent): readonly RegisterChange[] {
    if (isEmptied(stored)) return []
    const { crypto } = hub.tools
    const header = readSealedHeader(stored, crypto)
    const event = header.ok ? openEvent({ header: header.value, stored }, crypto, keys.register) : null
    return event?.ok === true ? projectEvent(event.value).register : []
  }
}
