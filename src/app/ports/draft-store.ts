import type { Failure } from '#contract/failures.ts'
import type { CaseId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import type { DiskFailure } from './disk-failure.ts'

/** What a person has typed and not entered yet. */
export type DraftRow = { readonly revision: number; readonly savedAtMs: number; readonly text: string }

/** A draft without its text. */
export type DraftLine = {
  readonly name: string
  readonly revision: number
  readonly savedAtMs: number
  /** In UTF-16 code units. */
  readonly length: number
}

/** A file that came with a draft. */
export type DraftFile = {
  readonly fileId: string
  readonly name: string
  readonly sizeBytes: number
  readonly modifiedAtMs: number | null
}

/** Why drafts cannot be kept or read. */
export type DraftStoreFailure = DiskFailure | Failure<'database/damaged' | 'vault/in-use'>

/**
 * Keeps the drafts of one person, encrypted under a key of their own, outside the ledger. All functions are synchronous; what was
 * acknowledged survives a power cut. A file that cannot be opened, because it is damaged or the person has new keys, is replaced by an
 * empty one: drafts are worth typing again, and never stand in the way.
 */
export type DraftStore = {
  /** Keeps a draft unless its revision is not `revision`; 0 says that there is none. */
  save(draft: {
    readonly name: string
    readonly revision: number
    readonly text: string
    readonly savedAtMs: number
    /** The case that it belongs to, with which it goes. */
    readonly caseId: CaseId | null
  }): Result<
    { readonly revision: number },
    DraftStoreFailure | Failure<'draft/changed-elsewhere' | 'draft/too-many'>
  >
  load(name: string): Result<DraftRow | null, DraftStoreFailure>
  /** Newest first. */
  list(): Result<readonly DraftLine[], DraftStoreFailure>
  /** Forgets a draft with its files. */
  forget(name: string): Result<void, DraftStoreFailure>
  /** Keeps a file with a draft that need not be there yet, unless that has {@link MAX_DRAFT_FILES} already. */
  keepFile(
    draft: string,
    file: DraftFile & { readonly bytes: Uint8Array; readonly caseId: CaseId | null },
  ): Result<void, DraftStoreFailure | Failure<'draft/too-many-files'>>
  /** The files of a draft in the order in which they came. */
  files(draft: string): Result<readonly DraftFile[], DraftStoreFailure>
  /** The bytes of a file, or `null`. The caller owns them. */
  readFile(draft: string, fileId: string): Result<Uint8Array | null, DraftStoreFailure>
  dropFile(draft: string, fileId: string): Result<void, DraftStoreFailure>
  /** Removes the drafts, and files of drafts, of every case but those that `isHeld` answers for. */
  forgetCases(isHeld: (caseId: CaseId) => boolean): Result<void, DraftStoreFailure>
}
