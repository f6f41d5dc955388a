/**
 * npm run bench:network -- [--size 16M] [--only good,bad,cuts,slow,complaint] [--seed 1]
 *
 * Sends an exhibit from a station to a hub over bad links between two network namespaces, beside it one connection of curl over the same
 * link, and prints both as shares of the line's rate. Packets are delayed, lost and queued by `network/link.py`; TCP runs end to end with
 * cubic, the systems' usual congestion control. Wanted: at 1 Mbit/s, 300 ms and 5 % loss each way at least 0.85 of the rate (0.909 is what
 * losses and headers leave) with at most 1.15 of the bytes; with a cut every 60 s at least 0.6; a complaint within three round trips and its bytes.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '16M' },
    only: { type: 'string', default: 'bad,cuts,slow,complaint' },
    seed: { type: 'string', default: '1' },
  },
})

type Link = { readonly rate: number; readonly delayMs: number; readonly loss: number }

const MIB = 2 ** 20
const BAD: Link = { rate: 1_000_000, delayMs: 150, loss: 0.05 }
const SLOW: Link = { rate: 256_000, delayMs: 400, loss: 0.02 }
const GOOD: Link = { rate: 10_000_000, delayMs: 20, loss: 0 }
const HUB_HOST = '10.98.0.2'
const CURL_SECONDS = 40
const sizeBytes = Number.parseFloat(values.size) * (values.size.endsWith('M') ? MIB : 1)
const spaces = { station: `samnum-s${process.pid}`, hub: `samnum-h${process.pid}` }
const here = import.meta.dirname
const say = (line: string) => process.stdout.write(`${line}\n`)

/** A child that is told lines and answers lines of JSON. */
class Child {
  readonly process: ChildProcess
  readonly #lines: AsyncIterator<string>
  constructor(words: readonly string[]) {
    const [command = '', ...rest] = words
    this.process = spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'] })
    const lines: Interface = createInterface({ input: this.process.stdout as NodeJS.ReadableStream })
    this.#lines = lines[Symbol.asyncIterator]()
  }
  tell(line: string): void {
    this.process.stdin?.write(`${line}\n`)
  }
  async hear(): Promise<string> {
    const { value, done } = await this.#lines.next()
    if (done === true) throw new Error('a child ended early')
    return value
  }
  async ask<T>(line?: string): Promise<T> {
    if (line !== undefined) this.tell(line)
    return JSON.parse(await this.hear()) as T
  }
  async end(): Promise<void> {
    const ended = once(this.process, 'exit')
    this.tell('end')
    await ended
  }
}

type Counts = { readonly up: { readonly bytes: number; readonly overflown: number; readonly lost: number } }

async function withLink(
  link: Link,
  work: (parts: { link: Child; hub: Child; port: number; sinkPort: number }) => Promise<void>,
) {
  for (const name of Object.values(spaces)) spawnSync('ip', ['netns', 'add', name])
  const words = [
    '--rate',
    link.rate,
    '--delay',
    link.delayMs,
    '--loss',
    link.loss,
    '--queue',
    queueOf(link),
    '--seed',
    values.seed,
  ]
  const way = new Child([
    'python3',
    join(here, 'network', 'link.py'),
    spaces.station,
    spaces.hub,
    ...words.map(String),
  ])
  if ((await way.hear()) !== 'ready') throw new Error('there is no link')
  const hub = new Child(
    inSpace(spaces.hub, [process.execPath, join(here, 'network', 'hub-child.ts'), HUB_HOST]),
  )
  try {
    const { port, sinkPort } = await hub.ask<{ port: number; sinkPort: number }>()
    await work({ link: way, hub, port, sinkPort })
  } finally {
    await hub.end()
    await way.end()
    for (const name of Object.values(spaces)) spawnSync('ip', ['netns', 'del', name])
  }
}

const inSpace = (space: string, words: readonly string[]) => ['ip', 'netns', 'exec', space, ...words]

/** What a router keeps for the line: half a second, or as much as the distance holds. */
const queueOf = ({ rate, delayMs }: Link) =>
  Math.max(16_384, Math.round((rate / 8) * Math.max(0.5, (2 * delayMs) / 1000)))

async function startStation(hub: Child, port: number): Promise<Child> {
  const { code } = await hub.ask<{ code: string }>('code')
  const station = new Child(
    inSpace(spaces.station, [
      process.execPath,
      join(here, 'network', 'station-child.ts'),
      `https://${HUB_HOST}:${port}`,
      code,
    ]),
  )
  await station.ask()
  return station
}

type Round = { readonly elapsedMs: number; readonly sentBytes: number; readonly packages: number }

