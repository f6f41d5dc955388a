import type { Dialect, HubDatabase } from './store-tables.ts'

/** Makes the tables about people who work at headquarters, in the transaction it is given. */
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
