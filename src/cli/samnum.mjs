#!/usr/bin/env node
// Starts the command line under Node 24, which the checkout brings along: the machine's own Node may be older and then
// cannot load the database. It runs on Node 20 and needs no package.
import { spawn } from 'node:child_process'
import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { constants as osConstants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
/** The command line in few files, which start in a quarter of the time; made by `npm start`, with the others of out/. */
const BUILT = join(root, 'out/cli/built/main.js')
/** What the built command line is made from. */
const BUILT_FROM = [
  'package.json',
  'package-lock.json',
  'resources',
  ...['app', 'cli', 'contract', 'core', 'hub', 'node'].map((layer) => join('src', layer)),
]
const main = isBuiltFromThese() ? BUILT : join(root, 'src/cli/main.ts')
const NODE_MAJOR = 24
const EXIT_USAGE = 2

/** Everything the command line needs is there once its database driver is: npm places packages only all together. */
const MUST_EXIST = ['better-sqlite3', 'commander', 'zod']

const node = findNode()
if (
  node === null ||
  !MUST_EXIST.every((name) => isReadable(join(root, 'node_modules', name, 'package.json')))
) {
  sayNotSetUp()
} else if (node === process.execPath) {
  await import(pathToFileURL(main).href)
} else {
  runUnder(node)
}

/** Whether what was built is newer than everything that it was made from; folders too, because a file may have gone. */
function isBuiltFromThese() {
  try {
    accessSync(BUILT, constants.R_OK)
    const { mtimeMs } = statSync(join(root, 'out/built-from'))
    return BUILT_FROM.every((path) => isOlder(join(root, path), mtimeMs))
  } catch {
    return false
  }
}

/** @param {string} path @param {number} thanMs @returns {boolean} */
function isOlder(path, thanMs) {
  const found = statSync(path)
  if (found.mtimeMs >= thanMs) return false
  return !found.isDirectory() || readdirSync(path).every((name) => isOlder(join(path, name), thanMs))
}

/** @returns {string | null} the Node to run under */
function findNode() {
  if (process.versions.node.startsWith(`${NODE_MAJOR}.`)) return process.execPath
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const packages = [`node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`, 'node']
  const candidates = [
    ...packages.map((folder) => join(root, 'node_modules', folder, 'bin', name)),
    join(root, 'node_modules', '.bin', name),
  ]
  return candidates.find((path) => isReadable(path)) ?? null
}

/** @param {string} path */
function isReadable(path) {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}

function sayNotSetUp() {
  const args = process.argv.slice(2)
  const end = args.indexOf('--')
  const isJson = (end === -1 ? args : args.slice(0, end)).includes('--json')
  const sentences = {
    en: `Samnum is not set up in ${root} yet. Run there: npm start`,
    km: `Samnum មិនទាន់បានរៀបចំនៅក្នុង ${root} ទេ។ សូមដំណើរការនៅទីនោះ៖ npm start`,
  }
  const sentence = isKhmer(args) ? sentences.km : sentences.en
  if (isJson) process.stdout.write(`${JSON.stringify({ usage: { code: 'usage/not-set-up', sentence } })}\n`)
  process.stderr.write(`${sentence}\n`)
  process.exitCode = EXIT_USAGE
}

/** @param {readonly string[]} args */
function isKhmer(args) {
  const at = args.indexOf('--language')
  const asked = at === -1 ? args.find((arg) => arg.startsWith('--language='))?.slice(11) : args[at + 1]
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return (asked ?? (LC_ALL || LC_MESSAGES || LANG || '')).startsWith('km')
}

/** @param {string} node */
function runUnder(node) {
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  // A terminal sends these to the child as well; a second one does no harm, because the command line takes any number of
  // them for one wish to stop.
  const forwarded = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of forwarded) process.on(signal, () => child.kill(signal))
  child.on('error', (cause) => {
    process.stderr.write(`${cause.message}\n`)
    process.exitCode = 3
  })
  child.on('exit', (code, signal) => {
    for (const name of forwarded) process.removeAllListeners(name)
    if (signal === null) process.exitCode = code ?? 3
    else if (process.platform === 'win32') process.exitCode = 128 + (osConstants.signals[signal] ?? 0)
    else process.kill(process.pid, signal)
  })
}
