import type { Gazetteer } from '#core/gazetteer/gazetteer.ts'
import type { Result } from '#core/result.ts'
import type { DiskFailure } from './disk-failure.ts'

/** Keeps the national gazetteer beside the vault. It is public, so that it is not encrypted, and no part of the ledger. */
export type GazetteerStore = {
  /** The one that was kept last; `null` when there is none, or it cannot be read as one any more. */
  read(): Promise<Result<Gazetteer | null, DiskFailure>>
  /** Keeps one in place of the one before; it survives a power cut once this has answered. */
  keep(gazetteer: Gazetteer): Promise<Result<void, DiskFailure>>
}
