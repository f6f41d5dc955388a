import type { Failure } from '#contract/failures.ts'
import type { FailureCodeOf, OutputOf } from '#contract/operations.ts'
import type { Result } from '#core/result.ts'
import type { AppendFailure } from '../ledger/append-events.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'
import type { DiskFailure } from './disk-failure.ts'
import type { Credentials } from './slot-keeper.ts'
import type { CreateFailure } from './vault-keeper.ts'

/** Why no vault was made of what is left; nothing of the attempt is there, and the damaged vault is as it was. */
export type SalvageFailure =
  | DiskFailure
  | CreateFailure
  | AppendFailure
  | Failure<FailureCodeOf<'vault.salvage'>>

/** How a salvage is followed and called off: pages read, events judged and objects copied, of as many. */
export type SalvageWork = {
  readonly signal: CancelSignal
  readonly onProgress: (done: number, total: number) => void
}

/**
 * Takes what is left of a damaged vault into a new one, in an announced folder outside of it that is absent or empty.
 *
 * The folder is named by the opaque id under which it was announced, good for one call. No session of the damaged vault may be open
 * in this process.
 */
export type VaultSalvage = {
  salvage(
    order: { readonly folderId: string; readonly credentials: Credentials },
    work: SalvageWork,
  ): Promise<Result<OutputOf<'vault.salvage'>, SalvageFailure | Cancelled>>
}
