/** One day's work in a vault, in a process of its own: a line of JSON for each answer, before anything else is done. */
import { writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Envelope } from '#contract/envelope.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    /** Where the machine keeps what is outside of the vault. */
    state: { type: 'string', default: '' },
    /** A file to be sealed. */
    source: { type: 'string', default: '' },
    passphrase: { type: 'string', default: '' },
    /** What the passphrase is changed to. */
    next: { type: 'string', default: '' },
    /** Stands in every text. */
    text: { type: 'string', default: '' },
  },
})
const { folder, next, text } = values
let { passphrase } = values

const engine = composeEngine({
  folder,
  witnessFolder: values.state,
  software: 'samnum test',
  keyDerivation: { name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 },
  printer: { print: async () => ({ ok: true, value: { bytes: Buffer.from('drawn'), pages: 1 } }) },
  reportBug: (_, operation, cause) =>
    say({ bug: operation, cause: cause instanceof Error ? cause.stack : String(cause) }),
})

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

let calls = 0
let headSeq = 0
engine.subscribe((push) => {
  if (push.topic === 'ledger-grew') headSeq = push.seq
})

type Value = { readonly [name: string]: unknown }

async function call(name: string, input: object): Promise<Envelope<Value>> {
  calls += 1
  const message = { protocol: PROTOCOL_VERSION, callId: `${calls}`, name, input }
  const answer = (await engine.call(message, 'in-process')) as Envelope<Value>
  const value = answer.outcome === 'done' ? answer.value : {}
  if (value.head !== undefined) headSeq = Math.max(headSeq, Number(Object(value.head).seq))
  const { userId, code } = value
  const failure = answer.outcome === 'failed' ? answer.failure : undefined
  say({ name, outcome: answer.outcome, failure, seq: headSeq, userId, code })
  return answer
}

/** Calls, and goes on with the day whatever comes of it: a vault that was closed is opened again. */
async function ask(name: string, input: object): Promise<Value> {
  const answer = await call(name, input)
  if (answer.outcome === 'failed' && ['vault/locked', 'head/not-recorded'].includes(answer.failure.code)) {
    await unlock()
  }
  return answer.outcome === 'done' ? answer.value : {}
}

// A change of passphrase that was not recorded may hold all the same: the answer says that the head file did not follow.
async function unlock(): Promise<void> {
  for (const candidate of [passphrase, next]) {
    const answer = await call('vault.unlock', { passphrase: candidate })
    if (answer.outcome === 'failed' && answer.failure.code === 'vault/wrong-passphrase') continue
    passphrase = candidate
    return
  }
}

const complaint = (story: string) => ({
  channel: 'phone',
  victim: { name: text },
  summary: text,
  narrative: story,
})

await ask('vault.create', { userName: text, passphrase })
const { number = '2026-0001' } = await ask('case.open', { title: text })
await ask('complaint.add', { case: number, complaint: complaint(text) })
const secondPerson = { name: `${text} 2`, roles: ['analyst'], passphrase: `${passphrase} 2` }
const { userId } = await ask('people.add', secondPerson)
if (userId !== undefined) await ask('case.share', { case: number, userId })
await ask('vault.lock', {})
await unlock()
const changed = await call('key.changePassphrase', { current: passphrase, next })
if (changed.outcome === 'done') passphrase = next
await ask('complaint.add', { complaint: complaint(text.repeat(800)) })
await ask('key.makeRecoveryCode', { label: text })
const [offered] = await engine.offerPaths([values.source])
if (offered?.ok === true) await ask('exhibit.seal', { case: number, intakeId: offered.value.intakeId })
await ask('case.list', { query: text })
await ask('key.rotate', {})
await ask('complaint.add', { case: number, complaint: complaint(text) })
await ask('ledger.anchor', {})
await ask('vault.lock', {})
await engine.close()
