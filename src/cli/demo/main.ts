import { chooseLanguage } from '../choose-language.ts'
import { CLI_TEXT } from '../cli-text.ts'
import { makeProgressLine } from '../progress-line.ts'
import { openTerminal } from '../terminal.ts'
import { DEMO_PLACES, runDemo } from './run-demo.ts'

const terminal = openTerminal()
const controller = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort())
const language = chooseLanguage(process.argv.slice(2), process.env)
const context = {
  terminal,
  language,
  text: CLI_TEXT[language],
  isJson: false,
  progress: makeProgressLine(terminal, language),
  passphraseFile: null,
  signal: controller.signal,
}
const exitCode = await runDemo(context, DEMO_PLACES)
await terminal.flush()
process.exit(exitCode)
