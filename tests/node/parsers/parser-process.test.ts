import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseLimitsFor } from '#core/parsing/parse-limits.ts'
import { fail } from '#core/result.ts'
import { makeChildProcessLauncher } from '#node/parsers/child-process-launcher.ts'
import type { ParserLauncher } from '#node/parsers/parser-launcher.ts'
import { makeProcessEvidenceParser } from '#node/parsers/process-evidence-parser.ts'
import { bytesInMemory } from '../../support/parse-here.ts'

const MIB = 1024 * 1024
const HOSTILE = join(import.meta.dirname, '../../support/hostile-parsers')
const limits = {
  ...parseLimitsFor(0),
  timeMs: 20_000,
  memoryBytes: 256 * MIB,
  readBytes: 4000,
  outputBytes: MIB,
}
const evidence = new TextEncoder().encode('012 345 678 is a number')

let folder = ''
let server: Server
let connections = 0
let port = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samnum-hostile-'))
  writeFileSync(join(folder, 'vault'), 'the key')
  server = createServer((socket) => {
    connections++
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = String((server.address() as { port: number }).port)
})

afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Remembers the ids of the processes it started, so that tests can see that they are gone. */
function launcher(entry: string | null): ParserLauncher {
  return entry === null
    ? makeChildProcessLauncher()
    : makeChildProcessLauncher({ modulePath: join(HOSTILE, entry), readable: [join(HOSTILE, '/')] })
}

async function attack(name: string, target = '', entry = 'locked-process.ts', given = limits) {
  const answer = await makeProcessEvidenceParser(launcher(entry)).parse({
    parser: 'text',
    options: { attack: name, target },
    fileName: 'x',
    bytes: bytesInMemory(evidence),
    signal: new AbortController().signal,
    onProgress: () => {},
    limits: given,
  })
  if (!answer.ok) return (answer.failure as { readonly code: string }).code
  return answer.value.kind === 'parsed' ? answer.value.evidence.facts[0]?.value : answer.value.kind
}

