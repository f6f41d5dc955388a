import type { StoredEvent } from '#app/ports/ledger-store.ts'
import type { DeviceId, DigestHex } from '#core/ids.ts'
import type { SeqRange } from '#core/ledger/chain-walk.ts'
import { projectEvent } from '#core/projections/project-event.ts'
import { makeRegisterProjector } from '../sqlite/register-projector.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import type { ProvedEvent } from './judge-claims.ts'

/** Stands for the device of a gap until it is known which chain is the last: that device's salvage names every gap. */
const NOT_YET_KNOWN = ''

/** Writes what was saved into the database of the new vault: the chains of other devices, with their gaps. */
export class SalvagedLedger {
  readonly #add: (events: readonly ProvedEvent[]) => void
  readonly #gap: (gap: SeqRange) => void
  readonly #nameGaps: (device: DeviceId) => void
  readonly #bySeq: ReturnType<VaultDatabase['prepare']>
  readonly #lost: SeqRange[] = []
  /** How many events were saved. */
  saved = 0
  #lastSeq = 0

  constructor(database: VaultDatabase) {
    const project = makeRegisterProjector(database)
    const insert = database.prepare(
      `INSERT INTO event (position, device, seq, header, hash_hex, signature, sealed_body, scope)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    const insertGap = database.prepare('INSERT INTO salvaged_gap (device, from_seq, to_seq) VALUES (?, ?, ?)')
    this.#gap = ({ from, to }) => void insertGap.run(NOT_YET_KNOWN, from, to)
    const nameGaps = database.prepare('UPDATE salvaged_gap SET device = ? WHERE device = ?')
    this.#nameGaps = (device) => void nameGaps.run(device, NOT_YET_KNOWN)
    this.#add = database.transaction((events: readonly ProvedEvent[]) => {
      for (const { stored, event } of events) {
        this.#close(stored.seq)
        this.saved += 1
        insert.run(
          this.saved,
          stored.device,
          stored.seq,
          stored.header,
          stored.hashHex,
          stored.signature,
          stored.sealedBody,
          stored.scope,
        )
        for (const change of event === null ? [] : projectEvent(event).register) project(change)
        this.#lastSeq = stored.seq
      }
    })
    this.#bySeq = database.prepare('SELECT hash_hex, header, scope FROM event WHERE seq = ?')
  }

  /** Adds events that follow those already there. */
  add(events: readonly ProvedEvent[]): void {
    if (events.length > 0) this.#add(events)
  }

  /** Ends the chains at the last number that was ever given; answers what is not there. `device` is the last chain's. */
  end(device: DeviceId, lastSeq: number): readonly SeqRange[] {
    this.#close(lastSeq + 1)
    this.#nameGaps(device)
    return this.#lost
  }

  /** An event that was saved, by its number. */
  find(seq: number): Pick<StoredEvent, 'header' | 'scope' | 'hashHex'> | null {
    const row = this.#bySeq.get(seq) as
      | { readonly hash_hex: DigestHex; readonly header: Uint8Array; readonly scope: string }
      | undefined
    return row === undefined ? null : { hashHex: row.hash_hex, header: row.header, scope: row.scope }
  }

  // What an earlier salvage named as lost is named again: it is as lost as what this one did not find.
  #close(nextSeq: number): void {
    if (nextSeq <= this.#lastSeq + 1) return
    const gap = { from: this.#lastSeq + 1, to: nextSeq - 1 }
    this.#gap(gap)
    this.#lost.push(gap)
  }
}
