import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { PackageId } from '#core/ids.ts'
import { chooseObjects } from '#core/network/send-order.ts'
import { fail, succeed } from '#core/result.ts'
import type { NetworkCarrier, NetworkLink, SendWork, SpooledPackage } from '../ports/network-carrier.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { compareWithLedger, findHub, type OwnHub } from './hub-of.ts'
import { openLink } from './open-link.ts'
import { hasNews, planContent, positionOfHeld } from './plan-package.ts'
import { heldOf } from './show-sync.ts'
import { takeWayBack } from './take-way-back.ts'
import { tellPaperKey } from './tell-paper-key.ts'
import { preparePackage, type WritingParts } from './write-package.ts'

/** What a round over the network needs beside the vault. */
export type ExchangeParts = Pick<WritingParts, 'files' | 'tools' | 'software'> & {
  readonly network: NetworkCarrier
}

type Tally = { -readonly [Name in keyof OutputOf<'sync.exchange'>]: OutputOf<'sync.exchange'>[Name] }

/** One round that is under way. */
type Round = {
  readonly vault: VaultSession
  readonly parts: ExchangeParts
  readonly link: NetworkLink
  readonly isMetered: boolean
  readonly work: Pick<SendWork, 'signal'> & {
    readonly onProgress: (stage: 'copying' | 'sending', done: number, total: number | null) => void
  }
  readonly tally: Tally
}

/** `sync.exchange`. One round at a time; what a round leaves in the spool, the next one goes on with. */
export function exchangeByNetwork(session: SessionSource, parts: ExchangeParts): Handler<'sync.exchange'> {
  let isUnderWay = false
  return async (_, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    if (isUnderWay) return fail({ code: 'network/under-way' })
    isUnderWay = true
    try {
      const work = {
        signal,
        onProgress: (stage: 'copying' | 'sending', done: number, total: number | null) =>
          onProgress({ stage, done, total }),
      }
      const done = await exchange(vault, parts, work)
      if (done.ok) return done
      return done.failure.code === 'cancelled' ? CANCELLED : fail(done.failure)
    } finally {
      isUnderWay = false
    }
  }
}

async function exchange(vault: VaultSession, parts: ExchangeParts, work: Round['work']) {
  const own = findHub(vault)
  if (!own.ok) return own
  const { book } = own.value
  const marks = book.receipts.map(({ document }) => document)
  const same = compareWithLedger(vault, marks)
  if (!same.ok) return same
  const told = tellPaperKey(vault)
  if (!told.ok) return told
  const opened = await openLink(vault, own.value, parts.network)
  if (!opened.ok) return opened
  const { link, settings } = opened.value
  const { isMetered } = settings
  const round: Round = { vault, parts, link, isMetered, work, tally: newTally(book) }
  try {
    return await goRound(round)
  } finally {
    await link.close()
  }
}

async function goRound(round: Round) {
  const { vault, parts, tally } = round
  const begun = findHub(vault)
  if (!begun.ok) return begun
  const spooled = await parts.network.spool.list()
  if (!spooled.ok) return spooled
  // What left and has no receipt may have arrived: its answer was cut off. Otherwise nothing is asked before what is urgent is sent.
  let hasAsked = spooled.value.length > 0 || begun.value.book.sent.some(isOnItsWay)
  if (hasAsked) {
    const taken = await takeNews(round, null)
    if (!taken.ok) return taken
  }
  const fresh = new Set<PackageId>()
  for (;;) {
    const next = await nextPackage(round, fresh)
    if (!next.ok) return next
    if (next.value === null) break
    const sent = await send(round, next.value, fresh.has(next.value.packageId))
    if (!sent.ok) return sent
    fresh.delete(next.value.packageId)
    if (sent.value === 'yielded') continue
    hasAsked = true
    if (sent.value === 'accepted') continue
    // What headquarters holds back would be in the next package too.
    if (sent.value === 'waiting') tally.waiting += 1
    break
  }
  if (!hasAsked) {
    const taken = await takeNews(round, null)
    if (!taken.ok) return taken
  }
  const now = findHub(vault)
  if (!now.ok) return now
  const left = await planContent(vault, now.value, parts.files)
  if (!left.ok) return left
  return succeed({
    ...tally,
    held: heldOf(now.value.book),
    casesWithoutKey: left.value.casesWithoutKey,
    objectsWaiting: round.isMetered ? left.value.objects.length : 0,
  })
}

/** What goes next: what is under way and small, then what is new, then exhibits that are under way, then more of them. */
async function nextPackage(round: Round, fresh: Set<PackageId>) {
  const { vault, parts, isMetered } = round
  const own = findHub(vault)
  if (!own.ok) return own
  const spooled = await pruneSpool(round, own.value)
  if (!spooled.ok) return spooled
  const small = spooled.value.find(({ objectIds }) => objectIds.length === 0)
  if (small !== undefined) return succeed(small)
  const after = positionOfHeld(vault, own.value)
  if (!after.ok) return after
  const news = hasNews(vault, after.value)
  if (!news.ok) return news
  if (news.value) return await spoolPackage(round, own.value, fresh, () => [])
  if (isMetered) return succeed(null)
  const [large] = spooled.value
  if (large !== undefined) return succeed(large)
  const content = await planContent(vault, own.value, parts.files)
  if (!content.ok) return content
  if (content.value.objects.length === 0) return succeed(null)
  return await spoolPackage(round, own.value, fresh, chooseObjects)
}