describe('a parser in its process', () => {
  it('reads what it is given', async () => {
    const done: number[] = []
    const answer = await makeProcessEvidenceParser(launcher(null)).parse({
      parser: 'text',
      options: {},
      fileName: 'x.txt',
      bytes: bytesInMemory(evidence),
      signal: new AbortController().signal,
      onProgress: (bytes) => done.push(bytes),
    })
    expect(answer).toMatchObject({
      ok: true,
      value: { kind: 'parsed', evidence: { identifiers: [{ kind: 'phone', normalised: '+85512345678' }] } },
    })
    expect(done).toEqual([evidence.length])
  })

  it.each([
    'read a file',
    'read a file later',
    'write a file',
    'start a program',
    'start a thread',
    'connect by TCP',
    'connect by a socket made before',
    'send by UDP',
    'listen',
    'ask a name server',
    'load a module later',
    'load built-in code',
    'signal another process',
  ])('is ended when it tries to %s, also when it hides that it was stopped', async (name) => {
    const targets: Record<string, string> = {
      'write a file': join(folder, 'written'),
      'connect by TCP': port,
      'connect by a socket made before': port,
      'send by UDP': port,
      'signal another process': String(process.pid),
    }
    expect(await attack(name, targets[name] ?? join(folder, 'vault'))).toBe('parse/broke-rules')
    expect(existsSync(join(folder, 'written'))).toBe(false)
    expect(connections).toBe(0)
  })

  it.each([
    ['fetch an address', 'refused: ReferenceError'],
    ['make code of text', 'refused: EvalError'],
    ['change every object', 'refused: UNCHANGED'],
    ['change every object through a key', 'refused: UNCHANGED'],
    ['read the environment', 'refused: EMPTY'],
    ['make a database', 'refused: NONE'],
  ])('cannot %s', async (name, outcome) => {
    expect(await attack(name, name === 'make a database' ? join(folder, 'database') : port)).toBe(outcome)
    expect(existsSync(join(folder, 'database'))).toBe(false)
    expect(connections).toBe(0)
  })

  it.each(['read a file', 'read a file later', 'write a file', 'start a program', 'start a thread'])(
    'cannot %s even where only Node itself keeps it',
    async (name) => {
      const target = name.startsWith('write') ? join(folder, 'written') : join(folder, 'vault')
      expect(await attack(name, target, 'unlocked-process.ts')).toMatch(/^refused: ERR_ACCESS_DENIED$/)
      expect(existsSync(join(folder, 'written'))).toBe(false)
    },
  )

  it.each([
    ['loop for ever', 'parse/took-too-long'],
    ['never answer', 'parse/took-too-long'],
  ])('is ended when it would %s', async (name, code) => {
    expect(await attack(name, '', 'locked-process.ts', { ...limits, timeMs: 3000 })).toBe(code)
  })

  it.each([
    ['fill the heap', 'parse/out-of-memory'],
    ['throw', 'parse/crashed'],
    ['leave without a word', 'parse/crashed'],
    ['answer without end', 'parse/too-large'],
    ['ask for the same bytes for ever', 'parse/too-large'],
    ['announce a message of four gigabytes', 'parse/broke-rules'],
    ['say what is no message', 'parse/broke-rules'],
    ['say half a text', 'parse/broke-rules'],
    ['read before the beginning', 'parse/broke-rules'],
    ['read past the end', 'parse/broke-rules'],
    ['send an entry of another shape', 'parse/broke-rules'],
    ['send an entry that nests without end', 'parse/broke-rules'],
    ['send an entry for the prototype', 'parse/broke-rules'],
  ])('gives a stated failure when it would %s', async (name, code) => {
    expect(await attack(name, '', 'unlocked-process.ts')).toBe(code)
    expect(Reflect.get({}, 'isOfficer')).toBeUndefined()
  })

  it.runIf(process.platform === 'linux')(
    'is ended from outside when it fills memory beside the heap',
    async () => {
      expect(await attack('fill memory beside the heap')).toBe('parse/out-of-memory')
    },
  )

  it('says nothing of what a throw says', async () => {
    const answer = await makeProcessEvidenceParser(launcher('locked-process.ts')).parse({
      parser: 'text',
      options: { attack: 'throw' },
      fileName: 'x',
      bytes: bytesInMemory(evidence),
      signal: new AbortController().signal,
      onProgress: () => {},
    })
    expect(answer).toEqual({ ok: false, failure: { code: 'parse/crashed', facts: { cause: 'TypeError' } } })
  })

  it('stops when it is called off, and passes on that bytes cannot be had', async () => {
    const stop = new AbortController()
    const parser = makeProcessEvidenceParser(launcher('locked-process.ts'))
    const order = {
      parser: 'text',
      options: { attack: 'never answer' },
      fileName: 'x',
      signal: stop.signal,
      onProgress: () => {},
    } as const
    const running = parser.parse({ ...order, bytes: bytesInMemory(evidence) })
    setTimeout(() => stop.abort(), 50)
    expect(await running).toEqual({ ok: false, failure: { code: 'cancelled' } })
    const damaged = makeProcessEvidenceParser(launcher(null)).parse({
      ...order,
      options: {},
      signal: new AbortController().signal,
      bytes: { sizeBytes: 10, read: async () => fail({ code: 'object/segment-damaged' as const }) },
    })
    expect(await damaged).toEqual({ ok: false, failure: { code: 'object/segment-damaged' } })
  })

  it('says when no process can be had', async () => {
    const answer = await makeProcessEvidenceParser({
      start: () => ({
        channel: { post() {}, onFrame() {}, onEnd() {} },
        ended: Promise.resolve({ why: 'not-started', cause: 'EAGAIN' } as const),
        end() {},
      }),
    }).parse({
      parser: 'text',
      options: {},
      fileName: 'x',
      bytes: bytesInMemory(evidence),
      signal: new AbortController().signal,
      onProgress: () => {},
    })
    expect(answer).toEqual({ ok: false, failure: { code: 'parse/not-started', facts: { cause: 'EAGAIN' } } })
  })

  it('refuses options it does not know', async () => {
    const answer = await makeProcessEvidenceParser(launcher(null)).parse({
      parser: 'text',
      options: { colour: 'red' },
      fileName: 'x',
      bytes: bytesInMemory(evidence),
      signal: new AbortController().signal,
      onProgress: () => {},
    })
    expect(answer).toEqual({
      ok: false,
      failure: { code: 'parse/option-wrong', facts: { option: 'colour' } },
    })
  })
}, 60_000)
