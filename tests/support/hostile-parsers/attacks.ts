import { spawnSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns'
import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { connect, createServer, Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import type { ParserTask } from '#node/parsers/parser.ts'

/** What a hostile parser tries; each answers what it got, or throws what stopped it. `target` is a path, a port or a process. */
export const ATTACKS: { readonly [name: string]: (target: string, task: ParserTask) => unknown } = {
  'read a file': (target) => readFileSync(target, 'utf8'),
  'read a file later': (target) => readFile(target, 'utf8'),
  'write a file': (target) => writeFileSync(target, 'here'),
  'start a program': () => spawnSync('id').status ?? spawnSync('id').error,
  'start a thread': () =>
    new Promise((resolve, reject) => {
      new Worker('1', { eval: true }).on('error', reject).on('exit', resolve)
    }),
  'make a database': (target) => {
    if (EARLY_DATABASE === null) return refusal('NONE')
    return new EARLY_DATABASE.DatabaseSync(target).exec('CREATE TABLE t (a)')
  },
  'connect by TCP': (target) =>
    new Promise((resolve, reject) => {
      connect(Number(target), '127.0.0.1').on('connect', resolve).on('error', reject)
    }),
  'connect by a socket made before': (target) =>
    new Promise((resolve, reject) => {
      EARLY_SOCKET.on('connect', resolve).on('error', reject)
      EARLY_SOCKET.connect(Number(target), '127.0.0.1')
    }),
  'send by UDP': (target) =>
    new Promise((resolve, reject) => {
      const socket = createSocket('udp4')
      socket.send('here', Number(target), '127.0.0.1', (error) =>
        error === null ? resolve('sent') : reject(error),
      )
    }),
  listen: () =>
    new Promise((resolve, reject) => {
      createServer()
        .on('error', reject)
        .listen(0, '127.0.0.1', () => resolve('listens'))
    }),
  'ask a name server': () =>
    new Promise((resolve, reject) => {
      lookup('localhost', (error) => (error === null ? resolve('found') : reject(error)))
    }),
  'fetch an address': (target) => fetch(`http://127.0.0.1:${target}/`),
  'load a module later': () => import('node:http'),
  'load built-in code': () => process.getBuiltinModule('node:net'),
  'signal another process': (target) => process.kill(Number(target), 0),
  'make code of text': () => new Function('return 1')(),
  'change every object': () => {
    Reflect.set(Object.prototype, 'isOfficer', true)
    return Reflect.get({}, 'isOfficer') === true ? 'changed' : refusal('UNCHANGED')
  },
  'change every object through a key': () => {
    const key = '__proto__'
    const bag: Record<string, Record<string, unknown>> = {}
    const inner = bag[key]
    if (inner === undefined) return refusal('UNCHANGED')
    inner.isOfficer = true
    return 'changed'
  },
  'read the environment': () => (Object.keys(process.env).length === 0 ? refusal('EMPTY') : 'full'),
  'loop for ever': () => {
    for (let turns = 0; ; turns++) if (turns < 0) return turns
  },
  'never answer': () => new Promise(() => {}),
  'fill the heap': () => {
    const held: unknown[] = []
    for (;;) held.push({ filler: `${held.length}`.repeat(40) })
  },
  'fill memory beside the heap': () => {
    const held: Buffer[] = []
    for (;;) held.push(Buffer.alloc(16 * 1024 * 1024, 1))
  },
  throw: () => {
    throw new TypeError('a secret of the evidence')
  },
  'leave without a word': () => process.exit(0),
  'die by a signal': () => process.abort(),
  'answer without end': async (_target, { out }) => {
    for (let line = 1; ; line++) {
      out.add('facts', { position: { kind: 'line', line }, name: 'flood/line', value: 'x'.repeat(2000) })
      await out.settle()
    }
  },
  'ask for the same bytes for ever': async (_target, { evidence }) => {
    for (;;) await evidence.read(0, evidence.sizeBytes)
  },
  'announce a message of four gigabytes': () => {
    writeSync(3, Buffer.from([0xff, 0xff, 0xff, 0xff, 1, 2, 3]))
    return new Promise(() => {})
  },
  'say what is no message': () => sayRaw('{"kind":"unlock","passphrase":"?"}'),
  'say half a text': () => sayRaw('{"kind":'),
  'read before the beginning': () => sayRaw('{"kind":"read","id":1,"offset":-5,"length":10}'),
  'read past the end': () => sayRaw('{"kind":"read","id":1,"offset":0,"length":1000000}'),
  'send an entry of another shape': () =>
    sayRaw('{"kind":"entries","list":"facts","entries":[{"name":"x","value":"y","sudo":true}]}'),
  'send an entry that nests without end': () =>
    sayRaw(`{"kind":"entries","list":"facts","entries":[${'['.repeat(5000)}${']'.repeat(5000)}]}`),
  'send an entry for the prototype': () =>
    sayRaw('{"kind":"entries","list":"facts","entries":[{"__proto__":{"isOfficer":true}}]}'),
}

const EARLY_SOCKET = new Socket()
const EARLY_DATABASE = loadEarly()

function loadEarly(): typeof import('node:sqlite') | null {
  try {
    return createRequire(import.meta.url)('node:sqlite') as typeof import('node:sqlite')
  } catch {
    return null
  }
}

/** Stops an attack whose failure is no error by itself. */
function refusal(code: string): never {
  throw Object.assign(new Error(code), { code })
}

function sayRaw(json: string): Promise<never> {
  const body = Buffer.from(`J${json}`)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  writeSync(3, Buffer.concat([length, body]))
  return new Promise(() => {})
}
