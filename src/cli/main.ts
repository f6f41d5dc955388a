import { markAnswered } from '#node/updates/folder-program-updates.ts'
import { thisProgram } from '#node/updates/this-program.ts'
import { EXIT_CODES } from './outcome.ts'
import { runSamnum } from './run-samnum.ts'
import { openTerminal } from './terminal.ts'

const terminal = openTerminal()
const controller = new AbortController()
// Any number of these is one wish to stop: the shim forwards what a terminal may have sent to this process already.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort())
const exitCode = await runSamnum(process.argv.slice(2), process.env, terminal, controller.signal)
await terminal.flush()
// The launcher goes back from a version that ends before it does so much (docs/format-update.md, section 4).
if (exitCode !== EXIT_CODES.bug) await markAnswered(thisProgram())
process.exit(exitCode)
