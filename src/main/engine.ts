import type { ParentPort } from 'electron'
import { composeEngine } from '#node/engine/compose-engine.ts'
import { serveEngine } from '#node/engine/serve-engine.ts'
import { keepMemoryOutOfCoreDumps } from './core-dumps.ts'
import type { EngineOrder } from './engine-order.ts'
import { reachKeychain } from './keychain-port.ts'
import { logBug } from './log.ts'
import { makeUtilityParserLauncher } from './port-frames.ts'
import { pipeOverPort } from './port-pipe.ts'
import { reachRooms } from './room-ports.ts'

// The engine's own process (Electron's utility process): keys and database live here and nowhere else.

function endWithBug(cause: unknown): never {
  logBug('engine-bug', cause)
  // Without this the runtime would print the message, which may quote case data.
  process.exit(3)
}

function run(port: ParentPort): void {
  keepMemoryOutOfCoreDumps()
  process.on('uncaughtException', endWithBug)
  process.on('unhandledRejection', endWithBug)
  port.once('message', ({ data, ports: [callPort, keychainPort, roomPort, parserPort] }) => {
    if (
      callPort === undefined ||
      keychainPort === undefined ||
      roomPort === undefined ||
      parserPort === undefined
    )
      return endWithBug(new Error('started without its ports'))
    const engine = composeEngine({
      ...(data as EngineOrder),
      machineKeychain: reachKeychain(pipeOverPort(keychainPort)),
      launchRoom: reachRooms(roomPort),
      parserLauncher: makeUtilityParserLauncher(reachRooms(parserPort)),
    })
    // Whoever asked to close ends this process; when the shell itself is gone, nobody else does.
    serveEngine(pipeOverPort(callPort), engine, (cause) => logBug('engine-bug', cause)).then(
      () => process.exit(0),
      endWithBug,
    )
  })
}

run(process.parentPort)
