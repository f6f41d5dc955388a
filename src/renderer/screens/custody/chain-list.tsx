import { ArrowRight, CircleAlert, CircleCheck, FileText } from 'lucide-react'
import type { ChainEntryLine } from '#contract/custody-fields.ts'
import type { OutputOf } from '#contract/operations.ts'
import { MOVE_PURPOSE_LABELS, SEAL_STATE_LABELS } from '#core/custody/custody-labels.ts'
import { Button } from '../../parts/button.tsx'
import { Shown } from '../../parts/shown.tsx'
import { openDialog } from '../../state/navigation.ts'
import { useWorkplace } from '../../state/places.tsx'
import { type Tongue, useTongue } from '../../text/text-context.tsx'
import { HolderName } from './item-words.tsx'

type ChainListProps = { readonly chain: OutputOf<'custody.chain'> }

/** Everything that happened to an item, the latest first; what is wrong with it stands out. */
export function ChainList({ chain }: ChainListProps) {
  const { text } = useTongue()
  const { entries, item } = chain
  const confirmed = new Map(
    entries.flatMap((entry) => (entry.confirms === undefined ? [] : [[entry.confirms, entry]])),
  )
  const findings = entries.reduce((count, entry) => count + entry.findings.length, 0)
  return (
    <section className="sheet" aria-labelledby="chain-title">
      <div className="sheet-head">
        <h2 id="chain-title">{text.custody.chain}</h2>
        <span className={findings === 0 ? 'chip chip-teal' : 'chip chip-red'}>
          {findings === 0 ? text.custody.unbroken : text.custody.findingCount(findings)}
        </span>
      </div>
      <ol className="chain">
        {entries.toReversed().map((entry) => (
          <ChainEntry
            key={entry.seq}
            entry={entry}
            caseId={item.caseId}
            receipt={confirmed.get(entry.seq) ?? null}
            isAwaited={item.awaited?.seq === entry.seq}
          />
        ))}
      </ol>
    </section>
  )
}

type ChainEntryProps = {
  readonly entry: ChainEntryLine
  readonly caseId: string
  readonly receipt: ChainEntryLine | null
  readonly isAwaited: boolean
}

function ChainEntry({ entry, caseId, receipt, isAwaited }: ChainEntryProps) {
  const at = useWorkplace()
  const tongue = useTongue()
  const { text, format } = tongue
  const words = text.custody
  const { seq, from, to, findings, atMs, recordedAtMs, by } = entry
  return (
    <li className={findings.length > 0 ? 'chain-entry chain-entry-wrong' : 'chain-entry'}>
      <div className="chain-head">
        <h3>{entryTitle(entry, tongue)}</h3>
        <span className="small faint nowrap">{format.shortInstant(atMs)}</span>
      </div>
      {from !== undefined && to !== undefined && (
        <p className="row chain-hands">
          <HolderName holder={from} />
          <ArrowRight size={16} aria-hidden />
          <HolderName holder={to} />
          {isAwaited && <span className="chip chip-gold">{words.states['awaiting-receipt']}</span>}
        </p>
      )}
      {findings.map((finding) => (
        <p key={finding} className="row small wrong-words">
          <CircleAlert size={16} aria-hidden />
          {words.findings[finding]}
        </p>
      ))}
      {entry.counted !== undefined && (
        <p className={entry.counted === 'found' ? 'small right-words' : 'small wrong-words'}>
          {words.countedAs[entry.counted]}
        </p>
      )}
      <ChainFacts entry={entry} />
      {receipt !== null && (
        <p className="row small right-words">
          <CircleCheck size={16} aria-hidden />
          {words.receivedBy(receipt.by, format.shortInstant(receipt.recordedAtMs))}
        </p>
      )}
      <p className="row small faint">
        <span className="grow">
          {words.recordedBy(by, format.exactInstant(recordedAtMs), seq)}
          {entry.containerNumber !== undefined && ` · ${words.inside(entry.containerNumber)}`}
        </span>
        {entry.kind === 'custody-moved' && (
          <Button
            size="small"
            label={words.receiptOf(seq)}
            onPress={() =>
              openDialog(at, {
                name: 'custody',
                act: 'receipt',
                input: { case: caseId, about: { kind: 'hand-over', seq } },
              })
            }
          >
            <FileText size={16} aria-hidden />
            {words.receipt}
          </Button>
        )}
      </p>
    </li>
  )
}

function entryTitle({ kind, purpose }: ChainEntryLine, { language, text }: Tongue): string {
  if (purpose !== undefined) return MOVE_PURPOSE_LABELS[purpose][language]
  const kinds: { readonly [kind: string]: string } = text.cases.eventKinds
  return kinds[kind] ?? kind
}

function ChainFacts({ entry }: { readonly entry: ChainEntryLine }) {
  const { language, text, format } = useTongue()
  const words = text.custody.facts
  const { sealState, sealNumber, newSealNumber, order } = entry
  const seal = [
    sealState && SEAL_STATE_LABELS[sealState][language],
    sealNumber,
    newSealNumber && `→ ${newSealNumber}`,
  ]
  const rows: readonly (readonly [string, string | undefined])[] = [
    [words.where, entry.where],
    [words.reason, entry.reason],
    [words.authority, entry.authority],
    [words.seal, seal.filter(Boolean).join(' ')],
    [words.condition, entry.condition],
    [words.competence, entry.competence],
    [words.effect, entry.effect],
    [words.tool, entry.tool],
    [words.photos, entry.photoNumbers?.join(', ')],
    [words.order, order && `${order.reference} · ${order.authority} · ${format.day(order.orderedOn)}`],
    [words.explanation, entry.explanation],
  ]
  const known = rows.filter(([, value]) => value !== undefined && value !== '')
  if (known.length === 0) return null
  return (
    <dl className="facts chain-facts">
      {known.map(([label, value = '']) => (
        <div key={label} className="fact">
          <dt>{label}</dt>
          <dd>
            <Shown text={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
