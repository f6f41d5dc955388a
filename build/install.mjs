import { spawn } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { withFolderLock } from './folder-lock.mjs'
import { findDifference } from './installed-packages.mjs'

/**
 * Makes node_modules agree with package-lock.json; does nothing when it already does. No install script runs:
 * everything needed ships inside the packages (docs/decisions/0001).
 *
 * @param {string} root
 * @returns {Promise<void>}  rejects with a SetUpFailure that says what to do
 */
export async function ensureInstalled(root) {
  if (findDifference(root) === undefined && hasNodeLink(root)) return
  await withFolderLock(
    join(root, '.set-up.lock'),
    async () => {
      const difference = findDifference(root)
      if (difference !== undefined) {
        process.stderr.write(
          `Setting up: ${difference}. Installing the locked packages (about half a minute) …\n`,
        )
        await runNpmCi(root)
        const rest = findDifference(root)
        if (rest !== undefined) throw new SetUpFailure(`npm finished, but ${rest}. Run the command again.`)
      }
      linkNode(root)
    },
    (pid) => process.stderr.write(`Another set-up is running here (process ${pid}); waiting for it.\n`),
  )
}

/** A set-up that cannot go on for a reason the person at the keyboard can mend. */
export class SetUpFailure extends Error {}

/**
 * The Node 24 that the lock file brings along, or this one where it is new enough and none is packaged.
 * @param {string} root
 */
export function findNode24(root) {
  const packaged = packagedNode(root)
  if (existsSync(packaged)) return packaged
  const major = Number(process.versions.node.split('.')[0])
  if (major >= 24) return process.execPath
  throw new SetUpFailure(
    `No Node 24 is packaged for ${process.platform}-${process.arch}. Install Node 24 and run the command with it.`,
  )
}

/**
 * The environment in which Node 24 and the installed tools come first on PATH.
 * @param {string} root
 */
export function environmentWithNode24(root) {
  const separator = process.platform === 'win32' ? ';' : ':'
  const first = [dirname(findNode24(root)), join(root, 'node_modules', '.bin')]
  return { ...process.env, PATH: [...first, process.env.PATH ?? ''].join(separator) }
}

/** @param {string} root */
function packagedNode(root) {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  return join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file)
}

/** @param {string} root */
function hasNodeLink(root) {
  return (
    process.platform === 'win32' ||
    !existsSync(packagedNode(root)) ||
    existsSync(join(root, 'node_modules/.bin/node'))
  )
}

/**
 * npm 10 makes no link for a command that several platform packages offer, even when one alone is installed.
 * @param {string} root
 */
function linkNode(root) {
  if (hasNodeLink(root)) return
  const link = join(root, 'node_modules', '.bin', 'node')
  mkdirSync(dirname(link), { recursive: true })
  if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) rmSync(link)
  symlinkSync(relative(dirname(link), packagedNode(root)), link)
}

/** @param {string} root @returns {Promise<void>} */
function runNpmCi(root) {
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--loglevel=error',
  ]
  // Inside `npm start` the running npm is known by path; spawning npm by name needs a shell on Windows.
  const npmPath = process.env.npm_execpath
  const isNpm = npmPath !== undefined && /^npm(-cli)?\./.test(basename(npmPath))
  const child = isNpm
    ? spawn(process.execPath, [npmPath, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn('npm', args, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: process.platform === 'win32',
      })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text) => {
      said += text
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new SetUpFailure(`npm could not be started (${error.message}). Install npm.`)),
    )
    child.once('close', (code) => {
      if (code === 0) return resolve()
      reject(
        new SetUpFailure(
          `npm could not install the packages (exit ${code}). Check the network and the free space, then run the command again.\n${withoutHosts(said)}`,
        ),
      )
    })
  })
}

/**
 * What npm said, without addresses: a mirror's host name is nobody's business and must not reach a log.
 * @param {string} text
 */
export function withoutHosts(text) {
  const configured = process.env.npm_config_registry ?? ''
  const host = URL.canParse(configured) ? new URL(configured).host : ''
  const hidden = host === '' ? text : text.replaceAll(host, '<registry>')
  return hidden
    .replaceAll(/\b[a-z]+:\/\/[^\s'"]+/gi, '<registry>')
    .replaceAll(/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT) \S+/g, '$1 <registry>')
    .replaceAll(/\b(?:[a-z0-9-]+\.){2,}[a-z]{2,}\b/gi, '<registry>')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
    .join('\n')
}
