import type { SealedObject } from '#app/ports/object-store.ts'
import type {
  ItemEventRow,
  ItemQuery,
  ItemRow,
  ObjectRow,
  PartRow,
  PlaceCountRow,
  ThingStore,
  WaitingRow,
} from '#app/ports/thing-store.ts'
import type { CustodyFinding, ItemState } from '#core/custody/item-state.ts'
import type { ScanCodeKind } from '#core/custody/scan-codes.ts'
import type { CaseId, PlaceId, UserId } from '#core/ids.ts'
import type { RaidLine } from '#core/projections/projection-changes.ts'
import type { Result } from '#core/result.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'

type Answer<Read> = Read extends (...query: infer Query) => Result<infer Value, unknown>
  ? (...query: Query) => Value
  : never

/** What a thing store answers, without failures: whoever keeps the database adds those. They throw what SQLite answers. */
export type ThingQueries = { readonly [Name in keyof ThingStore]: Answer<ThingStore[Name]> }

type TableRow = { readonly case_id: string; readonly line: string }
type WaitingTableRow = TableRow & {
  readonly awaited_seq: number
  readonly receiver_id: string
  readonly giver_id: string
}

const BY_NUMBER = 'ORDER BY case_id, letter, run, number'

/** Prepares the questions about things that operations ask of one person's database. */
export function makeThingQueries(database: VaultDatabase): ThingQueries {
  const selectItem = database.prepare(
    'SELECT case_id, line FROM custody_item WHERE item_id = @name OR number = @name',
  )
  const selectCode = database.prepare(
    `SELECT DISTINCT item.case_id, item.line, code.kind FROM scan_code AS code
     JOIN custody_item AS item ON item.item_id = code.item_id AND item.case_id = code.case_id
     WHERE code.code = ? ORDER BY item.number, code.kind LIMIT 100`,
  )
  const selectLast = database
    .prepare('SELECT coalesce(max(run), 0) FROM custody_item WHERE case_id = ? AND letter = ?')
    .pluck()
  const selectRaids = database
    .prepare("SELECT count(*) FROM raid_line WHERE case_id = ? AND kind = 'raid-opened'")
    .pluck()
  const selectEvents = database.prepare(
    `SELECT seq, findings FROM item_event WHERE item_id = @itemId
     AND case_id = (SELECT case_id FROM custody_item WHERE item_id = @itemId) ORDER BY seq`,
  )
  const selectPlaces = database.prepare(
    "SELECT holder_id AS placeId, count(*) AS items FROM custody_item WHERE holder_kind = 'place' GROUP BY holder_id",
  )
  const selectCounts = database
    .prepare(
      `SELECT audit_id FROM place_count WHERE place_id = ? GROUP BY audit_id
       ORDER BY max(at_ms) DESC, max(seq) DESC LIMIT ? OFFSET ?`,
    )
    .pluck()
  const selectCountParts = database.prepare(
    'SELECT case_id, line FROM place_count WHERE place_id = ? AND audit_id = ? ORDER BY case_id, seq',
  )
  const selectCountTotal = database
    .prepare('SELECT count(DISTINCT audit_id) FROM place_count WHERE place_id = ?')
    .pluck()
  const raidColumns = 'SELECT seq, kind, line FROM raid_line'
  const selectRaid = database.prepare(`${raidColumns} WHERE raid_id = ? AND case_id = ? ORDER BY seq`)
  const selectCaseRaids = database.prepare(`${raidColumns} WHERE case_id = ? ORDER BY seq`)
  const selectRaidCounts = database.prepare(
    `SELECT room_id AS id, count(*) AS items FROM custody_item WHERE raid_id = @raidId AND room_id IS NOT NULL GROUP BY room_id
     UNION ALL SELECT person_id, count(*) FROM custody_item WHERE raid_id = @raidId AND person_id IS NOT NULL GROUP BY person_id
     UNION ALL SELECT @raidId, count(*) FROM custody_item WHERE raid_id = @raidId`,
  )
  const selectParts = database.prepare(
    'SELECT part_index, line FROM part WHERE exhibit_id = ? AND part_index > ? ORDER BY part_index LIMIT ?',
  )
  const selectObjects = database.prepare(
    `SELECT exhibit.number, exhibit.line FROM exhibit WHERE object_id IS NOT NULL
     UNION ALL SELECT exhibit.number, part.line FROM part LEFT JOIN exhibit ON exhibit.exhibit_id = part.exhibit_id`,
  )

  return {
    findItem(name) {
      const row = selectItem.get({ name }) as TableRow | undefined
      return row === undefined ? null : toItemRow(row)
    },
    items: (query) => listItems(database, query),
    findCode: (code) =>
      (selectCode.all(code) as (TableRow & { readonly kind: ScanCodeKind })[]).map((row) => {
        return { ...toItemRow(row), as: row.kind }
      }),
    lastNumber: (caseId, letter) =>
      (letter === 'R' ? selectRaids.get(caseId) : selectLast.get(caseId, letter)) as number,
    itemEvents: (itemId) =>
      (selectEvents.all({ itemId }) as { seq: number; findings: string }[]).map(
        ({ seq, findings }): ItemEventRow => {
          return { seq, findings: findings === '' ? [] : (findings.split(' ') as CustodyFinding[]) }
        },
      ),
    waiting: (of) => listWaiting(database, of),
    itemsByPlace: () =>
      new Map(
        (selectPlaces.all() as { placeId: PlaceId; items: number }[]).map(({ placeId, items }) => [
          placeId,
          items,
        ]),
      ),
    placeCounts: (placeId, limit, offset) => ({
      counts: (selectCounts.all(placeId, limit, offset) as string[]).map((auditId): PlaceCountRow => {
        const parts = selectCountParts.all(placeId, auditId) as TableRow[]
        return {
          parts: parts.map(({ case_id, line }) => ({ caseId: case_id as CaseId, data: JSON.parse(line) })),
        }
      }),
      total: selectCountTotal.get(placeId) as number,
    }),
    raidLines: (caseId, raidId) =>
      (
        (raidId === undefined ? selectCaseRaids.all(caseId) : selectRaid.all(raidId, caseId)) as {
          seq: number
          kind: RaidLine['kind']
          line: string
        }[]
      ).map(({ seq, kind, line }) => ({ seq, kind, data: JSON.parse(line) }) as RaidLine & { seq: number }),
    countRaid: (raidId) =>
      new Map(
        (selectRaidCounts.all({ raidId }) as { id: string; items: number }[]).map(({ id, items }) => [
          id,
          items,
        ]),
      ),
    partsOf: (exhibitId, afterIndex, limit) =>
      (selectParts.all(exhibitId, afterIndex, limit) as { part_index: number; line: string }[]).map(toPart),
    allObjects: () => (selectObjects.all() as { number: string | null; line: string }[]).map(toObjectRow),
  }
}

