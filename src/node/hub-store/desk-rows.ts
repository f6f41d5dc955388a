import { sql } from 'kysely'
import type { DeskReads, DeskWrites, StoredAuditRow } from '#app/ports/hub-desk-store.ts'
import type { DeskTables, HubDatabase } from './store-tables.ts'

/** Answers what can be asked about people who work at headquarters. */
export function deskReadsOf(db: HubDatabase): DeskReads {
  return {
    deskSession: async (idHex) => {
      const row = await db
        .selectFrom('desk_session')
        .selectAll()
        .where('id_hex', '=', idHex)
        .executeTakeFirst()
      if (row === undefined) return null
      const { person_id, sealed_hex, used_at_ms, ends_at_ms } = row
      return { idHex, personId: person_id, sealedHex: sealed_hex, usedAtMs: used_at_ms, endsAtMs: ends_at_ms }
    },
    lastAuditRow: async () => {
      const row = await db
        .selectFrom('audit_row')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row === undefined ? null : toRow(row)
    },
    auditRows: async (afterSeq, limit) => {
      const rows = await db
        .selectFrom('audit_row')
        .selectAll()
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .limit(limit)
        .execute()
      return rows.map(toRow)
    },
    auditRowsBefore: async (beforeSeq, limit) => {
      const rows = await db
        .selectFrom('audit_row')
        .selectAll()
        .where('seq', '<', beforeSeq)
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toRow)
    },
    tries: async (mark) => {
      const row = await db.selectFrom('log_in_try').selectAll().where('mark', '=', mark).executeTakeFirst()
      return row === undefined ? null : { mark, count: row.count, lastAtMs: row.last_at_ms }
    },
    lastStep: async (personId) => {
      const row = await db
        .selectFrom('used_step')
        .select('step')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return row?.step ?? null
    },
  }
}

/** What can be written about them in one transaction, which the caller opens, gives its turn and ends. */
export function deskWritesOf(db: HubDatabase): DeskWrites {
  return {
    ...deskReadsOf(db),
    appendAuditRows: async (rows) => {
      await db
        .insertInto('audit_row')
        .values(
          rows.map(({ seq, hashHex, bytes, signature }) => ({ seq, hash_hex: hashHex, bytes, signature })),
        )
        .execute()
    },
    putDeskSession: async ({ idHex, personId, sealedHex, usedAtMs, endsAtMs }) => {
      const row = {
        ...{ person_id: personId, sealed_hex: sealedHex },
        ...{ used_at_ms: usedAtMs, ends_at_ms: endsAtMs },
      }
      await db
        .insertInto('desk_session')
        .values({ id_hex: idHex, ...row })
        .onConflict((conflict) => conflict.column('id_hex').doUpdateSet(row))
        .execute()
    },
    dropDeskSession: async (idHex) => {
      await db.deleteFrom('desk_session').where('id_hex', '=', idHex).execute()
    },
    dropOver: async (nowMs, triesBeforeMs) => {
      await db.deleteFrom('desk_session').where('ends_at_ms', '<=', nowMs).execute()
      await db.deleteFrom('log_in_try').where('last_at_ms', '<', triesBeforeMs).execute()
    },
    putTries: async ({ mark, count, lastAtMs }) => {
      const row = { count, last_at_ms: lastAtMs }
      await db
        .insertInto('log_in_try')
        .values({ mark, ...row })
        .onConflict((conflict) => conflict.column('mark').doUpdateSet(row))
        .execute()
    },
    dropTries: async (mark) => {
      await db.deleteFrom('log_in_try').where('mark', '=', mark).execute()
    },
    putLastStep: async (personId, step) => {
      await db
        .insertInto('used_step')
        .values({ person_id: personId, step })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ step }))
        .execute()
    },
  }
}

/** Keeps every other transaction of this kind waiting until this one ends. */
export async function lockDesk(db: HubDatabase): Promise<void> {
  await db.updateTable('desk_turn').set({ taken: sql`taken` }).where('id', '=', 1).execute()
}

function toRow({ seq, hash_hex, bytes, signature }: DeskTables['audit_row']): StoredAuditRow {
  return { seq, hashHex: hash_hex, bytes, signature }
}
