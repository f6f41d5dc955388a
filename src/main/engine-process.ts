import { dirname, join } from 'node:path'
import type { MessageChannelMain, UtilityProcess, utilityProcess } from 'electron'
import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import type { Push } from '#contract/envelope.ts'
import { errnoOf } from '#node/disk/disk-failure.ts'
import { connectEngine, type DistantEngine, EngineFault, EngineGone } from '#node/engine/connect-engine.ts'
import type { Pipe } from '#node/engine/engine-pipe.ts'
import { engineEnvironment } from './engine-environment.ts'
import type { EngineOrder } from './engine-order.ts'
import { serveKeychain } from './keychain-port.ts'
import { log, logBug } from './log.ts'
import { pipeOverPort } from './port-pipe.ts'
import { serveRooms } from './room-ports.ts'

/** How long an engine may take to stop what it does and close; then it is ended from outside, which loses nothing acknowledged. */
const CLOSING_LIMIT_MS = 10_000

/** The same where somebody is at the door: the machine goes to sleep, or the panic key was pressed. */
const URGENT_LIMIT_MS = 500

/** How long a process may take to end after it was told to. */
const ENDING_LIMIT_MS = 2_000

/** Where the module of viewing rooms lies beside the engine's. */
const ROOM_MODULE = 'room.js'

/** Where the module of parsers lies beside the engine's. */
const PARSER_MODULE = 'parser.js'

/** What of Electron an engine's process needs. */
export type ProcessMaker = {
  readonly fork: typeof utilityProcess.fork
  readonly Channel: typeof MessageChannelMain
}

/** The engine that is in charge now, whichever process that is. */
export type EngineInCharge = Omit<DistantEngine, 'close'> & {
  /**
   * Ends the engine's process, with which its keys leave memory, and starts a fresh, locked one. An urgent lock does not wait for
   * work to stop by itself; it also hurries one that is under way.
   */
  lock(urgency?: LockUrgency): Promise<void>
  /** Ends the engine's process for good. */
  end(): Promise<void>
}

/** How long a lock lets the engine end its work by itself. */
export type LockUrgency = 'orderly' | 'urgent'

type Running = {
  readonly engine: DistantEngine
  readonly child: UtilityProcess
  readonly ended: Promise<void>
  /** Told to close: nothing it pushes any more says how things stand. */
  isClosing: boolean
  /** Names the line of the log that says how it ended; `null` while it runs and when it closed by itself. */
  endReference: string | null
  /** Has sent something; a process that dies before it ever did is not started again by itself. */
  hasSpoken: boolean
}

/**
 * Keeps one engine process alive behind one face.
 *
 * Calls made while processes change wait for the fresh one. When a process dies by itself, its running calls answer
 * `bug`, everyone is told `locked`, and a fresh process starts; if it never got as far as speaking, only the next call
 * starts another.
 */
