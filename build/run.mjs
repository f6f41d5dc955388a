// The way into every npm script: `node build/run.mjs TASK [ARGUMENT…]`.
// Runs on plain Node 20.19 without any package, installs what the lock file names, then hands over to
// build/TASK.mjs under the Node 24 that came with it.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [task, ...rest] = process.argv.slice(2)
const script = join(root, 'build', `${task}.mjs`)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Samnum needs Node 20.19 or newer to set itself up; this is ${process.version}.\n`)
  process.exit(2)
}
if (task === undefined || !/^[a-z-]+$/.test(task) || !existsSync(script)) {
  process.stderr.write('Usage: node build/run.mjs start|demo|test|check|build|manual [ARGUMENT…]\n')
  process.exit(2)
}

const { ensureInstalled, environmentWithNode24, findNode24, SetUpFailure } = await import('./install.mjs')
const { runToEnd } = await import('./run-to-end.mjs')
try {
  await ensureInstalled(root)
  process.exitCode = await runToEnd(findNode24(root), [script, ...rest], {
    cwd: root,
    env: environmentWithNode24(root),
  })
} catch (error) {
  if (!(error instanceof SetUpFailure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
