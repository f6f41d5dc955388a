import type { Language } from '#core/language.ts'
import type { CliText } from './cli-text-en.ts'
import type { ProgressLine } from './progress-line.ts'
import type { Terminal } from './terminal.ts'

/** What every command works with. */
export type CommandContext = {
  readonly terminal: Terminal
  readonly language: Language
  readonly text: CliText
  readonly isJson: boolean
  readonly progress: ProgressLine
  /** The file to read the passphrase from, or `null` when it must be asked for. */
  readonly passphraseFile: string | null
  /** Aborted when the person wants the command to stop. */
  readonly signal: AbortSignal
}
