import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const PARENT_CHECK_MS = 500

/**
 * Runs a program on this terminal and answers its exit code, passing signals on and never dying before it.
 * A program that a signal ended answers 128 + the signal's number, as a shell does.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} options
 *   with `onOutput` the program's standard output goes there instead of to the terminal
 * @returns {Promise<number>}
 */
export function runToEnd(program, args, { cwd, env, onOutput }) {
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ['inherit', onOutput === undefined ? 'inherit' : 'pipe', 'inherit'],
  })
  child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => onOutput?.(text))
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    // Ctrl-C reaches the whole foreground group already; sending it again would look like a second, impatient one.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  }
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, passOn)
  // npm's shell dies of a signal without passing it on; then this process is an orphan that nobody could stop.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, PARENT_CHECK_MS)
  const letGo = () => {
    clearInterval(watch)
    for (const name of signals) process.off(name, passOn)
  }
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      letGo()
      reject(error)
    })
    child.once('close', (code, signal) => {
      letGo()
      resolve(signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0))
    })
  })
}
