import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import { type AskEngine, drawEveryPaper, type PapersToDraw } from '../../support/draw-every-paper.ts'

/** Opens a vault in a process of its own, draws every kind of paper of a case, and prints the digest of each. */
const [, , folder = '', passphrase = '', software = '', papers = '{}'] = process.argv

const engine = composeEngine({ folder, software })
let calls = 0
const ask = (async (name, input) => {
  const message = { protocol: PROTOCOL_VERSION, callId: `child-${++calls}`, name, input }
  const answer = await engine.call(message, 'in-process')
  if (answer.outcome === 'done') return answer.value
  throw new Error(`${name} answered ${JSON.stringify(answer)}`)
}) as AskEngine

await ask('vault.unlock', { passphrase })
const digests: Record<string, string> = {}
await drawEveryPaper(ask, JSON.parse(papers) as PapersToDraw, (name, { digestHex }) => {
  digests[name] = digestHex
})
await engine.close()
// What this machine would write, if a paper asked it.
const here = new Date(0).toLocaleString()
process.stdout.write(JSON.stringify({ here, digests }))
