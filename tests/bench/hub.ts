/**
 * npm run bench:hub -- [--events 50000]
 *
 * How fast a hub takes a station's package in, beside the same events written into an empty store by the same driver without looking at
 * them. Every case is shared. Both with the embedded store and, where it is installed, with PostgreSQL on the same machine. Wanted: at least 5,000 verified
 * events a second on two processors, or 0.6 of the rate at which the driver writes them.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeCode } from '#app/hub/hub-codes.ts'
import type { StoredEvent } from '#app/ports/ledger-store.ts'
import { foundHub, type OpenHub, openHub } from '#hub/open-hub.ts'
import { takeStick } from '#hub/take-stick.ts'
import { startPostgres } from '../support/hub-store-places.ts'
import { type BenchEngine, makeStation, withEngine } from './bench-engine.ts'
import { fillVault, WITHOUT_EXHIBITS } from './big-vault.ts'
import { BENCH_KDF, BENCH_PASSPHRASE, expectValue, withVault } from './open-bench-vault.ts'
import { measure, note, peakResidentMiB, say } from './side-by-side.ts'

const { values } = parseArgs({ options: { events: { type: 'string', default: '50000' } } })
/** As many events as the hub itself writes at once. */
const EVENTS_AT_ONCE = 500

const room = await mkdtemp(join(tmpdir(), 'samnum-bench-hub-'))
const vault = join(room, 'vault')
await makeStation(vault)
await withVault(vault, (session) => void fillVault(session, Number(values.events), WITHOUT_EXHIBITS))

const postgres = await startPostgres()
try {
  await benchStore('embedded', null, null)
  if (typeof postgres === 'string') note(`without PostgreSQL: ${postgres}`)
  else await benchStore('PostgreSQL', postgres.url('postgres'), postgres.url('template1'))
} finally {
  if (typeof postgres !== 'string') await postgres.stop()
  await rm(room, { recursive: true })
}

/** A hub takes the package of the station; then an empty one is given the same events. */
async function benchStore(name: string, url: string | null, otherUrl: string | null): Promise<void> {
  const stick = await mkdtemp(join(room, 'stick-'))
  const hub = await makeHub(join(room, `hub-${name}`), url)
  const events = await withEngine(vault, async (ask, engine) => {
    await ask('vault.unlock', { passphrase: BENCH_PASSPHRASE, userNumber: 1 })
    return await sendAll(ask, engine, hub, stick)
  })
  const { value: taken, took } = await measure(() => takeStick(hub, stick, { hold: false, urls: [] }))
  const outcomes = expectValue(taken).packages.map(({ outcome }) => outcome)
  if (outcomes.join() !== 'accepted') throw new Error(`the hub answered ${outcomes.join()}`)
  const rate = (events * 1000) / took.wallMs
  const stored = await readAll(hub)
  const empty = await makeHub(join(room, `empty-${name}`), otherUrl)
  const raw = await measure(async () => {
    expectValue(
      await empty.session.store.change(async (writes) => {
        for (let at = 0; at < stored.length; at += EVENTS_AT_ONCE)
          await writes.appendEvents('ab'.repeat(16), stored.slice(at, at + EVENTS_AT_ONCE))
        return { ok: true as const, value: undefined }
      }),
    )
  })
  const rawRate = (stored.length * 1000) / raw.took.wallMs
  say(`${name}: verified and written`, `${rate.toFixed(0)} events a second`, '≥ 5,000 on two processors')
  say(`${name}: beside the driver alone`, (rate / rawRate).toFixed(2), '≥ 0.60, or the rate above')
  note(
    `${events} events; the driver alone ${rawRate.toFixed(0)} a second; by processor time ${(took.processorMs / events).toFixed(3)} ms an event`,
  )
  note(`peak resident of station and hub together ${peakResidentMiB().toFixed(0)} MiB`)
  await empty.close()
  await hub.close()
}

async function makeHub(folder: string, url: string | null): Promise<OpenHub> {
  const founding = { name: 'HQ', passphrase: BENCH_PASSPHRASE, kdf: BENCH_KDF, software: 'samnum bench' }
  expectValue(await foundHub(folder, founding, url))
  return expectValue(await openHub(folder, BENCH_PASSPHRASE, url))
}

/** Enrols the station, anew where it was enrolled elsewhere, and writes everything to the stick. Answers how many events went. */
async function sendAll(
  ask: Parameters<Parameters<typeof withEngine>[1]>[0],
  engine: BenchEngine,
  hub: OpenHub,
  stick: string,
): Promise<number> {
  const carrier = () => engine.offerFolder(stick)
  const { state } = await ask('sync.status', {})
  if (state === 'enrolled') await ask('sync.unpin', { reason: 'bench' })
  const { typed } = expectValue(await makeCode(hub.session, 'bench', null))
  await ask('sync.ask', { code: typed, station: 'bench', carrierId: await carrier() })
  expectValue(await takeStick(hub, stick, { hold: false, urls: [] }))
  await ask('sync.take', { carrierId: await carrier() })
  for (const number of await caseNumbers(ask)) await ask('case.shareWithHub', { case: number })
  return (await ask('sync.write', { carrierId: await carrier() })).events
}

async function caseNumbers(ask: Parameters<Parameters<typeof withEngine>[1]>[0]): Promise<readonly string[]> {
  const numbers: string[] = []
  for (;;) {
    const { cases, total } = await ask('case.list', { limit: 1000, offset: numbers.length })
    numbers.push(...cases.map(({ number }) => number))
    if (numbers.length >= total) return numbers
  }
}

async function readAll(hub: OpenHub): Promise<readonly StoredEvent[]> {
  return expectValue(
    await hub.session.store.read(async (reads) => {
      const [head] = await reads.heads()
      return head === undefined ? [] : await reads.events(head.vaultId, 0, 10_000_000)
    }),
  )
}
