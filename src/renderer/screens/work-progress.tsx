import type { Progress } from '#contract/define.ts'
import { Button } from '../parts/button.tsx'
import { ProgressBar } from '../parts/progress-bar.tsx'
import { timeLeftMs, type Work } from '../state/work.ts'
import { type Tongue, useTongue } from '../text/text-context.tsx'

type WorkProgressProps = {
  readonly work: Work<unknown>
  readonly label: string
  readonly onStop?: () => void
  readonly stopLabel?: string
}

/** How far running work has come, how long it will take, and the way to stop it. Nothing while nothing runs. */
export function WorkProgress({ work, label, onStop, stopLabel }: WorkProgressProps) {
  const tongue = useTongue()
  if (work.status !== 'running') return null
  const { progress, startedAtMs, isStopping } = work
  const leftMs = timeLeftMs(startedAtMs, progress, Date.now())
  return (
    <div className="work">
      <div className="grow">
        <ProgressBar
          label={label}
          share={shareOf(progress)}
          words={progressWords(progress, tongue)}
          {...(leftMs !== null && { aside: timeLeftWords(leftMs, tongue) })}
        />
      </div>
      {onStop !== undefined && (
        <Button
          size="small"
          onPress={onStop}
          isDisabled={isStopping}
          label={stopLabel ?? tongue.text.window.stop}
        >
          {isStopping ? tongue.text.window.stopping : tongue.text.window.stop}
        </Button>
      )}
    </div>
  )
}

function shareOf(progress: Progress | null): number | null {
  if (progress === null || progress.total === null || progress.total === 0) return null
  return progress.done / progress.total
}

function progressWords(progress: Progress | null, { text }: Tongue): string {
  const words = text.window.progress
  if (progress === null) return words.starting
  const share = shareOf(progress)
  const stage = words[progress.stage]
  return share === null ? stage : `${stage} · ${words.percent(Math.min(100, Math.floor(share * 100)))}`
}

function timeLeftWords(leftMs: number, { text }: Tongue): string {
  const seconds = Math.max(1, Math.round(leftMs / 1_000))
  const words = text.window.progress
  return seconds < 60 ? words.secondsLeft(seconds) : words.minutesLeft(Math.round(seconds / 60))
}
