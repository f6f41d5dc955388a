import type { CaseView } from '../case-file/case-view.ts'
import type { ItemView, MoveView } from '../custody/case-custody.ts'
import type { ItemStateName } from '../custody/item-state.ts'
import { STATION_ZONE } from '../dates/station-time.ts'
import { toKhmerDigits } from '../khmer/digits.ts'
import { sayTimeOfColumn } from './date-phrases.ts'
import type { Block, Phrase, TableRow } from './document-tree.ts'
import { sayFinding, sayItemKind } from './item-words.ts'

const TEXT = {
  heading: { km: 'ការថែរក្សាវត្ថុតាង', en: 'Custody' },
  number: { km: 'លេខ', en: 'Number' },
  item: { km: 'វត្ថុ', en: 'Item' },
  holder: { km: 'អ្នកកាន់', en: 'Held by' },
  since: { km: `គិតត្រឹម (${STATION_ZONE})`, en: `As of (${STATION_ZONE})` },
  none: { km: 'គ្មានវត្ថុណាបានប្រគល់-ទទួលទេ។', en: 'Nothing was handed over.' },
  awaits: { km: 'រង់ចាំហត្ថលេខាទទួល', en: 'Awaiting receipt' },
  found: { km: 'មិនប្រក្រតី', en: 'Irregular' },
  explanation: { km: 'ការពន្យល់', en: 'Explanation' },
  seal: { km: 'ត្រាបិទ', en: 'Seal' },
} as const satisfies { readonly [name: string]: Phrase }

const STATE_TEXT: { readonly [State in ItemStateName]: Phrase } = {
  held: { km: 'កំពុងកាន់', en: 'Held' },
  'awaiting-receipt': { km: 'រង់ចាំហត្ថលេខាទទួល', en: 'Awaiting receipt' },
  returned: { km: 'បានប្រគល់ជូនវិញ', en: 'Returned' },
  disposed: { km: 'បានចាត់ចែង', en: 'Disposed of' },
  destroyed: { km: 'បានបំផ្លាញ', en: 'Destroyed' },
}

/**
 * Says who has each thing and what is irregular in its chain: gaps, earlier times, receipts that are missing, broken seals. A digital
 * exhibit that nobody handed over is left out: its sealing says who has it.
 */
export function reportCustody({ items, moves }: Pick<CaseView, 'items' | 'moves'>): Block[] {
  const shown = items.filter((item) => item.kind !== 'digital' || item.chain.length > 1 || isIrregular(item))
  if (shown.length === 0) return []
  const bySeq = new Map(moves.map((move) => [move.seq, move]))
  return [
    { kind: 'heading', level: 2, text: TEXT.heading },
    {
      kind: 'table',
      columns: [
        { heading: TEXT.number, width: { millimetres: 32 } },
        { heading: TEXT.item, width: { share: 1 } },
        { heading: TEXT.holder, width: { share: 1 } },
        { heading: TEXT.since, width: { millimetres: 51 } },
      ],
      rows: shown.map((item) => reportItem(item, bySeq)),
      whenEmpty: TEXT.none,
    },
  ]
}

function reportItem(item: ItemView, moves: ReadonlyMap<number, MoveView>): TableRow {
  const { number, name, holder, state, seal, awaited, lastAtMs, chain } = item
  const irregular = chain.flatMap(({ seq, findings }) => findings.map((finding) => ({ seq, finding })))
  return {
    cells: [number, [sayItemKind(item), name], [STATE_TEXT[state], holder.name], sayTimeOfColumn(lastAtMs)],
    beneath: [
      ...(seal === undefined ? [] : [{ label: TEXT.seal, value: seal.number }]),
      ...(awaited === undefined ? [] : [{ label: TEXT.awaits, value: sayEvent(awaited.seq) }]),
      ...irregular.flatMap(({ seq, finding }) => {
        const explanation = moves.get(seq)?.explanation
        return [
          { label: TEXT.found, value: [sayFinding(finding), sayEvent(seq)] },
          ...(explanation === undefined ? [] : [{ label: TEXT.explanation, value: explanation }]),
        ]
      }),
    ],
  }
}

function isIrregular({ chain }: ItemView): boolean {
  return chain.some(({ findings }) => findings.length > 0)
}

function sayEvent(seq: number): Phrase {
  return { km: `ព្រឹត្តិការណ៍លេខ ${toKhmerDigits(String(seq))}`, en: `Event ${seq}` }
}
