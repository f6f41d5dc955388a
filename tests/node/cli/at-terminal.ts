import { spawn, spawnSync } from 'node:child_process'
import { WITH_COMPILED_CODE } from '../../support/compiled-code.ts'
import { type CliDesk, ROOT, SHIM } from './cli-desk.ts'

let isFound: boolean | null = null

/** Whether there is a program that gives a command a terminal; says so when there is none. */
export function hasScript(): boolean {
  if (isFound === null) {
    isFound = spawnSync('script', ['--version']).status === 0 && process.platform === 'linux'
    if (!isFound) console.log('util-linux script is not here: the prompts are not tried at a terminal')
  }
  return isFound
}

/** Runs a command at a pseudo-terminal of util-linux and types one answer into it each time it asks. */
export async function atTerminal(
  desk: Pick<CliDesk, 'environment'>,
  args: readonly string[],
  typed: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly seen: string }> {
  const command = [process.execPath, SHIM, ...args].map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', ...WITH_COMPILED_CODE, ...desk.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: 50_000,
    killSignal: 'SIGKILL',
  })
  let seen = ''
  const waiting = [...typed]
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen += text
    if (/: $/.test(text)) child.stdin.write(waiting.shift() ?? '')
  })
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { exitCode, seen }
}
