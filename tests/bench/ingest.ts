/**
 * npm run bench:ingest -- [--size 1G] [--rounds 3] [--folder DIR] [--to DIR] [--sweep]
 *
 * Seals one file in a process of its own, and beside it, in turn, runs what it is compared with on the same file: `openssl dgst -sha256`
 * (digests, writes nothing), `age` (encrypts and writes, flushes nothing, digests nothing), a plain copy with fsync, and a copy past the page
 * cache with fsync, which is what the disk gives. Only the ratios travel from one machine to another. Everything is measured twice: with
 * the file out of the page cache, where the system allows that, and with it in there. `--to` writes into another folder than the
 * source's. What is sealed with is built as the product is: stripping types in each thread is no part of sealing.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, openSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { sourceFilesByUrl } from '../../build/source-files-by-url.mjs'

const MIB = 2 ** 20
const NOT_HERE = 3
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '1G' },
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string', default: tmpdir() },
    to: { type: 'string' },
    sweep: { type: 'boolean', default: false },
  },
})

const GOALS = [
  ['openssl', '  (wanted: at least 0.90)'],
  ['age', '  (wanted: at least 1.15)'],
  ['copy', ''],
  ['direct', ''],
] as const

let peakMib = 0
const sizeBytes = parseSize(values.size)
const rounds = Math.max(1, Number(values.rounds))
const room = mkdtempSync(join(values.folder, 'samnum-bench-'))
const target = mkdtempSync(join(values.to ?? values.folder, 'samnum-bench-'))
const child = await buildChild()
process.on('exit', () => {
  for (const folder of [room, target]) rmSync(folder, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

const rooms = [room, target].map((folder) => statfsSync(folder)).map(({ bavail, bsize }) => bavail * bsize)
if (rooms.some((freeBytes) => freeBytes < 2.2 * sizeBytes)) {
  process.stderr.write(`There is no room for twice ${values.size}.\n`)
  process.exit(2)
}

type Runs = readonly (readonly [string, (() => number) | null])[]

function compare(): void {
  const source = makeFile(sizeBytes)
  const keyFile = join(room, 'age.key')
  const recipient = hasTool('age') ? makeAgeKey(keyFile) : null
  const out = join(target, 'out')
  const copy = `require('node:fs').cpSync(process.argv[1], process.argv[2]);
    const fd = require('node:fs').openSync(process.argv[2], 'r+'); require('node:fs').fsyncSync(fd)`
  const directCopy = join(import.meta.dirname, 'direct-copy-child.ts')
  const runs: Runs = [
    ['seal', () => seal(source, 'two').ms],
    ['openssl', hasTool('openssl') ? () => timed('openssl', ['dgst', '-sha256', source]) : null],
    ['age', recipient === null ? null : () => timed('age', ['-r', recipient, '-o', out, source])],
    ['copy', () => timed(process.execPath, ['-e', copy, source, out])],
    ['direct', () => timed(process.execPath, [directCopy, source, out])],
  ]
  if (dropCaches()) compareFrom('read from the disk', runs, out, dropCaches)
  else say('The page cache cannot be emptied here: only with the source in it.')
  compareFrom(
    'in the page cache',
    runs,
    out,
    () => void spawnSync('sh', ['-c', `sync; cat '${source}' >/dev/null`]),
  )
  say(`  resident memory of the sealing process at its peak: ${peakMib} MiB  (wanted: at most 256)`)
}

function compareFrom(where: string, runs: Runs, out: string, prepare: () => void): void {
  const times = new Map<string, number[]>()
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of runs) {
      if (run === null) continue
      prepare()
      const ms = run()
      rmSync(out, { force: true })
      if (Number.isNaN(ms)) continue
      times.set(name, [...(times.get(name) ?? []), ms])
      say(`  round ${round + 1}  ${name.padEnd(8)} ${rate(ms, sizeBytes)}`)
    }
  }
  say(`\n${values.size}, ${rounds} rounds, medians, source ${where}:`)
  for (const [name, ms] of times) say(`  ${name.padEnd(8)} ${rate(median(ms), sizeBytes)}`)
  const ours = times.get('seal') ?? []
  for (const [name, goal] of GOALS) {
    const theirs = times.get(name)
    if (theirs === undefined) say(`  seal / ${name}: it does not run here`)
    else {
      const ratios = theirs.map((ms, at) => ms / (ours[at] ?? Number.NaN))
      say(`  seal / ${name.padEnd(8)} ${median(ratios).toFixed(2)}${goal}`)
    }
  }
  say('')
}

/** Where two threads begin to be worth their start. */
function sweep(): void {
  for (const sizeMib of [16, 32, 64, 96, 128, 192, 256, 384, 512]) {
    const source = makeFile(sizeMib * MIB)
    const [one, two]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      one.push(seal(source, 'one').ms)
      two.push(seal(source, 'two').ms)
    }
    say(
      `${String(sizeMib).padStart(4)} MiB  one ${median(one).toFixed(0)} ms  two ${median(two).toFixed(0)} ms`,
    )
    rmSync(source)
  }
}

