import { basename } from 'node:path'
import type { Failure } from '#contract/failures.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { problemsOf } from '#contract/input-problems.ts'
import { type ComplaintDraft, complaintInput } from '#core/casework/complaint.ts'
import { formatSortableDate } from '#core/dates/format-date.ts'
import { readLimon } from '#core/khmer/legacy-font.ts'
import { type LegacyMap, legacyMap } from '#core/legacy/legacy-map.ts'
import { type LegacyProblem, type LegacyRow, readLegacyRow } from '#core/legacy/read-legacy-row.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { ParseStop } from '#node/parsers/parser.ts'
import { readCsvTable } from '#node/parsers/table/read-csv-table.ts'
import { readXlsxTable } from '#node/parsers/table/read-xlsx-table.ts'
import type { CommandContext } from '../command-context.ts'
import { IMPORT_TEXT } from '../import-text.ts'
import { type Desk, stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readInputFile, readJsonFile } from '../read-input-file.ts'

const MAX_TABLE_BYTES = 64 * 1024 * 1024
const MAX_ROWS = 20_000
/** Cases that are listed at once. */
const CASES_AT_ONCE = 1000

/** What `samnum import` is told. */
export type ImportOrder = { readonly path: string; readonly mapPath: string; readonly isDryRun: boolean }

type NumberedRow = LegacyRow & { readonly row: number }
type Table = { readonly rows: readonly NumberedRow[]; readonly digestHex: string }
/** A row with the complaint that it becomes and the title of its case. */
type ReadyRow = NumberedRow & { readonly complaint: ComplaintDraft; readonly title: string }

/**
 * `samnum import DIR FILE --map MAP [--dry-run]`. The table is read before the vault is opened, so that no key is in memory while a
 * strange file is parsed. One row with a problem keeps all of them out.
 */
export async function importCases(
  context: CommandContext,
  folder: string,
  order: ImportOrder,
): Promise<Outcome> {
  const map = await readMap(order.mapPath)
  if (!map.ok) return { kind: 'failed', failure: map.failure }
  const table = await readTable(order.path, map.value)
  if (!table.ok) return { kind: 'failed', failure: table.failure }
  const rows = prepareRows(context, order.path, table.value)
  const problems = rows.flatMap(({ row, problems: all }) => all.map((problem) => ({ row, ...problem })))
  const converted = rows.flatMap(({ row, converted: all }) => all.map((cell) => ({ row, ...cell })))
  const lines = reportLines(context, problems, converted)
  const said = IMPORT_TEXT[context.language]
  const ready = rows.filter((row) => row.problems.length === 0).length
  const count = fillTemplate(said.ready, { rows: ready, problems: problems.length }, context.language)
  if (order.isDryRun) {
    const value = { rows: rows.length, ready, problems, converted }
    return { kind: 'done', value, lines: [...lines, count, said.nothingDone] }
  }
  if (problems.length > 0) {
    const failure: Failure = {
      code: 'file/has-problems',
      facts: { file: order.path, problems: problems.length },
    }
    return { kind: 'failed', failure, value: { problems }, lines: [...lines, count] }
  }
  return await withVault(context, folder, (desk) => importRows(context, desk, rows))
}

async function importRows(context: CommandContext, desk: Desk, rows: readonly ReadyRow[]): Promise<Outcome> {
  const said = IMPORT_TEXT[context.language]
  const cases: { row: number; number: string; caseNumber: string }[] = []
  const there = await titlesOf(desk)
  if (there.outcome !== 'done') return stopped(there)
  let skipped = 0
  for (const { row, number, title, complaint } of rows) {
    if (context.signal.aborted) return { kind: 'cancelled', value: { cases, skipped } }
    // Whoever imports again after an interruption goes on where it stopped.
    if (there.value.has(title)) {
      skipped += 1
      continue
    }
    const answer = await desk.call('complaint.add', { complaint }, number)
    if (answer.outcome !== 'done') return stopped(answer)
    cases.push({ row, number, caseNumber: answer.value.number })
  }
  const line = fillTemplate(said.imported, { rows: cases.length, skipped }, context.language)
  return { kind: 'done', value: { cases, skipped }, lines: [line] }
}

/** The titles of every case, read once: an old number such as 12 stands in the texts of thousands of them. */
async function titlesOf(desk: Desk) {
  const titles = new Set<string>()
  for (let offset = 0; ; offset += CASES_AT_ONCE) {
    const listed = await desk.call('case.list', { limit: CASES_AT_ONCE, offset })
    if (listed.outcome !== 'done') return listed
    for (const { title } of listed.value.cases) titles.add(title)
    if (offset + CASES_AT_ONCE >= listed.value.total) return { outcome: 'done' as const, value: titles }
  }
}

