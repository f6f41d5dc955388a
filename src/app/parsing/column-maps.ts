import type { Handler } from '#contract/dispatcher.ts'
import { findColumnMapFault } from '#core/parsing/column-map.ts'
import { columnMapOptions } from '#core/parsing/column-map-options.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'

/** `columnMap.save`. */
export function saveColumnMap(session: SessionSource): Handler<'columnMap.save'> {
  return async ({ map }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const fault = findColumnMapFault(map)
    if (fault !== null) {
      const facts =
        fault.code === 'column-map/column-twice'
          ? { column: fault.facts.column }
          : { role: roleOf(fault.facts) }
      return fail({ code: 'column-map/unusable', facts })
    }
    const { userId, name } = vault.person
    const data = { map, savedBy: { userId, name } }
    const appended = appendEvents(vault, [
      { key: vault.registerKey, body: { kind: 'column-map-saved', scope: vault.vaultId, data } },
    ])
    if (!appended.ok) return appended
    const head = vault.ledger.head()
    return head.ok ? succeed({ seq: head.value?.seq ?? 0 }) : head
  }
}

/** `columnMap.list`. */
export function listColumnMaps(session: SessionSource): Handler<'columnMap.list'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const rows = vault.register.columnMaps()
    if (!rows.ok) return rows
    return succeed({
      maps: rows.value.map(({ map, savedAtMs }) => ({ map, options: columnMapOptions(map), savedAtMs })),
    })
  }
}

function roleOf(facts: { readonly role: string } | { readonly roles: readonly string[] }): string {
  return 'role' in facts ? facts.role : facts.roles.join(' / ')
}
