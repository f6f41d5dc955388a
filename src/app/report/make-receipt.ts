import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import { foldCase } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { buildReceipt, type ReceiptFacts } from '#core/documents/receipt.ts'
import { gatherHandOver, gatherSeizure, type ReceiptCase } from '#core/documents/receipt-facts.ts'
import type { ItemId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type FindItemsFailure, findItems } from '../custody/find-items.ts'
import { readScopeEvents } from '../ledger/read-case.ts'
import { findCase, lockedFailure, type VaultSession } from '../vault-session.ts'
import { type DrawingTools, drawReport } from './draw-report.ts'

type About = ParsedInputOf<'receipt.make'>['about']
type GatherFailure = FindItemsFailure | Failure<'event/not-found' | 'raid/not-found' | 'custody/not-physical'>

/** `receipt.make`. What a receipt states follows from the verified events of the case alone. */
export function makeReceipt(tools: DrawingTools, software: string): Handler<'receipt.make'> {
  return async ({ case: name, about, languages }, context) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, name)
    if (!found.ok) return found
    const events = readScopeEvents(vault, found.value)
    if (!events.ok) return events
    const view = foldCase(events.value)
    if (view === null) return fail({ code: 'case/not-found' })
    const { number, title, head } = view
    const facts = gather(vault, { number, title, head, events: events.value }, about)
    if (!facts.ok) return facts
    const { kind, items, events: recorded } = facts.value
    const { seq, hashHex } = head
    const drawn = await drawReport(
      tools,
      vault,
      {
        found: found.value,
        document: buildReceipt(facts.value, { languages, software }),
        kind: `${kind}-receipt`,
        fileName: `${number}-${kind}-receipt-${recorded[0].seq}.pdf`,
        madeFrom: { seq, hashHex },
      },
      context,
    )
    return typeof drawn === 'object' && drawn.ok ? succeed({ ...drawn.value, entries: items.length }) : drawn
  }
}

function gather(vault: VaultSession, file: ReceiptCase, about: About): Result<ReceiptFacts, GatherFailure> {
  if (about.kind === 'hand-over') {
    const facts = gatherHandOver(file, about.seq)
    return facts === null ? fail({ code: 'event/not-found' }) : succeed(facts)
  }
  const items = about.kind === 'raid' ? itemsOfRaid(file.events, about.raid) : itemsNamed(vault, about.items)
  if (!items.ok) return items
  const facts = gatherSeizure(file, items.value)
  if (facts !== null) return succeed(facts)
  // Files were sealed and not seized; their receipt is that of a complaint or of a hand-over.
  return fail({ code: items.value.length > 0 ? 'custody/not-physical' : 'custody/item-not-found' })
}

function itemsNamed(vault: VaultSession, names: readonly string[]): Result<readonly ItemId[], GatherFailure> {
  const found = findItems(vault, names)
  return found.ok ? succeed(found.value.items.map(({ itemId }) => itemId)) : found
}

function itemsOfRaid(
  events: readonly VerifiedEvent[],
  name: string,
): Result<readonly ItemId[], Failure<'raid/not-found'>> {
  const raid = events.find(
    ({ body }) => body.kind === 'raid-opened' && (body.data.raidId === name || body.data.number === name),
  )
  if (raid?.body.kind !== 'raid-opened') return fail({ code: 'raid/not-found' })
  const { raidId } = raid.body.data
  const taken = new Set<ItemId>()
  for (const { body } of events) {
    if (body.kind === 'exhibit-registered' && body.data.seized.raidId === raidId)
      taken.add(body.data.exhibitId)
    if (body.kind === 'raid-item-linked' && body.data.raidId === raidId) taken.add(body.data.exhibitId)
  }
  return succeed([...taken])
}
