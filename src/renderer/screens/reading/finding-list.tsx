import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import type { IdentifierLine } from '#contract/money-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { ENTRY_LIST_LABELS, PARSER_LABELS } from '#core/parsing/parse-labels.ts'
import { ENTRY_LISTS, type EntryList, type EntryOf } from '#core/parsing/parsed-evidence.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { Segments } from '../../parts/choices.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import type { Reading } from '../../state/reading.ts'
import {
  confirmFindings,
  FINDINGS_AT_ONCE,
  findingsOf,
  MOST_CONFIRMED_AT_ONCE,
  showFindings,
} from '../../state/reading-actions.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { SeenElsewhere } from '../folk/seen-elsewhere.tsx'
import { useSeen } from '../folk/use-seen.ts'
import { RefusalCallout } from '../refusal-callout.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { Pager } from '../viewer/pager.tsx'
import { sayFinding, sayPosition } from './finding-words.ts'

type Found = OutputOf<'exhibit.findings'>

/** What a parser found, list by list, with the way to confirm it. */
export function FindingList({ reading }: { readonly reading: Reading }) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.reading
  const found = findingsOf(reading)
  return (
    <section className="sheet" aria-labelledby="found-title">
      <div className="sheet-head">
        <h2 id="found-title">{words.foundTitle}</h2>
        {found !== null && (
          <p className="small faint grow">
            {words.madeBy(PARSER_LABELS[found.parser][language], found.parserVersion)}
          </p>
        )}
      </div>
      <div className="sheet-body stack">
        <RemoteFrame remote={reading.findings} onRetry={() => void showFindings(at, reading.list)} />
        {found !== null && (
          <>
            <Callout tone="note">
              <p>{words.proposed}</p>
            </Callout>
            <Segments
              label={words.listLabel}
              value={found.page.list}
              onChange={(list) => void showFindings(at, list as EntryList)}
              choices={ENTRY_LISTS.filter((list) => found.counts[list] > 0 || list === found.page.list).map(
                (list) => ({
                  value: list,
                  label: words.listName(ENTRY_LIST_LABELS[list][language], found.counts[list]),
                }),
              )}
            />
          </>
        )}
      </div>
      {found !== null && <ListPage key={found.page.list} reading={reading} found={found} />}
    </section>
  )
}

type ListPageProps = { readonly reading: Reading; readonly found: Found }

function ListPage({ reading, found }: ListPageProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.reading
  const mayConfirm = useSession((state) => mayDo(state, 'finding.confirm'))
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const { list, entries } = found.page
  const { from } = reading
  const { total } = found
  const canConfirm = mayConfirm && list !== 'warnings'
  const done = new Map(found.confirmed.map((one) => [one.index, one]))
  const open = entries.map((_, place) => from + place).filter((index) => !done.has(index))
  const named = found.page.list === 'identifiers' ? found.page.entries : []
  const seen = useSeen(
    reading.caseId,
    named.map(({ kind, normalised }) => ({ kind, normalised })),
  )
  const isAll = open.length > 0 && open.every((index) => chosen.has(index))
  const choose = (indexes: readonly number[], isChosen: boolean) => {
    const next = new Set(chosen)
    for (const index of indexes) {
      if (!isChosen) next.delete(index)
      else if (next.size < MOST_CONFIRMED_AT_ONCE) next.add(index)
    }
    setChosen(next)
  }
  if (total === 0) return <p className="sheet-body soft">{words.nothing}</p>
  return (
    <>
      <Pager
        here={text.viewer.rowsOf(from + 1, from + entries.length, total)}
        onPrevious={
          from === 0 ? null : () => void showFindings(at, list, Math.max(0, from - FINDINGS_AT_ONCE))
        }
        onNext={
          from + entries.length >= total ? null : () => void showFindings(at, list, from + FINDINGS_AT_ONCE)
        }
        goToLabel={words.goToEntry}
        onGoTo={(place) => void showFindings(at, list, Math.min(total - 1, Math.max(0, place - 1)))}
      >
        {canConfirm && open.length > 0 && (
          <label className="row small">
            <input
              type="checkbox"
              checked={isAll}
              onChange={(event) => choose(open, event.target.checked)}
              autoComplete="off"
            />
            {words.choosePage}
          </label>
        )}
      </Pager>
      <ol className="finding-list">
        {entries.map((entry, place) => {
          const index = from + place
          return (
            <Finding
              key={index}
              list={list}
              entry={entry}
              elsewhere={list === 'identifiers' ? seen[place] : undefined}
              index={index}
              confirmed={done.get(index) ?? null}
              isChosen={chosen.has(index)}
              onChoose={canConfirm ? (isChosen) => choose([index], isChosen) : null}
            />
          )
        })}
      </ol>
      {canConfirm && (
        <ConfirmForm reading={reading} chosen={[...chosen]} onDone={() => setChosen(new Set())} />
      )}
    </>
  )
}

