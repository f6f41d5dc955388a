type ProgressBarProps = {
  readonly label: string
  /** Between 0 and 1; `null` while it cannot be known. */
  readonly share: number | null
  /** How far, in words. */
  readonly words: string
  readonly aside?: string
}

/** How far something has come. */
export function ProgressBar({ label, share, words, aside }: ProgressBarProps) {
  const percent = share === null ? null : Math.min(100, Math.max(0, share * 100))
  return (
    <div className={percent === null ? 'progress progress-unknown' : 'progress'}>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={words}
        {...(percent !== null && { 'aria-valuenow': Math.round(percent) })}
      >
        <div className="progress-fill" style={percent === null ? {} : { inlineSize: `${percent}%` }} />
      </div>
      <div className="progress-words">
        <span>{words}</span>
        {aside !== undefined && <span>{aside}</span>}
      </div>
    </div>
  )
}
