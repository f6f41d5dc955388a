import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { PackageId } from '#core/ids.ts'
import { heldByHub, knownTree } from '#core/packages/hub-book.ts'
import { writePackageKeys } from '#core/packages/package-keys.ts'
import { SYNC_VERSION } from '#core/packages/signed-document.ts'
import { fail, succeed } from '#core/result.ts'
import { bagParts } from '../export/bag-parts.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { PackageTools } from '../ports/package-tools.ts'
import type { SealedObjects } from '../ports/sealed-objects.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import type { SyncParts } from './ask-hub.ts'
import { planChunks } from './event-chunks.ts'
import { compareWithLedger, findHub, type OwnHub } from './hub-of.ts'
import { type PreparedPackage, packageParts } from './package-parts.ts'
import { hasNews, hexOf, type PackageContent, planContent, positionOfHeld } from './plan-package.ts'
import { tellPaperKey } from './tell-paper-key.ts'

/** What writing packages needs beside the vault. */
export type WritingParts = SyncParts & {
  readonly files: SealedObjects
  readonly digests: Pick<PackageTools, 'startDigests'>
}

/**
 * `sync.write`. A package is on record before its first byte leaves, and that record is its last event. A package that was written
 * and never arrived costs nothing: the next one begins at the same receipt.
 */
export function writePackage(session: SessionSource, parts: WritingParts): Handler<'sync.write'> {
  return async ({ carrierId }, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const carrier = parts.carriers.find(carrierId)
    if (carrier === null) return fail({ code: 'outlet/unknown' })
    const own = findHub(vault)
    if (!own.ok) return own
    const same = compareWithLedger(
      vault,
      own.value.book.receipts.map(({ document }) => document),
    )
    if (!same.ok) return same
    const told = tellPaperKey(vault)
    if (!told.ok) return told
    const made = await preparePackage(vault, own.value, parts, 'folder')
    if (!made.ok) return made
    const { prepared, content, events, payload } = made.value
    const { manifest } = prepared
    const { hub } = own.value
    const { vaultId } = vault
    const bag = bagParts({ payload, beside: [], info: bagInfoOf(manifest) }, parts.digests)
    const sizeBytes = payload.reduce((sum, part) => sum + part.sizeBytes, 0)
    const { packageId, from, to } = manifest
    const written = await carrier.writeBag({ hubId: hub.hubId, vaultId, packageId }, bag, {
      signal,
      onProgress: (done) => onProgress({ stage: 'copying', done, total: sizeBytes }),
    })
    if (!written.ok) return written.failure.code === 'cancelled' ? CANCELLED : fail(written.failure)
    const answer: OutputOf<'sync.write'> = {
      packageId,
      fromSeq: from.seq,
      toSeq: to.seq,
      events,
      cases: content.cases.length,
      casesWithoutKey: content.casesWithoutKey,
      objects: content.objects.length,
      sizeBytes,
    }
    return succeed(answer)
  }
}

/** What `bag-info.txt` says of a package: a reader writes the same and compares. */
function bagInfoOf({ software, madeAtMs, vaultId, packageId }: PreparedPackage['manifest']) {
  return { software, exportedAtMs: madeAtMs, caseNumber: vaultId, exportId: packageId }
}

/** A package that is on record and about to leave. */
type MadePackage = {
  readonly prepared: PreparedPackage
  readonly content: PackageContent
  readonly events: number
  /** Its files below `data`, the manifest last. */
  readonly payload: ReturnType<typeof packageParts>
}

/**
 * Puts a package together of everything that headquarters has no receipt for, with those of the objects that are chosen, and records
 * that it leaves.
 */
export async function preparePackage(
  vault: VaultSession,
  own: OwnHub,
  { files, tools, software }: Pick<WritingParts, 'files' | 'tools' | 'software'>,
  carrier: 'folder' | 'network',
  choose: (objects: PackageContent['objects']) => PackageContent['objects'] = (all) => all,
) {
  const { hub, book } = own
  const fromPosition = positionOfHeld(vault, own)
  if (!fromPosition.ok) return fromPosition
  const news = hasNews(vault, fromPosition.value)
  if (!news.ok) return news
  const planned = await planContent(vault, own, files)
  if (!planned.ok) return planned
  const objects = [...choose(planned.value.objects)].sort((a, b) => (a.objectId < b.objectId ? -1 : 1))
  const content = { ...planned.value, objects }
  if (!news.value && objects.length === 0) return fail({ code: 'sync/nothing-to-send' as const })
  const packageId = vault.crypto.newId() as PackageId
  const from = heldByHub(book)
  const recorded = record(vault, own, packageId, content, carrier)
  if (!recorded.ok) return recorded
  const count = vault.ledger.count()
  if (!count.ok) return count
  const chunks = await planChunks(vault, fromPosition.value, count.value, tools)
  if (!chunks.ok) return chunks
  const keys = await tools.sealToRecipient(
    hub.hubRecipient,
    writePackageKeys({
      format: 'samnum-package-keys',
      v: SYNC_VERSION,
      packageId,
      hubId: hub.hubId,
      vaultId: vault.vaultId,
      registerKeyHex: hexOf(vault.registerKey),
      cases: content.cases,
    }),
  )
  if (keys === null) throw new Error('a recipient that is none was pinned')
  const { seq, hashHex } = recorded.value
  const manifest: PreparedPackage['manifest'] = {
    format: 'samnum-package',
    v: SYNC_VERSION,
    packageId,
    hubId: hub.hubId,
    vaultId: vault.vaultId,
    deviceId: vault.deviceId,
    from,
    to: { seq, headHex: hashHex },
    knownTree: knownTree(book),
    software,
    madeAtMs: vault.clock.nowMs(),
  }
  const prepared = { manifest, chunks: chunks.value, keys, objects }
  const payload = packageParts(vault, vault.deviceKeys(hub.deviceSaltHex), prepared, files, tools)
  const made: MadePackage = { prepared, content, events: count.value - fromPosition.value, payload }
  return succeed(made)
}

function record(
  vault: VaultSession,
  { hub, book }: OwnHub,
  packageId: PackageId,
  { cases, objects }: PackageContent,
  carrier: 'folder' | 'network',
): ReturnType<typeof appendEvents> {
  const { userId, name } = vault.person
  const data = {
    hubId: hub.hubId,
    packageId,
    fromSeq: heldByHub(book).seq,
    cases: cases.map(({ caseId }) => caseId),
    objects: objects.length,
    carrier,
    writtenBy: { userId, name },
  }
  return appendEvents(vault, [
    { key: vault.registerKey, body: { kind: 'package-written', scope: vault.vaultId, data } },
  ])
}
