import { type FormEvent, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { labelOfNoted } from '#core/parties/party-labels.ts'
import { Button } from '../../parts/button.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { SeenElsewhere } from './seen-elsewhere.tsx'

type Found = OutputOf<'identifier.recognise'>
type PasteProps = { readonly caseId: string; readonly onNoted: () => void }

/** Takes whatever was pasted, shows what is recognised in it, and notes what the person leaves ticked. */
export function PasteIdentifiers({ caseId, onNoted }: PasteProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.folk
  const [pasted, setPasted] = useState('')
  const [seen, setSeen] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const recognise = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await at.desk.client.call('identifier.recognise', { text: pasted, case: caseId })
    setRefusal(refusalOf(answer))
    if (answer.outcome !== 'done') return
    setFound(answer.value)
    setLeft(new Set())
  }
  const chosen = (found?.identifiers ?? []).filter((_, index) => !left.has(index))
  const note = async () => {
    const answer = await at.desk.client.call('identifier.note', {
      case: caseId,
      identifiers: chosen.map(({ kind, raw }) => ({ kind, value: raw })),
      seenIn: { kind: 'words', text: seen },
    })
    setRefusal(refusalOf(answer))
    if (answer.outcome !== 'done') return
    setPasted('')
    setFound(null)
    onNoted()
  }
  return (
    <form className="sheet" onSubmit={(event) => void recognise(event)} autoComplete="off">
      <div className="sheet-head">
        <h2>{words.pasteTitle}</h2>
      </div>
      <div className="sheet-body stack">
        {refusal !== null && <RefusalCallout refusal={refusal} />}
        <TextInput
          label={words.paste}
          hint={words.pasteHint}
          value={pasted}
          onChange={setPasted}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.ctrlKey) void recognise(event)
          }}
          rows={3}
          isMono
        />
        <div className="row row-end">
          <Button isDisabled={pasted.trim() === ''}>{words.recognise}</Button>
        </div>
        {found !== null && (
          <FoundIdentifiers
            found={found}
            left={left}
            onToggle={(index) => setLeft((now) => toggled(now, index))}
          />
        )}
        {found !== null && found.identifiers.length > 0 && (
          <div className="form-grid">
            <TextInput
              className="span-8"
              label={words.seenWhere}
              hint={words.seenWhereHint}
              value={seen}
              onChange={setSeen}
            />
            <div className="span-4 row row-end">
              <Button
                kind="primary"
                isDisabled={seen.trim() === '' || chosen.length === 0}
                onPress={() => void note()}
              >
                {words.noteFound(chosen.length)}
              </Button>
            </div>
          </div>
        )}
      </div>
    </form>
  )
}

type FoundProps = {
  readonly found: Found
  readonly left: ReadonlySet<number>
  readonly onToggle: (index: number) => void
}

function FoundIdentifiers({ found, left, onToggle }: FoundProps) {
  const { language, text } = useTongue()
  const words = text.folk
  return (
    <div className="stack stack-tight" role="status">
      <p>{words.found(found.identifiers.length, found.unread.length)}</p>
      <ul className="found-list stack stack-tight">
        {found.identifiers.map((one, index) => (
          <li key={`${one.kind} ${one.normalised}`} className="row row-apart">
            <label className="check">
              <input
                type="checkbox"
                checked={!left.has(index)}
                onChange={() => onToggle(index)}
                autoComplete="off"
              />
              <span>
                {labelOfNoted(one.kind, language)}{' '}
                <span className="mono">
                  <Shown text={one.raw} isStrict />
                </span>
              </span>
            </label>
            <SeenElsewhere elsewhere={one.elsewhere} />
          </li>
        ))}
      </ul>
      {found.unread.length > 0 && (
        <details>
          <summary>{words.unread}</summary>
          <ul className="stack stack-tight small soft">
            {found.unread.slice(0, MOST_SHOWN).map((line, index) => (
              // Lines may repeat; they never move.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above.
              <li key={index}>
                <Shown text={line} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

const MOST_SHOWN = 200

function toggled(now: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(now)
  if (!next.delete(index)) next.add(index)
  return next
}
