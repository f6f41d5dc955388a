import { headquartersHandlers } from '#app/desk/headquarters-handlers.ts'
import { findSession } from '#app/desk/sessions.ts'
import { TRIES_KEPT_MS } from '#app/desk/tries.ts'
import { type Failure, isFailureCode } from '#contract/failures.ts'
import { type HeadquartersCaller, makeHeadquartersDispatcher } from '#contract/headquarters-dispatcher.ts'
import type { VaultId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type DeskServer, startDeskServer } from '#node/hub-desk/desk-server.ts'
import type { HubLog } from '#node/hub-server/hub-log.ts'
import type { PageFiles } from '#node/serve/page-files.ts'
import { openDesk } from './open-desk.ts'
import type { OpenHub } from './open-hub.ts'
import { searchStations } from './search-stations.ts'

const CONNECTIONS = { all: 2048, ofAddress: 256 }
const SWEEP_MS = 60_000

/** How headquarters answers browsers. */
export type DeskServing = {
  readonly listen: { readonly host: string; readonly port: number }
  /** In the clear, for this machine alone. */
  readonly isPlain: boolean
  /** The name under which browsers ask, `name:port` (without the scheme's own port); `null` for where it listens. */
  readonly authority: string | null
  readonly pages: PageFiles
  readonly software: string
  readonly log: HubLog
}

/** Starts to answer people who work at headquarters. Several processes over one store share sessions. */
export async function serveDesk(hub: OpenHub, serving: DeskServing): Promise<Result<DeskServer, Failure>> {
  const { log } = serving
  const at = openDesk(hub.session)
  const entered = await hub.enterReadingRoom()
  if (!entered.ok) return entered
  const room = entered.value
  let bugs = 0
  const reportBug = (event: string, cause: unknown) => {
    bugs += 1
    log.bug(event, cause)
    return `hq-${bugs}`
  }
  const dispatch = makeHeadquartersDispatcher({
    handlers: headquartersHandlers(at, hub.session, serving.software, (stations, wish, context) =>
      searchStations(room, stations, wish, context),
    ),
    async stationReads(vaultId) {
      // Nothing is opened for an id that no station has.
      const head = await hub.session.store.read((reads) => reads.head(vaultId))
      if (!head.ok) return head
      return head.value === null
        ? fail({ code: 'hub/no-such-station' })
        : await room.handlersFor(vaultId as VaultId)
    },
    record: (read) => at.audit.record(read),
    reportBug,
  })
  const server = await startDeskServer({
    credentials: serving.isPlain ? null : hub.credentials(),
    listen: serving.listen,
    authority: serving.authority,
    connections: CONNECTIONS,
    pages: serving.pages,
    reportBug: (cause) => void reportBug('desk-request', cause),
    async answer(call, from, token, signal) {
      const found = token === null ? succeed(null) : await findSession(at, token)
      if (!found.ok) return { envelope: { outcome: 'failed', failure: found.failure } }
      const caller: HeadquartersCaller | null = found.value?.stated.account ?? null
      let set: string | null | undefined
      const context = {
        ...{ caller, from, token, signal, onProgress: () => {} },
        setToken(next: string | null) {
          set = next
        },
      }
      const envelope = await dispatch(call, context)
      if (envelope.outcome === 'failed' && isFailureCode(envelope.failure.code))
        log.info('desk-refused', { operation: call.name.slice(0, 64), code: envelope.failure.code })
      return set === undefined ? { envelope } : { envelope, token: set }
    },
  })
  if (!server.ok) {
    await room.close()
    return server
  }
  const sweep = async () => {
    const nowMs = hub.session.clock.nowMs()
    await hub.session.store.apart<void, never>(async (desk) =>
      succeed(await desk.dropOver(nowMs, nowMs - TRIES_KEPT_MS)),
    )
    await room.sweep()
  }
  let sweeping: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep).catch((error: unknown) => log.bug('desk-sweep', error))
  }, SWEEP_MS)
  timer.unref()
  log.info('desk-listening', { port: server.value.port })
  return succeed({
    ...server.value,
    async stop() {
      clearInterval(timer)
      await server.value.stop()
      await sweeping
      await room.close()
    },
  })
}
