import type { ChainEntryLine } from '#contract/custody-fields.ts'
import type { Handler } from '#contract/dispatcher.ts'
import { actorOf } from '#core/case-file/event-actor.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { ContainerId, ExhibitId, ItemId } from '#core/ids.ts'
import type { EventBody } from '#core/ledger/event-body.ts'
import { fail, succeed } from '#core/result.ts'
import { findEventBySeq } from '../ledger/find-event.ts'
import { knownSigners } from '../ledger/known-signers.ts'
import { readCaseEvent } from '../ledger/read-case.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { findOneItem } from './find-items.ts'
import { itemLineNow } from './item-lines.ts'

type Told = Omit<
  ChainEntryLine,
  'seq' | 'hashHex' | 'kind' | 'recordedAtMs' | 'by' | 'findings' | 'containerNumber'
>

/** `custody.chain`. Which events concern an item the projections say; what they say is verified event by event. */
export function showChain(session: SessionSource): Handler<'custody.chain'> {
  return async ({ item: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findOneItem(vault, name)
    if (!target.ok) return target
    const { found, item } = target.value
    const rows = vault.cases.itemEvents(item.itemId)
    if (!rows.ok) return rows
    const signers = knownSigners(vault.register)
    if (!signers.ok) return signers
    const entries: ChainEntryLine[] = []
    for (const { seq, findings } of rows.value) {
      const stored = findEventBySeq(vault.ledger, seq)
      if (!stored.ok) return stored
      if (stored.value === null) return fail({ code: 'ledger/event-refused', facts: { seq } })
      const event = readCaseEvent(vault, found.key, stored.value, signers.value)
      if (!event.ok) return event
      entries.push({ ...entryOf(vault, event.value, item.itemId), findings: [...findings] })
    }
    const line = itemLineNow(vault, item.itemId)
    return line.ok ? succeed({ item: line.value, entries }) : line
  }
}

function entryOf(
  vault: VaultSession,
  { body, seq, hashHex, time }: VerifiedEvent,
  itemId: ItemId,
): Omit<ChainEntryLine, 'findings'> {
  const container = containerIn(body, itemId)
  const containerNumber = container === null ? null : numberOf(vault, container)
  return {
    seq,
    hashHex,
    kind: body.kind,
    recordedAtMs: time.wallMs,
    by: actorOf(body),
    ...told(vault, body, time.wallMs),
    ...countedAs(vault, body, itemId),
    ...(containerNumber !== null && { containerNumber }),
  }
}

/** What a count said of an item, and of which place. */
function countedAs(
  vault: VaultSession,
  body: EventBody,
  itemId: ItemId,
): Pick<ChainEntryLine, 'counted' | 'where'> {
  if (body.kind !== 'exhibits-counted') return {}
  const { placeId, found, missing, unexpected } = body.data
  const lists = { found, missing, unexpected }
  const counted = (['found', 'missing', 'unexpected'] as const).find((name) => lists[name].includes(itemId))
  const places = vault.register.places()
  const place = places.ok ? places.value.find((one) => one.placeId === placeId) : undefined
  return {
    ...(counted !== undefined && { counted }),
    ...(place !== undefined && { where: `${place.code} ${place.name}` }),
  }
}

/** The container by which an event concerns what lies in it. */
function containerIn(body: EventBody, itemId: ItemId): ContainerId | null {
  if (body.kind === 'packed' || body.kind === 'unpacked')
    return body.data.containerId === itemId ? null : body.data.containerId
  return null
}

function told(vault: VaultSession, body: EventBody, recordedAtMs: number): Told {
  switch (body.kind) {
    case 'exhibit-registered': {
      const { seized, heldBy, sealNumber, photoIds } = body.data
      const { atMs, zone, place, authority } = seized
      return {
        atMs,
        zone,
        to: heldBy,
        where: place,
        ...(authority !== undefined && { authority }),
        ...(sealNumber !== undefined && { newSealNumber: sealNumber }),
        ...photosOf(vault, photoIds),
      }
    }
    case 'container-registered': {
      const { atMs, zone, heldBy, sealNumber } = body.data
      return { atMs, zone, to: heldBy, ...(sealNumber !== undefined && { newSealNumber: sealNumber }) }
    }
    case 'packed': {
      const { atMs, zone, sealNumber, explanation } = body.data
      return {
        atMs,
        zone,
        ...(sealNumber !== undefined && { newSealNumber: sealNumber }),
        ...(explanation !== undefined && { explanation }),
      }
    }
    case 'unpacked': {
      const { atMs, zone, reason, sealState, newSealNumber, explanation } = body.data
      return {
        atMs,
        zone,
        reason,
        sealState,
        ...(newSealNumber !== undefined && { newSealNumber }),
        ...(explanation !== undefined && { explanation }),
      }
    }
    case 'seal-changed': {
      const { atMs, zone, reason, sealState, newSealNumber, explanation, photoIds } = body.data
      return {
        atMs,
        zone,
        reason,
        sealState,
        newSealNumber,
        ...(explanation !== undefined && { explanation }),
        ...photosOf(vault, photoIds),
      }
    }
    case 'custody-moved': {
      const { moveId: _id, itemIds: _items, photoIds, movedBy: _by, movedAtMs: atMs, ...move } = body.data
      return { ...move, atMs, ...photosOf(vault, photoIds) }
    }
    case 'original-accessed': {
      const { exhibitId: _id, accessedAtMs: atMs, accessedBy: _by, ...access } = body.data
      return { ...access, atMs }
    }
    case 'exhibits-counted': {
      const { countedAtMs: atMs, zone, note } = body.data
      return { atMs, zone, ...(note !== undefined && { reason: note }) }
    }
    case 'examination-recorded': {
      const { endedAtMs: atMs, tool, version, command, inputs, outputs, note } = body.data
      const named = ({ exhibitId, digestHex }: (typeof inputs)[number]) => {
        return { number: numberOf(vault, exhibitId) ?? exhibitId, digestHex }
      }
      return {
        atMs,
        tool: `${tool} ${version}`,
        command,
        inputs: inputs.map(named),
        outputs: outputs.map(named),
        ...(note !== undefined && { reason: note }),
      }
    }
    case 'photos-linked':
      return { atMs: recordedAtMs, ...photosOf(vault, body.data.photoIds) }
    case 'event-confirmed': {
      const { seq: confirms, note } = body.data
      return { atMs: recordedAtMs, confirms, ...(note !== undefined && { reason: note }) }
    }
    case 'raid-item-linked': {
      const { reason } = body.data
      return { atMs: recordedAtMs, ...(reason !== undefined && { reason }) }
    }
    default:
      return { atMs: recordedAtMs }
  }
}

function photosOf(vault: VaultSession, photoIds: readonly ExhibitId[]): { photoNumbers?: string[] } {
  if (photoIds.length === 0) return {}
  return { photoNumbers: photoIds.map((photoId) => numberOf(vault, photoId) ?? photoId) }
}

function numberOf({ cases }: VaultSession, itemId: ItemId): string | null {
  const row = cases.findItem(itemId)
  return row.ok && row.value !== null ? row.value.item.number : null
}
