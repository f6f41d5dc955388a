import type { ParentPort } from 'electron'
import { giveUpRights } from '#node/parsers/parser-lockdown.ts'
import { runRoom } from '#node/viewing/room.ts'
import type { ToRoom } from '#node/viewing/room-messages.ts'
import { loadTools } from '#node/viewing/room-tools.ts'

// The process of one viewing room on the desktop (Electron's utility process). It knows the engine's port and nothing else.

function run(parent: ParentPort): void {
  parent.once('message', ({ ports: [port] }) => {
    if (port === undefined) return process.exit(3)
    // The engine is gone, and with it whoever looks.
    port.on('close', () => process.exit(0))
    runRoom(
      {
        post: (message) => port.postMessage(message),
        onMessage: (listener) => {
          port.on('message', ({ data }) => listener(data as ToRoom))
          port.start()
        },
      },
      async (order) => {
        const tools = await loadTools(order)
        // Utility processes have no permission model: this lock stands alone.
        giveUpRights(() => process.exit(1))
        return tools
      },
    )
  })
}

run(process.parentPort)