async function sendExhibit(
  name: string,
  link: Link,
  bytes: number,
  cutEveryMs: number | null,
  wanted: string,
): Promise<void> {
  await withLink(link, async ({ link: way, hub, port, sinkPort }) => {
    const station = await startStation(hub, port)
    station.tell(`exhibit ${bytes}`)
    await station.hear()
    const before = await way.ask<Counts>('stats')
    const cutting = cutEveryMs === null ? null : setInterval(() => way.tell('cut 3000'), cutEveryMs)
    const { elapsedMs, sentBytes } = await station.ask<Round>()
    if (cutting !== null) clearInterval(cutting)
    const after = await way.ask<Counts>('stats')
    const share = (bytes * 8000) / elapsedMs / link.rate
    const wire = (after.up.bytes - before.up.bytes) / bytes
    say(`${name}`)
    say(`  samnum: ${share.toFixed(3)} of the line's rate in ${(elapsedMs / 1000).toFixed(1)} s${wanted}`)
    say(
      `  bytes on the line, headers and losses counted: ${wire.toFixed(3)} × needed; bodies of answered requests: ${(sentBytes / bytes).toFixed(3)} ×; packets that the queue dropped: ${after.up.overflown - before.up.overflown}`,
    )
    await station.end()
    say(`  curl, one connection, ${CURL_SECONDS} s: ${(await runCurl(hub, sinkPort, link)).toFixed(3)}`)
  })
}

async function runCurl(hub: Child, sinkPort: number, link: Link): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'samnum-bench-curl-'))
  const file = join(folder, 'file')
  writeFileSync(file, Buffer.alloc((link.rate / 8) * CURL_SECONDS, 1))
  const before = await hub.ask<{ sunkBytes: number }>('sunk')
  const words = [
    'curl',
    '-sk',
    '--http1.1',
    '--max-time',
    String(CURL_SECONDS),
    '-T',
    file,
    `https://${HUB_HOST}:${sinkPort}/`,
  ]
  const [command = '', ...rest] = inSpace(spaces.station, words)
  const startedMs = performance.now()
  const curl = spawn(command, rest, { stdio: 'ignore' })
  await once(curl, 'exit')
  const elapsedMs = performance.now() - startedMs
  const after = await hub.ask<{ sunkBytes: number }>('sunk')
  rmSync(folder, { recursive: true, force: true })
  return ((after.sunkBytes - before.sunkBytes) * 8000) / elapsedMs / link.rate
}

/** Milliseconds of five rounds with one complaint each, without what its bytes take, in order; each on a new connection. */
async function timeComplaints(link: Link): Promise<readonly number[]> {
  const times: number[] = []
  await withLink(link, async ({ hub, port }) => {
    const station = await startStation(hub, port)
    for (let round = 0; round < 5; round += 1) {
      await station.ask('complaint')
      const { elapsedMs, sentBytes } = await station.ask<Round>()
      times.push(elapsedMs - (sentBytes * 8000) / link.rate)
    }
    await station.end()
  })
  return times.sort((a, b) => a - b)
}

async function sendComplaints(links: readonly Link[]): Promise<void> {
  const near = await timeComplaints({ rate: 1e8, delayMs: 1, loss: 0 })
  const workMs = near[2] ?? 0
  say(
    `a complaint, until its receipt is here; both machines work ${workMs.toFixed(0)} ms on it without any distance`,
  )
  for (const link of links) {
    const trips = (await timeComplaints(link)).map((ms) => ((ms - workMs) / (2 * link.delayMs)).toFixed(2))
    say(
      `  ${link.rate / 1000} kbit/s, ${2 * link.delayMs} ms, ${link.loss * 100} % loss: ${trips.join(' ')} round trips beside its bytes and that work  (wanted: 3, where nothing is lost)`,
    )
  }
}

function missingHere(): string | null {
  if (process.getuid?.() !== 0) return 'Network namespaces need root.'
  if (!existsSync('/dev/net/tun')) return 'There is no /dev/net/tun.'
  for (const tool of ['ip', 'python3', 'curl'])
    if (spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0) return `There is no ${tool}.`
  return null
}

const missing = missingHere()
if (missing !== null) {
  say(`Nothing was measured. ${missing}`)
  process.exit(3)
}
const only = new Set(values.only.split(','))
const wanted = '  (wanted: at least 0.85, bytes at most 1.15)'
if (only.has('good')) await sendExhibit('10 Mbit/s, 40 ms, no loss', GOOD, sizeBytes, null, '')
if (only.has('bad')) await sendExhibit('1 Mbit/s, 300 ms, 5 % loss each way', BAD, sizeBytes, null, wanted)
if (only.has('cuts'))
  await sendExhibit('the same, cut every 60 s for 3 s', BAD, sizeBytes, 60_000, '  (wanted: at least 0.6)')
if (only.has('slow'))
  await sendExhibit('256 kbit/s, 800 ms, 2 % loss each way', SLOW, Math.round(sizeBytes / 4), null, '')
if (only.has('complaint')) await sendComplaints([{ ...BAD, loss: 0 }, BAD])
