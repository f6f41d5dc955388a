import type { EventData } from '#core/ledger/event-body.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Cancelled, CancelSignal } from '../ports/byte-source.ts'
import type { ExtraDigestName, JoinedDigests, ObjectFinding } from '../ports/object-store.ts'
import type { SourceTree } from '../ports/source-tree.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'
import { type RecordedPart, sealedObjectOfPart } from './collection-parts.ts'
import { otherDigestsOf } from './record-exhibit.ts'

type Joined = NonNullable<EventData<'exhibit-collected'>['joined']>

/**
 * Starts the digests of an image's joined pieces, or answers `null` for a folder. What an interruption left is read from the vault,
 * because nothing keeps a digest half way; the rest is added while it is sealed.
 */
export async function startJoining(
  vault: VaultSession,
  found: FoundCase,
  tree: SourceTree,
  recorded: readonly RecordedPart[],
  digests: readonly ExtraDigestName[],
  signal: CancelSignal,
): Promise<Result<JoinedDigests | null, ObjectFinding | Cancelled>> {
  if (tree.form !== 'split-image') return succeed(null)
  // Pieces that were recorded in another order were read around one that could not be: nothing joins them any more.
  if (!isOrderOf(tree, recorded)) return succeed(null)
  const joined = vault.objects.startJoined(digests)
  for (const part of recorded) {
    const added = await addRecorded(vault, found, joined, part, signal)
    if (!added.ok) return added
  }
  return succeed(joined)
}

async function addRecorded(
  vault: VaultSession,
  found: FoundCase,
  joined: JoinedDigests,
  part: RecordedPart,
  signal: CancelSignal,
): Promise<Result<void, ObjectFinding | Cancelled>> {
  const opened = await vault.objects.read(sealedObjectOfPart(part), found.key.bytes, { signal })
  if (!opened.ok) return opened
  const joining = joined.beginSource()
  try {
    for (;;) {
      const chunk = await opened.value.nextChunk()
      if (!chunk.ok) return fail(chunk.failure)
      if (chunk.value === null) break
      joining.update(chunk.value)
      chunk.value.fill(0)
    }
    joining.keep()
    return succeed(undefined)
  } finally {
    await opened.value.close()
  }
}

/** The digests of the joined pieces; none when a piece is not in the exhibit. */
export function joinedDigestsOf(
  tree: SourceTree,
  parts: readonly RecordedPart[],
  joined: JoinedDigests | null,
): Joined | undefined {
  if (joined === null || parts.length !== tree.parts.length || !isOrderOf(tree, parts)) return undefined
  const { sha256, ...others } = joined.finish()
  return { sha256Hex: sha256 as Joined['sha256Hex'], ...otherDigestsOf(others) }
}

function isOrderOf(tree: SourceTree, parts: readonly RecordedPart[]): boolean {
  return parts.every(({ path }, index) => tree.parts[index]?.path === path)
}
