import { chooseLanguage } from '../choose-language.ts'
import { openTerminal } from '../terminal.ts'
import { makeDemoContext } from './demo-context.ts'
import { DEMO_PLACES, runDemo } from './run-demo.ts'

const terminal = openTerminal()
const controller = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort())
const language = chooseLanguage(process.argv.slice(2), process.env)
const context = makeDemoContext(terminal, language, controller.signal)
const exitCode = await runDemo(context, DEMO_PLACES)
await terminal.flush()
process.exit(exitCode)
