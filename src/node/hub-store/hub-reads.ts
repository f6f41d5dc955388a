import type { HeldHead, HubReads, PackageRow, PackageState, StoredLeaf } from '#app/ports/hub-store.ts'
import type { StoredEvent } from '#app/ports/ledger-store.ts'
import type { DeviceId, DigestHex, ObjectId, PackageId, VaultId } from '#core/ids.ts'
import { subtreeKey } from '#core/merkle/compact-tree.ts'
import { deskReadsOf } from './desk-rows.ts'
import type { HubDatabase, HubTables } from './store-tables.ts'

/** Answers what can be asked of a hub's store, inside or outside of a transaction. */
export function readsOf(db: HubDatabase): HubReads {
  return {
    ...deskReadsOf(db),
    hubEvents: async (afterSeq, limit) => {
      const rows = await db
        .selectFrom('hub_event')
        .selectAll()
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .limit(limit)
        .execute()
      return rows.map(({ seq, hash_hex, bytes, signature }) => ({
        seq,
        hashHex: hash_hex as DigestHex,
        bytes,
        signature,
      }))
    },
    heads: async () => (await db.selectFrom('head').selectAll().orderBy('vault_id').execute()).map(toHead),
    head: async (vaultId) => {
      const row = await db.selectFrom('head').selectAll().where('vault_id', '=', vaultId).executeTakeFirst()
      return row === undefined ? null : toHead(row)
    },
    events: async (vaultId, afterPosition, limit) => {
      const rows = await db
        .selectFrom('event')
        .selectAll()
        .where('vault_id', '=', vaultId)
        .where('position', '>', afterPosition)
        .orderBy('position')
        .limit(limit)
        .execute()
      return rows.map(toEvent)
    },
    scopesAfter: async (vaultId, afterPosition) => {
      const rows = await db
        .selectFrom('event')
        .select('scope')
        .distinct()
        .where('vault_id', '=', vaultId)
        .where('position', '>', afterPosition)
        .where('scope', 'not in', ['', vaultId])
        .orderBy('scope')
        .execute()
      return rows.map(({ scope }) => scope)
    },
    eventsOfScope: async (vaultId, scope, afterPosition, limit) => {
      const rows = await db
        .selectFrom('event')
        .selectAll()
        .where('vault_id', '=', vaultId)
        .where('scope', '=', scope)
        .where('position', '>', afterPosition)
        .orderBy('position')
        .limit(limit)
        .execute()
      return rows.map(toEvent)
    },
    event: async (vaultId, seq) => {
      const row = await db
        .selectFrom('event')
        .selectAll()
        .where('vault_id', '=', vaultId)
        .where('seq', '=', seq)
        .executeTakeFirst()
      return row === undefined ? null : toEvent(row)
    },
    eventByHash: async (vaultId, hashHex) => {
      const row = await db
        .selectFrom('event')
        .selectAll()
        .where('vault_id', '=', vaultId)
        .where('hash_hex', '=', hashHex)
        .executeTakeFirst()
      return row === undefined ? null : toEvent(row)
    },
    scopeKeys: async (vaultId) => {
      const rows = await db.selectFrom('scope_key').selectAll().where('vault_id', '=', vaultId).execute()
      return rows.map(({ scope, sealed_hex }) => ({ scope, sealedHex: sealed_hex }))
    },
    objects: async (vaultId) => {
      const rows = await db
        .selectFrom('held_object')
        .selectAll()
        .where('vault_id', '=', vaultId)
        .orderBy('object_id')
        .execute()
      return rows.map((row) => ({
        objectId: row.object_id as ObjectId,
        scope: row.scope,
        sizeBytes: row.size_bytes,
        digestHex: row.digest_hex,
      }))
    },
    ...queueOf(db),
    ...treeOf(db),
  }
}

