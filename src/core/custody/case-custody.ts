import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { DigestHex, ItemId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'
import { MemoryBook } from './custody-book.ts'
import type { CustodyFinding, ItemState } from './item-state.ts'
import { takeCustody } from './take-custody.ts'

/** One event of an item's chain. */
export type ChainLink = { readonly seq: number; readonly findings: readonly CustodyFinding[] }

/** An item as it stands, with its whole chain. */
export type ItemView = ItemState & { readonly chain: readonly ChainLink[] }

/** An event with its place and time. */
type Recorded = { readonly seq: number; readonly hashHex: DigestHex; readonly recordedAtMs: number }

/** Who signed for a hand-over, and by which event. */
type Receipt = { readonly seq: number; readonly atMs: number; readonly by: string }

/** A hand-over, with its receiver's signature once there is one. */
export type MoveView = Recorded & EventData<'custody-moved'> & { readonly receipt?: Receipt }
/** A physical exhibit as it was registered. */
export type ThingView = Recorded & EventData<'exhibit-registered'>
/** An examination as it was recorded. */
export type ExaminationView = Recorded & EventData<'examination-recorded'>

/** A count of a storage place, as far as the case's items are concerned. */
export type CountView = Recorded & EventData<'exhibits-counted'>

/** What a case's events say of its things. */
export type CustodyView = {
  readonly items: readonly ItemView[]
  readonly containers: readonly ItemView[]
  readonly things: readonly ThingView[]
  readonly moves: readonly MoveView[]
  readonly examinations: readonly ExaminationView[]
  readonly counts: readonly CountView[]
}

/** Folds what a case's events say of its things, one event after the other. */
export class CaseCustody {
  readonly #book = new MemoryBook()
  readonly #chains = new Map<ItemId, ChainLink[]>()
  readonly #things: ThingView[] = []
  readonly #moves = new Map<number, MoveView>()
  readonly #examinations: ExaminationView[] = []
  readonly #counts: CountView[] = []

  take(event: VerifiedEvent): void {
    const { body, seq, hashHex, time } = event
    const recorded = { seq, hashHex, recordedAtMs: time.wallMs }
    for (const { itemId, findings } of takeCustody(this.#book, event)) {
      const chain = this.#chains.get(itemId)
      if (chain === undefined) this.#chains.set(itemId, [{ seq, findings }])
      else chain.push({ seq, findings })
    }
    switch (body.kind) {
      case 'exhibit-registered':
        this.#things.push({ ...recorded, ...body.data })
        return
      case 'custody-moved':
        this.#moves.set(seq, { ...recorded, ...body.data })
        return
      case 'examination-recorded':
        this.#examinations.push({ ...recorded, ...body.data })
        return
      case 'exhibits-counted':
        this.#counts.push({ ...recorded, ...body.data })
        return
      case 'event-confirmed': {
        const { seq: confirmedSeq, purpose, confirmedBy } = body.data
        const move = this.#moves.get(confirmedSeq)
        if (purpose !== 'hand-over' || move?.to.kind !== 'person') return
        if (move.to.userId !== confirmedBy.userId) return
        this.#moves.set(confirmedSeq, {
          ...move,
          receipt: { seq, atMs: time.wallMs, by: confirmedBy.name },
        })
        return
      }
    }
  }

  /** What the events so far say. */
  view(): CustodyView {
    const items = [...this.#book.items()].map((item): ItemView => {
      return { ...item, chain: this.#chains.get(item.itemId) ?? [] }
    })
    return {
      items,
      containers: items.filter(({ kind }) => kind === 'container'),
      things: this.#things,
      moves: [...this.#moves.values()],
      examinations: this.#examinations,
      counts: this.#counts,
    }
  }
}
