import { type ComplaintDraft, complaintInput } from '../casework/complaint.ts'
import { isoDateText } from '../dates/civil-date.ts'
import { looksLikeLegacyFont, readLimon } from '../khmer/legacy-font.ts'
import { readCellAmount, readCellCurrency, readCellDate } from '../parsing/cell-values.ts'
import { LEGACY_FIELDS, type LegacyField, type LegacyMap, NEEDED_FIELDS } from './legacy-map.ts'

/** What stands in the way of one cell, or of a row. */
export type LegacyProblem = {
  readonly field: LegacyField
  readonly code:
    | 'missing'
    | 'no-day'
    | 'day-later-than-today'
    | 'no-amount'
    | 'no-currency'
    | 'legacy-font'
    | 'unreadable-font'
    | 'refused'
    | 'twice'
  /** The cell as it stands; of a refused value what the schema answers stands in `issues`. */
  readonly value: string
}

/** A cell that was turned into Unicode, before and after. */
export type ConvertedCell = { readonly field: LegacyField; readonly drawn: string; readonly written: string }

/** What a row comes to. */
export type LegacyRow = {
  readonly number: string
  readonly draft: ComplaintDraft
  readonly converted: readonly ConvertedCell[]
  readonly problems: readonly LegacyProblem[]
}

type Cells = { readonly [Field in LegacyField]?: string }

/**
 * Reads one row of an old table as a complaint with its original dates. Every problem of the row is listed; a row with problems is
 * not to be imported. `today` is the day at the station, `YYYY-MM-DD`.
 */
export function readLegacyRow(row: readonly string[], map: LegacyMap, today: string): LegacyRow {
  const problems: LegacyProblem[] = []
  const converted: ConvertedCell[] = []
  const cells = readCells(row, map, problems, converted)
  for (const field of NEEDED_FIELDS)
    if (cells[field] === undefined) problems.push({ field, code: 'missing', value: '' })
  const day = (field: LegacyField): string | undefined => readDay(cells, field, map, today, problems)
  const receivedOn = day('receivedOn')
  const happenedOn = day('happenedOn')
  const draft: ComplaintDraft = {
    channel: map.channel,
    ...(receivedOn !== undefined && { receivedOn }),
    victim: {
      name: cells.victimName ?? '',
      ...(cells.victimLatinName !== undefined && { latinName: cells.victimLatinName }),
      ...(cells.victimPhone !== undefined && { phone: cells.victimPhone }),
      ...(cells.victimAddress !== undefined && { address: cells.victimAddress }),
      ...(cells.victimDocument !== undefined && { idDocument: cells.victimDocument }),
    },
    summary: cells.title ?? '',
    narrative: cells.narrative ?? cells.title ?? '',
    ...(cells.place !== undefined && { place: cells.place }),
    ...(happenedOn !== undefined && { happenedFrom: happenedOn, happenedTo: happenedOn }),
    typologies: [...map.typologies],
    identifiers: identifiersOf(cells),
    losses: lossesOf(cells, map, day('paidOn'), problems),
  }
  if (problems.length === 0) refuse(draft, cells, problems)
  return { number: cells.number ?? '', draft, converted, problems }
}

function readCells(
  row: readonly string[],
  { columns, legacyFont }: LegacyMap,
  problems: LegacyProblem[],
  converted: ConvertedCell[],
): Cells {
  const cells: { [Field in LegacyField]?: string } = {}
  for (const field of LEGACY_FIELDS) {
    const column = columns[field]
    const value = column === undefined ? '' : (row[column - 1] ?? '').trim()
    if (value === '') continue
    cells[field] = value
    if (!looksLikeLegacyFont(value)) continue
    if (legacyFont === undefined) problems.push({ field, code: 'legacy-font', value })
    else {
      const read = readLimon(value)
      if (read.ok) {
        cells[field] = read.text
        converted.push({ field, drawn: value, written: read.text })
      } else problems.push({ field, code: 'unreadable-font', value })
    }
  }
  return cells
}

function readDay(
  cells: Cells,
  field: LegacyField,
  { dateOrder }: LegacyMap,
  today: string,
  problems: LegacyProblem[],
): string | undefined {
  const value = cells[field]
  if (value === undefined) return undefined
  const read = readCellDate(value, dateOrder)
  const text = read === null ? null : isoDateText(read.date)
  if (text === null) problems.push({ field, code: 'no-day', value })
  else if (text > today) problems.push({ field, code: 'day-later-than-today', value })
  else return text
  return undefined
}

function identifiersOf(cells: Cells): ComplaintDraft['identifiers'] {
  const kinds = [
    ['suspectPhone', 'phone'],
    ['bankAccount', 'bank-account'],
    ['telegram', 'telegram'],
    ['facebook', 'facebook'],
  ] as const
  return kinds.flatMap(([field, kind]) => {
    const value = cells[field]
    return value === undefined ? [] : [{ kind, value }]
  })
}

function lossesOf(
  cells: Cells,
  { currency, decimalSign }: LegacyMap,
  on: string | undefined,
  problems: LegacyProblem[],
): ComplaintDraft['losses'] {
  const { amount: written } = cells
  if (written === undefined) return []
  const said = cells.currency === undefined ? null : readCellCurrency(cells.currency)
  const code = said ?? (cells.currency === undefined ? currency : undefined)
  if (code === undefined) {
    problems.push({ field: 'currency', code: 'no-currency', value: cells.currency ?? '' })
    return []
  }
  const amount = readCellAmount(written, code, decimalSign)
  // A loss has no sign: whoever wrote one meant something else.
  if (amount === null || amount.side !== null) {
    problems.push({ field: 'amount', code: 'no-amount', value: written })
    return []
  }
  return [
    {
      state: 'paid',
      level: 'claimed',
      currency: code,
      amount: amount.money.amount,
      ...(on !== undefined && { on }),
      ...(cells.payee !== undefined && { payee: cells.payee }),
      ...(cells.reference !== undefined && { reference: cells.reference }),
    },
  ]
}

const FIELD_OF: readonly (readonly [path: RegExp, field: LegacyField])[] = [
  [/^victim\.name/, 'victimName'],
  [/^victim\.latinName/, 'victimLatinName'],
  [/^victim\.phone/, 'victimPhone'],
  [/^victim\.address/, 'victimAddress'],
  [/^victim\.idDocument/, 'victimDocument'],
  [/^narrative/, 'narrative'],
  [/^place/, 'place'],
  [/^losses/, 'amount'],
  [/^identifiers/, 'suspectPhone'],
]

// What the form on screen would refuse is refused here too, before anything is imported.
function refuse(draft: ComplaintDraft, cells: Cells, problems: LegacyProblem[]): void {
  const parsed = complaintInput.safeParse(draft)
  if (parsed.success) return
  for (const { path } of parsed.error.issues) {
    const [part, index] = path
    const kind = part === 'identifiers' ? draft.identifiers?.[Number(index)]?.kind : undefined
    const field =
      kind === 'bank-account'
        ? 'bankAccount'
        : kind === 'telegram' || kind === 'facebook'
          ? kind
          : (FIELD_OF.find(([name]) => name.test(path.join('.')))?.[1] ?? 'title')
    problems.push({ field, code: 'refused', value: cells[field] ?? '' })
  }
}
