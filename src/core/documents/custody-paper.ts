import type { CaseView, EventLine } from '../case-file/case-view.ts'
import type { CountView, ItemView, MoveView, ThingView } from '../custody/case-custody.ts'
import { MOVE_PURPOSE_LABELS, SEAL_STATE_LABELS } from '../custody/custody-labels.ts'
import { listExhibits, reportExhibits } from './case-report-exhibits.ts'
import { EVENT_KIND_TEXT } from './case-report-text.ts'
import { sayExactTime } from './date-phrases.ts'
import type { Block, DocumentLanguages, DocumentTree, Table, TableRow } from './document-tree.ts'
import { type ExhibitPhotos, PHOTO_KEYS, reportPhotos } from './exhibit-photos.ts'
import { sayFinding, sayItemKind } from './item-words.ts'
import { facts, row, writeCount } from './record-parts.ts'
import { composeReport, type ReportContext, said } from './report-frame.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of an evidence and custody report. */
export const CUSTODY_KEYS = {
  title: [],
  subject: [],
  overview: [],
  digitalCount: [],
  physicalCount: [],
  containerCount: [],
  irregularCount: [],
  awaitingCount: [],
  digital: [],
  physical: [],
  number: [],
  thing: [],
  seized: [],
  seal: [],
  noThings: [],
  chains: [],
  noChains: [],
  unmoved: [],
  event: [],
  when: [],
  what: [],
  byWhom: [],
  handOver: ['from', 'to'],
  where: [],
  reason: [],
  authority: [],
  condition: [],
  receipt: [],
  awaitsReceipt: [],
  explanation: [],
  finding: [],
  counts: [],
  countedIn: ['place'],
  countedFound: ['count'],
  countedMissing: [],
  countedUnexpected: [],
  countedUnknown: [],
  countNote: [],
  methodChain: [],
  methodSealed: [],
  limitOutside: [],
  limitDepartures: [],
  ...PHOTO_KEYS,
} as const

type Say = Template<typeof CUSTODY_KEYS>

/** What rows of chains are looked up in. */
type Known = {
  readonly lines: ReadonlyMap<number, EventLine>
  readonly moves: ReadonlyMap<number, MoveView>
}

/**
 * Writes down what evidence a case has, and of each thing who had it, when, where, why and on what authority (ISO/IEC 27037, chain of
 * custody). What is irregular in a chain stands in it and is counted at the head. Departures of copies change no custody and are left out.
 * Photos among the exhibits are shown where they are given.
 */
export function buildCustodyPaper(
  view: CaseView,
  say: Say,
  context: ReportContext,
  languages: DocumentLanguages,
  photos?: ExhibitPhotos,
): DocumentTree {
  const { frame } = context
  return composeReport(
    {
      title: say.title,
      subject: say.subject,
      about: view.title,
      parts: [
        { heading: say.overview, blocks: overview(view, say) },
        { heading: say.digital, blocks: [reportExhibits(view.exhibits)] },
        ...(photos === undefined ? [] : [{ heading: say.photos, blocks: reportPhotos(view, photos, say) }]),
        { heading: say.physical, blocks: [things(view, say)] },
        { heading: say.chains, blocks: chains(view, say) },
        ...(view.counts.length === 0 ? [] : [{ heading: say.counts, blocks: [counts(view, say)] }]),
      ],
      method: [say.methodChain, say.methodSealed],
      limits: [say.limitOutside, say.limitDepartures],
      signers: [
        { role: frame.signerCustodian, mark: 'signature' },
        { role: frame.signerOfficer, mark: 'signature' },
        { role: frame.signerHead, mark: 'signature-and-seal' },
      ],
      attachments: listExhibits(view),
    },
    context,
    languages,
  )
}

function overview({ items }: CaseView, say: Say): Block[] {
  const count = (holds: (item: ItemView) => boolean) => writeCount(items.filter(holds).length)
  return facts([
    ...row(
      say.digitalCount,
      count(({ kind }) => kind === 'digital'),
    ),
    ...row(
      say.physicalCount,
      count(({ kind }) => kind === 'physical'),
    ),
    ...row(
      say.containerCount,
      count(({ kind }) => kind === 'container'),
    ),
    ...row(say.irregularCount, count(isIrregular)),
    ...row(
      say.awaitingCount,
      count(({ awaited }) => awaited !== undefined),
    ),
  ])
}

function isIrregular({ chain }: ItemView): boolean {
  return chain.some(({ findings }) => findings.length > 0)
}

function things({ things: registered }: CaseView, say: Say): Table {
  return {
    kind: 'table',
    columns: [
      { heading: say.number, width: { millimetres: 32 } },
      { heading: say.thing, width: { share: 3 } },
      { heading: say.seized, width: { share: 3 } },
      { heading: say.seal, width: { share: 1 } },
    ],
    rows: registered.map((thing) => thingRow(thing, say)),
    whenEmpty: say.noThings,
  }
}

