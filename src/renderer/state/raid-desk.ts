import type { ItemId } from '#core/ids.ts'
import type { RaidEntry } from './raid-entry.ts'
import type { Refusal } from './remote.ts'

/** How far a draft is kept: `kept` once the engine has said that it survives. */
export type Keeping =
  | { readonly status: 'kept' }
  | { readonly status: 'keeping' }
  | { readonly status: 'refused'; readonly refusal: Refusal }

/** What a raid's screen keeps while things are entered. */
export type RaidDesk = {
  readonly raidId: string
  readonly entry: RaidEntry
  readonly keeping: Keeping
  /** Whether an entry was found that somebody had begun before. */
  readonly wasRestored: boolean
  readonly isSaving: boolean
  readonly refusal: Refusal | null
  /** Things that were saved in this window, by the key of their entry. */
  readonly saved: { readonly [key: number]: { readonly itemId: ItemId; readonly number: string } }
  readonly last: { readonly itemId: ItemId; readonly number: string } | null
}
