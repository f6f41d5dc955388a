import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

/** What a session acknowledged: how far the ledger had come, at the latest when this stood on its output. */
export type Said = {
  readonly name: string
  readonly outcome: 'done' | 'failed' | 'cancelled' | 'bug'
  readonly failure?: { readonly code: string; readonly facts?: object }
  readonly seq: number
  /** Of somebody who was added. */
  readonly userId?: string
  /** A recovery code that was made. */
  readonly code?: string
  readonly bug?: string
  readonly cause?: string
}

/** A session takes seconds; on a machine that others load, a minute or two. */
const LIMIT_MS = 300_000
const CHECKOUT = resolve(import.meta.dirname, '../../..')

/** Runs the session's child under a wrapper; answers what it said until it ended, however it ended. */
export async function runSession(
  { root, ...args }: { readonly root: string; readonly folder: string; readonly [option: string]: string },
  wrapper: readonly string[] = [],
  sources: string = CHECKOUT,
): Promise<{
  readonly said: readonly Said[]
  readonly exit: number | null
  readonly signal: string | null
  readonly errors: string
}> {
  const task = join(sources, 'tests/faults/power-cut/session-child.ts')
  const options = Object.entries({ state: join(root, 'state'), ...args }).flatMap(([name, value]) =>
    value === '' ? [`--${name}`] : [`--${name}`, value],
  )
  const [command = '', ...rest] = [...wrapper, process.execPath, task, ...options]
  const temporary = join(root, 'tmp')
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, to be ended whole: what outlives strace runs on, and each call that was filtered for it answers ENOSYS.
    detached: true,
    env: {
      ...process.env,
      // strace counts calls per thread: with one worker thread the count is that of the process.
      UV_THREADPOOL_SIZE: '1',
      UV_USE_IO_URING: '0',
      NODE_OPTIONS: '',
      TMPDIR: temporary,
      SQLITE_TMPDIR: temporary,
    },
  })
  let [printed, errors, isOver, isTooSlow] = ['', '', false, false]
  const end = () => {
    if (isOver || child.pid === undefined) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
  }
  onTestFinished(end)
  const limit = setTimeout(() => {
    isTooSlow = true
    end()
  }, LIMIT_MS)
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  return await new Promise((answer, reject) => {
    child.on('error', reject)
    child.on('close', (exit, signal) => {
      isOver = true
      clearTimeout(limit)
      if (isTooSlow) reject(new Error(`the session took longer than ${LIMIT_MS} ms`))
      else answer({ said: linesOf(printed), exit, signal, errors })
    })
  })
}

/** The lines that a child printed whole. */
export function linesOf(printed: string): readonly Said[] {
  return printed
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Said)
}
