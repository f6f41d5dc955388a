// npm start: opens the workstation, in Electron where that can run and in the browser where it cannot.
import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { explainSandboxTrouble, readSandboxFacts } from '../src/main/sandbox-readiness.ts'
import { fetchElectron, findElectron } from './electron-runtime.mjs'
import { ensureBuilt } from './ensure-built.mjs'
import { findNode24 } from './install.mjs'
import { runToEnd } from './run-to-end.mjs'
import { isOnPath } from './system-packages.mjs'

const FIRST_ATTEMPT_MS = 60_000
const PATIENT_ATTEMPT_MS = 60 * 60_000
/** An Electron that gives up this soon never showed its window. */
const EARLY_EXIT_MS = 10_000

/** @typedef {import('../src/main/shell-text.ts').ShellText} ShellText */

/** @type {ShellText} */
const NO_DISPLAY = {
  km: 'គ្មានអេក្រង់សម្រាប់ផ្ទាំងរបស់ Electron ទេ។',
  en: 'There is no display for Electron’s window.',
}
/** @type {ShellText} */
const NOT_FETCHED = {
  km: 'គ្មានកម្មវិធី Electron នៅទីនេះ ហើយមិនអាចទាញយកបានទេ (npm start -- --fetch-electron ព្យាយាមម្ដងទៀត)។',
  en: 'Electron’s runtime is not here and could not be fetched (npm start -- --fetch-electron tries again).',
}
/** @type {ShellText} */
const NOT_STARTED = {
  km: 'Electron មិនអាចចាប់ផ្ដើមបានទេ។ បើ Linux ហាមឃាត់ user namespace ឯកសារ chrome-sandbox របស់វាត្រូវជារបស់ root ដោយមាន mode 4755។',
  en: 'Electron could not start. Where Linux forbids user namespaces, its chrome-sandbox helper must belong to root with mode 4755.',
}
/** @type {ShellText} */
const IN_THE_BROWSER = {
  km: 'ប្រព័ន្ធការងារបើកក្នុងកម្មវិធីរុករកជំនួសវិញ។',
  en: 'The workstation opens in the browser instead.',
}

const root = process.cwd()

const usage = `Usage: npm start [-- [--browser] [--fetch-electron] [--vault DIR] [--port N]]
  --browser          serve the workstation on this machine and open it in the browser
  --fetch-electron   try again to fetch Electron's runtime, however long it takes
  --vault DIR        the vault's folder (default: SAMNUM_VAULT, else this account's data folder)
  --port N           the port to serve on, with --browser or where Electron cannot run
`

/** @type {{ browser?: boolean, 'fetch-electron'?: boolean, vault?: string, port?: string }} */
let options
try {
  options = parseArgs({
    options: {
      browser: { type: 'boolean' },
      'fetch-electron': { type: 'boolean' },
      vault: { type: 'string' },
      port: { type: 'string' },
    },
  }).values
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}`)
  process.exit(2)
}

/** Whether somebody asked the workstation to stop, so that its end is not taken for a failure. */
let stopRequested = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopRequested = true
  })
}

const vault = resolve(options.vault ?? process.env.SAMNUM_VAULT ?? defaultVault())
const built = await ensureBuilt(root)
if (built !== 0) {
  process.stderr.write('The workstation could not be built; the lines above say why.\n')
  process.exit(1)
}

process.exitCode = await openWorkstation()

/** @returns {Promise<number>} */
async function openWorkstation() {
  if (options.browser) return serve()
  // Before anything is fetched: what root and a machine without a screen lack, no download brings.
  const troubleOfRoot = process.getuid?.() === 0 ? findSandboxTrouble('.') : null
  if (troubleOfRoot !== null) return serve(troubleOfRoot)
  if (!hasDisplay()) return serve(NO_DISPLAY)
  const patient = options['fetch-electron'] === true
  const electron =
    findElectron(root) ??
    (await fetchElectron(root, { again: patient, limitMs: patient ? PATIENT_ATTEMPT_MS : FIRST_ATTEMPT_MS }))
  if (electron === undefined) return serve(NOT_FETCHED)
  const trouble = findSandboxTrouble(dirname(electron))
  if (trouble !== null) return serve(trouble)
  const startedAtMs = Date.now()
  const code = await runToEnd(electron, ['.'], { cwd: root, env: { ...process.env, SAMNUM_VAULT: vault } })
  if (code === 0 || stopRequested || Date.now() - startedAtMs > EARLY_EXIT_MS) return code
  return serve(NOT_STARTED)
}

/**
 * Why Electron's sandbox cannot be set up for this account on this system, or null when nothing is known against it.
 * @param {string} electronFolder
 */
function findSandboxTrouble(electronFolder) {
  return explainSandboxTrouble(readSandboxFacts(electronFolder))
}

/**
 * Serves the same workstation on loopback until it is stopped.
 * @param {ShellText | null} [reason]  why not in Electron
 * @returns {Promise<number>}
 */
async function serve(reason = null) {
  // Both languages, because nobody has chosen one yet.
  if (reason !== null) {
    process.stderr.write(`${reason.km} ${IN_THE_BROWSER.km}\n${reason.en} ${IN_THE_BROWSER.en}\n`)
  }
  let line = ''
  let isOpened = false
  const port = options.port === undefined ? [] : ['--port', options.port]
  const code = await runToEnd(
    findNode24(root),
    [join(root, 'src', 'cli', 'samnum.mjs'), 'serve', vault, ...port],
    {
      cwd: root,
      env: process.env,
      onOutput: (text) => {
        process.stdout.write(text)
        if (isOpened) return
        line += text
        const address = /^(http:\/\/\S+)\n/m.exec(line)?.[1]
        if (address === undefined) return
        isOpened = true
        openInBrowser(address)
      },
    },
  )
  // Stopping it is how it is meant to end.
  return stopRequested ? 0 : code
}

function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** @param {string} address */
function openInBrowser(address) {
  if (!hasDisplay()) return
  const [program, ...args] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', address]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', address]
  if (process.platform === 'linux' && !isOnPath('xdg-open')) return
  // Whoever has no browser here still has the address on the screen.
  spawn(program ?? '', args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

function defaultVault() {
  const home = homedir()
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? home, 'Samnum', 'vault')
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Samnum', 'vault')
  return join(process.env.XDG_DATA_HOME || join(home, '.local', 'share'), 'samnum', 'vault')
}
