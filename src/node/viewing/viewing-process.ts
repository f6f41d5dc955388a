import { giveUpRights } from '../parsers/parser-lockdown.ts'
import { runRoom } from './room.ts'
import type { ToRoom } from './room-messages.ts'
import { loadTools } from './room-tools.ts'

// The process of one viewing room under Node: it is started by `launchRoomProcess` and lives as long as its exhibit is looked at.

runRoom(
  {
    post: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', (message) => listener(message as ToRoom)),
  },
  async (order) => {
    const tools = await loadTools(order)
    // Whoever reaches for what was given up has been taken over.
    giveUpRights(() => process.exit(1))
    return tools
  },
)
// Whoever started it is gone: so is whoever looks.
process.on('disconnect', () => process.exit(0))
