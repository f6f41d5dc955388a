import type { Handler } from '#contract/dispatcher.ts'
import type { OutputOf } from '#contract/operations.ts'
import { type HubBook, heldByHub, isRevoked } from '#core/packages/hub-book.ts'
import { verifyReceipt } from '#core/packages/receipt.ts'
import { fail, succeed } from '#core/result.ts'
import { proveHub } from '../people/proven-people.ts'
import type { FolderCarriers } from '../ports/folder-carriers.ts'
import type { SyncTools } from '../ports/sync-tools.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { compareWithLedger } from './hub-of.ts'
import { readMessages } from './read-messages.ts'

const MOST_SHOWN = 100

/** What the newest receipt says that the hub holds. */
export function heldOf({ receipt }: Pick<HubBook, 'receipt'>): OutputOf<'sync.status'>['held'] {
  if (receipt === null) return null
  const { seq, headHex, receivedAtMs } = receipt.document
  return { seq, headHex, receivedAtMs }
}

/** `sync.status`. */
export function showSync(session: SessionSource): Handler<'sync.status'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const book = proveHub(vault)
    if (!book.ok) return book
    const { pinned, asked, sent } = book.value
    const head = vault.ledger.head()
    if (!head.ok) return head
    const headSeq = head.value?.seq ?? 0
    const state = stateOf(book.value)
    const hubId = pinned?.hubId ?? asked?.hubId
    const hub =
      hubId === undefined || state === 'none'
        ? null
        : { hubId, name: pinned?.hubName ?? null, urls: [...(pinned?.urls ?? [])] }
    return succeed({
      state,
      hub,
      held: heldOf(book.value),
      headSeq,
      waiting: Math.max(0, headSeq - heldByHub(book.value).seq),
      sent: sent.slice(-MOST_SHOWN).reverse(),
      messages: readMessages(vault, book.value).slice(0, MOST_SHOWN),
    })
  }
}

function stateOf(book: HubBook): OutputOf<'sync.status'>['state'] {
  const { pinned, asked } = book
  if (pinned !== null) return isRevoked(book, pinned.hubId, pinned.deviceKeyHex) ? 'revoked' : 'enrolled'
  // An enrolment that ended leaves its request behind, which nobody answers again.
  return asked === null || book.hasEnded ? 'none' : 'asked'
}

/** `sync.cases`. */
export function listSharedCases(session: SessionSource): Handler<'sync.cases'> {
  return async ({ query, limit }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const book = proveHub(vault)
    if (!book.ok) return book
    const found = vault.cases.list({ text: query, limit, offset: 0 })
    if (!found.ok) return found
    const { sharedCases } = book.value
    return succeed({
      cases: found.value.cases.map(({ caseId, number, title }) => {
        return { caseId, number, title, isShared: sharedCases.has(caseId) }
      }),
      total: found.value.total,
    })
  }
}

/** `sync.receipts`. */
export function listReceipts(
  session: SessionSource,
  { verify }: Pick<SyncTools, 'verify'>,
): Handler<'sync.receipts'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const book = proveHub(vault)
    if (!book.ok) return book
    const { pinned, receipts } = book.value
    if (pinned === null) return fail({ code: 'sync/not-enrolled' })
    const listed: OutputOf<'sync.receipts'>['receipts'] = []
    for (const receipt of receipts) {
      const { packageId, seq, headHex, receivedAtMs, leafIndex, treeSize, rootHex, objectIds } =
        receipt.document
      const isProven = verifyReceipt(receipt, pinned.hubKeyHex, verify).ok
      const isSame = compareWithLedger(vault, [{ seq, headHex }]).ok
      const verdict = !isProven ? 'not-proven' : isSame ? 'true' : 'ledger-differs'
      const objects = objectIds.length
      listed.push({ packageId, seq, headHex, receivedAtMs, objects, leafIndex, treeSize, rootHex, verdict })
    }
    return succeed({ receipts: listed })
  }
}

/** `sync.carriers`. */
export function listCarriers(carriers: FolderCarriers): Handler<'sync.carriers'> {
  return async () => succeed({ carriers: [...(await carriers.list())] })
}
