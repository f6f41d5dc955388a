import { runSamnum } from './run-samnum.ts'
import { openTerminal } from './terminal.ts'

const terminal = openTerminal()
const controller = new AbortController()
// Any number of these is one wish to stop: the shim forwards what a terminal may have sent to this process already.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort())
const exitCode = await runSamnum(process.argv.slice(2), process.env, terminal, controller.signal)
await terminal.flush()
process.exit(exitCode)
