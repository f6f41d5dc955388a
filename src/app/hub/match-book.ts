import { caseIdentifiers } from '#core/hub/case-identifiers.ts'
import { MatchIndex } from '#core/hub/match-index.ts'
import type { CaseId, VaultId } from '#core/ids.ts'
import type { JointEvent } from '#core/joint/case-edits.ts'
import { isEmptied, openEvent, readSealedHeader } from '../ledger/open-event.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { HeldHead, HubReads } from '../ports/hub-store.ts'
import type { HubTools } from '../ports/hub-tools.ts'
import { gatherKeys } from './gather-keys.ts'

const EVENTS_AT_ONCE = 500

/**
 * The identifiers of shared cases as this process has read them. What it holds follows from the store, and is brought up to it before
 * it is relied on: only cases with new events are read again.
 */
export class MatchBook {
  readonly index = new MatchIndex()
  readonly #read = new Map<
    VaultId,
    { readonly headHex: string; readonly position: number; readonly mark: string }
  >()

  /** Takes in what stations sent since, and answers the marks of identifiers whose matches may be others now. */
  async catchUp(hub: { readonly tools: HubTools }, reads: HubReads): Promise<ReadonlySet<string>> {
    const touched = new Set<string>()
    for (const head of await reads.heads())
      for (const mark of await this.#readStation(hub, reads, head)) touched.add(mark)
    return touched
  }

  async #readStation(
    hub: { readonly tools: HubTools },
    reads: HubReads,
    { vaultId, headHex, position }: HeldHead,
  ): Promise<readonly string[]> {
    const known = this.#read.get(vaultId)
    if (known?.headHex === headHex) return []
    const held = await gatherKeys(hub, reads, vaultId, null)
    const keys = held?.keys.cases ?? new Map<CaseId, ScopeKey>()
    const touched: string[] = []
    for (const caseId of this.index.casesOf(vaultId))
      if (!keys.has(caseId)) touched.push(...this.index.drop(vaultId, caseId))
    // Another set of keys may open what could not be read before, wherever it stands.
    const from = known !== undefined && known.mark === held?.mark ? known.position : 0
    for (const scope of await reads.scopesAfter(vaultId, from)) {
      const key = keys.get(scope as CaseId)
      if (key === undefined) continue
      const events = await readCase(hub, reads, vaultId, scope as CaseId, key)
      const opened = events.find(({ body }) => body.kind === 'case-opened')?.body
      const number = opened?.kind === 'case-opened' ? opened.data.number : scope
      const one = { vaultId, caseId: scope as CaseId, number, identifiers: caseIdentifiers(events) }
      touched.push(...this.index.put(one))
    }
    this.#read.set(vaultId, { headHex, position, mark: held?.mark ?? '' })
    return touched
  }
}

/** Opens the events of a case, which were verified when they were taken. */
export async function readCase(
  { tools }: { readonly tools: HubTools },
  reads: HubReads,
  vaultId: VaultId,
  caseId: CaseId,
  key: ScopeKey,
): Promise<readonly JointEvent[]> {
  const events: JointEvent[] = []
  for (let after = 0; ; ) {
    const page = await reads.eventsOfScope(vaultId, caseId, after, EVENTS_AT_ONCE)
    for (const stored of page) {
      after = stored.position
      if (isEmptied(stored)) continue
      const header = readSealedHeader(stored, tools.crypto)
      const opened = header.ok ? openEvent({ header: header.value, stored }, tools.crypto, key) : null
      if (opened?.ok === true && header.ok) events.push({ ...opened.value, device: header.value.device })
    }
    if (page.length < EVENTS_AT_ONCE) return events
  }
}
