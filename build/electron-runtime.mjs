import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Where Electron's program is, or undefined when its runtime has not been fetched.
 * @param {string} root
 */
export function findElectron(root) {
  const home = join(root, 'node_modules', 'electron')
  const name = existsSync(join(home, 'path.txt')) ? readFileSync(join(home, 'path.txt'), 'utf8') : usualName()
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'), name)
  return existsSync(path) ? path : undefined
}

function usualName() {
  if (process.platform === 'win32') return 'electron.exe'
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}

/**
 * Fetches the runtime with Electron's own installer. An attempt that fails is remembered beside the packages, so
 * that a station without a network waits for it once and not at every start.
 *
 * @param {string} root
 * @param {{ again: boolean, limitMs: number }} options  `again` tries although an earlier attempt failed
 * @returns {Promise<string | undefined>}  Electron's program
 */
export async function fetchElectron(root, { again, limitMs }) {
  const memory = join(root, 'node_modules', '.cache', 'samnum', 'electron-not-fetched')
  if (existsSync(memory) && !again) return undefined
  const child = spawn(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    cwd: root,
    // What the installer says names hosts; the caller says in one line what came of it.
    stdio: 'ignore',
    timeout: limitMs,
  })
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', resolve)
  })
  const program = code === 0 ? findElectron(root) : undefined
  try {
    if (program === undefined) {
      mkdirSync(dirname(memory), { recursive: true })
      writeFileSync(memory, `${new Date().toISOString()}\n`)
    } else {
      rmSync(memory, { force: true })
    }
  } catch {
    // An account that may only read the checkout tries again next time.
  }
  return program
}