function queueOf(db: HubDatabase): Pick<HubReads, 'packages' | 'package' | 'newestMadeAtMs'> {
  return {
    packages: async ({ state, vaultId }, limit) => {
      let asked = db.selectFrom('package').selectAll()
      if (state !== undefined) asked = asked.where('state', '=', state)
      if (vaultId !== undefined) asked = asked.where('vault_id', '=', vaultId)
      const rows = await asked.orderBy('received_at_ms', 'desc').orderBy('package_id').limit(limit).execute()
      return rows.map(toPackage)
    },
    package: async (packageId) => {
      const row = await db
        .selectFrom('package')
        .selectAll()
        .where('package_id', '=', packageId)
        .executeTakeFirst()
      return row === undefined ? null : toPackage(row)
    },
    newestMadeAtMs: async (vaultId) => {
      const row = await db
        .selectFrom('package')
        .select('made_at_ms')
        .where('vault_id', '=', vaultId)
        .where('state', '=', 'accepted')
        .orderBy('made_at_ms', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.made_at_ms ?? null
    },
  }
}

function treeOf(
  db: HubDatabase,
): Pick<HubReads, 'treeSize' | 'subtrees' | 'toldSizes' | 'leaves' | 'leavesOf'> {
  return {
    treeSize: async () => {
      const { size } = await db.selectFrom('tree').selectAll().where('id', '=', 1).executeTakeFirstOrThrow()
      return size
    },
    subtrees: async (wanted) => {
      if (wanted.length === 0) return new Map()
      const places = [...new Set(wanted.map(subtreeKey))]
      const rows = await db.selectFrom('subtree').selectAll().where('place', 'in', places).execute()
      return new Map(rows.map(({ place, hash }) => [place, hash]))
    },
    toldSizes: async (vaultId, limit) => {
      const rows = await db
        .selectFrom('told_tree')
        .select('tree_size')
        .where('vault_id', '=', vaultId)
        .orderBy('tree_size', 'desc')
        .limit(limit)
        .execute()
      return rows.map(({ tree_size }) => tree_size)
    },
    leaves: async (fromIndex, limit) => {
      const rows = await db
        .selectFrom('leaf')
        .selectAll()
        .where('leaf_index', '>=', fromIndex)
        .orderBy('leaf_index')
        .limit(limit)
        .execute()
      return rows.map(toLeaf)
    },
    leavesOf: async (vaultId, limit) => {
      const rows = await db
        .selectFrom('leaf')
        .selectAll()
        .where('vault_id', '=', vaultId)
        .orderBy('leaf_index', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toLeaf)
    },
  }
}

function toLeaf(row: HubTables['leaf']): StoredLeaf {
  return {
    index: row.leaf_index,
    vaultId: row.vault_id as VaultId,
    deviceId: row.device_id as DeviceId,
    packageId: row.package_id as PackageId,
    seq: row.seq,
    headHex: row.head_hex as DigestHex,
    receivedAtMs: row.received_at_ms,
    objectIds: row.object_ids === '' ? [] : (row.object_ids.split(' ') as ObjectId[]),
  }
}

function toHead(row: HubTables['head']): HeldHead {
  return {
    vaultId: row.vault_id as VaultId,
    position: row.position,
    seq: row.seq,
    headHex: row.head_hex as DigestHex,
    receivedAtMs: row.received_at_ms,
  }
}

function toEvent(row: HubTables['event']): StoredEvent {
  return {
    position: row.position,
    device: row.device as DeviceId,
    seq: row.seq,
    header: row.header,
    hashHex: row.hash_hex as DigestHex,
    signature: row.signature,
    sealedBody: row.sealed_body,
    scope: row.scope,
  }
}

function toPackage(row: HubTables['package']): PackageRow {
  return {
    packageId: row.package_id as PackageId,
    manifestDigestHex: row.manifest_digest_hex,
    vaultId: row.vault_id as VaultId,
    deviceId: row.device_id as DeviceId,
    state: row.state as PackageState,
    fromSeq: row.from_seq,
    toSeq: row.to_seq,
    madeAtMs: row.made_at_ms,
    receivedAtMs: row.received_at_ms,
    decidedAtMs: row.decided_at_ms,
    reason: row.reason,
    report: row.report,
  }
}
