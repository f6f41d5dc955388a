import type { VaultId } from '#core/ids.ts'
import type { StationJudge } from './judge-station.ts'

/** How many stations a process keeps folded; the rest are read again from the store. */
const MOST = 32

/**
 * The judges of stations that sent something lately, so that a package of ten events is not judged after reading a million. One who is
 * taken out is nobody else's; whoever took them puts them back where they stand at what the store holds.
 */
export class JudgesAtHand {
  readonly #judges = new Map<
    VaultId,
    { readonly headHex: string; readonly keys: string; readonly judge: StationJudge }
  >()

  /** The judge who stands at this event and reads with these keys, or `null`. */
  take(vaultId: VaultId, headHex: string, keys: string): StationJudge | null {
    const kept = this.#judges.get(vaultId)
    this.#judges.delete(vaultId)
    return kept !== undefined && kept.headHex === headHex && kept.keys === keys ? kept.judge : null
  }

  /** Keeps a judge for the next package. */
  put(vaultId: VaultId, headHex: string, keys: string, judge: StationJudge): void {
    this.#judges.set(vaultId, { headHex, keys, judge })
    const [oldest] = this.#judges.keys()
    if (this.#judges.size > MOST && oldest !== undefined) this.#judges.delete(oldest)
  }
}
