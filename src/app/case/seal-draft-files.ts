import { CANCELLED, type CallContext } from '#contract/dispatcher.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { ByteSource, IntakeFailure } from '../ports/byte-source.ts'
import type { DiskFailure } from '../ports/disk-failure.ts'
import type { DraftFile, DraftStoreFailure } from '../ports/draft-store.ts'
import type { SealedSource } from '../ports/object-store.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'

/** A file of a draft and the object that it became. */
export type SealedFile = { readonly file: DraftFile; readonly sealed: SealedSource }

/** Seals every file of a draft under a case's key; all or none. Nothing names the objects yet. */
export async function sealDraftFiles(
  vault: VaultSession,
  draft: string,
  { key }: Pick<FoundCase, 'key'>,
  { signal }: Pick<CallContext, 'signal'>,
): Promise<Result<SealedFile[], IntakeFailure | DiskFailure | DraftStoreFailure> | typeof CANCELLED> {
  const files = vault.drafts.files(draft)
  if (!files.ok) return files
  if (files.value.length === 0) return succeed([])
  const sources = files.value.map((file) => sourceOf(vault, draft, file))
  const sealed = await vault.objects.sealMany(sources, key.bytes, { signal })
  if (!sealed.ok) return sealed.failure.code === 'cancelled' ? CANCELLED : fail(sealed.failure)
  const all: SealedFile[] = []
  let refused: IntakeFailure | null = null
  for (const [index, each] of sealed.value.entries()) {
    const file = files.value[index]
    if (!each.ok) refused ??= each.failure
    else if (file !== undefined) all.push({ file, sealed: each.value })
  }
  if (refused === null) return succeed(all)
  for (const { sealed: object } of all) await vault.objects.remove(object.objectId)
  return fail(refused)
}

// Read when its turn comes, so that no more than one is in memory.
function sourceOf(
  vault: VaultSession,
  draft: string,
  { fileId, name, sizeBytes, modifiedAtMs }: DraftFile,
): ByteSource {
  const bytesOf = (): Uint8Array | null => {
    const read = vault.drafts.readFile(draft, fileId)
    return read.ok ? read.value : null
  }
  return {
    name,
    sizeBytes,
    modifiedAtMs,
    async open() {
      const bytes = bytesOf()
      if (bytes === null) return fail({ code: 'intake/read-failed' })
      let at = 0
      return succeed({
        async read(into: Uint8Array) {
          const part = bytes.subarray(at, at + into.length)
          into.set(part)
          at += part.length
          return succeed(part.length)
        },
        async close() {},
      })
    },
    checkUnchanged: async () => succeed(undefined),
  }
}
