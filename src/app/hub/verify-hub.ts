import { bytesToHex } from '@noble/hashes/utils.js'
import type { FailureCode } from '#contract/failures.ts'
import type { DigestHex, VaultId } from '#core/ids.ts'
import { appendToTree, subtreeKey, wholeSubtrees } from '#core/merkle/compact-tree.ts'
import { leafHash } from '#core/merkle/tree-hash.ts'
import { leafBytes } from '#core/packages/receipt.ts'
import { type Result, succeed } from '#core/result.ts'
import { openAccount } from '../desk/accounts.ts'
import { AuditBook } from '../desk/audit-book.ts'
import type { HeldHead, HubStoreFailure } from '../ports/hub-store.ts'
import { gatherKeys } from './gather-keys.ts'
import { HubLedger } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { judgeUpTo } from './prepare-judge.ts'

const LEAVES_AT_ONCE = 1000

/** One thing that does not hold in a hub's store. */
export type HubFinding = {
  readonly code: FailureCode
  readonly vaultId?: VaultId
  readonly seq?: number
  readonly leafIndex?: number
}

/** What a hub's store holds, and what of it does not hold. */
export type HubVerification = {
  readonly stations: number
  readonly events: number
  readonly leaves: number
  readonly objects: number
  /** Rows of the record of reads. */
  readonly auditRows: number
  readonly findings: readonly HubFinding[]
}

/** Reads what the hub keeps of one object and answers its digest, or `null` where it is not there. */
export type DigestKept = (vaultId: VaultId, objectId: string) => Promise<DigestHex | null>

/**
 * Proves the store: the hub's own events with their signatures and the accounts in them, the ledger of every station from its first event on, that each leaf
 * of the tree is an event that is held, that the tree's hashes are those of its leaves, every object's digest, and the record of reads.
 */
export async function verifyHub(
  hub: HubSession,
  digestKept: DigestKept,
): Promise<Result<HubVerification, HubStoreFailure>> {
  const findings: HubFinding[] = []
  const own = await hub.store.read((reads) => new HubLedger(hub.identity, hub.tools).catchUp(reads))
  if (!own.ok) return own
  if (!own.value.ok) {
    const { code, facts } = own.value.failure
    findings.push({ code, ...(typeof facts?.seq === 'number' && { seq: facts.seq }) })
  } else {
    for (const [personId, { seq, sealedHex }] of own.value.value.people)
      if (openAccount(hub, personId, sealedHex) === null) findings.push({ code: 'hub/ledger-damaged', seq })
  }
  const heads = await hub.store.read((reads) => reads.heads())
  if (!heads.ok) return heads
  let events = 0
  let objects = 0
  for (const head of heads.value) {
    const judged = await verifyStation(hub, head, digestKept)
    if (!judged.ok) return judged
    events += head.position
    objects += judged.value.objects
    findings.push(...judged.value.findings)
  }
  const tree = await verifyTree(hub)
  if (!tree.ok) return tree
  findings.push(...tree.value.findings)
  const audit = await new AuditBook(hub).findBroken()
  if (!audit.ok) return audit
  if (audit.value.broken !== null) findings.push({ code: 'hub/audit-damaged', seq: audit.value.broken })
  return succeed({
    ...{ stations: heads.value.length, events, objects },
    ...{ leaves: tree.value.leaves, auditRows: audit.value.rows, findings },
  })
}

async function verifyStation(
  hub: HubSession,
  head: HeldHead,
  digestKept: DigestKept,
): Promise<Result<{ readonly objects: number; readonly findings: readonly HubFinding[] }, HubStoreFailure>> {
  const { vaultId } = head
  const findings: HubFinding[] = []
  const held = await hub.store.read(async (reads) => ({
    keys: await gatherKeys(hub, reads, vaultId, null),
    objects: await reads.objects(vaultId),
  }))
  if (!held.ok) return held
  const { keys, objects } = held.value
  if (keys === null) findings.push({ code: 'ledger/key-missing', vaultId })
  else {
    const judge = await judgeUpTo(hub, vaultId, head, keys, { areKnown: false })
    if (!judge.ok) {
      const { failure } = judge
      if (!('seq' in failure)) return { ok: false, failure }
      findings.push({ code: failure.code, vaultId, seq: failure.seq })
    } else {
      const unfinished = judge.value.finish()
      if (unfinished !== null) findings.push({ code: unfinished.code, vaultId, seq: unfinished.seq })
    }
  }
  for (const { objectId, digestHex } of objects) {
    const found = await digestKept(vaultId, objectId)
    if (found !== digestHex)
      findings.push({ code: found === null ? 'sync/file-missing' : 'sync/file-differs', vaultId })
  }
  return succeed({ objects: objects.length, findings })
}

async function verifyTree(
  hub: HubSession,
): Promise<Result<{ readonly leaves: number; readonly findings: readonly HubFinding[] }, HubStoreFailure>> {
  const findings: HubFinding[] = []
  // Of the tree so far only the subtrees on its right edge are needed to go on.
  let edge = new Map<string, Uint8Array>()
  let size = 0
  for (;;) {
    const leaves = await hub.store.read((reads) => reads.leaves(size, LEAVES_AT_ONCE))
    if (!leaves.ok) return leaves
    for (const leaf of leaves.value) {
      const { index, vaultId, seq, headHex } = leaf
      const event = await hub.store.read((reads) => reads.event(vaultId, seq))
      if (!event.ok) return event
      if (index !== size || event.value?.hashHex !== headHex)
        findings.push({ code: 'hub/tree-damaged', vaultId, seq, leafIndex: index })
      const added = appendToTree(size, leafHash(leafBytes(leaf)), edge)
      const stored = await hub.store.read((reads) => reads.subtrees(added))
      if (!stored.ok) return stored
      const isSame = added.every((subtree) => {
        const hash = stored.value.get(subtreeKey(subtree))
        return hash !== undefined && bytesToHex(hash) === bytesToHex(subtree.hash)
      })
      if (!isSame) findings.push({ code: 'hub/tree-damaged', vaultId, leafIndex: index })
      size += 1
      const known = new Map([...edge, ...added.map((one) => [subtreeKey(one), one.hash] as const)])
      edge = new Map(
        wholeSubtrees(0, size).map((one) => [subtreeKey(one), known.get(subtreeKey(one)) as Uint8Array]),
      )
    }
    if (leaves.value.length < LEAVES_AT_ONCE) break
  }
  const stated = await hub.store.read((reads) => reads.treeSize())
  if (!stated.ok) return stated
  if (stated.value !== size) findings.push({ code: 'hub/tree-damaged', leafIndex: size })
  return succeed({ leaves: size, findings })
}
