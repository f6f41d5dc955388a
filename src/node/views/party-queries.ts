import type { PartyStore, SeenCases } from '#app/ports/party-store.ts'
import type { PartyLine } from '#core/parties/party-line.ts'
import type { Result } from '#core/result.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'

type Answer<Read> = Read extends (...query: infer Query) => Result<infer Value, unknown>
  ? (...query: Query) => Value
  : never

/** What a party store answers, without failures: whoever keeps the database adds those. They throw what SQLite answers. */
export type PartyQueries = { readonly [Name in keyof PartyStore]: Answer<PartyStore[Name]> }

type LineRow = Pick<PartyLine, 'seq' | 'kind' | 'subjectId'> & { readonly line: string }

// What was withdrawn, or belongs to a payment that was, is not where anything was seen.
const SEEN = `FROM identifier AS one WHERE one.kind = @kind AND one.normalised = @normalised AND one.case_id IS NOT @exceptCaseId
  AND NOT EXISTS (
    SELECT 1 FROM party_line AS said JOIN party_line AS undone ON undone.subject_id = said.subject_id
      AND undone.kind IN ('identifier-withdrawn', 'payment-withdrawn') AND undone.case_id = said.case_id
    WHERE said.case_id = one.case_id AND said.seq = one.seq
  )`

/** Prepares the questions about people and money that operations ask of one person's database. */
export function makePartyQueries(database: VaultDatabase): PartyQueries {
  const selectLines = database.prepare(
    'SELECT seq, kind, subject_id AS subjectId, line FROM party_line WHERE case_id = ? ORDER BY seq',
  )
  const countSeen = database.prepare(`SELECT count(DISTINCT one.case_id) ${SEEN}`).pluck()
  const selectSeen = database.prepare(
    `SELECT case_id AS caseId, number FROM case_file WHERE case_id IN (SELECT one.case_id ${SEEN}) ORDER BY number LIMIT @limit`,
  )
  return {
    partyLines: (caseId) =>
      (selectLines.all(caseId) as LineRow[]).map(({ line, ...row }) => ({ ...row, said: JSON.parse(line) })),
    seenElsewhere({ limit, ...of }) {
      const total = countSeen.get(of) as number
      const cases = total === 0 ? [] : (selectSeen.all({ ...of, limit }) as SeenCases['cases'])
      return { total, cases }
    },
  }
}
