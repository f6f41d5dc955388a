import type { Language } from '#core/language.ts'
import type { CliText } from './cli-text-en.ts'
import type { ProgressLine } from './progress-line.ts'
import type { SecretFiles } from './secret-files.ts'
import type { Terminal } from './terminal.ts'

/** What every command works with. */
export type CommandContext = {
  readonly terminal: Terminal
  readonly language: Language
  readonly text: CliText
  readonly isJson: boolean
  readonly progress: ProgressLine
  /** The files to read secrets from; what has none is asked for. */
  readonly secretFiles: SecretFiles
  /** Number of the person who unlocks, or `null`: then every slot is tried. */
  readonly userNumber: number | null
  /** Number of the second person, or `null`. */
  readonly secondUserNumber: number | null
  /** Whether a wait that wrong passphrases have earned is sat out; otherwise the command ends with its reason. */
  readonly mayWait: boolean
  /** Where this machine remembers how far ledgers went, or `null` when it has no such place. */
  readonly witnessFolder: string | null
  /** Aborted when the person wants the command to stop. */
  readonly signal: AbortSignal
}
