import { ScanBarcode } from 'lucide-react'
import { useState } from 'react'
import type { ItemLine } from '#contract/custody-fields.ts'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { ScanInput } from '../../parts/scan-input.tsx'
import { Shown } from '../../parts/shown.tsx'
import { compareCount, recordCount } from '../../state/count-actions.ts'
import { tell } from '../../state/notice-actions.ts'
import { useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { ItemLink } from './item-table.tsx'

type Comparison = OutputOf<'audit.compare'>

/** Counts a storage place by scanner: what is found, missing and unexpected shows with every scan. */
export function CountSection({ placeId }: { readonly placeId: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody.count
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [compared, setCompared] = useState<Comparison | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [note, setNote] = useState('')
  const compare = async (next: readonly string[]) => {
    setCodes(next)
    const answer = await compareCount(at, placeId, next)
    setRefusal(refusalOf(answer))
    if (answer.outcome === 'done') setCompared(answer.value)
  }
  const record = async () => {
    if (codes === null) return
    const answer = await recordCount(at, placeId, codes, note)
    setRefusal(refusalOf(answer))
    if (answer.outcome !== 'done') return
    setCodes(null)
    setCompared(null)
    setNote('')
    const { missing, unexpected, unknown } = answer.value
    const differences = missing.length + unexpected.length + unknown.length
    tell(at, { what: 'custody', notice: { what: 'counted', of: words.differences(differences) } })
  }
  if (codes === null) {
    return (
      <section className="sheet sheet-body stack" aria-labelledby="count-title">
        <div className="row">
          <div className="grow">
            <h2 id="count-title">{words.title}</h2>
            <p className="soft">{words.intro}</p>
          </div>
          <Button kind="primary" onPress={() => void compare([])}>
            <ScanBarcode size={18} aria-hidden />
            {words.start}
          </Button>
        </div>
      </section>
    )
  }
  return (
    <section className="sheet sheet-body stack" aria-labelledby="count-title">
      <h2 id="count-title">{words.title}</h2>
      <ScanInput
        label={words.scan}
        hint={words.scanHint}
        onScan={(code) => void compare([...codes, code])}
        isFirst
      />
      {refusal !== null && <RefusalCallout refusal={refusal} />}
      {compared !== null && <CountColumns compared={compared} />}
      <div className="form-grid">
        <TextInput className="span-8" label={words.note} value={note} onChange={setNote} />
      </div>
      <div className="row">
        <Button kind="primary" onPress={() => void record()}>
          {words.record}
        </Button>
        <Button onPress={() => setCodes(null)}>{text.window.cancel}</Button>
      </div>
    </section>
  )
}

function CountColumns({ compared }: { readonly compared: Comparison }) {
  const { text } = useTongue()
  const words = text.custody.count
  const { found, missing, unexpected, unknown } = compared
  return (
    <div className="count-columns" aria-live="polite">
      <CountColumn title={words.found(found.length)} tone="right-words" items={found} />
      <CountColumn title={words.missing(missing.length)} tone="gold-words" items={missing} />
      <CountColumn
        title={words.unexpected(unexpected.length + unknown.length)}
        tone="wrong-words"
        items={unexpected}
        codes={unknown}
      />
    </div>
  )
}

type CountColumnProps = {
  readonly title: string
  readonly tone: string
  readonly items: readonly ItemLine[]
  readonly codes?: readonly string[]
}

function CountColumn({ title, tone, items, codes = [] }: CountColumnProps) {
  const { text } = useTongue()
  return (
    <div>
      <h3 className={tone}>{title}</h3>
      <ul className="count-list">
        {codes.map((code) => (
          <li key={code}>
            <bdi className="mono">{code}</bdi>{' '}
            <span className="small faint">{text.custody.count.unknown}</span>
          </li>
        ))}
        {items.toReversed().map((item) => (
          <li key={item.itemId}>
            <ItemLink item={item} /> <Shown text={item.name} isStrict />
          </li>
        ))}
      </ul>
    </div>
  )
}