export function keepEngine(
  { fork, Channel }: ProcessMaker,
  modulePath: string,
  order: EngineOrder,
  keychain: MachineKeychain,
): EngineInCharge {
  const listeners = new Set<(push: Push) => void>()
  let current: Running | null = null
  let replacing: Promise<void> | null = null
  let hurry = (): void => {}
  let isOver = false

  const tell = (push: Push): void => {
    for (const listener of [...listeners]) listener(push)
  }

  const start = (): Running => {
    const child = fork(modulePath, [], {
      serviceName: 'Samnum Engine',
      env: engineEnvironment(process.env),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const { port1, port2 } = new Channel()
    const keychainPorts = new Channel()
    const roomPorts = new Channel()
    const parserPorts = new Channel()
    child.postMessage(order, [port2, keychainPorts.port2, roomPorts.port2, parserPorts.port2])
    const endParsers = serveRooms(
      parserPorts.port1,
      { fork, Channel },
      join(dirname(modulePath), PARSER_MODULE),
    )
    const endRooms = serveRooms(roomPorts.port1, { fork, Channel }, join(dirname(modulePath), ROOM_MODULE))
    serveKeychain(pipeOverPort(keychainPorts.port1), keychain)
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    const pipe = endingWith(pipeOverPort(port1), ended)
    const engine = connectEngine(pipe, (cause) => {
      if (!(cause instanceof EngineGone)) return logBug('bug', cause)
      // One that was told to close has answered everything, or was ended from outside, which is logged already.
      if (!running.isClosing) running.endReference = log('engine-gone')
      return running.endReference ?? 'closed'
    })
    const running: Running = { engine, child, ended, isClosing: false, endReference: null, hasSpoken: false }
    engine.subscribe((push) => hear(running, push))
    void ended.then(() => {
      port1.close()
      keychainPorts.port1.close()
      endParsers()
      parserPorts.port1.close()
      endRooms()
      roomPorts.port1.close()
      if (!running.isClosing) replaceDead(running)
    })
    return running
  }

  const hear = (running: Running, push: Push): void => {
    running.hasSpoken = true
    if (running.isClosing && push.topic !== 'progress') return
    // The person locked: the process goes too, so that nothing of the keys stays anywhere in its memory.
    if (push.topic === 'locked') void lock()
    else tell(push)
  }

  const replaceDead = (dead: Running): void => {
    if (current !== dead) return
    current = null
    tell({ topic: 'locked' })
    if (dead.hasSpoken && !isOver) current = start()
  }

  const inCharge = async (): Promise<Running> => {
    while (replacing !== null) await replacing
    if (isOver) throw new EngineFault(log('engine-gone'))
    current ??= start()
    return current
  }

  const lock = (urgency: LockUrgency = 'orderly'): Promise<void> => {
    const old = current
    if (urgency === 'urgent') hurry()
    if (replacing !== null || old === null) return replacing ?? Promise.resolve()
    current = null
    old.isClosing = true
    tell({ topic: 'locked' })
    const hurried = new Promise<void>((resolve) => {
      hurry = resolve
    })
    if (urgency === 'urgent') hurry()
    replacing = endProcess(old, hurried).then(() => {
      replacing = null
      hurry = () => {}
      if (!isOver) current = start()
    })
    return replacing
  }

  const ask = async <T>(question: (running: Running) => Promise<T>): Promise<T> => {
    const running = await inCharge()
    const answer = await question(running)
    running.hasSpoken = true
    return answer
  }

  current = start()

  return {
    call: async (message, transport, options) => {
      try {
        return await ask(({ engine }) => engine.call(message, transport, options))
      } catch (cause) {
        return {
          outcome: 'bug',
          reference: cause instanceof EngineFault ? cause.reference : logBug('bug', cause),
        }
      }
    },
    // By the same way as the call itself, so that it cannot arrive before it.
    cancel: (callId) => {
      inCharge().then(
        ({ engine }) => engine.cancel(callId),
        () => {},
      )
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    offerPaths: (paths) => ask(({ engine }) => engine.offerPaths(paths)),
    offerOutletPath: (path) => ask(({ engine }) => engine.offerOutletPath(path)),
    readPreview: (bytesId, part) => ask(({ engine }) => engine.readPreview(bytesId, part)),
    readReadBack: (pageId, file) => ask(({ engine }) => engine.readReadBack(pageId, file)),
    readReport: (reportId) => ask(({ engine }) => engine.readReport(reportId)),
    lock,
    end: async () => {
      isOver = true
      await lock()
    },
  }
}

/** Lets the engine close by itself, and ends its process in any case. */
async function endProcess(running: Running, hurried: Promise<void>): Promise<void> {
  const { engine, child, ended } = running
  const closed = engine.close().then(
    () => true,
    () => false,
  )
  const late = hurried.then(() => within(URGENT_LIMIT_MS, closed))
  if ((await within(CLOSING_LIMIT_MS, Promise.race([closed, late]))) !== true)
    running.endReference = log('engine-killed')
  child.kill()
  if (
    (await within(
      ENDING_LIMIT_MS,
      ended.then(() => true),
    )) === true ||
    child.pid === undefined
  )
    return
  try {
    process.kill(child.pid, 'SIGKILL')
  } catch (error) {
    // It ended by itself meanwhile; that it did has only not been told yet.
    if (errnoOf(error) !== 'ESRCH') throw error
  }
  await ended
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** A pipe whose other end also counts as gone when its process has ended; told once. */
function endingWith(pipe: Pipe, ended: Promise<void>): Pipe {
  return {
    post: pipe.post,
    onMessage: pipe.onMessage,
    onClose: (listener) => {
      let isTold = false
      const tellOnce = (): void => {
        if (isTold) return
        isTold = true
        listener()
      }
      pipe.onClose(tellOnce)
      void ended.then(tellOnce)
    },
  }
}
