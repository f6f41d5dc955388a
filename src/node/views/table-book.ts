import type { CustodyBook } from '#core/custody/custody-book.ts'
import type { ItemState } from '#core/custody/item-state.ts'
import { takeCustody } from '#core/custody/take-custody.ts'
import type { ExhibitId, ItemId } from '#core/ids.ts'
import type { CaseChange } from '#core/projections/projection-changes.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import { itemEventRow, itemRow } from './view-rows.ts'
import { VIEW_TABLES } from './view-schema.ts'

type CustodyChange = Extract<CaseChange, { readonly change: 'take-custody' }>

/** Prepares moving the tables of who has what past an event, inside the caller's transaction. */
export function makeCustodyProjector(database: VaultDatabase): (change: CustodyChange) => void {
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
  const addEvent = database.prepare(
    `INSERT INTO item_event (${VIEW_TABLES.item_event.join(', ')}) VALUES (?, ?, ?, ?)`,
  )

  return ({ caseId, event }) => {
    const book: CustodyBook = {
      item(itemId) {
        const line = selectItem.get(itemId, caseId) as string | undefined
        return line === undefined ? undefined : (JSON.parse(line) as ItemState)
      },
      contents: (containerId) => selectContents.all(containerId, caseId) as ExhibitId[],
      awaiting: (seq) => selectAwaiting.all(seq, caseId) as ItemId[],
      keep: (item) => putItem.run(...itemRow(caseId, item)),
    }
    for (const entry of takeCustody(book, event)) addEvent.run(...itemEventRow(caseId, event.seq, entry))
  }
}
