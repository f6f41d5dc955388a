import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import type { OutputOf } from '#contract/operations.ts'
import { fail, succeed } from '#core/result.ts'
import { type SignedUpdate, updateFileBytes } from '#core/updates/update-manifest.ts'
import type { CancelSignal } from '../ports/byte-source.ts'
import type { NetworkCarrier, NetworkLink } from '../ports/network-carrier.ts'
import type { ProgramUpdates } from '../ports/program-updates.ts'
import { findHub } from '../sync/hub-of.ts'
import { openLink } from '../sync/open-link.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'

type Work = {
  readonly signal: CancelSignal
  readonly onProgress: (stage: 'receiving' | 'copying', done: number, total: number) => void
}

/** Failures after which what came so far is of no use, or stands in the way. */
const OF_NO_USE: ReadonlySet<string> = new Set(['update/disk-full', 'network/no-such-update'])

/**
 * `update.fetch`. One at a time. What is for this program is judged by the manifest before a byte of the rest is asked for; what a cut
 * left is gone on with; what came whole is verified as a file from a stick.
 */
export function fetchUpdate(
  session: SessionSource,
  updates: ProgramUpdates,
  network: NetworkCarrier,
): Handler<'update.fetch'> {
  let isUnderWay = false
  return async (_, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    if (isUnderWay) return fail({ code: 'network/under-way' })
    isUnderWay = true
    try {
      const own = findHub(vault)
      if (!own.ok) return own
      const opened = await openLink(vault, own.value, network)
      if (!opened.ok) return opened
      const { link } = opened.value
      const work: Work = { signal, onProgress: (stage, done, total) => onProgress({ stage, done, total }) }
      try {
        const taken = await takeNewest(link, updates, work)
        if (taken.ok) return taken
        return taken.failure.code === 'cancelled' ? CANCELLED : fail(taken.failure)
      } finally {
        await link.close()
      }
    } finally {
      isUnderWay = false
    }
  }
}

type Taken = OutputOf<'update.fetch'>

async function takeNewest(link: NetworkLink, updates: ProgramUpdates, work: Work) {
  const offered = await link.listUpdates(work.signal)
  if (!offered.ok) return offered
  const chosen = await updates.choose(offered.value)
  if (!chosen.ok) return chosen
  const { update, staged } = chosen.value
  if (staged !== null) return succeed<Taken>({ ...staged, isNew: false })
  const path = await receive(link, updates, update, work)
  if (!path.ok) return path
  const { signal, onProgress } = work
  const taken = await updates.take([path.value.path], {
    signal,
    onProgress: (done, total) => onProgress('copying', done, total),
  })
  // Taken or not for good, it is not needed; only who stopped it may want it again.
  if (taken.ok || taken.failure.code !== 'cancelled') await path.value.discard()
  return taken
}

/** Brings the whole file of an update here. */
async function receive(
  link: NetworkLink,
  updates: ProgramUpdates,
  update: SignedUpdate,
  { signal, onProgress }: Work,
) {
  const opened = await updates.receive(update)
  if (!opened.ok) return opened
  const file = opened.value
  const total = updateFileBytes(update)
  const fetched = await link.fetchUpdate(update, {
    heldBytes: file.heldBytes,
    take: (bytes) => file.append(bytes),
    signal,
    onProgress: (done) => onProgress('receiving', done, total),
  })
  await file.close()
  if (fetched.ok) return succeed({ path: file.path, discard: () => file.discard() })
  if (OF_NO_USE.has(fetched.failure.code)) await file.discard()
  return fetched
}
