#!/usr/bin/env node
// Starts the version of the program that program.json names (docs/format-update.md, section 4): changes to one that stands ready, and
// goes back where a new one does not come up. It belongs to no version and needs no package: copied beside program.json it stays as it is.
import { spawn } from 'node:child_process'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** As `MOST_TRIALS` of the program has it; a test compares them. */
const MOST_TRIALS = 5
const EXIT_BROKEN = 3
/** A person who stops a program has nothing against its version. */
const STOPPED = new Set(['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * @typedef {{ v: 1, current: string, previous: string | null, pending: string | null, trial: { starts: number, hasAnswered: boolean } | null,
 *   highest: string, failed: string[], entries: Record<string, string> }} Book
 */

const program = dirname(fileURLToPath(import.meta.url))
const bookPath = join(program, 'program.json')
const args = process.argv.slice(2)

const first = nextBook(readBook())
start(first, true)

/** @returns {Book} */
function readBook() {
  return JSON.parse(readFileSync(bookPath, 'utf8'))
}

/** Written beside its place, flushed and renamed, so that a power cut leaves the old one or the new one. @param {Book} book */
function writeBook(book) {
  const beside = `${bookPath}.launching`
  const file = openSync(beside, 'w', 0o644)
  try {
    writeSync(file, `${JSON.stringify(book, null, 2)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(beside, bookPath)
  if (process.platform === 'win32') return
  const folder = openSync(program, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** What is started now, on the disk before it is started. @param {Book} read @returns {Book} */
function nextBook(read) {
  let book = read
  if (book.trial !== null && book.trial.starts >= MOST_TRIALS) book = wentBack(book)
  const { pending } = book
  if (pending !== null && entryOf(book, pending) !== null)
    book = {
      ...book,
      current: pending,
      previous: book.current,
      pending: null,
      trial: { starts: 0, hasAnswered: false },
    }
  else if (pending !== null) book = { ...book, pending: null, failed: [...book.failed, pending].slice(-20) }
  if (book.trial !== null) book = { ...book, trial: { starts: book.trial.starts + 1, hasAnswered: false } }
  if (book !== read) writeBook(book)
  return book
}

/** @param {Book} book @returns {Book} */
function wentBack(book) {
  const { current, previous, failed } = book
  if (previous === null) return { ...book, trial: null }
  return { ...book, current: previous, previous: null, trial: null, failed: [...failed, current].slice(-20) }
}

/** The file of a version that is started, or null where it is not there. @param {Book} book @param {string} version */
function entryOf(book, version) {
  const entry = Object.hasOwn(book.entries, version) ? book.entries[version] : undefined
  if (entry === undefined) return null
  const path = join(program, 'versions', version, ...entry.split('/'))
  try {
    return statSync(path).isFile() ? path : null
  } catch {
    return null
  }
}

/** @param {Book} book @param {boolean} mayGoBack */
function start(book, mayGoBack) {
  const entry = entryOf(book, book.current)
  if (entry === null) {
    end(book, mayGoBack, EXIT_BROKEN, null)
    return
  }
  const isScript = /\.[cm]?[jt]s$/.test(entry)
  const child = spawn(isScript ? process.execPath : entry, isScript ? [entry, ...args] : args, {
    stdio: 'inherit',
    env: { ...process.env, SAMNUM_PROGRAM: program, SAMNUM_RUNNING: book.current },
  })
  /** @type {(signal: NodeJS.Signals) => void} */
  const forward = (signal) => void child.kill(signal)
  for (const signal of STOPPED) process.on(signal, forward)
  let isOver = false
  /** @param {number} code @param {NodeJS.Signals | null} signal */
  const over = (code, signal) => {
    if (isOver) return
    isOver = true
    for (const name of STOPPED) process.removeListener(name, forward)
    end(book, mayGoBack, code, signal)
  }
  child.on('error', () => over(EXIT_BROKEN, null))
  child.on('exit', (code, signal) => over(code ?? EXIT_BROKEN, signal))
}

/**
 * A version on trial that ended badly before it did anything orderly is given up at once, and the one before does what was asked.
 * @param {Book} started @param {boolean} mayGoBack @param {number} code @param {NodeJS.Signals | null} signal
 */
function end(started, mayGoBack, code, signal) {
  const now = readBook()
  const isBad = signal === null ? code !== 0 : !STOPPED.has(signal)
  const isOnTrial = now.current === started.current && now.trial !== null && !now.trial.hasAnswered
  if (mayGoBack && isBad && isOnTrial && now.previous !== null) {
    const back = wentBack(now)
    writeBook(back)
    process.stderr.write(`${sayWentBack(started.current, back.current)}\n`)
    start(back, false)
    return
  }
  if (signal !== null) process.exitCode = 128 + (constants.signals[signal] ?? 0)
  else process.exitCode = code
}

/** @param {string} from @param {string} to */
function sayWentBack(from, to) {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const at = args.indexOf('--language')
  const language = (at === -1 ? undefined : args[at + 1]) ?? (LC_ALL || LC_MESSAGES || LANG || '')
  return language.startsWith('km')
    ? `ជំនាន់ ${from} មិនដំណើរការទេ ដូច្នេះ Samnum បានត្រឡប់ទៅជំនាន់ ${to} វិញ។`
    : `Version ${from} does not come up, so Samnum went back to version ${to}.`
}
