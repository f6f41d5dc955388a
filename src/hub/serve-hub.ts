import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { FairQueue } from '#app/hub/fair-queue.ts'
import type { NetworkDesk } from '#app/hub/network-desk.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { errnoOf } from '#node/disk/disk-failure.ts'
import { ANSWER_LIMITS, type AnswerLimits, StationAnswers } from '#node/hub-server/answer-stations.ts'
import { makeArrivalsRoom } from '#node/hub-server/arrivals-room.ts'
import type { ConnectionLimits } from '#node/hub-server/connection-limits.ts'
import type { HubLog } from '#node/hub-server/hub-log.ts'
import { SERVER_TIMES, type ServerTimes, startNetworkServer } from '#node/hub-server/network-server.ts'
import { ServerCounts } from '#node/hub-server/server-counts.ts'
import { startWatchServer, type WatchServer } from '#node/hub-server/watch-server.ts'
import { makeCarriedUpdates } from '#node/hub-store/hub-updates.ts'
import type { OpenHub } from './open-hub.ts'

/** A package of which nothing came for so long is forgotten. */
const ARRIVING_MS = 14 * 86_400_000
const SWEEP_MS = 60 * 60_000
/** How long a station waits for a verdict before it is told to ask again. */
const PATIENCE_MS = 20_000

const QUEUE = { atOnce: 3, largeAtOnce: 1, waitingEach: 8 } as const
const CONNECTIONS: ConnectionLimits = { all: 4096, ofAddress: 256 }

/** How a hub answers on a network. */
export type Serving = {
  readonly listen: { readonly host: string; readonly port: number }
  /** Addresses that stations are told when they enrol, `https://…`. */
  readonly urls: readonly string[]
  /** Whether packages wait for somebody's decision. */
  readonly hold: boolean
  /** The port on this machine where numbers are shown; `null` for none. */
  readonly watchPort: number | null
  readonly log: HubLog
  readonly times?: Partial<ServerTimes> & { readonly patienceMs?: number }
  readonly answerLimits?: Partial<AnswerLimits>
  readonly connections?: Partial<ConnectionLimits>
}

/** A hub that answers. */
export type ServedHub = {
  readonly port: number
  readonly watchPort: number | null
  /** Finishes what is under way, then ends. The hub stays open. */
  stop(): Promise<void>
}

/** Why a hub does not answer. */
export type ServeFailure = Failure<'network/address-taken' | 'network/address-refused'>

/** Starts to answer stations over HTTPS (`docs/format-network.md`). Several processes may serve one hub whose store is PostgreSQL. */
export async function serveHub(hub: OpenHub, serving: Serving): Promise<Result<ServedHub, ServeFailure>> {
  const { log, hold } = serving
  const counts = describedCounts()
  const queue = new FairQueue(QUEUE)
  const { patienceMs = PATIENCE_MS, ...times } = serving.times ?? {}
  const arrivals = makeArrivalsRoom(hub.arriving, hub.incoming)
  const desk: NetworkDesk = {
    session: hub.session,
    arrivals,
    updates: makeCarriedUpdates(dirname(hub.incoming)),
    queue,
    judging: new Map(),
    hold,
    onJudged: (packageId, outcome, tookMs) => {
      counts.add('samnum_packages_total', { outcome })
      log.info('judged', { packageId, outcome, tookMs })
    },
    patience: () => wait(patienceMs, undefined, { ref: false }),
  }
  counts.gauge('samnum_packages_waiting', () => queue.waiting)
  const limits = { ...ANSWER_LIMITS, ...serving.answerLimits }
  const answers = new StationAnswers(desk, serving.urls, counts, limits)
  const watch = await startWatch(serving.watchPort, counts)
  if (!watch.ok) return watch
  const server = await startNetworkServer({
    credentials: hub.credentials(),
    listen: serving.listen,
    log,
    counts,
    times: { ...SERVER_TIMES, ...times },
    connections: { ...CONNECTIONS, ...serving.connections },
    answer: (request) => answers.answer(request),
  })
  if (!server.ok) {
    await watch.value?.stop()
    return server
  }
  const sweep = async () => {
    const forgotten = await arrivals.forgetUntouched(hub.session.clock.nowMs() - ARRIVING_MS)
    if (!forgotten.ok) log.warn('sweep-failed', { code: forgotten.failure.code })
    else if (forgotten.value > 0) log.info('forgotten', { count: forgotten.value })
  }
  await sweep()
  const sweeping = setInterval(
    () => void sweep().catch((error: unknown) => log.bug('sweep', error)),
    SWEEP_MS,
  )
  sweeping.unref()
  return succeed({
    port: server.value.port,
    watchPort: watch.value?.port ?? null,
    async stop() {
      clearInterval(sweeping)
      await server.value.stop()
      await queue.whenIdle()
      await watch.value?.stop()
    },
  })
}

async function startWatch(
  port: number | null,
  counts: ServerCounts,
): Promise<Result<WatchServer | null, ServeFailure>> {
  if (port === null) return succeed(null)
  try {
    return succeed(await startWatchServer(port, counts))
  } catch (error) {
    const causeCode = errnoOf(error)
    return causeCode === 'EADDRINUSE'
      ? fail({ code: 'network/address-taken' })
      : fail({ code: 'network/address-refused', facts: { causeCode } })
  }
}

function describedCounts(): ServerCounts {
  const counts = new ServerCounts()
  counts.describe(
    'samnum_requests_total',
    'counter',
    'Requests that were answered, by what they asked for and the status.',
  )
  counts.describe('samnum_refusals_total', 'counter', 'Requests and connections that were refused, by why.')
  counts.describe('samnum_piece_bytes_total', 'counter', 'Bytes of pieces that were acknowledged.')
  counts.describe(
    'samnum_update_bytes_total',
    'counter',
    'Bytes of updates of the program that stations took.',
  )
  counts.describe('samnum_packages_total', 'counter', 'Packages that were judged, by what was decided.')
  counts.describe('samnum_connections', 'gauge', 'Connections that are open.')
  counts.describe('samnum_packages_waiting', 'gauge', 'Packages that wait for their turn to be judged.')
  counts.describe('samnum_resident_bytes', 'gauge', 'Memory of this process.')
  counts.gauge('samnum_resident_bytes', () => process.memoryUsage.rss())
  return counts
}
