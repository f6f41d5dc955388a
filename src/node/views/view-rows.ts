import { readItemNumber } from '#core/custody/item-number.ts'
import type { ItemState } from '#core/custody/item-state.ts'
import type { CustodyEntry } from '#core/custody/take-custody.ts'
import type { CaseId } from '#core/ids.ts'
import { foldForSearch } from '#core/khmer/fold-for-search.ts'
import { type CanonicalValue, canonicalText } from '#core/ledger/canonical-json.ts'
import type { CustodyHolder } from '#core/ledger/custody-fields.ts'
import type { CaseChange } from '#core/projections/projection-changes.ts'
import type { ViewTable } from './view-schema.ts'

/** A value of a column. */
export type Cell = string | number | null

/** A change that only adds a row, whatever stands in the table. */
export type AddingChange = Extract<
  CaseChange,
  {
    readonly change:
      | 'add-identifier'
      | 'add-exhibit'
      | 'add-part'
      | 'add-scan-code'
      | 'add-raid-line'
      | 'add-place-count'
      | 'add-party-line'
      | 'add-work-line'
      | 'add-search-text'
  }
>

/** The row that a change adds, with the table it goes into; columns in the order of `VIEW_TABLES`. */
export function rowOf(change: AddingChange): {
  readonly table: Exclude<ViewTable, 'case_file' | 'custody_item' | 'item_event'>
  readonly row: readonly Cell[]
} {
  switch (change.change) {
    case 'add-identifier': {
      const { caseId, seq, line, kind, raw, normalised } = change
      return { table: 'identifier', row: [caseId, seq, line, kind, raw, normalised] }
    }
    case 'add-exhibit': {
      const { caseId, exhibitId, objectId, exhibit } = change
      // What has no object of its own takes no room: its parts do, or the exhibit whose bytes it shares.
      const sizeBytes = objectId !== null && 'sizeBytes' in exhibit ? exhibit.sizeBytes : 0
      return {
        table: 'exhibit',
        row: [exhibitId, caseId, exhibit.number, objectId, sizeBytes, lineOf(exhibit)],
      }
    }
    case 'add-part': {
      const { caseId, exhibitId, index, part } = change
      const { object, sizeBytes } = part
      return {
        table: 'part',
        row: [exhibitId, index, caseId, object.objectId, sizeBytes, lineOf(part)],
      }
    }
    case 'add-scan-code': {
      const { caseId, seq, itemId, kind, code } = change
      return { table: 'scan_code', row: [code, kind, itemId, seq, caseId] }
    }
    case 'add-raid-line': {
      const { caseId, raidId, seq, kind, line } = change
      return { table: 'raid_line', row: [raidId, seq, caseId, kind, lineOf(line)] }
    }
    case 'add-place-count': {
      const { caseId, seq, count } = change
      const { placeId, auditId, countedAtMs } = count
      return { table: 'place_count', row: [placeId, auditId, seq, caseId, countedAtMs, lineOf(count)] }
    }
    case 'add-work-line': {
      const { caseId, seq, aboutId, kind, isOpen, atMs, assigneeId, text } = change
      return { table: 'work_line', row: [aboutId, seq, caseId, kind, isOpen ? 1 : 0, atMs, assigneeId, text] }
    }
    case 'add-party-line': {
      const { caseId, seq, kind, subjectId, said } = change
      return { table: 'party_line', row: [caseId, seq, kind, subjectId, lineOf(said)] }
    }
    case 'add-search-text':
      return { table: 'search', row: searchRow(change) }
  }
}

/** Longest line that says in a list of hits what was found, in code points. */
const LONGEST_LABEL = 160

// Folded line by line: a line of its own is a name, a number or a title, and words of two lines do not belong together.
function searchRow({ caseId, text, about }: Extract<CaseChange, { readonly change: 'add-search-text' }>) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const label = [...lines.slice(0, 2).join(' · ')].slice(0, LONGEST_LABEL).join('')
  const folded = lines.map(foldForSearch).filter((line) => line !== '')
  return [
    folded.join('\n'),
    caseId,
    about?.kind ?? 'case',
    about?.targetId ?? null,
    about?.seq ?? 0,
    about?.atMs ?? 0,
    label,
  ]
}

/** The row of an item as it stands now. */
export function itemRow(caseId: CaseId, item: ItemState): readonly Cell[] {
  const { itemId, number, kind, state, holder, containerId, awaited, raidId, roomId, personId } = item
  const placed = readItemNumber(number)
  return [
    itemId,
    caseId,
    number,
    placed?.letter ?? null,
    placed?.run ?? null,
    kind,
    state,
    holder.kind,
    holderId(holder),
    containerId ?? null,
    awaited?.seq ?? null,
    awaited?.receiverId ?? null,
    awaited?.giverId ?? null,
    raidId ?? null,
    roomId ?? null,
    personId ?? null,
    lineOf(item),
  ]
}

/** The row that says that an event concerns an item. */
export function itemEventRow(
  caseId: CaseId,
  seq: number,
  { itemId, findings }: CustodyEntry,
): readonly Cell[] {
  return [itemId, seq, caseId, findings.join(' ')]
}

function holderId(holder: CustodyHolder): string {
  if (holder.kind === 'person') return holder.userId
  return holder.kind === 'place' ? holder.placeId : ''
}

// In canonical form, so that it is the same whether it comes from who appended the event or from who read it.
function lineOf(value: object): string {
  return canonicalText(value as CanonicalValue)
}
