import type { Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import { proveHub } from '../people/proven-people.ts'
import type { FolderCarrier } from '../ports/folder-carriers.ts'
import type { SyncTools } from '../ports/sync-tools.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import type { SyncParts } from './ask-hub.ts'
import { heldOf } from './show-sync.ts'
import { takeAnswer } from './take-answer.ts'
import { type TakenWayBack, takeWayBack } from './take-way-back.ts'

const NOTHING: TakenWayBack = { receipts: [], refusals: [], papers: [], messages: [] }

/** `sync.take`. */
export function takeFromCarrier(
  session: SessionSource,
  { carriers, tools }: Omit<SyncParts, 'software'>,
): Handler<'sync.take'> {
  return async ({ carrierId }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const carrier = carriers.find(carrierId)
    if (carrier === null) return fail({ code: 'outlet/unknown' })
    const enrolled = await takeAnswerFrom(vault, carrier, tools)
    if (!enrolled.ok) return enrolled
    const book = proveHub(vault)
    if (!book.ok) return book
    const { pinned } = book.value
    if (pinned === null)
      return fail({ code: book.value.asked === null ? 'sync/not-enrolled' : 'sync/nothing-on-carrier' })
    const place = { hubId: pinned.hubId, vaultId: vault.vaultId }
    const bytes = await carrier.readWayBack(place)
    if (!bytes.ok) return bytes
    if (bytes.value === null && !enrolled.value) return fail({ code: 'sync/nothing-on-carrier' })
    const taken = bytes.value === null ? succeed(NOTHING) : await takeWayBack(vault, bytes.value, tools)
    if (!taken.ok) return taken
    const now = proveHub(vault)
    if (!now.ok) return now
    const done = new Set(
      now.value.sent.filter(({ state }) => state !== 'on-its-way').map(({ packageId }) => packageId),
    )
    const removed = await carrier.removeBags(place, (packageId) => done.has(packageId))
    // What was taken is taken; that a stick cannot be tidied does not undo it.
    const { receipts, refusals, papers, messages } = taken.value
    return succeed({
      isEnrolledNow: enrolled.value,
      receipts: receipts.length,
      refusals: refusals.length,
      papers: papers.length,
      messages: messages.length,
      held: heldOf(now.value),
      removed: removed.ok ? removed.value : 0,
    })
  }
}

/** Takes the answer to a request that waits for one; tells whether there was one. Whoever may not enrol leaves it for who may. */
async function takeAnswerFrom(vault: VaultSession, carrier: FolderCarrier, tools: SyncTools) {
  const book = proveHub(vault)
  if (!book.ok) return book
  const { asked, pinned } = book.value
  if (pinned !== null || asked === null) return succeed(false)
  const bytes = await carrier.readAnswer({ hubId: asked.hubId, vaultId: vault.vaultId })
  if (!bytes.ok) return bytes
  if (bytes.value === null) return succeed(false)
  if (!vault.person.roles.includes('administrator')) return fail({ code: 'operation/not-allowed' as const })
  const answered = takeAnswer(vault, asked, bytes.value, tools)
  return answered.ok ? succeed(true) : answered
}
