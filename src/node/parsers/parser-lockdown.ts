import { createRequire, registerHooks, syncBuiltinESMExports } from 'node:module'

/** Node's own modules by which a process reaches beyond itself. `fs` stays loadable: Node loads code through it. */
const REACHING = [
  'child_process',
  'cluster',
  'dgram',
  'dns',
  'dns/promises',
  'http',
  'http2',
  'https',
  'inspector',
  'inspector/promises',
  'net',
  'repl',
  'sqlite',
  'tls',
  'trace_events',
  'v8',
  'vm',
  'wasi',
  'worker_threads',
] as const

const FILE_MODULES = ['fs', 'fs/promises'] as const

const GLOBALS = [
  'fetch',
  'WebSocket',
  'EventSource',
  'XMLHttpRequest',
  'BroadcastChannel',
  'navigator',
] as const

const PROCESS_POWERS = [
  'kill',
  'binding',
  '_linkedBinding',
  'dlopen',
  'chdir',
  'execve',
  'getBuiltinModule',
  'abort',
  'setuid',
  'setgid',
  'seteuid',
  'setegid',
  'setgroups',
  'initgroups',
  'umask',
  'loadEnvFile',
  '_debugProcess',
  '_startProfilerIdleNotifier',
] as const

/** Thrown where a parser reaches for what it gave up; it ends the process. */
export class ReachedBeyond extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'ReachedBeyond'
  }
}

/**
 * Takes from this process what no parser needs: network, programs, threads, databases, debugger, signals, and with `files` the file
 * system. What is called all the same throws, and `onReach` hears its name first.
 *
 * This is a lock within the language. On Node it stands behind the permission model, which has no switch for the network before
 * version 25; in Electron, whose utility processes take no such switches, it stands alone. It MUST run after every package is loaded,
 * because loading reads files, and before the first byte of evidence is read.
 */
export function giveUpRights(onReach: (what: string) => void): void {
  const refuse = (what: string) =>
    function refused(): never {
      onReach(what)
      throw new ReachedBeyond(what)
    }
  const require = createRequire(import.meta.url)
  // Some of them need others while they load, so none is disarmed before all are there.
  const modules = [...REACHING, ...FILE_MODULES].flatMap((name) => {
    try {
      return [[name, require(`node:${name}`)] as const]
    } catch {
      // What cannot be loaded here, as the database that is switched off, cannot be used either.
      return []
    }
  })
  for (const [name, module] of modules) disarm(module, name, refuse)
  syncBuiltinESMExports()
  registerHooks({
    resolve: (specifier) => refuse(`import ${specifier}`)(),
  })
  for (const name of GLOBALS) Reflect.deleteProperty(globalThis, name)
  for (const name of PROCESS_POWERS) {
    Reflect.defineProperty(process, name, { value: refuse(`process.${name}`), writable: false })
  }
  sealPrototypes()
}

/** Replaces every function of a module, and what instances of its classes inherit. Constants stay. */
function disarm(module: unknown, name: string, refuse: (what: string) => () => never): void {
  for (const key of Object.keys(module as object)) {
    const holder = module as Record<string, unknown>
    const value = Reflect.get(holder, key)
    if (typeof value !== 'function') continue
    // What a package kept of the module before is an instance's method: `net.Socket.prototype.connect`.
    for (const method of ['connect', 'listen', 'bind', 'send', 'spawn', 'exec', 'prepare']) {
      const { prototype } = value as { prototype?: object }
      if (prototype !== undefined && Object.hasOwn(prototype, method))
        Reflect.defineProperty(prototype, method, { value: refuse(`${name}.${key}.${method}`) })
    }
    Reflect.defineProperty(holder, key, {
      value: refuse(`${name}.${key}`),
      writable: true,
      configurable: true,
      enumerable: true,
    })
  }
}

/** A key named like a prototype's member, set by an export, then stays a key of its own object. */
function sealPrototypes(): void {
  Reflect.deleteProperty(Object.prototype, '__proto__')
  for (const { prototype } of [Object, Array, Function, String, Number, Boolean, RegExp, Promise, Map, Set]) {
    Object.preventExtensions(prototype)
  }
}
