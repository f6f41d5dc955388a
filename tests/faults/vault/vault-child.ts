/** Does one thing with a vault in a process of its own, and prints what was acknowledged, a line of JSON for each answer. */
import { writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Envelope } from '#contract/envelope.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'

const { values } = parseArgs({
  options: {
    task: { type: 'string' },
    folder: { type: 'string' },
    passphrase: { type: 'string' },
    /** How often the task is done; without it, until the process is killed. */
    times: { type: 'string' },
    text: { type: 'string', default: 'ពាក្យបណ្ដឹង' },
    source: { type: 'string', default: '' },
  },
})
const { folder = '', passphrase = '', text } = values
const times = values.times === undefined ? Number.POSITIVE_INFINITY : Number(values.times)

const engine = composeEngine({
  folder,
  software: 'samnum test',
  keyDerivation: { name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 },
  printer: { print: async () => ({ ok: true, value: { bytes: Buffer.from(text), pages: 1 } }) },
  reportBug: (_, operation, cause) => say({ bug: operation, cause: String(cause) }),
})

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

let calls = 0
let headSeq = 0
engine.subscribe((push) => {
  if (push.topic === 'ledger-grew') headSeq = push.seq
})

async function ask(name: string, input: object): Promise<Envelope<unknown>> {
  calls += 1
  const answer = await engine.call(
    { protocol: PROTOCOL_VERSION, callId: `${calls}`, name, input },
    'in-process',
  )
  say({ name, ...answer, seq: headSeq })
  return answer
}

async function open(): Promise<boolean> {
  return (await ask('vault.unlock', { passphrase })).outcome === 'done'
}

const complaint = { channel: 'phone', victim: { name: text }, summary: text, narrative: text }

async function firstCase(): Promise<string> {
  const { cases } = ((await ask('case.list', {})) as { value: { cases: { number: string }[] } }).value
  return cases[0]?.number ?? ''
}

async function seal(): Promise<Envelope<unknown>> {
  const [offered] = await engine.offerPaths([values.source])
  if (offered?.ok !== true) throw new Error(JSON.stringify(offered))
  return await ask('exhibit.seal', { case: await firstCase(), intakeId: offered.value.intakeId })
}

const tasks: { readonly [task: string]: () => Promise<void> } = {
  create: async () => void (await ask('vault.create', { userName: text, passphrase })),
  try: async () => void (await open()),
  verify: async () => {
    if (await open()) await ask('vault.verify', {})
  },
  /** Holds the vault open until it is told to go, by the end of its input. */
  hold: async () => {
    await open()
    for await (const _ of process.stdin);
  },
  append: async () => {
    await open()
    for (let done = 0; done < times; done += 1) await ask('complaint.add', { complaint })
  },
  seal: async () => {
    await open()
    for (let done = 0; done < times; done += 1) await seal()
  },
  /** Everything in one session, left open at the end. */
  session: async () => {
    await open()
    await ask('complaint.add', { complaint })
    await seal()
    await ask('case.list', { query: text })
    await ask('report.make', { case: await firstCase(), kind: 'case', languages: 'km' })
    await ask('vault.verify', {})
    for await (const _ of process.stdin);
  },
}

await tasks[values.task ?? '']?.()
await engine.close()
