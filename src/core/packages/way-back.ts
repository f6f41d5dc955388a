import { hexToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import type { DigestHex, HubId, PackageId, VaultId } from '../ids.ts'
import { count, digest, id, seq } from '../ledger/event-fields.ts'
import { verifyConsistency } from '../merkle/consistency.ts'
import { fail, type Result, succeed } from '../result.ts'
import { signedCertificateShape, signedRevocationShape, verifyHubPaper } from './certificates.ts'
import { hubIdOf } from './hub-identity.ts'
import { messageHash, signedMessageShape } from './hub-message.ts'
import { treeMark } from './manifest.ts'
import { pathShape, signedReceiptShape, verifyReceipt } from './receipt.ts'
import {
  parseSigned,
  type SignedDocument,
  type SignedDocumentFailure,
  signedHead,
  type VerifySignature,
  verifySigned,
} from './signed-document.ts'
import { isFromTheFuture, SYNC_LIMITS } from './sync-limits.ts'

const listOf = <Shape extends z.ZodType>(shape: Shape) => z.array(shape).max(SYNC_LIMITS.wayBackItems)

const wayBackShape = z.strictObject({
  ...signedHead('samnum-way-back'),
  hubId: id<HubId>(),
  vaultId: id<VaultId>(),
  madeAtMs: count,
  /** The hub's tree now; every receipt here is proven in it. */
  tree: treeMark,
  /** That the tree goes on from each one that the station may know: its last package's, and those of ways back made since. */
  consistency: listOf(z.strictObject({ treeSize: seq, rootHex: digest(), path: pathShape })),
  receipts: listOf(signedReceiptShape),
  /** Packages that were refused, and why. */
  refusals: listOf(z.strictObject({ packageId: id<PackageId>(), code: z.string().max(100), atMs: count })),
  certificates: listOf(signedCertificateShape),
  revocations: listOf(signedRevocationShape),
  /** In the order of their numbers, without a gap among them. */
  messages: listOf(signedMessageShape),
})

/** What a hub sends back to one station. */
export type WayBack = z.output<typeof wayBackShape>

/** Why a way back is not taken; nothing of it is, then. */
export type WayBackFailure =
  | SignedDocumentFailure
  | {
      readonly code:
        | 'sync/too-large'
        | 'sync/for-another-hub'
        | 'sync/for-another-station'
        | 'sync/signature-wrong'
        | 'sync/from-the-future'
        | 'sync/proof-wrong'
        | 'sync/tree-inconsistent'
        | 'sync/certificate-wrong'
        | 'sync/message-out-of-order'
    }

/** What a station holds a way back against. */
export type WayBackExpectation = {
  readonly hubId: HubId
  readonly hubKeyHex: string
  readonly vaultId: VaultId
  /** The tree in the newest receipt that the station kept, or `null` for none. */
  readonly knownTree: { readonly treeSize: number; readonly rootHex: DigestHex } | null
  /** The last message that was taken, or `null` for none. */
  readonly lastMessage: { readonly number: number; readonly hashHex: DigestHex } | null
  readonly nowMs: number
}

/** Reads a way back and checks its form alone. */
export function parseWayBack(
  bytes: Uint8Array,
): Result<SignedDocument<WayBack>, SignedDocumentFailure | { readonly code: 'sync/too-large' }> {
  if (bytes.length > SYNC_LIMITS.wayBackBytes) return fail({ code: 'sync/too-large' })
  return parseSigned(bytes, 'samnum-way-back', wayBackShape)
}

/**
 * Judges a way back that was read, with everything in it: signatures, proofs, and that messages follow on those that were taken.
 * An older one than was taken before passes where it fits: what it brings is known already.
 */
export function verifyWayBack(
  signed: SignedDocument<WayBack>,
  expected: WayBackExpectation,
  verify: VerifySignature,
): Result<WayBack, WayBackFailure> {
  const { document } = signed
  const { hubKeyHex } = expected
  if (document.hubId !== expected.hubId || hubIdOf(hubKeyHex) !== expected.hubId)
    return fail({ code: 'sync/for-another-hub' })
  if (!verifySigned(signed, hubKeyHex, verify)) return fail({ code: 'sync/signature-wrong' })
  if (document.vaultId !== expected.vaultId) return fail({ code: 'sync/for-another-station' })
  if (isFromTheFuture(document.madeAtMs, expected.nowMs)) return fail({ code: 'sync/from-the-future' })
  const papers = [...document.certificates, ...document.revocations]
  const areOurs = papers.every(
    (paper) => paper.document.vaultId === document.vaultId && verifyHubPaper(paper, hubKeyHex, verify),
  )
  if (!areOurs) return fail({ code: 'sync/certificate-wrong' })
  if (!goesOnFrom(document, expected.knownTree)) return fail({ code: 'sync/tree-inconsistent' })
  for (const receipt of document.receipts) {
    const { vaultId, treeSize, rootHex } = receipt.document
    const isOfTree = treeSize === document.tree.treeSize && rootHex === document.tree.rootHex
    if (vaultId !== document.vaultId || !isOfTree) return fail({ code: 'sync/proof-wrong' })
    const judged = verifyReceipt(receipt, hubKeyHex, verify)
    if (!judged.ok) return judged
  }
  return judgeMessages(document, expected, verify)
}

/** A tree that is older than what the station knows brings nothing new and needs no proof. */
function goesOnFrom({ tree, consistency }: WayBack, known: WayBackExpectation['knownTree']): boolean {
  if (known === null || tree.treeSize < known.treeSize) return true
  if (tree.treeSize === known.treeSize) return tree.rootHex === known.rootHex
  const proof = consistency.find(
    ({ treeSize, rootHex }) => treeSize === known.treeSize && rootHex === known.rootHex,
  )
  if (proof === undefined) return false
  return verifyConsistency({
    fromSize: known.treeSize,
    fromRoot: hexToBytes(known.rootHex),
    toSize: tree.treeSize,
    toRoot: hexToBytes(tree.rootHex),
    path: proof.path.map((hash) => hexToBytes(hash)),
  })
}

function judgeMessages(
  document: WayBack,
  { hubKeyHex, lastMessage }: WayBackExpectation,
  verify: VerifySignature,
): Result<WayBack, WayBackFailure> {
  let before = lastMessage
  for (const message of document.messages) {
    const { number, prevHex, hubId, vaultId } = message.document
    if (hubId !== document.hubId || vaultId !== document.vaultId)
      return fail({ code: 'sync/for-another-station' })
    if (!verifySigned(message, hubKeyHex, verify)) return fail({ code: 'sync/signature-wrong' })
    const hashHex = messageHash(message.document)
    if (before !== null && number < before.number) continue
    if (before !== null && number === before.number) {
      if (hashHex !== before.hashHex) return fail({ code: 'sync/message-out-of-order' })
      continue
    }
    const follows = number === (before?.number ?? 0) + 1 && (before === null || prevHex === before.hashHex)
    if (!follows) return fail({ code: 'sync/message-out-of-order' })
    before = { number, hashHex }
  }
  return succeed(document)
}
