import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { ForkOptions } from 'electron'
import { makeDeferred } from '../deferred.ts'
import { listening, strict } from './strict.ts'
import type { PortUsed, UtilityProcessUsed } from './used.ts'

const carried = new WeakMap<object, MessagePort>()

/** Makes a port of Node one of Electron's: it starts when it is told to, and hands messages out as events with ports. */
export function makePort(port: MessagePort): PortUsed {
  const events = new EventEmitter()
  port.on('close', () => events.emit('close'))
  const used: PortUsed = strict('MessagePortMain', {
    ...listening(events),
    start: () => {
      port.on(
        'message',
        ({ data, ports }: { readonly data: unknown; readonly ports: readonly MessagePort[] }) =>
          events.emit('message', { data, ports: ports.map(makePort) }),
      )
    },
    postMessage: (message: unknown, transfer: readonly object[] = []) => {
      const ports = transfer.map((used) => {
        const carriedPort = carried.get(used)
        if (carriedPort === undefined) throw new Error('only ports of this double can be transferred')
        return carriedPort
      })
      port.postMessage({ data: message, ports }, ports)
    },
    close: () => port.close(),
  })
  carried.set(used, port)
  return used
}

/** Electron's message channel over Node's. */
export class MessageChannelDouble {
  readonly port1: PortUsed
  readonly port2: PortUsed
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = makePort(port1)
    this.port2 = makePort(port2)
  }
}

/** One engine process, run as a thread: separate memory, and it can be ended at any moment. */
export type UtilityProcessDouble = {
  readonly used: UtilityProcessUsed
  readonly modulePath: string
  readonly args: readonly string[]
  readonly options: ForkOptions
  readonly isAlive: () => boolean
  /** Ends it as a crash does. */
  readonly crash: () => Promise<void>
  readonly ended: Promise<void>
}

/** The sources that stand for built files when nothing was built for the test. */
const SOURCES = resolve(import.meta.dirname, '../../../src/main')

/** Starts one. A module that was not built is run from its source. */
export function forkThread(
  modulePath: string,
  args: readonly string[],
  options: ForkOptions,
): UtilityProcessDouble {
  const source = resolve(SOURCES, basename(modulePath).replace(/\.js$/, '.ts'))
  const worker = new Worker(new URL('./utility-thread.ts', import.meta.url), {
    workerData: { modulePath: existsSync(modulePath) ? modulePath : source },
    env: options.env as NodeJS.ProcessEnv,
    execArgv: [],
    stdout: true,
  })
  const events = new EventEmitter()
  const ended = makeDeferred()
  let isAlive = true
  worker.on('error', () => {})
  worker.on('exit', (code) => {
    isAlive = false
    events.emit('exit', code)
    ended.resolve()
  })
  const used: UtilityProcessUsed = {
    pid: undefined,
    ...listening(events),
    postMessage: (message, transfer = []) => {
      const ports = transfer.map((port) => {
        const carriedPort = carried.get(port)
        if (carriedPort === undefined) throw new Error('only ports of this double can be transferred')
        return carriedPort
      })
      worker.postMessage({ data: message, ports }, ports)
    },
    kill: () => {
      void worker.terminate()
      return true
    },
  }
  return {
    used: strict('UtilityProcess', used),
    modulePath,
    args,
    options,
    isAlive: () => isAlive,
    crash: async () => {
      await worker.terminate()
      await ended.promise
    },
    ended: ended.promise,
  }
}
