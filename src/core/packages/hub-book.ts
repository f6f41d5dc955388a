import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { CaseId, DigestHex, HubId, KeyId, ObjectId, PackageId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'
import { type LedgerMark, NOTHING_HELD } from './manifest.ts'
import { parseReceipt, type Receipt } from './receipt.ts'
import type { SignedDocument } from './signed-document.ts'

/** A hub that is pinned, with the request that its answer was to. */
export type PinnedHub = EventData<'hub-pinned'> & {
  readonly deviceSaltHex: string
  readonly deviceKeyHex: string
  readonly atMs: number
}

/** A package that left, and what became of it. */
export type SentPackage = {
  readonly packageId: PackageId
  readonly seq: number
  readonly atMs: number
  readonly by: string
  readonly carrier: 'folder' | 'network'
  readonly objects: number
  state: 'on-its-way' | 'received' | 'refused'
  refusedCode?: string
}

/** A message of the hub that was taken. */
export type TakenMessage = EventData<'way-back-taken'>['messages'][number] & { readonly takenAtMs: number }

/** Up to which event headquarters holds the ledger, and since when by its own clock. */
export type HeldLedger = { readonly hubName: string; readonly seq: number; readonly receivedAtMs: number }

/** What was known from an event on: how far headquarters holds the ledger, `null` where it gave no receipt or the enrolment ended. */
export type Holding = { readonly sinceSeq: number; readonly held: HeldLedger | null }

/** What the events of a register say about headquarters, folded in their order. */
export type HubBook = {
  asked: EventData<'hub-asked'> | null
  pinned: PinnedHub | null
  /** Whether an enrolment ended since the last request. */
  hasEnded: boolean
  readonly sharedCases: Map<CaseId, { readonly number: string; readonly by: string; readonly atMs: number }>
  readonly sent: SentPackage[]
  /** The receipt of the newest head, as it was signed. */
  receipt: SignedDocument<Receipt> | null
  /** Every receipt that was kept, in the order in which they came. */
  readonly receipts: SignedDocument<Receipt>[]
  /** Never forgotten: a paper says for ever what was known when it was made. */
  readonly holdings: Holding[]
  readonly heldObjects: Set<ObjectId>
  readonly messages: TakenMessage[]
  /** Certificates and revocations, as canonical JSON. */
  readonly papers: Set<string>
  /** The key for papers that each person told last, by the id of the key with which they sign events. No hub changes it. */
  readonly paperKeys: Map<KeyId, string>
}

/** A book in which nothing stands. */
export function emptyHubBook(): HubBook {
  return {
    asked: null,
    pinned: null,
    hasEnded: false,
    sharedCases: new Map(),
    sent: [],
    receipt: null,
    receipts: [],
    holdings: [],
    heldObjects: new Set(),
    messages: [],
    papers: new Set(),
    paperKeys: new Map(),
  }
}

/** Takes in an event that may stand where it stands; most are about something else. */
export function takeIntoHubBook(book: HubBook, { body, seq, time }: VerifiedEvent): void {
  const atMs = time.wallMs
  switch (body.kind) {
    case 'hub-asked':
      book.asked = body.data
      book.hasEnded = false
      return
    case 'hub-pinned': {
      const { deviceSaltHex = '', deviceKeyHex = '' } = book.asked ?? {}
      forgetHub(book, seq)
      book.pinned = { ...body.data, deviceSaltHex, deviceKeyHex, atMs }
      for (const paper of body.data.papers) book.papers.add(paper)
      return
    }
    case 'hub-unpinned':
      forgetHub(book, seq)
      book.hasEnded = true
      return
    case 'case-shared-with-hub': {
      const { caseId, number, sharedBy } = body.data
      book.sharedCases.set(caseId, { number, by: sharedBy.name, atMs })
      return
    }
    case 'case-expunged':
      book.sharedCases.delete(body.data.caseId)
      return
    case 'package-written': {
      const { packageId, carrier, objects, writtenBy } = body.data
      const by = writtenBy.name
      book.sent.push({ packageId, seq, atMs, by, carrier, objects, state: 'on-its-way' })
      return
    }
    case 'way-back-taken':
      takeWayBack(book, body.data, { seq, atMs })
      return
    case 'paper-key-told':
      book.paperKeys.set(body.data.keyId, body.data.publicKeyHex)
      return
    default:
  }
}

/** How far the hub has the ledger, by the newest receipt. */
export function heldByHub({ receipt }: Pick<HubBook, 'receipt'>): LedgerMark {
  return receipt === null ? NOTHING_HELD : { seq: receipt.document.seq, headHex: receipt.document.headHex }
}

/** How far headquarters held the ledger by what was known at an event; `null` where nothing was. */
export function heldAt({ holdings }: Pick<HubBook, 'holdings'>, seq: number): HeldLedger | null {
  return holdings.findLast(({ sinceSeq }) => sinceSeq <= seq)?.held ?? null
}

/** The hub's tree as the newest receipt has it, or `null` before the first. */
export function knownTree({
  receipts,
}: Pick<HubBook, 'receipts'>): { readonly treeSize: number; readonly rootHex: DigestHex } | null {
  let newest: Receipt | null = null
  for (const { document } of receipts)
    if (newest === null || document.treeSize >= newest.treeSize) newest = document
  return newest === null ? null : { treeSize: newest.treeSize, rootHex: newest.rootHex }
}

/** The revocations of the pinned hub for this key among the papers that were taken. */
export function isRevoked({ papers }: Pick<HubBook, 'papers'>, hubId: HubId, keyHex: string): boolean {
  return [...papers].some((text) => {
    const { document } = JSON.parse(text) as {
      document: { format?: unknown; hubId?: unknown; keyHex?: unknown }
    }
    return document.format === 'samnum-revocation' && document.hubId === hubId && document.keyHex === keyHex
  })
}

function takeWayBack(
  book: HubBook,
  data: EventData<'way-back-taken'>,
  { seq: sinceSeq, atMs }: { readonly seq: number; readonly atMs: number },
): void {
  const before = heldByHub(book).seq
  for (const text of data.receipts) {
    const receipt = parseReceipt(utf8ToBytes(text))
    if (receipt.ok) takeReceipt(book, receipt.value)
  }
  if (book.pinned !== null && book.receipt !== null && heldByHub(book).seq > before) {
    const { seq, receivedAtMs } = book.receipt.document
    book.holdings.push({ sinceSeq, held: { hubName: book.pinned.hubName, seq, receivedAtMs } })
  }
  for (const { packageId, code } of data.refusals) {
    const sent = book.sent.find((one) => one.packageId === packageId)
    if (sent === undefined || sent.state === 'received') continue
    sent.state = 'refused'
    sent.refusedCode = code
  }
  for (const paper of data.papers) book.papers.add(paper)
  for (const message of data.messages) book.messages.push({ ...message, takenAtMs: atMs })
}

function takeReceipt(book: HubBook, receipt: SignedDocument<Receipt>): void {
  const { document } = receipt
  book.receipts.push(receipt)
  for (const objectId of document.objectIds) book.heldObjects.add(objectId)
  for (const sent of book.sent) if (sent.packageId === document.packageId) sent.state = 'received'
  if (document.seq >= heldByHub(book).seq) book.receipt = receipt
}

// Another hub, or the same one after a theft, begins anew: it holds nothing that this one's receipts say.
function forgetHub(book: HubBook, sinceSeq: number): void {
  if (book.receipt !== null) book.holdings.push({ sinceSeq, held: null })
  book.pinned = null
  book.receipt = null
  book.sharedCases.clear()
  book.sent.length = 0
  book.receipts.length = 0
  book.heldObjects.clear()
  book.messages.length = 0
  book.papers.clear()
}
