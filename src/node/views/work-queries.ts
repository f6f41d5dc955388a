import type { ClockFact, WorkRow, WorkStore } from '#app/ports/work-store.ts'
import type { CaseId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'

type Answer<Read> = Read extends (...query: infer Query) => Result<infer Value, unknown>
  ? (...query: Query) => Value
  : never

/** What a work store answers, without failures: whoever keeps the database adds those. They throw what SQLite answers. */
export type WorkQueries = { readonly [Name in keyof WorkStore]: Answer<WorkStore[Name]> }

/** The last line about something says how it stands. */
const IS_LAST = (line: string) =>
  `NOT EXISTS (SELECT 1 FROM work_line AS later WHERE later.case_id = ${line}.case_id AND later.kind = ${line}.kind
     AND later.about_id = ${line}.about_id AND later.seq > ${line}.seq)`
const IS_GOING_ON = `NOT EXISTS (SELECT 1 FROM work_line AS ended WHERE ended.case_id = line.case_id AND ended.kind = 'state'
      AND ended.is_open = 0 AND ${IS_LAST('ended')})`
const OPEN_WORK = `FROM work_line AS line JOIN case_file ON case_file.case_id = line.case_id
  WHERE line.is_open = 1 AND line.kind <> 'state' AND ${IS_LAST('line')}
    AND ${IS_GOING_ON}
    AND (@assigneeId IS NULL OR line.assignee_id = @assigneeId) AND (@caseId IS NULL OR line.case_id = @caseId)`

/** Prepares the questions about the work on a person's cases. */
export function makeWorkQueries(database: VaultDatabase): WorkQueries {
  const selectOpen = database.prepare(
    `SELECT line.case_id AS caseId, case_file.number AS caseNumber, case_file.title AS caseTitle, line.kind, line.about_id AS aboutId,
       line.at_ms AS atMs, line.assignee_id AS assigneeId, line.text ${OPEN_WORK}
     ORDER BY line.at_ms IS NULL, line.at_ms, case_file.number, line.seq LIMIT @limit`,
  )
  const countOpen = database.prepare(`SELECT count(*) ${OPEN_WORK}`).pluck()
  const selectClocks = database.prepare(
    `SELECT line.case_id AS caseId, case_file.number AS caseNumber, case_file.title AS caseTitle,
       case_file.opened_at_ms AS openedAtMs, line.kind, line.about_id AS aboutId, line.at_ms AS atMs, line.text
     FROM work_line AS line JOIN case_file ON case_file.case_id = line.case_id
     WHERE line.kind IN ('complaint', 'taken', 'step') AND ${IS_LAST('line')} AND ${IS_GOING_ON}
     ORDER BY line.case_id, line.seq`,
  )
  const selectEnded = database
    .prepare(
      `SELECT case_id FROM work_line AS ended WHERE kind = 'state' AND is_open = 0 AND ${IS_LAST('ended')}`,
    )
    .pluck()
  return {
    openWork({ assigneeId = null, caseId = null, limit }) {
      const query = { assigneeId, caseId }
      return {
        rows: selectOpen.all({ ...query, limit }) as WorkRow[],
        total: countOpen.get(query) as number,
      }
    },
    clockFacts: () => selectClocks.all() as ClockFact[],
    endedCases: () => new Set(selectEnded.all() as CaseId[]),
  }
}
