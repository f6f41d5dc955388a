import { Callout } from '../parts/callout.tsx'
import { useTongue } from '../text/text-context.tsx'

const SECONDS_PER_MINUTE = 60

type WaitingNoteProps = { readonly seconds: number }

/** Says how long the next try must wait. The title is said aloud once, the count is only to be seen. */
export function WaitingNote({ seconds }: WaitingNoteProps) {
  const { text } = useTongue()
  if (seconds <= 0) return null
  const minutes = Math.floor(seconds / SECONDS_PER_MINUTE)
  return (
    <Callout tone="warning" role="status" title={text.entry.waitTitle}>
      <p>{text.entry.waitWords}</p>
      <p role="timer" className="waiting">
        {minutes === 0
          ? text.entry.waitSeconds(seconds)
          : text.entry.waitMinutes(minutes, seconds % SECONDS_PER_MINUTE)}
      </p>
    </Callout>
  )
}
