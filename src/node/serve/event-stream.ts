import type { ServerResponse } from 'node:http'
import type { Push } from '#contract/envelope.ts'
import type { Engine } from '../engine/engine.ts'
import { protectiveHeaders } from './response-headers.ts'

/** How much may wait for a page that does not read; beyond it the page is cut off and connects anew. */
const MAX_WAITING_BYTES = 1024 * 1024
/** A comment now and then lets both ends find out that the other is gone. */
const HEARTBEAT_MS = 15_000

/** Sends every push as a server-sent event (WHATWG HTML, section 9.2) until the page goes. */
export function streamPushes(engine: Pick<Engine, 'subscribe'>, response: ServerResponse): void {
  response.writeHead(200, {
    ...protectiveHeaders('page'),
    'content-type': 'text/event-stream; charset=utf-8',
  })
  response.write(': samnum\n\n')
  const unsubscribe = engine.subscribe((push: Push) => {
    if (response.writableLength > MAX_WAITING_BYTES) response.destroy()
    else response.write(`data: ${JSON.stringify(push)}\n\n`)
  })
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS)
  heartbeat.unref()
  response.on('close', () => {
    unsubscribe()
    clearInterval(heartbeat)
  })
}
