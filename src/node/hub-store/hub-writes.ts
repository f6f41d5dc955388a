import type { HubWrites } from '#app/ports/hub-store.ts'
import { subtreeKey } from '#core/merkle/compact-tree.ts'
import { readsOf } from './hub-reads.ts'
import type { HubDatabase } from './store-tables.ts'

/** Rows of one statement: few enough for the parameters that either database takes. */
const ROWS_AT_ONCE = 500

/** What can be written in one transaction, which the caller opens, locks and ends. */
export function writesOf(db: HubDatabase): HubWrites {
  return {
    ...readsOf(db),
    appendHubEvent: async ({ seq, hashHex, bytes, signature }) => {
      await db.insertInto('hub_event').values({ seq, hash_hex: hashHex, bytes, signature }).execute()
    },
    appendEvents: async (vaultId, events) => {
      for (let from = 0; from < events.length; from += ROWS_AT_ONCE) {
        const rows = events.slice(from, from + ROWS_AT_ONCE).map((event) => ({
          vault_id: vaultId,
          position: event.position,
          device: event.device,
          seq: event.seq,
          header: event.header,
          hash_hex: event.hashHex,
          signature: event.signature,
          sealed_body: event.sealedBody,
          scope: event.scope,
        }))
        await db.insertInto('event').values(rows).execute()
      }
    },
    putScopes: async (vaultId, of) => {
      for (const { position, scope } of of) {
        await db
          .updateTable('event')
          .set({ scope })
          .where('vault_id', '=', vaultId)
          .where('position', '=', position)
          .execute()
      }
    },
    putScopeKeys: async (vaultId, keys) => {
      for (const { scope, sealedHex } of keys) {
        await db
          .insertInto('scope_key')
          .values({ vault_id: vaultId, scope, sealed_hex: sealedHex })
          .onConflict((conflict) =>
            conflict.columns(['vault_id', 'scope']).doUpdateSet({ sealed_hex: sealedHex }),
          )
          .execute()
      }
    },
    putObjects: async (vaultId, objects) => {
      for (const object of objects) {
        const row = {
          scope: object.scope,
          size_bytes: object.sizeBytes,
          digest_hex: object.digestHex,
        }
        await db
          .insertInto('held_object')
          .values({ vault_id: vaultId, object_id: object.objectId, ...row })
          .onConflict((conflict) => conflict.columns(['vault_id', 'object_id']).doUpdateSet(row))
          .execute()
      }
    },
    putHead: async ({ vaultId, position, seq, headHex, receivedAtMs }) => {
      const row = { position, seq, head_hex: headHex, received_at_ms: receivedAtMs }
      await db
        .insertInto('head')
        .values({ vault_id: vaultId, ...row })
        .onConflict((conflict) => conflict.column('vault_id').doUpdateSet(row))
        .execute()
    },
    putPackage: async (row) => {
      const columns = {
        manifest_digest_hex: row.manifestDigestHex,
        vault_id: row.vaultId,
        device_id: row.deviceId,
        state: row.state,
        from_seq: row.fromSeq,
        to_seq: row.toSeq,
        made_at_ms: row.madeAtMs,
        received_at_ms: row.receivedAtMs,
        decided_at_ms: row.decidedAtMs,
        reason: row.reason,
        report: row.report,
      }
      await db
        .insertInto('package')
        .values({ package_id: row.packageId, ...columns })
        .onConflict((conflict) => conflict.column('package_id').doUpdateSet(columns))
        .execute()
    },
    appendLeaf: async (leaf, added) => {
      await db
        .insertInto('leaf')
        .values({
          leaf_index: leaf.index,
          vault_id: leaf.vaultId,
          device_id: leaf.deviceId,
          package_id: leaf.packageId,
          seq: leaf.seq,
          head_hex: leaf.headHex,
          received_at_ms: leaf.receivedAtMs,
          object_ids: leaf.objectIds.join(' '),
        })
        .execute()
      const rows = added.map((subtree) => ({ place: subtreeKey(subtree), hash: subtree.hash }))
      await db.insertInto('subtree').values(rows).execute()
      await db
        .updateTable('tree')
        .set({ size: leaf.index + 1 })
        .where('id', '=', 1)
        .execute()
    },
    tell: async (vaultId, treeSize) => {
      await db
        .insertInto('told_tree')
        .values({ vault_id: vaultId, tree_size: treeSize })
        .onConflict((conflict) => conflict.columns(['vault_id', 'tree_size']).doNothing())
        .execute()
    },
    expunge: async (vaultId, { caseId: scope, emptied, grants }) => {
      for (const { from, to } of emptied) {
        const named = db
          .updateTable('event')
          .set({ sealed_body: new Uint8Array(0) })
          .where('vault_id', '=', vaultId)
          .where('seq', '>=', from)
          .where('seq', '<=', to)
        await named.where('scope', 'in', [scope, '']).execute()
        const granted = grants.filter((seq) => from <= seq && seq <= to)
        for (let at = 0; at < granted.length; at += ROWS_AT_ONCE)
          await named.where('seq', 'in', granted.slice(at, at + ROWS_AT_ONCE)).execute()
      }
      await db.deleteFrom('scope_key').where('vault_id', '=', vaultId).where('scope', '=', scope).execute()
      await db.deleteFrom('held_object').where('vault_id', '=', vaultId).where('scope', '=', scope).execute()
    },
  }
}
