import { expect, onTestFinished, test } from 'vitest'
import { makeRooms } from '#node/viewing/open-room.ts'
import { type RoomMaker, reachRooms, serveRooms } from '../../../src/main/room-ports.ts'
import { forkThread, MessageChannelDouble } from '../../support/electron-double/process-double.ts'

/** Rooms on the desktop, with the processes that were started for them. */
function openDesktop() {
  const processes: ReturnType<typeof forkThread>[] = []
  const fork: RoomMaker['fork'] = (modulePath, args = [], options = {}) => {
    const started = forkThread(modulePath, args, options)
    processes.push(started)
    return started.used as ReturnType<RoomMaker['fork']>
  }
  const { port1, port2 } = new MessageChannelDouble()
  const Channel = MessageChannelDouble as unknown as RoomMaker['Channel']
  const endAll = serveRooms(port1, { fork, Channel }, '/not-built/viewing-room.js')
  onTestFinished(() => {
    endAll()
    port1.close()
  })
  const launch = reachRooms(port2)
  const openOn = (text: string) => {
    const bytes = new TextEncoder().encode(text)
    return makeRooms(launch)(
      { kind: 'text', magic: 'text', sizeBytes: bytes.length },
      async (offset, length) => bytes.subarray(offset, offset + length),
    )
  }
  return { processes, endAll, openOn }
}

const FIRST_LINE = { what: 'lines', from: 0, count: 1, line: null } as const

test('a viewing room on the desktop is a process without environment for one exhibit, gone when it is closed', async () => {
  const { processes, openOn } = openDesktop()
  const [one, two] = [openOn('one'), openOn('two')]
  const answers = await Promise.all([one.ask(FIRST_LINE), two.ask(FIRST_LINE)])
  expect(answers.map((answer) => JSON.stringify(answer))).toEqual([
    expect.stringContaining('"one"'),
    expect.stringContaining('"two"'),
  ])
  expect(processes.map(({ options }) => options.env)).toEqual([{}, {}])
  one.close()
  await processes[0]?.ended
  expect(processes.map(({ isAlive }) => isAlive())).toEqual([false, true])
  expect((await two.ask(FIRST_LINE)).ok).toBe(true)
  two.close()
  await processes[1]?.ended
}, 60_000)

test('a viewing room that dies answers what waits, and no other room hears of it', async () => {
  const { processes, openOn } = openDesktop()
  const [one, two] = [openOn('one'), openOn('two')]
  await Promise.all([one.ask(FIRST_LINE), two.ask(FIRST_LINE)])
  await processes[0]?.crash()
  expect(await one.ask(FIRST_LINE)).toMatchObject({ ok: false, failure: { code: 'preview/not-shown' } })
  expect((await two.ask(FIRST_LINE)).ok).toBe(true)
  two.close()
  await processes[1]?.ended
}, 60_000)

test('the end of the shell ends every room', async () => {
  const { processes, endAll, openOn } = openDesktop()
  const rooms = [openOn('one'), openOn('two')]
  await Promise.all(rooms.map((room) => room.ask(FIRST_LINE)))
  endAll()
  await Promise.all(processes.map(({ ended }) => ended))
  expect(processes.map(({ isAlive }) => isAlive())).toEqual([false, false])
}, 60_000)
