import type { CaseView } from '../case-file/case-view.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { CustodyHolder } from '../ledger/custody-fields.ts'
import { instantText } from './export-text.ts'
import { folkTables } from './folk-tables.ts'
import { type CaseTable, type Cell, writeCsv } from './spreadsheet.ts'

/** The tables of a case for spreadsheets. Headings are plain English words that never change; what stands below is as it was entered. */
export function caseTables(events: readonly VerifiedEvent[], view: CaseView): readonly CaseTable[] {
  return [
    { name: 'exhibits.csv', text: exhibitTable(view) },
    { name: 'custody.csv', text: custodyTable(view) },
    { name: 'payments.csv', text: paymentTable(view) },
    { name: 'identifiers.csv', text: identifierTable(view) },
    ...folkTables(view),
    { name: 'events.csv', text: eventTable(events, view) },
  ]
}

function exhibitTable({ items, exhibits, things }: CaseView): string {
  const files = new Map(exhibits.map((exhibit) => [exhibit.exhibitId as string, exhibit]))
  const registered = new Map(things.map((thing) => [thing.exhibitId as string, thing]))
  return writeCsv(
    ['number', 'kind', 'category', 'name', 'description', 'size_bytes', 'sha256', 'state', 'holder', 'seal'],
    items.map(({ itemId, number, kind, category, form, name, state, holder, seal }) => {
      const file = files.get(itemId)
      return [
        ...[number, kind, category ?? form, name, file?.description ?? registered.get(itemId)?.description],
        ...[file?.sizeBytes, file?.digestHex, state, holderText(holder), seal?.number],
      ]
    }),
  )
}

function custodyTable({ moves, items }: CaseView): string {
  const numbers = new Map(items.map(({ itemId, number }) => [itemId, number]))
  const rows = moves.flatMap((move): readonly (readonly Cell[])[] =>
    move.itemIds.map((itemId) => [
      ...[move.seq, numbers.get(itemId), move.purpose, holderText(move.from), holderText(move.to)],
      ...[instantText(move.movedAtMs), move.zone, move.where, move.reason, move.authority, move.sealState],
      ...[
        move.movedBy.name,
        move.receipt?.by,
        move.receipt && instantText(move.receipt.atMs),
        move.explanation,
      ],
    ]),
  )
  const header = [
    'event',
    'number',
    'purpose',
    'from',
    'to',
    'moved_at',
    'zone',
    'where',
    'reason',
    'authority',
  ]
  return writeCsv([...header, 'seal', 'given_by', 'received_by', 'received_at', 'explanation'], rows)
}

function paymentTable({ complaints }: CaseView): string {
  const header = ['complaint', 'payment', 'state', 'level', 'amount', 'currency', 'on', 'rail', 'reference']
  return writeCsv(
    [...header, 'payer', 'payee', 'note'],
    complaints.flatMap(({ complaint }, at) =>
      complaint.losses.map((loss, index) => [
        ...[at + 1, index + 1, loss.state, loss.level, loss.amount, loss.currency, loss.on, loss.rail],
        ...[loss.reference, loss.payer, loss.payee, loss.note],
      ]),
    ),
  )
}

function identifierTable({ complaints }: CaseView): string {
  return writeCsv(
    ['complaint', 'kind', 'as_given', 'normal_form', 'note'],
    complaints.flatMap(({ complaint }, at) =>
      complaint.identifiers.map(({ kind, raw, normalised, note }) => [at + 1, kind, raw, normalised, note]),
    ),
  )
}

function eventTable(events: readonly VerifiedEvent[], { events: said, departures }: CaseView): string {
  const by = new Map([...said, ...departures].map((line) => [line.seq, line.by]))
  return writeCsv(
    ['event', 'kind', 'recorded_at', 'by', 'hash'],
    events.map(({ seq, body, time, hashHex }) => [
      seq,
      body.kind,
      instantText(time.wallMs),
      by.get(seq),
      hashHex,
    ]),
  )
}

function holderText(holder: CustodyHolder): string {
  return holder.kind === 'outside' && holder.organisation !== undefined
    ? `${holder.name}, ${holder.organisation}`
    : holder.name
}
