import type { SqlitePages } from './sqlite-pages.ts'
import { readRows, type TreeFaults } from './sqlite-rows.ts'

/** A table of a database: where its rows begin and what its columns are called, in their order. */
export type SqliteTable = {
  readonly name: string
  readonly rootPage: number
  readonly columns: readonly string[]
  /** The column whose value is the row's own number and which rows themselves keep as nothing. */
  readonly rowIdColumn: number | null
  /** Another table begins at the same page, or the page is that of the schema: one of them is not where it says. */
  readonly isOdd: boolean
}

const MAX_TABLES = 10_000
const MAX_SQL_CHARACTERS = 100_000
const NO_COLUMN = new Set(['constraint', 'primary', 'unique', 'check', 'foreign'])

/** Lists a database's ordinary tables. Views, virtual tables and tables without row numbers are not among them. */
export function readTables(pages: SqlitePages, faults: TreeFaults): readonly SqliteTable[] {
  const tables: Omit<SqliteTable, 'isOdd'>[] = []
  for (const { values } of readRows(pages, 1, faults)) {
    const [type, name, , rootPage, sql] = values
    if (
      type !== 'table' ||
      typeof name !== 'string' ||
      typeof sql !== 'string' ||
      typeof rootPage !== 'bigint'
    )
      continue
    const columns = sql.length > MAX_SQL_CHARACTERS ? null : readColumns(sql)
    if (columns === null || rootPage < 1n || rootPage > 0xffffffffn) continue
    tables.push({ name, rootPage: Number(rootPage), ...columns })
    if (tables.length >= MAX_TABLES) break
  }
  const begun = new Map<number, number>([[1, 1]])
  for (const { rootPage } of tables) begun.set(rootPage, (begun.get(rootPage) ?? 0) + 1)
  return tables.map((table) => ({ ...table, isOdd: (begun.get(table.rootPage) ?? 0) > 1 }))
}

/** Finds the columns in the text that made a table; `null` where the text is none of an ordinary table. */
export function readColumns(
  sql: string,
): { readonly columns: readonly string[]; readonly rowIdColumn: number | null } | null {
  const open = sql.indexOf('(')
  if (open < 0 || !/^\s*create\s+table\b/i.test(sql)) return null
  const parts = splitTopLevel(sql.slice(open + 1))
  if (parts === null || /\bwithout\s+rowid\b/i.test(parts.rest)) return null
  const columns: string[] = []
  let rowIdColumn: number | null = null
  for (const part of parts.items) {
    const name = firstName(part)
    if (name === null || NO_COLUMN.has(name.text.toLowerCase())) continue
    if (/^\s*integer\b[^,]*\bprimary\s+key\b(?!\s+desc)/i.test(part.slice(name.end)))
      rowIdColumn = columns.length
    columns.push(name.text)
  }
  return { columns, rowIdColumn }
}

/** Cuts a list at its commas, up to the bracket that closes it. Quotes and brackets inside hold together. */
function splitTopLevel(text: string): { readonly items: readonly string[]; readonly rest: string } | null {
  const items: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === '"' || sign === "'" || sign === '`' || sign === '[') {
      const end = text.indexOf(sign === '[' ? ']' : sign, at + 1)
      if (end < 0) return null
      at = end
    } else if (sign === '(') depth += 1
    else if (sign === ')' && depth > 0) depth -= 1
    else if (sign === ')') return { items: [...items, text.slice(from, at)], rest: text.slice(at + 1) }
    else if (sign === ',' && depth === 0) {
      items.push(text.slice(from, at))
      from = at + 1
    }
  }
  return null
}

function firstName(part: string): { readonly text: string; readonly end: number } | null {
  const match = /^\s*(?:"([^"]*)"|`([^`]*)`|\[([^\]]*)\]|([A-Za-z_][A-Za-z0-9_$]*))/.exec(part)
  if (match === null) return null
  return { text: match[1] ?? match[2] ?? match[3] ?? match[4] ?? '', end: match[0].length }
}
