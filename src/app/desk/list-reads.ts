import { type Result, succeed } from '#core/result.ts'
import type { HubSession } from '../hub/hub-session.ts'
import { listStations } from '../hub/list-stations.ts'
import type { DeskFailure } from './accounts.ts'
import type { ReadRow } from './audit-book.ts'
import type { DeskSession } from './desk-session.ts'

/** A row of the record of reads with the names that stand for its ids today; `null` where there is none. */
export type NamedReadRow = ReadRow & { readonly name: string | null; readonly station: string | null }

/** Lists rows of the record of reads from before a number (`null`: from the end), the newest first. */
export async function listReads(
  { accounts, audit }: Pick<DeskSession, 'accounts' | 'audit'>,
  hub: Pick<HubSession, 'store' | 'ledger'>,
  beforeSeq: number | null,
  limit: number,
): Promise<Result<readonly NamedReadRow[], DeskFailure>> {
  const rows = await audit.newest(beforeSeq, limit)
  if (!rows.ok) return rows
  const people = await accounts.all()
  if (!people.ok) return people
  const stations = await listStations(hub)
  if (!stations.ok) return stations
  const nameOf = new Map(people.value.map(({ account }) => [account.personId, account.name]))
  const stationOf = new Map<string, string>(
    stations.value.map(({ enrolled: { vaultId, station } }) => [vaultId, station]),
  )
  return succeed(
    rows.value.map((row) => ({
      ...row,
      name: row.read === null ? null : (nameOf.get(row.read.personId) ?? null),
      station: row.read?.stationId == null ? null : (stationOf.get(row.read.stationId) ?? null),
    })),
  )
}
