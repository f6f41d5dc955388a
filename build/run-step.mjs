import { spawn } from 'node:child_process'

/**
 * Runs one tool under this Node and keeps what it says; a person reads it only when something is wrong.
 *
 * @param {string} root
 * @param {readonly string[]} args  the tool's script and its arguments
 * @param {{ env?: NodeJS.ProcessEnv, echo?: boolean }} [options]  `echo` shows the output as it comes
 * @returns {Promise<{ code: number, output: string, seconds: number }>}
 */
export function runStep(root, args, { env = process.env, echo = false } = {}) {
  const startedAtMs = Date.now()
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text
      if (echo) process.stdout.write(text)
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output, seconds: (Date.now() - startedAtMs) / 1000 })
    })
  })
}
