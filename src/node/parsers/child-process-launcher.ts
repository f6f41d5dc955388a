import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { programRoot } from '../disk/program-root.ts'
import type { ParserEnd, ParserLauncher } from './parser-launcher.ts'
import { framesOverStream } from './stream-frames.ts'

/** How often a process's memory is looked at. */
const WATCH_MS = 50
/** What V8 leaves of the memory for buffers, code and the runtime itself. */
const HEAP_SHARE = 0.6
/** 128 + SIGABRT: how a process ends whose heap is full, where a shell or Windows reports it as a code. */
const ABORTED = 134

/** What a launcher of child processes is made of; tests start other programs than the parser's. */
export type ChildProcessLauncherOptions = {
  readonly modulePath?: string
  /** Folders and files beside the program's own that the process may read. */
  readonly readable?: readonly string[]
}

/**
 * Starts parsers as child processes of this Node: without environment, with Node's permission model (it reads its own program and
 * packages; it cannot write, start programs, start threads, load native code or debug), below a heap limit, and with no inherited
 * handle but the one pipe. Node 24 has no switch for the network: the process takes that from itself (`parser-lockdown.ts`).
 */
export function makeChildProcessLauncher(options: ChildProcessLauncherOptions = {}): ParserLauncher {
  const { modulePath = fileURLToPath(new URL('./parser-process.ts', import.meta.url)), readable = [] } =
    options
  return {
    start({ memoryBytes }) {
      const heapMib = Math.floor((memoryBytes * HEAP_SHARE) / 1024 / 1024)
      const child = spawn(
        process.execPath,
        [
          ...RIGHTS,
          ...[...ownFiles(), ...readable].map((path) => `--allow-fs-read=${path}`),
          `--max-old-space-size=${heapMib}`,
          modulePath,
        ],
        {
          env: {},
          stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
          windowsHide: true,
          cwd: dirname(modulePath),
        },
      )
      const stream = child.stdio[3] as Duplex
      let wasTold = false
      return {
        channel: framesOverStream(stream),
        ended: endOf(child, watchMemory(child, memoryBytes), () => wasTold),
        end() {
          wasTold = true
          endChild(child)
        },
      }
    },
  }
}

const RIGHTS = [
  '--permission',
  // No accessor by which a key of the evidence could reach a prototype.
  '--disable-proto=delete',
  '--disallow-code-generation-from-strings',
  // Node's own database opens files past the permission model (24.21).
  '--no-experimental-sqlite',
  '--no-warnings',
] as const

/** The program's own code and packages, and no folder that could hold a vault. */
function ownFiles(): readonly string[] {
  const root = programRoot(import.meta.dirname)
  return [
    join(root, 'src', '/'),
    join(root, 'out', '/'),
    join(root, 'node_modules', '/'),
    join(root, 'package.json'),
  ]
}

type Watch = { readonly isOver: () => boolean; readonly stop: () => void }

/** Ends the process when it holds more than it may. Only Linux tells one process of another's memory without a further program. */
function watchMemory(child: ChildProcess, memoryBytes: number): Watch {
  let isOver = false
  const { pid } = child
  if (process.platform !== 'linux' || pid === undefined) return { isOver: () => false, stop: () => {} }
  // A full heap ends in an abort, and an abort may leave the evidence in a core dump (core(5), coredump_filter).
  void writeFile(`/proc/${pid}/coredump_filter`, '0x0').catch(() => {})
  const timer = setInterval(async () => {
    if ((await residentBytes(pid)) <= memoryBytes) return
    isOver = true
    endChild(child)
  }, WATCH_MS)
  timer.unref()
  return { isOver: () => isOver, stop: () => clearInterval(timer) }
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
}

function endChild(child: ChildProcess): void {
  // By the id that `spawn` gave; once the end was told, the id may be another process's.
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
}

function endOf(child: ChildProcess, watch: Watch, wasTold: () => boolean): Promise<ParserEnd> {
  return new Promise((resolve) => {
    const finish = (end: ParserEnd): void => {
      watch.stop()
      resolve(end)
    }
    child.once('error', (error: NodeJS.ErrnoException) =>
      finish({ why: 'not-started', cause: error.code ?? error.name }),
    )
    child.once('exit', (code, signal) => {
      // Killed by nobody here: that is what a system does which has no memory left.
      const isStarved = signal === 'SIGKILL' && !wasTold()
      if (watch.isOver() || isStarved || signal === 'SIGABRT' || code === ABORTED)
        finish({ why: 'out-of-memory' })
      else if (code === 0 || signal === 'SIGKILL') finish({ why: 'ended' })
      else finish({ why: 'crashed', cause: signal ?? code ?? 'unknown' })
    })
  })
}
