import { CsvError, parse } from 'csv-parse/sync'

/** A record of a delimited text: the line on which it begins, counted from 1, and its fields. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] }

/** A delimited text as it was read, and the line from which on its quotes make no sense and were not read as such. */
export type CsvText = { readonly records: readonly CsvRecord[]; readonly openQuoteLine: number | null }

/** Signs that stand between fields, in the order in which they are preferred when several fit equally well. */
export const DELIMITERS = [',', ';', '\t', '|'] as const

/** One of {@link DELIMITERS}. */
export type Delimiter = (typeof DELIMITERS)[number]

const SAMPLE_LINES = 50
/** A record longer than this is no record of a table; a quote that nobody closed swallows whole files. */
const MAX_RECORD_CHARACTERS = 256 * 1_024

/** Finds the delimiter that most lines have, equally often. */
export function detectDelimiter(text: string): Delimiter {
  const lines = text
    .slice(0, 256 * 1_024)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES)
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => countOutsideQuotes(line, delimiter)).filter((count) => count > 0)
    const usual = mostFrequent(counts)
    return counts.filter((count) => count === usual).length * 1_000 + Math.min(usual, 999)
  })
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ','
}

/**
 * Reads a delimited text (RFC 4180, read liberally: rows of any length, quotes inside fields). Where a quote is opened and never
 * closed, the rest is read line by line without quoting, so that no line is lost.
 *
 * @param maxRecords reading stops with the record behind these.
 */
export function readCsv(text: string, delimiter: Delimiter, maxRecords: number): CsvText {
  const records: CsvRecord[] = []
  let nextLine = 1
  const stackDepth = Error.stackTraceLimit
  try {
    // The library makes an error for each row of another length than the first, and throws none of them.
    Error.stackTraceLimit = 0
    parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: MAX_RECORD_CHARACTERS,
      record_delimiter: ['\r\n', '\n', '\r'],
      to: maxRecords + 1,
      on_record(cells: string[], { lines }) {
        records.push({ line: nextLine, cells })
        nextLine = lines + 1
        return null
      },
    })
    return { records, openQuoteLine: null }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return {
      records: [...records, ...readWithoutQuotes(text, delimiter, nextLine, maxRecords + 1 - records.length)],
      openQuoteLine: nextLine,
    }
  } finally {
    Error.stackTraceLimit = stackDepth
  }
}

function readWithoutQuotes(
  text: string,
  delimiter: Delimiter,
  fromLine: number,
  maxRecords: number,
): readonly CsvRecord[] {
  const records: CsvRecord[] = []
  let line = 0
  for (const match of text.matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g)) {
    line += 1
    if (line < fromLine || (match[0] === '' && match.index === text.length)) continue
    if (records.length >= maxRecords) break
    records.push({ line, cells: (match[1] ?? '').split(delimiter) })
  }
  return records
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0
  let isQuoted = false
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted
    else if (character === delimiter && !isQuoted) count += 1
  }
  return count
}

function mostFrequent(counts: readonly number[]): number {
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  return [...tally].sort((first, second) => second[1] - first[1] || second[0] - first[0])[0]?.[0] ?? 0
}