function listItems(
  database: VaultDatabase,
  query: ItemQuery,
): { readonly items: readonly ItemRow[]; readonly total: number } {
  const { limit, offset, ...conditions } = query
  const columns = {
    caseId: 'case_id',
    holderId: 'holder_id',
    containerId: 'container_id',
    raidId: 'raid_id',
    roomId: 'room_id',
    state: 'state',
    kind: 'kind',
  } as const satisfies { readonly [Name in keyof Required<typeof conditions>]: string }
  const given = (Object.keys(columns) as (keyof typeof columns)[]).filter(
    (name) => conditions[name] !== undefined,
  )
  const where = given.length === 0 ? '1' : given.map((name) => `${columns[name]} = ?`).join(' AND ')
  const values = given.map((name) => conditions[name])
  const rows = database
    .prepare(`SELECT case_id, line FROM custody_item WHERE ${where} ${BY_NUMBER} LIMIT ? OFFSET ?`)
    .all(...values, limit, offset) as TableRow[]
  const total = database
    .prepare(`SELECT count(*) FROM custody_item WHERE ${where}`)
    .pluck()
    .get(...values) as number
  return { items: rows.map(toItemRow), total }
}

function listWaiting(
  database: VaultDatabase,
  { receiverId, giverId, caseId }: Parameters<ThingStore['waiting']>[0],
): readonly WaitingRow[] {
  const conditions: string[] = []
  const values: string[] = []
  const demand = (column: string, value: string | undefined) => {
    if (value === undefined) return
    conditions.push(`${column} = ?`)
    values.push(value)
  }
  demand('receiver_id', receiverId)
  demand('giver_id', giverId)
  demand('case_id', caseId)
  const rows = database
    .prepare(
      `SELECT case_id, line, awaited_seq, receiver_id, giver_id FROM custody_item
       WHERE ${['awaited_seq IS NOT NULL', ...conditions].join(' AND ')} ORDER BY awaited_seq, letter, run, number`,
    )
    .all(...values) as WaitingTableRow[]
  const moves = new Map<string, WaitingRow & { readonly items: ItemState[] }>()
  for (const row of rows) {
    const { case_id: caseOf, awaited_seq: seq, receiver_id, giver_id } = row
    const key = `${caseOf} ${seq}`
    const move = moves.get(key) ?? {
      caseId: caseOf as CaseId,
      seq,
      receiverId: receiver_id as UserId,
      giverId: giver_id as UserId,
      items: [],
    }
    move.items.push(toItemRow(row).item)
    moves.set(key, move)
  }
  return [...moves.values()]
}

function toItemRow({ case_id, line }: TableRow): ItemRow {
  return { caseId: case_id as CaseId, item: JSON.parse(line) as ItemState }
}

function toObjectRow({ number, line }: { readonly number: string | null; readonly line: string }): ObjectRow {
  const named = JSON.parse(line) as SealedObject | Omit<PartRow, 'index'>
  const { sizeBytes, digestHex } = named
  const { objectId, segmentSizeBytes, sealDigestHex } = 'object' in named ? named.object : named
  return { objectId, sizeBytes, digestHex, segmentSizeBytes, sealDigestHex, exhibitNumber: number }
}

function toPart({ part_index, line }: { readonly part_index: number; readonly line: string }): PartRow {
  return { ...(JSON.parse(line) as Omit<PartRow, 'index'>), index: part_index }
}
