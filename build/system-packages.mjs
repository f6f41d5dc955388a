import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Debian packages that tests use as judges from outside. The workstation itself needs none of them.
 *
 * @typedef {object} SystemPackage
 * @property {string} name      Debian's name
 * @property {string} [command] a program it brings, to recognise it where dpkg does not know it
 * @property {string} usedFor   what is skipped without it
 */

/** @type {readonly SystemPackage[]} */
export const SYSTEM_PACKAGES = [
  { name: 'chromium', command: 'chromium', usedFor: 'the screens in a browser (e2e)' },
  { name: 'poppler-utils', command: 'pdftotext', usedFor: 'reading the report’s text and picture back' },
  { name: 'qpdf', command: 'qpdf', usedFor: 'checking the structure of PDF files' },
  { name: 'strace', command: 'strace', usedFor: 'failing system calls one by one' },
  { name: 'age', command: 'age', usedFor: 'opening sealed keys with another program' },
  { name: 'openssl', command: 'openssl', usedFor: 'checking signatures with another program' },
  { name: 'python3', command: 'python3', usedFor: 'the independent verifier' },
  { name: 'python3-cryptography', usedFor: 'the independent verifier' },
  { name: 'python3-argon2', usedFor: 'the independent verifier' },
  { name: 'postgresql', command: 'pg_ctlcluster', usedFor: 'headquarters’ store in PostgreSQL' },
]

/** The same packages that are not on this machine. */
export function findMissingPackages() {
  const known = installedDebianPackages()
  return SYSTEM_PACKAGES.filter(
    ({ name, command }) => !known.has(name) && (command === undefined ? known.size > 0 : !isOnPath(command)),
  )
}

/**
 * Installs what is missing where that is possible (root on Debian), and says in one line what still is.
 * @param {(line: string) => void} say
 * @param {{ mayInstall?: boolean }} [options]
 */
export function ensureSystemPackages(say, { mayInstall = process.getuid?.() === 0 } = {}) {
  let missing = findMissingPackages()
  if (missing.length === 0) return
  if (mayInstall && isOnPath('apt-get')) {
    say(`Installing Debian packages for the tests: ${missing.map(({ name }) => name).join(', ')} …`)
    runAptGet(['update'], 5 * 60_000)
    runAptGet(
      ['install', '--yes', '--no-install-recommends', ...missing.map(({ name }) => name)],
      15 * 60_000,
    )
    missing = findMissingPackages()
    // One package that this release lacks must not keep the others away.
    if (missing.length > 1) {
      for (const { name } of missing)
        runAptGet(['install', '--yes', '--no-install-recommends', name], 15 * 60_000)
      missing = findMissingPackages()
    }
  }
  if (missing.length === 0) return
  const names = missing.map(({ name }) => name).join(' ')
  const skipped = [...new Set(missing.map(({ usedFor }) => usedFor))].join('; ')
  say(`Not installed: ${names}. Skipped without them: ${skipped}. To install: sudo apt-get install ${names}`)
}

/**
 * apt's own output names mirrors, so it is not shown; what is still missing afterwards is.
 * @param {readonly string[]} args
 * @param {number} timeoutMs
 */
function runAptGet(args, timeoutMs) {
  spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...args], {
    stdio: 'ignore',
    timeout: timeoutMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

/** @returns {Set<string>}  empty where dpkg does not exist */
function installedDebianPackages() {
  const asked = spawnSync(
    'dpkg-query',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders.
    ['--show', '--showformat=${db:Status-Abbrev}${Package}\\n', ...SYSTEM_PACKAGES.map(({ name }) => name)],
    { encoding: 'utf8' },
  )
  const lines = (asked.stdout ?? '').split('\n').filter((line) => line.startsWith('ii '))
  return new Set(lines.map((line) => line.slice('ii '.length).trim()))
}

/** @param {string} command */
export function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)))
}
