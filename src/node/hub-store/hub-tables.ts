import { type Kysely, sql } from 'kysely'
import { makeDeskTables } from './desk-tables.ts'
import type { Dialect, HubDatabase } from './store-tables.ts'

/** The newest schema that this program knows. */
export const HUB_SCHEMA = 2

/** Makes the tables of an empty store, in the transaction it is given. */
export async function makeTables(db: HubDatabase, { bytes, count }: Dialect): Promise<void> {
  const { schema } = db
  await schema.createTable('hub_schema').addColumn('number', count, primary).execute()
  await schema
    .createTable('hub_event')
    .addColumn('seq', count, primary)
    .addColumn('hash_hex', 'text', needed)
    .addColumn('bytes', bytes, needed)
    .addColumn('signature', bytes, needed)
    .execute()
  await schema
    .createTable('head')
    .addColumn('vault_id', 'text', primary)
    .addColumn('position', count, needed)
    .addColumn('seq', count, needed)
    .addColumn('head_hex', 'text', needed)
    .addColumn('received_at_ms', count, needed)
    .execute()
  await schema
    .createTable('event')
    .addColumn('vault_id', 'text', needed)
    .addColumn('position', count, needed)
    .addColumn('device', 'text', needed)
    .addColumn('seq', count, needed)
    .addColumn('header', bytes, needed)
    .addColumn('hash_hex', 'text', needed)
    .addColumn('signature', bytes, needed)
    .addColumn('sealed_body', bytes, needed)
    .addColumn('scope', 'text', needed)
    .addPrimaryKeyConstraint('event_place', ['vault_id', 'position'])
    .execute()
  await schema.createIndex('event_hash').on('event').columns(['vault_id', 'hash_hex']).execute()
  await schema.createIndex('event_scope').on('event').columns(['vault_id', 'scope', 'position']).execute()
  await schema.createIndex('event_seq').unique().on('event').columns(['vault_id', 'seq']).execute()
  await schema
    .createTable('scope_key')
    .addColumn('vault_id', 'text', needed)
    .addColumn('scope', 'text', needed)
    .addColumn('sealed_hex', 'text', needed)
    .addPrimaryKeyConstraint('scope_key_of', ['vault_id', 'scope'])
    .execute()
  await schema
    .createTable('held_object')
    .addColumn('vault_id', 'text', needed)
    .addColumn('object_id', 'text', needed)
    .addColumn('scope', 'text', needed)
    .addColumn('size_bytes', count, needed)
    .addColumn('digest_hex', 'text', needed)
    .addPrimaryKeyConstraint('held_object_of', ['vault_id', 'object_id'])
    .execute()
  await makeQueueAndTree(db, { bytes, count })
  await makeDeskTables(db, { bytes, count })
  await db.insertInto('tree').values({ id: 1, size: 0 }).execute()
  await db.insertInto('hub_schema').values({ number: HUB_SCHEMA }).execute()
}

/** Adds to a store of an older program what it does not have, in the transaction it is given. */
export async function addTables(db: HubDatabase, dialect: Dialect): Promise<void> {
  // Another process may have done so while this one waited for its turn.
  await lockChanges(db)
  if ((await findSchema(db)) !== 1) return
  await makeDeskTables(db, dialect)
  await db.updateTable('hub_schema').set({ number: HUB_SCHEMA }).execute()
}

async function makeQueueAndTree({ schema }: HubDatabase, { bytes, count }: Dialect): Promise<void> {
  await schema
    .createTable('package')
    .addColumn('package_id', 'text', primary)
    .addColumn('manifest_digest_hex', 'text', needed)
    .addColumn('vault_id', 'text', needed)
    .addColumn('device_id', 'text', needed)
    .addColumn('state', 'text', needed)
    .addColumn('from_seq', count, needed)
    .addColumn('to_seq', count, needed)
    .addColumn('made_at_ms', count, needed)
    .addColumn('received_at_ms', count, needed)
    .addColumn('decided_at_ms', count)
    .addColumn('reason', 'text')
    .addColumn('report', 'text', needed)
    .execute()
  await schema.createIndex('package_state').on('package').columns(['state', 'received_at_ms']).execute()
  await schema.createIndex('package_vault').on('package').columns(['vault_id', 'made_at_ms']).execute()
  await schema
    .createTable('leaf')
    .addColumn('leaf_index', count, primary)
    .addColumn('vault_id', 'text', needed)
    .addColumn('device_id', 'text', needed)
    .addColumn('package_id', 'text', needed)
    .addColumn('seq', count, needed)
    .addColumn('head_hex', 'text', needed)
    .addColumn('received_at_ms', count, needed)
    .addColumn('object_ids', 'text', needed)
    .execute()
  await schema
    .createTable('subtree')
    .addColumn('place', 'text', primary)
    .addColumn('hash', bytes, needed)
    .execute()
  await schema.createIndex('leaf_vault').on('leaf').columns(['vault_id', 'leaf_index']).execute()
  await schema
    .createTable('told_tree')
    .addColumn('vault_id', 'text', needed)
    .addColumn('tree_size', count, needed)
    .addPrimaryKeyConstraint('told_tree_of', ['vault_id', 'tree_size'])
    .execute()
  await schema.createTable('tree').addColumn('id', count, primary).addColumn('size', count, needed).execute()
}

/** The schema of a store, or `null` where it has none yet. */
export async function findSchema(db: HubDatabase): Promise<number | null> {
  const tables = await db.introspection.getTables()
  if (!tables.some(({ name }) => name === 'hub_schema')) return null
  const row = await db.selectFrom('hub_schema').select('number').executeTakeFirst()
  return row?.number ?? null
}

/** Keeps every other change of this store waiting until the transaction ends. */
export async function lockChanges(db: HubDatabase): Promise<void> {
  await db.updateTable('tree').set({ size: sql`size` }).where('id', '=', 1).execute()
}

const primary = (column: Column) => column.primaryKey()
const needed = (column: Column) => column.notNull()

type Column = Parameters<
  NonNullable<Parameters<ReturnType<Kysely<never>['schema']['createTable']>['addColumn']>[2]>
>[0]