type FindingProps = {
  readonly list: EntryList
  readonly entry: Found['page']['entries'][number]
  /** Other cases that know the identifier that was found. */
  readonly elsewhere: IdentifierLine['elsewhere'] | undefined
  readonly index: number
  readonly confirmed: Found['confirmed'][number] | null
  readonly isChosen: boolean
  readonly onChoose: ((isChosen: boolean) => void) | null
}

function Finding({ list, entry, elsewhere, index, confirmed, isChosen, onChoose }: FindingProps) {
  const tongue = useTongue()
  const words = tongue.text.reading
  // List and entry come from the same page, which the union of pages cannot see.
  const { title, kind, lines } = sayFinding(list, entry as EntryOf<typeof list>, tongue)
  return (
    <li className={confirmed === null ? 'finding' : 'finding finding-confirmed'}>
      {onChoose !== null && confirmed === null ? (
        <input
          type="checkbox"
          aria-label={words.chooseEntry(index + 1)}
          checked={isChosen}
          onChange={(event) => onChoose(event.target.checked)}
          autoComplete="off"
        />
      ) : (
        <span className="finding-mark">{confirmed !== null && <CircleCheck size={18} aria-hidden />}</span>
      )}
      <div className="finding-words">
        {kind !== undefined && (
          <p className="small faint">
            <Shown text={kind} isStrict />
          </p>
        )}
        <p className="finding-title" translate="no">
          <Shown text={title} />
        </p>
        {lines.map(([label, value]) => (
          <p key={`${label} ${value}`} className="small soft" translate="no">
            {label !== '' && <span className="faint">{label} </span>}
            <Shown text={value} />
          </p>
        ))}
        {elsewhere !== undefined && elsewhere.total > 0 && (
          <div className="small">
            <SeenElsewhere elsewhere={elsewhere} />
          </div>
        )}
        {confirmed !== null && (
          <p className="small right-words">{words.confirmedBy(confirmed.by, confirmed.seq)}</p>
        )}
      </div>
      {entry.position !== undefined && (
        <p className="small faint finding-place">
          <Shown text={sayPosition(entry.position, tongue)} isStrict />
        </p>
      )}
    </li>
  )
}

type ConfirmFormProps = {
  readonly reading: Reading
  readonly chosen: readonly number[]
  readonly onDone: () => void
}

function ConfirmForm({ reading, chosen, onDone }: ConfirmFormProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.reading
  const [note, setNote] = useState('')
  const { confirming, confirmed } = reading
  const confirm = async () => {
    if (!(await confirmFindings(at, chosen, note))) return
    setNote('')
    onDone()
  }
  return (
    <div className="sheet-body stack finding-confirm">
      {confirming !== 'no' && confirming !== 'confirming' && <RefusalCallout refusal={confirming} />}
      {confirmed !== null && (
        <p className="row small right-words" role="status">
          <CircleCheck size={16} aria-hidden />
          {words.confirmed(confirmed.count, confirmed.seq)}
        </p>
      )}
      <div className="form-grid">
        <TextInput className="span-8" label={words.confirmNote} value={note} onChange={setNote} />
      </div>
      <div className="row">
        <Button
          kind="primary"
          isDisabled={chosen.length === 0 || confirming === 'confirming'}
          onPress={() => void confirm()}
        >
          {words.confirm}
        </Button>
        <span className="small soft" role="status">
          {words.chosen(chosen.length)}
        </span>
      </div>
    </div>
  )
}
