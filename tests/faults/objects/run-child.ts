import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'vitest'
import { WITH_COMPILED_CODE } from '../../support/compiled-code.ts'

const TASK = join(import.meta.dirname, 'child-task.ts')
/** The path of whatever the task's first draw names. */
export const FIRST_ID = 'ab'.repeat(16)

/** How a child ended. `result` is what it printed, if it lived to print. */
export type ChildEnd = {
  readonly signal: string | null
  readonly exit: number | null
  readonly result: ChildResult | null
}
type ChildResult = {
  readonly ok: boolean
  readonly failure?: { readonly code: string; readonly facts?: { readonly [name: string]: string | number } }
  readonly value?: unknown
  readonly peakBytes?: number
}

/** Runs the task in a child, with a time limit. */
export async function runChild(
  args: { readonly [option: string]: string | true },
  options: SpawnOptions & { readonly wrapper?: readonly string[] } = {},
): Promise<ChildEnd> {
  const { wrapper = [], ...spawnOptions } = options
  const taskArgs = Object.entries(args).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, value],
  )
  const [command, ...rest] = [...wrapper, process.execPath, TASK, ...taskArgs]
  const child = spawn(command as string, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // strace counts calls per thread: with one worker thread the count is that of the process.
    env: {
      ...process.env,
      UV_THREADPOOL_SIZE: '1',
      NODE_OPTIONS: '',
      ...(wrapper.length === 0 && WITH_COMPILED_CODE),
    },
    timeout: 120_000,
    killSignal: 'SIGKILL',
    ...spawnOptions,
  })
  let [printed, errors] = ['', '']
  child.stdout?.on('data', (chunk) => {
    printed += chunk
  })
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  return await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exit, signal) => {
      if (exit !== 0 && exit !== null) reject(new Error(`The child failed with ${exit}: ${errors}`))
      else resolve({ exit, signal, result: printed === '' ? null : JSON.parse(printed) })
    })
  })
}

/** Why the system's fault tool cannot be used here, or `null`. */
function whyNoStrace(): string | null {
  const trial = spawnSync('strace', ['-o', '/dev/null', 'true'])
  if (trial.error !== undefined) return 'strace is not installed'
  return trial.status === 0 ? null : 'strace may not trace here'
}

const noStrace = whyNoStrace()

/** Skips a test, saying so on the console, where strace is absent. */
export function needStrace(context: TestContext): void {
  skipBecause(context, noStrace)
}

/** Skips a test that changes user or mounts a disk, saying so on the console, where it may not. */
export function needRoot(context: TestContext): void {
  skipBecause(context, process.getuid?.() === 0 ? null : 'only root may mount a disk or change the user')
}

export function skipBecause(context: TestContext, reason: string | null): void {
  if (reason === null) return
  console.log(`skipped: ${context.task.name}: ${reason}`)
  context.skip(reason)
}

/**
 * The command that runs a child under strace. Only `calls` that name one of `paths` (any, when there is none) are seen
 * and harmed by `injections`.
 */
export function straceOf(
  trace: string,
  calls: string,
  paths: readonly string[],
  ...injections: readonly string[]
): string[] {
  const limits = paths.flatMap((path) => ['-P', path])
  const harm = injections.flatMap((injection) => ['-e', `inject=${injection}`])
  return ['strace', '-f', '-y', '-qq', '-s', '200', '-o', trace, '-e', `trace=${calls}`, ...harm, ...limits]
}

/**
 * The calls of a trace in the order in which they were finished, without process ids. A call that another thread
 * interrupts stands on two lines; it is put together where it ends.
 */
export async function callsOf(trace: string): Promise<string[]> {
  const begun = new Map<string, string>()
  const calls: string[] = []
  for (const line of (await readFile(trace, 'utf8')).split('\n')) {
    const [, pid = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const beginning = /^(.*) <unfinished \.\.\.>$/.exec(text)?.[1]
    const ending = /^<\.\.\. \w+ resumed>(.*)$/.exec(text)?.[1]
    if (beginning !== undefined) begun.set(pid, beginning)
    else calls.push(ending === undefined ? text : (begun.get(pid) ?? '') + ending.replace(/^\) +=/, ') ='))
  }
  return calls
}
