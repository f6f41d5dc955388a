import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A case that a parser did not take as it must. `seed` and the samples make it again. */
export type FuzzFinding = { readonly parser: string; readonly seed: number; readonly what: string }

/** What fuzzing a parser gave: how cases ended, counted, and what must not have been. */
export type FuzzReport = {
  readonly cases: number
  readonly endings: ReadonlyMap<string, number>
  readonly findings: readonly FuzzFinding[]
  readonly slowestMs: number
  readonly mostMegabytes: number
}

const CHILD = fileURLToPath(new URL('./fuzz-child.ts', import.meta.url))
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** No line for so long: the case hangs. Cases are small; the engine gives each ten seconds on a quiet machine. */
const HANG_MS = 60_000
/** Memory of a parser's process (security.md: 512 MiB); the child holds samples and many results besides. */
const MAX_MEGABYTES = 1_024

/** Runs a parser over so many cases from a first seed on, in child processes with the rights of a parser's own. */
export async function fuzzParser(
  folder: string,
  parser: string,
  firstSeed: number,
  count: number,
): Promise<FuzzReport> {
  const report = {
    cases: 0,
    endings: new Map<string, number>(),
    findings: [] as FuzzFinding[],
    slowestMs: 0,
    mostMegabytes: 0,
  }
  let next = firstSeed
  while (next < firstSeed + count) {
    const reachedSeed = await runChild(folder, parser, next, firstSeed + count - next, report)
    next = reachedSeed + 1
  }
  return report
}

type Report = {
  cases: number
  endings: Map<string, number>
  findings: FuzzFinding[]
  slowestMs: number
  mostMegabytes: number
}

/** Answers the last seed that was begun; the next child goes on behind it. */
function runChild(
  folder: string,
  parser: string,
  from: number,
  count: number,
  report: Report,
): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      '--permission',
      `--allow-fs-read=${ROOT}*`,
      `--allow-fs-read=${folder}*`,
      '--disable-proto=delete',
      '--disallow-code-generation-from-strings',
      '--no-warnings',
      '--max-old-space-size=512',
      CHILD,
      folder,
      parser,
      String(from),
      String(count),
    ],
    { env: {}, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let begun = from
  let isOpen = false
  let hasBegun = false
  let errorText = ''
  let hang: NodeJS.Timeout | undefined
  const note = (what: string) => report.findings.push({ parser, seed: begun, what })
  const watch = () => {
    clearTimeout(hang)
    hang = setTimeout(() => {
      note('hangs')
      isOpen = false
      child.kill('SIGKILL')
    }, HANG_MS)
  }
  watch()
  child.stderr.on('data', (chunk: Buffer) => {
    errorText = `${errorText}${chunk}`.slice(-2_000)
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    watch()
    const [word, seed, ms = '0', megabytes = '0', ...how] = line.split(' ')
    if (word === 'begin') {
      begun = Number(seed)
      hasBegun = true
      isOpen = true
      return
    }
    isOpen = false
    report.cases += 1
    report.slowestMs = Math.max(report.slowestMs, Number(ms))
    report.mostMegabytes = Math.max(report.mostMegabytes, Number(megabytes))
    const ending = how[0] === 'stopped' ? how.slice(0, 2).join(' ') : (how[0] ?? '')
    report.endings.set(ending, (report.endings.get(ending) ?? 0) + 1)
    if (how[0] === 'threw' || how[0] === 'reached') note(how.join(' '))
    if (Number(megabytes) > MAX_MEGABYTES) note(`holds ${megabytes} MiB`)
  })
  return new Promise((resolve, reject) => {
    child.once('close', (code, signal) => {
      clearTimeout(hang)
      if (!hasBegun) return reject(new Error(`the fuzzer did not start: ${signal ?? code} ${errorText}`))
      if (isOpen) note(`ends the process: ${signal ?? code} ${errorText.slice(-600)}`)
      resolve(begun)
    })
  })
}
