import type { CountableRow, CountStore } from '#app/ports/count-store.ts'
import type { CountableCase } from '#core/documents/countable-case.ts'
import type { Result } from '#core/result.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'

type Answer<Read> = Read extends (...query: infer Query) => Result<infer Value, unknown>
  ? (...query: Query) => Value
  : never

type TableRow = Omit<CountableRow, 'countable'> & { readonly countable: string }

/** Prepares what keeps what cases come to when they are counted. */
export function makeCountQueries(database: VaultDatabase): {
  readonly [Name in keyof CountStore]: Answer<CountStore[Name]>
} {
  const select = database.prepare(
    `SELECT case_id AS caseId, version, countable, events, at_ms AS atMs FROM countable_case WHERE case_id > ?
     ORDER BY case_id LIMIT ?`,
  )
  const note = database.prepare('INSERT OR REPLACE INTO countable_case VALUES (?, ?, ?, ?, ?)')
  const selectUpTo = database.prepare('SELECT position FROM counted').pluck()
  const noteUpTo = database.prepare('INSERT OR REPLACE INTO counted (one, position) VALUES (1, ?)')
  return {
    countables: (afterCaseId, limit) =>
      (select.all(afterCaseId, limit) as TableRow[]).map((row) => ({
        ...row,
        countable: JSON.parse(row.countable) as CountableCase,
      })),
    noteCountable: ({ caseId, version, countable, events, atMs }) =>
      void note.run(caseId, version, JSON.stringify(countable), events, atMs),
    countedUpTo: () => (selectUpTo.get() as number | undefined) ?? null,
    noteCountedUpTo: (position) => void noteUpTo.run(position),
  }
}