function thingRow(thing: ThingView, say: Say): TableRow {
  const { number, category, name, seized, sealNumber } = thing
  return {
    cells: [
      number,
      [sayItemKind({ category }), name],
      [sayExactTime(seized.atMs), seized.place],
      sealNumber ?? '',
    ],
    beneath: [...row(say.authority, seized.authority)],
  }
}

function chains({ items, moves, events }: CaseView, say: Say): Block[] {
  const moved = items.filter((item) => item.chain.length > 1 || isIrregular(item))
  const known: Known = {
    lines: new Map(events.map((line) => [line.seq, line])),
    moves: new Map(moves.map((move) => [move.seq, move])),
  }
  const blocks = moved.flatMap((item): Block[] => {
    const rows = item.chain.flatMap((link) => chainRow(link, known, say))
    if (rows.length <= 1 && !isIrregular(item)) return []
    return [
      { kind: 'heading', level: 2, text: nameItem(item) },
      {
        kind: 'table',
        columns: [
          { heading: say.event, width: { millimetres: 14 }, align: 'right' },
          { heading: say.when, width: { millimetres: 34 } },
          { heading: say.what, width: { share: 2 } },
          { heading: say.byWhom, width: { share: 3 } },
        ],
        rows,
        whenEmpty: say.noChains,
      },
    ]
  })
  return blocks.length === 0 ? [said(say.noChains)] : [said(say.unmoved), ...blocks]
}

/** A container may have no name. */
function nameItem({ number, name }: ItemView): string {
  return name === '' ? number : `${number} · ${name}`
}

function chainRow(
  { seq, findings }: ItemView['chain'][number],
  { lines, moves }: Known,
  say: Say,
): TableRow[] {
  const line = lines.get(seq)
  if (line === undefined) return []
  const move = moves.get(seq)
  return [
    {
      cells: [
        String(seq),
        sayExactTime(move?.movedAtMs ?? line.atMs),
        move === undefined ? EVENT_KIND_TEXT[line.kind] : MOVE_PURPOSE_LABELS[move.purpose],
        move === undefined ? line.by : fillPhrase(say.handOver, { from: move.from.name, to: move.to.name }),
      ],
      beneath: [
        ...(move === undefined ? [] : moveFacts(move, say)),
        ...findings.map((finding) => ({ label: say.finding, value: sayFinding(finding) })),
      ],
    },
  ]
}

function moveFacts(move: MoveView, say: Say) {
  const { where, reason, authority, condition, explanation, receipt, to, sealState, sealNumber } = move
  const seal = sealState === 'none' ? undefined : [SEAL_STATE_LABELS[sealState], sealNumber ?? '']
  return [
    ...row(say.where, where),
    ...row(say.reason, reason),
    ...row(say.authority, authority),
    ...row(say.condition, condition),
    ...row(
      say.seal,
      seal?.filter((part) => part !== ''),
    ),
    ...row(say.explanation, explanation),
    ...(receipt === undefined
      ? row(say.awaitsReceipt, to.kind === 'person' ? to.name : undefined)
      : row(say.receipt, [receipt.by, sayExactTime(receipt.atMs)])),
  ]
}

/** Counts of storage places, as far as the case's items are concerned; what was read and names nothing stands with them. */
function counts({ counts: counted, items, moves }: CaseView, say: Say): Table {
  const numbers = new Map(items.map(({ itemId, number }) => [itemId, number]))
  const places = new Map(
    moves.flatMap(({ from, to }) =>
      [from, to].flatMap((holder) =>
        holder.kind === 'place' ? [[holder.placeId, holder.name] as const] : [],
      ),
    ),
  )
  const rowOf = (count: CountView): TableRow => {
    const named = (ids: CountView['found']) => ids.map((itemId) => numbers.get(itemId) ?? itemId)
    return {
      cells: [
        String(count.seq),
        sayExactTime(count.countedAtMs),
        [
          fillPhrase(say.countedIn, { place: places.get(count.placeId) ?? count.placeId }),
          fillPhrase(say.countedFound, { count: writeCount(count.found.length) }),
        ],
        count.countedBy.name,
      ],
      beneath: [
        ...row(say.countedMissing, named(count.missing)),
        ...row(say.countedUnexpected, named(count.unexpected)),
        ...row(say.countedUnknown, count.unknownCodes),
        ...row(say.countNote, count.note),
      ],
    }
  }
  return {
    kind: 'table',
    columns: [
      { heading: say.event, width: { millimetres: 14 }, align: 'right' },
      { heading: say.when, width: { millimetres: 34 } },
      { heading: say.what, width: { share: 3 } },
      { heading: say.byWhom, width: { share: 2 } },
    ],
    rows: counted.map(rowOf),
    whenEmpty: say.counts,
  }
}
