import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { PAGE_PARTS } from '#core/viewing/covering.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import type { Span } from '../../state/covered-runs.ts'
import { lookAtExhibit } from '../../state/navigation.ts'
import { useWorkplace } from '../../state/places.tsx'
import type { Viewer } from '../../state/viewer.ts'
import { type Covering, coverParts, stopCovering } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { WorkProgress } from '../work-progress.tsx'
import { type Box, EDGES, middleBox, moveEdge, PARTS_IN_PERCENT } from './boxes.ts'

type CoverPanelProps = {
  readonly viewer: Viewer
  readonly preview: OutputOf<'exhibit.preview'>
  readonly boxes: readonly Box[]
  readonly onBoxes: (boxes: readonly Box[]) => void
  readonly spans: readonly Span[]
  readonly onSpans: (spans: readonly Span[]) => void
}

/** What is to be covered, why, and the making of the copy. */
export function CoverPanel(props: CoverPanelProps) {
  const { viewer, preview, boxes, onBoxes, spans, onSpans } = props
  const at = useWorkplace()
  const { text } = useTongue()
  const [words, setWords] = useState('')
  const [reason, setReason] = useState('')
  const { covering } = viewer
  const isBoxes = preview.covering === 'boxes'
  const isRunning = covering.status === 'running'
  const make = () => void coverParts(at, coveringOf(preview, boxes, spans, words, reason))
  return (
    <section className="sheet sheet-body stack" aria-labelledby="cover-title">
      <div>
        <h2 id="cover-title">{text.viewer.coverTitle}</h2>
        <p className="soft">{isBoxes ? text.viewer.coverBoxesWords : text.viewer.coverTextWords}</p>
      </div>
      {isBoxes ? (
        <BoxList picture={viewer.picture} boxes={boxes} onBoxes={onBoxes} />
      ) : (
        <>
          <TextInput label={text.viewer.words} value={words} onChange={setWords} rows={3} />
          <SpanList spans={spans} onSpans={onSpans} />
        </>
      )}
      <TextInput
        label={text.viewer.reason}
        hint={text.viewer.reasonHint}
        value={reason}
        onChange={setReason}
      />
      <div className="row">
        <Button kind="primary" isDisabled={isRunning} onPress={make}>
          {text.viewer.makeCopy}
        </Button>
      </div>
      <WorkProgress work={covering} label={text.viewer.making} onStop={() => stopCovering(at)} />
      {covering.status === 'refused' && <RefusalCallout refusal={covering.refusal} />}
      {covering.status === 'cancelled' && (
        <p className="small soft" role="status">
          {text.window.progress.cancelled}
        </p>
      )}
      {covering.status === 'done' && (
        <Callout tone="right" role="status">
          <p>{text.viewer.made(covering.value.number, covering.value.coveredCount)}</p>
          <div className="row">
            <Button size="small" onPress={() => lookAtExhibit(at, covering.value.exhibitId)}>
              {text.viewer.lookAtCopy}
            </Button>
          </div>
        </Callout>
      )}
    </section>
  )
}

function coveringOf(
  { isMismatch }: OutputOf<'exhibit.preview'>,
  boxes: readonly Box[],
  spans: readonly Span[],
  words: string,
  reason: string,
): Covering {
  return {
    byContent: isMismatch,
    boxes: [...boxes],
    spans: spans.map((span) => ({ ...span })),
    words: words.split('\n').filter((word) => word.trim() !== ''),
    reason,
  }
}

type BoxListProps = {
  readonly picture: number
  readonly boxes: readonly Box[]
  readonly onBoxes: (boxes: readonly Box[]) => void
}

function BoxList({ picture, boxes, onBoxes }: BoxListProps) {
  const { text } = useTongue()
  const replace = (place: number, box: Box) =>
    onBoxes(boxes.map((one, index) => (index === place ? box : one)))
  return (
    <>
      <ul className="plain-list stack stack-tight">
        {boxes.map((box, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place in the list
          <li key={place} className="row box-line">
            <fieldset className="row box-edges">
              <legend className="small">{text.viewer.box(place + 1, box.page + 1)}</legend>
              {EDGES.map((edge) => (
                <label key={edge} className="row small">
                  {text.viewer.edges[edge]}
                  <input
                    className="input box-edge"
                    type="number"
                    min={0}
                    max={PAGE_PARTS / PARTS_IN_PERCENT}
                    step={0.5}
                    value={box[edge] / PARTS_IN_PERCENT}
                    onChange={(event) =>
                      replace(place, moveEdge(box, edge, Number(event.target.value) * PARTS_IN_PERCENT))
                    }
                    autoComplete="off"
                  />
                </label>
              ))}
            </fieldset>
            <IconButton
              icon={<Trash2 size={16} aria-hidden />}
              label={text.viewer.removeBox(place + 1)}
              onPress={() => onBoxes(boxes.filter((_, index) => index !== place))}
            />
          </li>
        ))}
      </ul>
      <div className="row">
        <Button size="small" onPress={() => onBoxes([...boxes, middleBox(picture)])}>
          <Plus size={16} aria-hidden />
          {text.viewer.addBox}
        </Button>
      </div>
    </>
  )
}

type SpanListProps = { readonly spans: readonly Span[]; readonly onSpans: (spans: readonly Span[]) => void }

/** Runs of characters that will be covered: what was selected with the mouse, and whole lines by their numbers. */
function SpanList({ spans, onSpans }: SpanListProps) {
  const { text } = useTongue()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const add = () => {
    const first = Number(from)
    const last = to.trim() === '' ? first : Number(to)
    if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || first < 1 || last < first) return
    const toColumn = Number.MAX_SAFE_INTEGER
    onSpans([...spans, { fromLine: first - 1, fromColumn: 0, toLine: last - 1, toColumn }])
    setFrom('')
    setTo('')
  }
  const wordsOf = ({ fromLine, fromColumn, toLine, toColumn }: Span) =>
    toColumn === Number.MAX_SAFE_INTEGER
      ? text.viewer.lines(fromLine + 1, toLine + 1)
      : text.viewer.run(fromLine + 1, fromColumn + 1, toLine + 1, toColumn)
  return (
    <>
      <p className="small soft">{text.viewer.selectWords}</p>
      <div className="row line-entry">
        <TextInput label={text.viewer.fromLine} value={from} onChange={setFrom} inputMode="numeric" />
        <TextInput label={text.viewer.toLine} value={to} onChange={setTo} inputMode="numeric" />
        <Button onPress={add}>
          <Plus size={16} aria-hidden />
          {text.viewer.addLines}
        </Button>
      </div>
      {spans.length > 0 && (
        <ul className="plain-list row">
          {spans.map((span, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the list
            <li key={place} className="row">
              <span className="chip chip-plain">{wordsOf(span)}</span>
              <IconButton
                icon={<Trash2 size={16} aria-hidden />}
                label={text.viewer.removeRun(wordsOf(span))}
                onPress={() => onSpans(spans.filter((_, index) => index !== place))}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
