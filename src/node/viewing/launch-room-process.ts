import { fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { programRoot } from '../disk/program-root.ts'
import type { FromRoom, ToRoom } from './room-messages.ts'

/** A viewing room's process, as whoever looks into it sees it. */
export type RoomProcess = {
  post(message: ToRoom): void
  /** One listener. Nothing that comes is believed. */
  onMessage(listener: (message: FromRoom) => void): void
  /** Told once, when the process is gone for whatever reason. */
  onEnd(listener: () => void): void
  /** Ends it at once; what it was doing is lost, which is what is wanted. */
  end(): void
}

/** Starts the process of a viewing room. */
export type LaunchRoom = () => RoomProcess

/** Memory of the heap; pictures lie outside of it, and {@link MOST_RESIDENT_BYTES} holds for both. */
const MOST_HEAP_MIB = 512
const MOST_RESIDENT_BYTES = 1536 * 1024 * 1024
const LOOK_AT_MEMORY_EVERY_MS = 100

/**
 * Starts a room under Node: a process of its own without environment, that may read the program's own files and nothing else, write
 * nothing, start nothing. Where the system tells how much memory it has, it is ended when that is too much.
 */
export const launchRoomProcess: LaunchRoom = () => {
  const module = fileURLToPath(new URL('./viewing-process.ts', import.meta.url))
  const child = fork(module, [], {
    serialization: 'advanced',
    env: {},
    execArgv: [
      `--max-old-space-size=${MOST_HEAP_MIB}`,
      '--permission',
      // Decoders of pictures are native code; the first lines of the process keep all others out.
      '--allow-addons',
      ...ownFolders(module).map((folder) => `--allow-fs-read=${folder}`),
      '--disable-warning=SecurityWarning',
      '--no-deprecation',
    ],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const stopWatching = watchMemory(child.pid, () => child.kill('SIGKILL'))
  child.on('error', () => {})
  return {
    post: (message) => {
      if (child.connected) child.send(message, () => {})
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromRoom)),
    onEnd: (listener) => {
      let isTold = false
      const tell = (): void => {
        stopWatching()
        if (!isTold) listener()
        isTold = true
      }
      child.once('exit', tell)
      child.once('error', tell)
    },
    end: () => void child.kill('SIGKILL'),
  }
}

/** The folders that hold the program's code and packages. */
function ownFolders(module: string): readonly string[] {
  const folder = dirname(module)
  const root = programRoot(folder)
  return [
    folder,
    join(root, 'src'),
    join(root, 'out'),
    join(root, 'node_modules'),
    join(root, 'package.json'),
  ]
}

function watchMemory(pid: number | undefined, onTooMuch: () => void): () => void {
  if (process.platform !== 'linux' || pid === undefined) return () => {}
  const timer = setInterval(() => {
    // Second field: resident pages of 4096 bytes (proc_pid_statm(5)).
    readFile(`/proc/${pid}/statm`, 'utf8').then(
      (text) => {
        if (Number(text.split(' ')[1]) * 4096 > MOST_RESIDENT_BYTES) onTooMuch()
      },
      () => {},
    )
  }, LOOK_AT_MEMORY_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
