// A station in its own network namespace: enrols, then does one round as it is told, and says how long it took.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type InputOf, type OperationName, type OutputOf, PROTOCOL_VERSION } from '#contract/operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'

const COMPLAINT: InputOf<'complaint.add'>['complaint'] = {
  channel: 'walk-in',
  victim: { name: 'ចាន់ សុភា', phone: '097 765 4321' },
  summary: 'ទិញទូរសព្ទតាមអនឡាញ',
  narrative: 'ជនរងគ្រោះបានផ្ទេរប្រាក់ទៅគណនីអ្នកលក់ ហើយមិនបានទទួលទំនិញទេ។',
  identifiers: [{ kind: 'phone', value: '012 345 678' }],
  losses: [{ state: 'paid', currency: 'USD', amount: '250.50' }],
}

const [address = '', code = ''] = process.argv.slice(2)
const folder = await mkdtemp(join(tmpdir(), 'samnum-bench-station-'))
const engine = composeEngine({
  folder: join(folder, 'vault'),
  software: 'bench',
  keyDerivation: { name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 },
})
let calls = 0
async function ask<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  calls += 1
  const message = { protocol: PROTOCOL_VERSION, callId: `call-${calls}`, name, input }
  const answer = await engine.call(message, 'in-process')
  if (answer.outcome !== 'done') throw new Error(`${name} answered ${JSON.stringify(answer)}`)
  return answer.value as OutputOf<Name>
}
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)

await ask('vault.create', { userName: 'bench', passphrase: 'a station that is measured' })
await ask('sync.enrol', { code, station: 'bench', address })
await ask('sync.exchange', {})
say({ ready: true })
for await (const line of createInterface({ input: process.stdin })) {
  const [what = '', size = '0'] = line.split(' ')
  if (what === 'end') break
  if (what === 'complaint') await ask('complaint.add', { complaint: COMPLAINT })
  else {
    const { number } = await ask('case.open', { title: 'bench' })
    const path = join(folder, 'evidence.bin')
    await writeFile(path, randomBytes(Number(size)))
    const [offered] = await engine.offerPaths([path])
    if (offered?.ok !== true) throw new Error('the evidence was refused')
    await ask('exhibit.seal', { case: number, intakeId: offered.value.intakeId })
    // Events first, so that what is measured is the exhibit alone.
    await ask('case.shareWithHub', { case: number })
    await ask('sync.setNetwork', { address, proxy: null, limitKilobits: null, isMetered: true })
    await ask('sync.exchange', {})
    await ask('sync.setNetwork', { address, proxy: null, limitKilobits: null, isMetered: false })
  }
  say({ begins: true })
  const startedMs = performance.now()
  let done: OutputOf<'sync.exchange'> | null = null
  for (let tries = 0; done === null && tries < 20; tries += 1) {
    try {
      done = await ask('sync.exchange', {})
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }
  say({
    elapsedMs: performance.now() - startedMs,
    sentBytes: done?.sentBytes ?? 0,
    packages: done?.packages ?? 0,
  })
}
await engine.close()
await rm(folder, { recursive: true, force: true })
process.exit(0)