/**
 * Makes of each row what will be entered, and checks that as a whole: what the old number and the source add to a title and a story may
 * be what the form refuses, and half of a table would be imported by then.
 */
function prepareRows(
  { language }: CommandContext,
  path: string,
  { rows, digestHex }: Table,
): readonly ReadyRow[] {
  const titles = new Set<string>()
  return rows.map((read) => {
    const { row, number, draft, problems } = read
    const facts = { file: basename(path), row, digest: digestHex, number }
    const source = fillTemplate(IMPORT_TEXT[language].source, facts, language)
    const narrative = `${draft.narrative}\n\n${source}`
    const complaint = { ...draft, summary: titleOf(number, draft.summary), narrative }
    const ready = { ...read, complaint, title: complaint.summary }
    if (problems.length > 0) return ready
    const parsed = complaintInput.safeParse(complaint)
    if (!parsed.success) {
      const isNumber = parsed.error.issues.some(({ path: [part] }) => part === 'summary')
      const field = isNumber ? ('number' as const) : ('narrative' as const)
      const value = isNumber ? number : ''
      return { ...ready, problems: [{ field, code: 'refused' as const, value }] }
    }
    const title = parsed.data.summary
    // Whether it was imported already is told by number and title: of two alike the second would be taken for the first.
    if (titles.has(title))
      return { ...ready, problems: [{ field: 'number' as const, code: 'twice' as const, value: number }] }
    titles.add(title)
    return { ...ready, title }
  })
}

/** The old number stays in front of the title: an officer knows the case by it. */
function titleOf(number: string, title: string): string {
  return [...`${number} · ${title}`].slice(0, 300).join('')
}

async function readMap(path: string): Promise<Result<LegacyMap, Failure>> {
  const read = await readJsonFile(path)
  if (!read.ok) return read
  const parsed = legacyMap.safeParse(read.value)
  if (parsed.success) return succeed(parsed.data)
  return fail({ code: 'input/invalid', problems: problemsOf(parsed.error, read.value) })
}

async function readTable(path: string, map: LegacyMap): Promise<Result<Table, Failure>> {
  const file = await readInputFile(path, { maxBytes: MAX_TABLE_BYTES, mayBePipe: false })
  if (!file.ok) return file
  const bytes = file.value
  const noTable = fail<Failure>({ code: 'file/no-table', facts: { file: path } })
  try {
    // A workbook is a ZIP archive.
    const isWorkbook = bytes[0] === 0x50 && bytes[1] === 0x4b
    const source = isWorkbook
      ? await readXlsxTable(bytesInMemory(bytes), MAX_ROWS)
      : readCsvTable(bytes, MAX_ROWS)
    const filled = source.tables.filter(({ rows }) => rows.length > 0)
    const table = map.sheet === undefined ? filled[0] : filled.find(({ sheet }) => sheet === map.sheet)
    if (table === undefined) return noTable
    const today = formatSortableDate(Date.now())
    const rows = table.rows
      .filter(({ row }) => row > map.headerRow)
      .map(({ row, cells }) => ({ row, ...readLegacyRow(cells, map, today) }))
    return succeed({ rows, digestHex: sha256Hex(bytes) })
  } catch (error) {
    if (error instanceof ParseStop) return noTable
    throw error
  }
}

function bytesInMemory(bytes: Uint8Array): Parameters<typeof readXlsxTable>[0] {
  return {
    sizeBytes: bytes.length,
    read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
  } as Parameters<typeof readXlsxTable>[0]
}

function reportLines(
  { language }: CommandContext,
  problems: readonly (LegacyProblem & { readonly row: number })[],
  converted: readonly { readonly row: number; readonly drawn: string; readonly written: string }[],
): readonly string[] {
  const said = IMPORT_TEXT[language]
  const rowOf = (row: number) => fillTemplate(said.row, { row }, language)
  return [
    ...problems.map(({ row, field, code, value }) => {
      const read = code === 'legacy-font' ? readLimon(value) : null
      const facts = { preview: read?.ok === true ? showEscaped(read.text) : '' }
      const sentence = fillTemplate(said.problem[code], facts, language)
      const cell = value === '' ? '' : ` "${showEscaped(value)}"`
      return `${rowOf(row)} · ${field}${cell} ${sentence}`
    }),
    ...(converted.length === 0 ? [] : [said.converted]),
    ...converted.map(
      ({ row, drawn, written }) => `${rowOf(row)} · ${showEscaped(drawn)} → ${showEscaped(written)}`,
    ),
  ]
}
