import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFolderLock } from './folder-lock.mjs'
import { findNode24 } from './install.mjs'
import { runToEnd } from './run-to-end.mjs'

const INPUTS = [
  'src',
  'resources',
  'package-lock.json',
  'package.json',
  'electron.vite.config.ts',
  'verifier.vite.config.ts',
  'build/cli.vite.config.ts',
  'build/one-page.mjs',
  'build/source-files-by-url.mjs',
  'build/without-commonjs-shim.mjs',
]

const BUILDS = [
  { program: ['electron-vite', 'bin', 'electron-vite.js'], args: [] },
  { program: ['vite', 'bin', 'vite.js'], args: ['--config', 'build/cli.vite.config.ts'] },
  // The page that goes into every package.
  { program: ['vite', 'bin', 'vite.js'], args: ['--config', 'verifier.vite.config.ts'] },
]

/**
 * Builds the main process, the preload and the pages into out/ unless that was done from the same sources.
 * @param {string} root
 * @param {{ always?: boolean }} [options]
 * @returns {Promise<number>}  the builder's exit code
 */
export async function ensureBuilt(root, { always = false } = {}) {
  const stamp = join(root, 'out', 'built-from')
  const isBuilt = () => readIfThere(stamp) === digestOfSources(root)
  // Asked first without the lock, so that an account that may only read the checkout can start it.
  if (!always && isBuilt()) return 0
  return withFolderLock(join(root, '.build.lock'), async () => {
    if (!always && isBuilt()) return 0
    const sources = digestOfSources(root)
    rmSync(stamp, { force: true })
    for (const build of BUILDS) {
      const program = join(root, 'node_modules', ...build.program)
      const args = [program, 'build', '--logLevel', 'warn', ...build.args]
      const code = await runToEnd(findNode24(root), args, { cwd: root, env: process.env })
      if (code !== 0) return code
    }
    writeFileSync(stamp, sources)
    return 0
  })
}

/** @param {string} root */
function digestOfSources(root) {
  const hash = createHash('sha256')
  for (const path of INPUTS.flatMap((input) => listFiles(root, input))) {
    hash.update(`${path}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest(),
    )
  }
  return hash.digest('hex')
}

/** @param {string} root @param {string} path @returns {string[]} */
function listFiles(root, path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  try {
    return readdirSync(full)
      .toSorted()
      .flatMap((name) => listFiles(root, `${path}/${name}`))
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') return [path]
    throw error
  }
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