/** Seals in a process of its own, and times what the store takes: starting Node is not sealing. */
function seal(source: string, threads: 'one' | 'two'): { readonly ms: number } {
  const objects = join(target, 'objects')
  const ended = spawnSync(process.execPath, [child, source, objects, threads], { encoding: 'utf8' })
  rmSync(objects, { recursive: true, force: true })
  if (ended.status !== 0) throw new Error(ended.stderr)
  const { ms, peakBytes } = JSON.parse(ended.stdout) as { ms: number; peakBytes: number }
  peakMib = Math.max(peakMib, Math.round(peakBytes / MIB))
  return { ms }
}

/** Milliseconds, or no number where a program answers that this machine has not what it needs. */
function timed(command: string, args: readonly string[]): number {
  const started = performance.now()
  const ended = spawnSync(command, args, { encoding: 'utf8' })
  if (ended.status === NOT_HERE) return Number.NaN
  if (ended.status !== 0) throw new Error(`${command}: ${ended.stderr}`)
  return performance.now() - started
}

/** Builds the child and its threads as the product's are built, and answers where it is. */
async function buildChild(): Promise<string> {
  const outDir = join(room, 'built')
  const input = { child: join(import.meta.dirname, 'ingest-child.ts') }
  const output = { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } as const
  await build({
    root: join(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'warn',
    plugins: [sourceFilesByUrl()],
    ssr: { noExternal: true },
    build: { ssr: true, target: 'node24', outDir, emptyOutDir: true, rolldownOptions: { input, output } },
  })
  return join(outDir, 'child.mjs')
}

/** Bytes that no disk and no file system can make smaller. */
function makeFile(bytes: number): string {
  const path = join(room, `source-${bytes}`)
  const made = spawnSync('openssl', ['rand', String(Math.min(bytes, 64 * MIB))], { maxBuffer: 128 * MIB })
  const block = made.status === 0 ? made.stdout : Buffer.alloc(Math.min(bytes, 64 * MIB), 0x5a)
  const fd = openSync(path, 'w')
  for (let done = 0; done < bytes; ) done += writeSync(fd, block, 0, Math.min(block.length, bytes - done))
  spawnSync('sync', [path])
  return path
}

function makeAgeKey(path: string): string | null {
  const made = spawnSync('age-keygen', ['-o', path], { encoding: 'utf8' })
  return /age1[a-z0-9]+/.exec(made.stderr)?.[0] ?? null
}

function dropCaches(): boolean {
  try {
    spawnSync('sync')
    writeFileSync('/proc/sys/vm/drop_caches', '1')
    return true
  } catch {
    return false
  }
}

function hasTool(name: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)))
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function rate(ms: number, bytes: number): string {
  return `${(bytes / MIB / (ms / 1000)).toFixed(0).padStart(6)} MiB/s`
}

function parseSize(text: string): number {
  const [, number = '', unit = ''] = /^(\d+)([KMG]?)$/i.exec(text) ?? []
  const factor = { '': 1, K: 1024, M: MIB, G: 2 ** 30 }[unit.toUpperCase()] ?? 1
  if (number === '') throw new Error('--size takes a number with K, M or G.')
  return Number(number) * factor
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

if (values.sweep) sweep()
else compare()
