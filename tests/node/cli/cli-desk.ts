import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runSamnum } from '../../../src/cli/run-samnum.ts'
import type { Terminal } from '../../../src/cli/terminal.ts'
import { WITH_COMPILED_CODE } from '../../support/compiled-code.ts'

/** The checkout. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** The command line as a person starts it. */
export const SHIM = join(ROOT, 'src/cli/samnum.mjs')
export const PASSPHRASE = 'a long passphrase'

/** A child that hangs must not hang the suite. */
const CHILD_LIMIT_MS = 50_000

/** What one command came to. */
export type Ran = {
  readonly exitCode: number | null
  readonly out: string
  readonly error: string
  /** Standard output as the one JSON document it must be. */
  json<Shape>(): Shape
}

/** A place of its own for one test file, with a passphrase file. */
export type CliDesk = {
  readonly room: string
  readonly passphraseFile: string
  /** Variables of every run: witnesses of rollbacks stand beside the room, not in the home of whoever runs the tests. */
  readonly environment: Readonly<Record<string, string>>
  /** A path in the room. */
  path(...names: string[]): string
  /** Runs a command in this process, as everything but the streams is the real thing. */
  run(args: readonly string[], options?: RunOptions): Promise<Ran>
  /** Runs a command as a process of its own. */
  spawn(args: readonly string[], options?: SpawnOptions): Promise<Ran>
  leave(): Promise<void>
}

export type RunOptions = {
  /** Left out: the right passphrase. `null`: none, and no terminal to ask at. */
  readonly passphraseFile?: string | null
  readonly environment?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

export type SpawnOptions = RunOptions & {
  /** What standard input says. */
  readonly input?: string
  readonly onStart?: (child: ChildProcess) => void
}

export async function openCliDesk(): Promise<CliDesk> {
  const room = await mkdtemp(join(tmpdir(), 'samnum-cli-'))
  const state = await mkdtemp(join(tmpdir(), 'samnum-cli-state-'))
  const ownEnvironment = { XDG_STATE_HOME: state }
  const passphraseFile = join(room, 'passphrase')
  await writeFile(passphraseFile, `${PASSPHRASE}\n`)
  const withPassphrase = (args: readonly string[], file: string | null | undefined) =>
    file === null ? [...args] : [...args, '--passphrase-file', file ?? passphraseFile]
  return {
    room,
    passphraseFile,
    environment: ownEnvironment,
    path: (...names) => join(room, ...names),
    async run(args, options = {}) {
      const terminal = makeMemoryTerminal()
      const all = withPassphrase(args, options.passphraseFile)
      const { environment = {}, signal = new AbortController().signal } = options
      const exitCode = await runSamnum(all, { ...ownEnvironment, ...environment }, terminal, signal)
      return {
        exitCode,
        out: terminal.out(),
        error: terminal.error(),
        json: () => JSON.parse(terminal.out()),
      }
    },
    async spawn(args, options = {}) {
      const all = withPassphrase(args, options.passphraseFile)
      const environment = { ...ownEnvironment, ...options.environment }
      return await runChild(process.execPath, [SHIM, ...all], { ...options, environment })
    },
    async leave() {
      for (const folder of [room, state]) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Runs a program to its end and answers what it said. */
export async function runChild(
  program: string,
  args: readonly string[],
  { environment = {}, input, onStart }: SpawnOptions = {},
): Promise<Ran> {
  const child = spawn(program, args, {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      ...WITH_COMPILED_CODE,
      ...environment,
    },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    timeout: CHILD_LIMIT_MS,
    killSignal: 'SIGKILL',
  })
  let out = ''
  let error = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    error += text
  })
  child.stdin?.end(input)
  onStart?.(child)
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code))
  })
  return { exitCode, out, error, json: () => JSON.parse(out) }
}

/** A terminal whose streams are kept in memory; nothing can be typed at it. */
export function makeMemoryTerminal(): Terminal & { out(): string; error(): string } {
  let out = ''
  let error = ''
  return {
    writeOut(text) {
      out += text
    },
    writeError(text) {
      error += text
    },
    hasErrorScreen: false,
    columns: 80,
    keyboard: null,
    flush: async () => {},
    out: () => out,
    error: () => error,
  }
}

/**
 * One digest over the names and bytes of all files in a folder; an empty folder holds nothing. What people see of a vault is made
 * from its events whenever they unlock it, and wrong tries are counted in a file, so that neither `people` nor `attempts` count.
 */
export async function digestFolder(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(
    (entry) => !entry.isDirectory() && basename(entry.parentPath) !== 'people' && entry.name !== 'attempts',
  )
  for (const file of files.sort((a, b) =>
    join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
  )) {
    const path = join(file.parentPath, file.name)
    hash.update(`${path}\n`)
    if (file.isFile()) hash.update(await readFile(path))
  }
  return hash.digest('hex')
}

/** A complaint about invented people, as the JSON file holds it. */
export const COMPLAINT = {
  channel: 'walk-in',
  victim: { name: 'ចាន់ សុភា (ប្រឌិត)', phone: '012 345 678' },
  summary: 'ទិញទូរស័ព្ទតាមអនឡាញ តែមិនបានទទួល',
  narrative: 'ខ្ញុំបានផ្ទេរប្រាក់។\nបន្ទាប់មកគណនីនោះបានបាត់។',
  identifiers: [{ kind: 'phone', value: '+855 12 345 678' }],
  losses: [{ state: 'paid', currency: 'USD', amount: '312.50', on: '2026-11-02', rail: 'khqr' }],
}
