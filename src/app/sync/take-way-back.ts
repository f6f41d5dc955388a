import { hexToBytes } from '@noble/hashes/utils.js'
import type { Failure } from '#contract/failures.ts'
import { type CanonicalValue, canonicalText } from '#core/ledger/canonical-json.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { knownTree } from '#core/packages/hub-book.ts'
import { messageHash, parseContent, writeContent } from '#core/packages/hub-message.ts'
import { holdsPaperChain } from '#core/packages/paper-certificates.ts'
import { parseWayBack, verifyWayBack, type WayBack, type WayBackFailure } from '#core/packages/way-back.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { decodeUtf8 } from '#core/text-safety/utf8.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { SyncTools } from '../ports/sync-tools.ts'
import type { VaultSession } from '../vault-session.ts'
import { compareWithLedger, findHub, type LedgerDiffers, type OwnHub } from './hub-of.ts'

/** What of a way back was new. */
export type TakenWayBack = Omit<EventData<'way-back-taken'>, 'hubId' | 'takenBy'>

/** Why nothing of a way back was taken. */
export type TakeFailure =
  | AppendFailure
  | LedgerStoreFailure
  | LedgerDiffers
  | WayBackFailure
  | Failure<'sync/not-enrolled' | 'sync/device-revoked'>

/**
 * Takes all of a way back or nothing: every signature and proof in it is verified, and every receipt held against this ledger, before
 * one event says what was new. What was taken before is not taken again.
 */
export async function takeWayBack(
  vault: VaultSession,
  bytes: Uint8Array,
  tools: Pick<SyncTools, 'verify' | 'verifyPaper'>,
): Promise<Result<TakenWayBack, TakeFailure>> {
  const own = findHub(vault)
  if (!own.ok) return own
  const { hub, book } = own.value
  const read = parseWayBack(bytes)
  if (!read.ok) return read
  const last = book.messages.at(-1)
  const verified = verifyWayBack(
    read.value,
    {
      hubId: hub.hubId,
      hubKeyHex: hub.hubKeyHex,
      vaultId: vault.vaultId,
      knownTree: knownTree(book),
      lastMessage: last === undefined ? null : { number: last.number, hashHex: last.hashHex },
      nowMs: vault.clock.nowMs(),
    },
    tools.verify,
  )
  if (!verified.ok) return verified
  if (!arePapersOurs(own.value, verified.value, tools)) return fail({ code: 'sync/certificate-wrong' })
  const marks = verified.value.receipts.map(({ document }) => document)
  const same = compareWithLedger(vault, marks)
  if (!same.ok) return same
  const messages = await openMessages(vault, own.value, verified.value)
  if (!messages.ok) return messages
  const taken: TakenWayBack = { ...newPapers(own.value, verified.value), messages: messages.value }
  const isNew = Object.values(taken).some((list) => list.length > 0)
  if (!isNew) return succeed(taken)
  const { userId, name } = vault.person
  const data = { hubId: hub.hubId, ...taken, takenBy: { userId, name } }
  // Opening messages was waited for; whoever took the same meanwhile took all of it.
  const now = findHub(vault)
  if (!now.ok) return now
  if (now.value.book.messages.length !== book.messages.length) return succeed({ ...taken, messages: [] })
  const kept = appendEvents(vault, [
    { key: vault.registerKey, body: { kind: 'way-back-taken', scope: vault.vaultId, data } },
  ])
  return kept.ok ? succeed(taken) : kept
}

/** Tells whether each certificate of a key for papers is of the key that this ledger has of that person, and by the authority in it. */
function arePapersOurs(
  { book }: OwnHub,
  { certificates }: WayBack,
  { verifyPaper }: Pick<SyncTools, 'verifyPaper'>,
): boolean {
  return certificates.every(({ document }) => {
    if (document.subject !== 'paper') return true
    // Where an event was lost that told it, nobody here signs with another key than their own all the same.
    const told = book.paperKeys.get(document.keyId) ?? document.publicKeyHex
    return told === document.publicKeyHex && holdsPaperChain(document, verifyPaper)
  })
}

function newPapers({ book }: OwnHub, { receipts, refusals, certificates, revocations }: WayBack) {
  const keptReceipts = new Set(book.receipts.map(({ document }) => nameReceipt(document)))
  const refused = new Set(
    book.sent.filter(({ state }) => state !== 'on-its-way').map(({ packageId }) => packageId),
  )
  return {
    receipts: receipts
      .filter(({ document }) => !keptReceipts.has(nameReceipt(document)))
      .map((receipt) => textOf(receipt)),
    refusals: refusals.filter(({ packageId }) => {
      return !refused.has(packageId) && book.sent.some((sent) => sent.packageId === packageId)
    }),
    papers: [...certificates, ...revocations].map(textOf).filter((text) => !book.papers.has(text)),
  }
}

// The same leaf may be proven again in a later tree, which says nothing new of what the hub holds.
function nameReceipt({
  packageId,
  leafIndex,
}: {
  readonly packageId: string
  readonly leafIndex: number
}): string {
  return `${packageId} ${leafIndex}`
}

async function openMessages(
  vault: VaultSession,
  { hub, book }: OwnHub,
  { messages }: WayBack,
): Promise<Result<TakenWayBack['messages'], { readonly code: 'sync/malformed' }>> {
  const lastNumber = book.messages.at(-1)?.number ?? 0
  const device = vault.deviceKeys(hub.deviceSaltHex)
  const opened: TakenWayBack['messages'] = []
  for (const { document } of messages) {
    const { number, madeAtMs, sealedHex } = document
    if (number <= lastNumber) continue
    const bytes = await device.open(hexToBytes(sealedHex))
    const content = bytes === null ? null : parseContent(bytes)
    if (content?.ok !== true) return fail({ code: 'sync/malformed' })
    const text = decodeUtf8(writeContent(content.value)) ?? ''
    opened.push({ number, hashHex: messageHash(document), madeAtMs, text })
  }
  return succeed(opened)
}

function textOf(signed: object): string {
  return canonicalText(signed as CanonicalValue)
}
