import type { Dialect, HubDatabase } from './hub-tables.ts'

/** The tables about people who work at headquarters; both databases have the same. */
export type DeskTables = {
  readonly audit_row: {
    readonly seq: number
    readonly hash_hex: string
    readonly bytes: Uint8Array
    readonly signature: Uint8Array
  }
  readonly desk_session: {
    readonly id_hex: string
    readonly person_id: string
    readonly sealed_hex: string
    readonly used_at_ms: number
    readonly ends_at_ms: number
  }
  readonly log_in_try: { readonly mark: string; readonly count: number; readonly last_at_ms: number }
  readonly used_step: { readonly person_id: string; readonly step: number }
  readonly desk_turn: { readonly id: number; readonly taken: number }
}

/** Makes these tables, in the transaction it is given. */
export async function makeDeskTables(db: HubDatabase, { bytes, count }: Dialect): Promise<void> {
  const { schema } = db
  await schema
    .createTable('audit_row')
    .addColumn('seq', count, (column) => column.primaryKey())
    .addColumn('hash_hex', 'text', (column) => column.notNull())
    .addColumn('bytes', bytes, (column) => column.notNull())
    .addColumn('signature', bytes, (column) => column.notNull())
    .execute()
  await schema
    .createTable('desk_session')
    .addColumn('id_hex', 'text', (column) => column.primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('sealed_hex', 'text', (column) => column.notNull())
    .addColumn('used_at_ms', count, (column) => column.notNull())
    .addColumn('ends_at_ms', count, (column) => column.notNull())
    .execute()
  await schema.createIndex('desk_session_end').on('desk_session').column('ends_at_ms').execute()
  await schema
    .createTable('log_in_try')
    .addColumn('mark', 'text', (column) => column.primaryKey())
    .addColumn('count', count, (column) => column.notNull())
    .addColumn('last_at_ms', count, (column) => column.notNull())
    .execute()
  await schema
    .createTable('used_step')
    .addColumn('person_id', 'text', (column) => column.primaryKey())
    .addColumn('step', count, (column) => column.notNull())
    .execute()
  await schema
    .createTable('desk_turn')
    .addColumn('id', count, (column) => column.primaryKey())
    .addColumn('taken', count, (column) => column.notNull())
    .execute()
  await db.insertInto('desk_turn').values({ id: 1, taken: 0 }).execute()
}
