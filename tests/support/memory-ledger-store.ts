import type { LedgerStore, NewEvent, StoredEvent } from '#app/ports/ledger-store.ts'
import type { DeviceId } from '#core/ids.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import { succeed } from '#core/result.ts'
import { expectOk } from './results.ts'

/** A ledger in memory: it keeps what it is given and forgets projections. */
export function makeMemoryLedgerStore(
  device: DeviceId,
): LedgerStore & { readonly events: readonly StoredEvent[] } {
  const events: StoredEvent[] = []
  return {
    events,
    head() {
      const last = events.at(-1)
      if (last === undefined) return succeed(null)
      return succeed({ seq: last.seq, hashHex: last.hashHex, time: expectOk(parseHeader(last.header)).time })
    },
    append(added: readonly NewEvent[]) {
      for (const { changes: _, ...event } of added)
        events.push({ ...event, device, position: events.length + 1 })
      return succeed(undefined)
    },
    readScope: (scope, after, limit) =>
      succeed(events.filter((event) => event.scope === scope && event.position > after).slice(0, limit)),
    readAll: (after, limit) => succeed(events.slice(after, after + limit)),
    count: () => succeed(events.length),
    expunge(added, positions) {
      for (const { changes: _, ...event } of added)
        events.push({ ...event, device, position: events.length + 1 })
      for (const position of positions) {
        const event = events[position - 1]
        if (event !== undefined) events[position - 1] = { ...event, sealedBody: new Uint8Array(0) }
      }
      return succeed(undefined)
    },
  }
}