async function spoolPackage(
  { vault, parts, work }: Round,
  own: OwnHub,
  fresh: Set<PackageId>,
  choose: Parameters<typeof preparePackage>[4],
) {
  const made = await preparePackage(vault, own, parts, 'network', choose)
  if (!made.ok) return made.failure.code === 'sync/nothing-to-send' ? succeed(null) : fail(made.failure)
  const { payload, prepared } = made.value
  const { packageId } = prepared.manifest
  const total = payload.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const kept = await parts.network.spool.keep(packageId, payload, {
    signal: work.signal,
    onProgress: (done) => work.onProgress('copying', done, total),
  })
  if (kept.ok) fresh.add(packageId)
  return kept
}

/** Removes from the spool what headquarters has decided about, and what was for another hub; answers what is left. */
async function pruneSpool({ parts }: Round, { hub, book }: OwnHub) {
  const listed = await parts.network.spool.list()
  if (!listed.ok) return listed
  const underWay = new Set(book.sent.filter(isOnItsWay).map(({ packageId }) => packageId))
  const left: SpooledPackage[] = []
  for (const spooled of listed.value) {
    if (spooled.hubId === hub.hubId && underWay.has(spooled.packageId)) {
      left.push(spooled)
      continue
    }
    const removed = await parts.network.spool.remove(spooled.packageId)
    if (!removed.ok) return removed
  }
  return succeed(left)
}

/** Sends one package and takes what is answered. */
async function send(round: Round, spooled: SpooledPackage, isFresh: boolean) {
  const { vault, link, parts, work, tally } = round
  const { packageId, objectIds, sizeBytes } = spooled
  const isPatient = objectIds.length > 0
  const begunAt = headOf(vault)
  const sent = await link.send(spooled, {
    isFresh,
    signal: work.signal,
    onProgress: (done) => work.onProgress('sending', done, sizeBytes),
    shouldYield: () => isPatient && headOf(vault) > begunAt && hasUrgentNews(vault),
  })
  if (!sent.ok) {
    // Whatever headquarters will not have, it will not have later either: the next package is made anew.
    if (isOfPackage(sent.failure.code)) {
      const removed = await parts.network.spool.remove(packageId)
      if (!removed.ok) return removed
    }
    return sent
  }
  tally.sentBytes += sent.value.sentBytes
  if (sent.value.kind === 'yielded') return succeed('yielded' as const)
  const { state, wayBack } = sent.value.arrival
  tally.packages += 1
  const taken = await takeNews(round, wayBack)
  if (!taken.ok) return taken
  // A package that waits for a decision stays here, as the sign that it does.
  if (state !== 'waiting') {
    const removed = await parts.network.spool.remove(packageId)
    if (!removed.ok) return removed
  }
  return succeed(
    state === 'accepted'
      ? ('accepted' as const)
      : state === 'waiting'
        ? ('waiting' as const)
        : ('held-back' as const),
  )
}

/** Takes a way back that came with an answer, or asks for one. */
async function takeNews({ vault, parts, link, work, tally }: Round, wayBack: Uint8Array | null) {
  const bytes = wayBack === null ? await link.readWayBack(work.signal) : succeed(wayBack)
  if (!bytes.ok) return bytes
  if (bytes.value === null) return succeed(undefined)
  const taken = await takeWayBack(vault, bytes.value, parts.tools)
  if (!taken.ok) return taken
  const { receipts, refusals, messages, papers } = taken.value
  tally.receipts += receipts.length
  tally.refusals += refusals.length
  tally.messages += messages.length
  tally.papers += papers.length
  return succeed(undefined)
}

function isOnItsWay({ state, carrier }: OwnHub['book']['sent'][number]): boolean {
  return state === 'on-its-way' && carrier === 'network'
}

const OF_PACKAGE: ReadonlySet<string> = new Set([
  'network/too-large',
  'sync/malformed',
  'sync/newer-version',
  'sync/too-large',
  'sync/signature-wrong',
  'sync/for-another-hub',
  'sync/for-another-station',
  'sync/object-missing',
])

function isOfPackage(code: string): boolean {
  return OF_PACKAGE.has(code)
}

function headOf({ ledger }: VaultSession): number {
  const head = ledger.head()
  return head.ok ? (head.value?.seq ?? 0) : 0
}

function hasUrgentNews(vault: VaultSession): boolean {
  const own = findHub(vault)
  const after = own.ok ? positionOfHeld(vault, own.value) : own
  const news = after.ok ? hasNews(vault, after.value) : after
  return news.ok && news.value
}

function newTally(book: OwnHub['book']): Tally {
  return {
    packages: 0,
    sentBytes: 0,
    receipts: 0,
    refusals: 0,
    messages: 0,
    papers: 0,
    held: heldOf(book),
    waiting: 0,
    objectsWaiting: 0,
    casesWithoutKey: 0,
  }
}
