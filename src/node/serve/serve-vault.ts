import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import type { Engine } from '../engine/engine.ts'
import { answerText } from './answer.ts'
import { type StartTimer, startSystemTimer, watchIdleness } from './idle-lock.ts'
import type { PageFiles } from './page-files.ts'
import { routeRequest, type Workstation } from './route-request.ts'
import { makeSessionKey } from './session-key.ts'

/** What a loopback server is made of. */
export type ServeOptions = {
  readonly engine: Engine
  readonly pages: PageFiles
  /** 0 lets the system choose. */
  readonly port: number
  /** How long nobody asks for anything before the vault locks. */
  readonly idleAfterMs?: number
  readonly startTimer?: StartTimer
  /** Records a bug of the server itself. It is given no case data. */
  readonly reportBug: (cause: unknown) => void
}

/** A workstation that answers on loopback. */
export type LoopbackServer = {
  /** The address that opens the one session: good once. What stands behind `#` is for the page alone. */
  readonly url: string
  readonly port: number
  /** Locks the vault, breaks every connection off and stops listening. The engine stays the caller's to close. */
  close(): Promise<void>
}

/** The loopback address by number: a name could be made to mean another machine. */
const HOST = '127.0.0.1'
const IDLE_AFTER_MS = 10 * 60_000

/**
 * Serves one vault to one browser on this machine.
 *
 * @throws what the system answers when the port cannot be listened on (`EADDRINUSE`, `EACCES`).
 */
export async function serveVault(options: ServeOptions): Promise<LoopbackServer> {
  const { engine, pages, idleAfterMs = IDLE_AFTER_MS, startTimer = startSystemTimer, reportBug } = options
  const lock = () => {
    const message = { protocol: PROTOCOL_VERSION, callId: 'serve-lock', name: 'vault.lock', input: {} }
    return engine.call(message, 'in-process')
  }
  let workstation: Workstation | null = null
  const server = createServer((request, response) => {
    // Listening starts before the port, and with it everything that names it, is known.
    if (workstation === null) return answerText(response, 503, 'starting\n')
    routeRequest(workstation, request, response).catch((cause: unknown) => {
      if (!response.destroyed && !request.destroyed) reportBug(cause)
      if (response.headersSent) response.destroy()
      else answerText(response, 500, 'bug\n')
    })
  })
  // Node's five minutes for a whole request would cut off every large upload.
  server.requestTimeout = 0
  const port = await listen(server, options.port)
  const session = makeSessionKey(port)
  const authority = `${HOST}:${port}`
  const idle = watchIdleness(idleAfterMs, () => void lock(), startTimer)
  workstation = { engine, pages, authority, session, idle, startTimer }
  return {
    url: `http://${authority}/?token=${session.token}#key=${session.pageKey}`,
    port,
    async close() {
      idle.stop()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await lock()
      server.closeAllConnections()
      await closed
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: HOST, port, exclusive: true }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
