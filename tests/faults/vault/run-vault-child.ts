import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import type { Failure } from '#contract/failures.ts'
import { WITH_COMPILED_CODE } from '../../support/compiled-code.ts'
import { PASSPHRASE } from '../../support/make-vault.ts'

const TASK = join(import.meta.dirname, 'vault-child.ts')

/** One answer that a child printed: an envelope, with the operation and how far the ledger had come. */
export type Line = {
  readonly name: string
  readonly outcome?: 'done' | 'failed' | 'cancelled' | 'bug'
  readonly value?: { readonly [name: string]: unknown }
  readonly failure?: Failure
  readonly seq: number
  readonly bug?: string
  readonly cause?: string
}

export type VaultChild = {
  readonly child: ChildProcess
  /** What was printed so far. */
  readonly lines: Line[]
  /** Answers when so many lines of an operation were printed; fails when the child ends before. */
  printed(name: string, count?: number): Promise<Line>
  readonly ended: Promise<{
    readonly exit: number | null
    readonly signal: string | null
    readonly errors: string
  }>
}

/** Starts a task on a vault in a process of its own, which is killed at the latest when the test ends. */
export function startVaultChild(
  args: { readonly task: string; readonly folder: string; readonly [option: string]: string },
  options: SpawnOptions & { readonly wrapper?: readonly string[] } = {},
): VaultChild {
  const { wrapper = [], ...spawnOptions } = options
  const taskArgs = Object.entries({ passphrase: PASSPHRASE, ...args }).flatMap(([name, value]) => [
    `--${name}`,
    value,
  ])
  const [command, ...rest] = [...wrapper, process.execPath, TASK, ...taskArgs]
  const child = spawn(command as string, rest, {
    stdio: ['pipe', 'pipe', 'pipe'],
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
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: Line[] = []
  const waiting = new Set<() => void>()
  let errors = ''
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(JSON.parse(line) as Line)
      for (const look of [...waiting]) look()
    })
  }
  const ended = new Promise<Awaited<VaultChild['ended']>>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exit, signal) => resolve({ exit, signal, errors }))
  })
  return {
    child,
    lines,
    ended,
    printed: (name, count = 1) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const line = lines.filter((candidate) => candidate.name === name)[count - 1]
          if (line === undefined) return
          waiting.delete(look)
          resolve(line)
        }
        waiting.add(look)
        void ended.then(() =>
          reject(
            new Error(`The child ended: ${errors}\n${lines.map((line) => JSON.stringify(line)).join('\n')}`),
          ),
        )
        look()
      }),
  }
}

/** Runs a task to its end, and answers what it printed. */
export async function runVaultChild(...args: Parameters<typeof startVaultChild>): Promise<readonly Line[]> {
  const { child, lines, ended } = startVaultChild(...args)
  child.stdin?.end()
  const { exit, signal, errors } = await ended
  if (exit !== 0) throw new Error(`The child ended with ${exit ?? signal}: ${errors}`)
  return lines
}
