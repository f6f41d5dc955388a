import { expect, onTestFinished, test } from 'vitest'
import { parseLimitsFor } from '#core/parsing/parse-limits.ts'
import { makeProcessEvidenceParser } from '#node/parsers/process-evidence-parser.ts'
import { makeUtilityParserLauncher } from '../../../src/main/port-frames.ts'
import { type RoomMaker, reachRooms, serveRooms } from '../../../src/main/room-ports.ts'
import { forkThread, MessageChannelDouble } from '../../support/electron-double/process-double.ts'
import { bytesInMemory } from '../../support/parse-here.ts'

test('a parser on the desktop is a utility process of its own, and is gone after its answer', {
  timeout: 60_000,
}, async () => {
  const processes: ReturnType<typeof forkThread>[] = []
  const fork: RoomMaker['fork'] = (modulePath, args = [], options = {}) => {
    const started = forkThread(modulePath, args, options)
    processes.push(started)
    return started.used as ReturnType<RoomMaker['fork']>
  }
  const { port1, port2 } = new MessageChannelDouble()
  const Channel = MessageChannelDouble as unknown as RoomMaker['Channel']
  const endAll = serveRooms(port1, { fork, Channel }, '/not-built/parser.js')
  onTestFinished(() => {
    endAll()
    port1.close()
  })
  const parser = makeProcessEvidenceParser(makeUtilityParserLauncher(reachRooms(port2)))
  const order = {
    parser: 'text',
    fileName: 'x',
    signal: new AbortController().signal,
    onProgress: () => {},
    // The double is a thread, whose memory is that of all tests of this process.
    limits: { ...parseLimitsFor(0), memoryBytes: Number.MAX_SAFE_INTEGER },
    bytes: bytesInMemory(new TextEncoder().encode('call 012 345 678')),
  } as const
  const first = await parser.parse({ ...order, options: {} })
  expect(first, JSON.stringify(first)).toMatchObject({
    ok: true,
    value: { evidence: { identifiers: [{ normalised: '+85512345678' }] } },
  })
  expect(await parser.parse({ ...order, options: { colour: 'red' } })).toMatchObject({
    ok: false,
    failure: { code: 'parse/option-wrong' },
  })
  expect(processes.map(({ isAlive }) => isAlive())).toEqual([false, false])
  expect(processes.map(({ options }) => options.env)).toEqual([{}, {}])
})
