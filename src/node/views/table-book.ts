import { type CustodyBook, MemoryBook } from '#core/custody/custody-book.ts'
import type { ItemState } from '#core/custody/item-state.ts'
import { takeCustody } from '#core/custody/take-custody.ts'
import type { CaseId, ExhibitId, ItemId } from '#core/ids.ts'
import type { CaseChange } from '#core/projections/projection-changes.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import { itemEventRow, itemRow } from './view-rows.ts'
import { VIEW_TABLES } from './view-schema.ts'

type CustodyChange = Extract<CaseChange, { readonly change: 'take-custody' }>

/**
 * Prepares moving the tables of who has what past an event, inside the caller's transaction. So many items are also held in memory, and
 * in any case those of the case that was read last, so that filling an empty database need not read back what it wrote; `null` holds
 * none, as whoever may roll back must.
 */
export function makeCustodyProjector(
  database: VaultDatabase,
  mostItemsHeld: number | null,
): (change: CustodyChange) => void {
  const bookOf = prepareBooks(database)
  const held = mostItemsHeld === null ? null : new HeldBooks(database, mostItemsHeld)
  const addEvent = database.prepare(
    `INSERT INTO item_event (${VIEW_TABLES.item_event.join(', ')}) VALUES (?, ?, ?, ?)`,
  )
  return ({ caseId, event }) => {
    const written = bookOf(caseId)
    const book = held === null ? written : held.bookOver(caseId, written)
    for (const entry of takeCustody(book, event)) addEvent.run(...itemEventRow(caseId, event.seq, entry))
  }
}

function prepareBooks(database: VaultDatabase): (caseId: CaseId) => CustodyBook {
  const selectItem = database
    .prepare('SELECT line FROM custody_item WHERE item_id = ? AND case_id = ?')
    .pluck()
  const selectContents = database
    .prepare('SELECT item_id FROM custody_item WHERE container_id = ? AND case_id = ?')
    .pluck()
  const selectAwaiting = database
    .prepare('SELECT item_id FROM custody_item WHERE awaited_seq = ? AND case_id = ?')
    .pluck()
  const columns = VIEW_TABLES.custody_item
  const putItem = database.prepare(
    `INSERT INTO custody_item (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (item_id) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  )
  return (caseId) => ({
    item(itemId) {
      const line = selectItem.get(itemId, caseId) as string | undefined
      return line === undefined ? undefined : (JSON.parse(line) as ItemState)
    },
    contents: (containerId) => selectContents.all(containerId, caseId) as ExhibitId[],
    awaiting: (seq) => selectAwaiting.all(seq, caseId) as ItemId[],
    keep: (item) => putItem.run(...itemRow(caseId, item)),
  })
}

/** The items of the cases that were read last, as they stand in the tables. */
class HeldBooks {
  readonly #selectItems: ReturnType<VaultDatabase['prepare']>
  readonly #mostItems: number
  /** The case that was read last stands last. */
  readonly #books = new Map<CaseId, { readonly book: MemoryBook; items: number }>()
  #items = 0

  constructor(database: VaultDatabase, mostItems: number) {
    this.#mostItems = mostItems
    this.#selectItems = database.prepare('SELECT line FROM custody_item WHERE case_id = ?').pluck()
  }

  /** A book that answers from memory and keeps in both. */
  bookOver(caseId: CaseId, written: CustodyBook): CustodyBook {
    const held = this.#books.get(caseId) ?? this.#read(caseId)
    const { book } = held
    // Last again.
    this.#books.delete(caseId)
    this.#books.set(caseId, held)
    return {
      item: (itemId) => book.item(itemId),
      contents: (containerId) => book.contents(containerId),
      awaiting: (seq) => book.awaiting(seq),
      keep: (item) => {
        if (book.item(item.itemId) === undefined) {
          held.items += 1
          this.#items += 1
        }
        book.keep(item)
        written.keep(item)
      },
    }
  }

  #read(caseId: CaseId) {
    for (const [oldest, { items }] of this.#books) {
      if (this.#items <= this.#mostItems) break
      this.#books.delete(oldest)
      this.#items -= items
    }
    const book = new MemoryBook()
    const lines = this.#selectItems.all(caseId) as string[]
    for (const line of lines) book.keep(JSON.parse(line) as ItemState)
    this.#items += lines.length
    return { book, items: lines.length }
  }
}
