import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { isKeptElsewhere } from '../state/keep-draft.ts'
import type { Refusal } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { RefusalCallout } from './refusal-callout.tsx'

type NotKeptProps = {
  readonly refusal: Refusal
  /** Goes on with what is written in this window. */
  readonly onHere: () => void
  /** Takes what was kept by the other window. */
  readonly onThere: () => void
}

/** Says why what is written is not kept; where another window writes the same, the person decides which of the two it is. */
export function NotKept({ refusal, onHere, onThere }: NotKeptProps) {
  const { text } = useTongue()
  const words = text.window.elsewhere
  if (!isKeptElsewhere(refusal)) return <RefusalCallout refusal={refusal} />
  return (
    <Callout tone="warning" role="alert" title={words.draftTitle}>
      <p>{words.draft}</p>
      <div className="row">
        <Button size="small" onPress={onHere}>
          {words.here}
        </Button>
        <Button size="small" onPress={onThere}>
          {words.there}
        </Button>
      </div>
    </Callout>
  )
}

type ChangedMeanwhileProps = {
  /** What was changed, in words; left out where it cannot be told apart. */
  readonly what?: readonly string[]
  /** What becomes of it when this form is sent. */
  readonly words: string
  /** Puts what holds now into the form; what was typed is gone then. */
  readonly onRead?: () => void
}

/** Says in a form that what it is about was changed since it was opened. */
export function ChangedMeanwhile({ what = [], words, onRead }: ChangedMeanwhileProps) {
  const { text } = useTongue()
  const { changedTitle, changed, read } = text.window.elsewhere
  return (
    <Callout tone="warning" role="alert" title={changedTitle}>
      {what.length > 0 && <p>{changed(what.join(' · '))}</p>}
      <p>{words}</p>
      {onRead !== undefined && (
        <div className="row">
          <Button size="small" onPress={onRead}>
            {read}
          </Button>
        </div>
      )}
    </Callout>
  )
}
