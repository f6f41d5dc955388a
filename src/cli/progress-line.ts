import type { Progress } from '#contract/define.ts'
import { formatSize, formatWholeNumber } from '#contract/number-text.ts'
import type { Language } from '#core/language.ts'
import { CLI_TEXT } from './cli-text.ts'
import type { Terminal } from './terminal.ts'
import { columnsOf } from './text-columns.ts'

/** Shows on standard error how far long work has come. */
export type ProgressLine = {
  show(progress: Progress, subject?: string): void
  /** Takes the line away; everything written after it starts on a clean line. */
  clear(): void
}

const IN_BYTES: readonly Progress['stage'][] = [
  'sealing',
  'extracting',
  'checking-objects',
  'copying',
  'reading-back',
  'sending',
  'receiving',
]
const REDRAW_AFTER_MS = 100

/**
 * Makes the progress line. On a terminal one line is redrawn at most ten times a second; elsewhere nothing is said, so
 * that logs hold results only.
 */
export function makeProgressLine(terminal: Terminal, language: Language): ProgressLine {
  if (!terminal.hasErrorScreen) return { show: () => {}, clear: () => {} }
  let drawnColumns = 0
  let drawnAtMs = 0
  return {
    show(progress, subject) {
      const isFinished = progress.done === progress.total
      const nowMs = performance.now()
      if (!isFinished && nowMs - drawnAtMs < REDRAW_AFTER_MS) return
      drawnAtMs = nowMs
      const line = shorten(describe(progress, language, subject), terminal.columns - 1)
      const columns = columnsOf(line)
      terminal.writeError(`\r${line}${' '.repeat(Math.max(0, drawnColumns - columns))}`)
      drawnColumns = columns
    },
    clear() {
      if (drawnColumns === 0) return
      terminal.writeError(`\r${' '.repeat(drawnColumns)}\r`)
      drawnColumns = 0
    },
  }
}

function describe({ stage, done, total }: Progress, language: Language, subject: string | undefined): string {
  const write = IN_BYTES.includes(stage) ? formatSize : formatWholeNumber
  const amount =
    total === null ? write(done, language) : `${write(done, language)} / ${write(total, language)}`
  const percent =
    total === null || total === 0
      ? ''
      : ` (${formatWholeNumber(Math.floor((done / total) * 100), language)} %)`
  return `${CLI_TEXT[language].stage[stage]}${subject === undefined ? '' : ` ${subject}`}: ${amount}${percent}`
}

/** Cuts a line that a terminal would wrap, because a wrapped line cannot be redrawn. */
function shorten(line: string, mostColumns: number): string {
  if (columnsOf(line) <= mostColumns) return line
  const characters = [...line]
  while (characters.length > 0 && columnsOf(characters.join('')) > mostColumns - 1) characters.shift()
  return `…${characters.join('')}`
}
