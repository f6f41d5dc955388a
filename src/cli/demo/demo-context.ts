import type { Language } from '#core/language.ts'
import { CLI_TEXT } from '../cli-text.ts'
import type { CommandContext } from '../command-context.ts'
import { makeProgressLine } from '../progress-line.ts'
import { NO_SECRET_FILES } from '../secret-files.ts'
import type { Terminal } from '../terminal.ts'

/** What the demonstration works with: nothing is asked, and the machine remembers nothing of its vault. */
export function makeDemoContext(terminal: Terminal, language: Language, signal: AbortSignal): CommandContext {
  return {
    terminal,
    language,
    text: CLI_TEXT[language],
    isJson: false,
    progress: makeProgressLine(terminal, language),
    secretFiles: NO_SECRET_FILES,
    userNumber: null,
    secondUserNumber: null,
    mayWait: false,
    witnessFolder: null,
    signal,
  }
}
