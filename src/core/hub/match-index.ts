import type { CaseId, VaultId } from '../ids.ts'
import type { CaseIdentifier } from './case-identifiers.ts'

/** A case that was shared, as it is matched. */
export type IndexedCase = {
  readonly vaultId: VaultId
  readonly caseId: CaseId
  readonly number: string
  readonly identifiers: readonly CaseIdentifier[]
}

/** An identifier that cases of different stations have. */
export type Match = { readonly identifier: CaseIdentifier; readonly cases: readonly IndexedCase[] }

/** What a station is told about one of its cases: how many cases of other stations have the identifier, in how many provinces. */
export type MatchHint = {
  readonly vaultId: VaultId
  readonly caseId: CaseId
  readonly identifier: CaseIdentifier
  readonly cases: number
  readonly provinces: number
}

/** The identifiers of all cases that were shared, by which cases of different stations are found to have the same. */
export class MatchIndex {
  readonly #cases = new Map<string, IndexedCase>()
  readonly #byMark = new Map<string, Map<string, IndexedCase>>()

  /** Puts a case in the place of what was known of it, and answers the marks of identifiers whose matches may be others now. */
  put(one: IndexedCase): readonly string[] {
    const before = this.drop(one.vaultId, one.caseId)
    const key = keyOf(one)
    this.#cases.set(key, one)
    const marks = one.identifiers.map(markOf)
    for (const mark of marks) {
      const cases = this.#byMark.get(mark) ?? new Map<string, IndexedCase>()
      this.#byMark.set(mark, cases.set(key, one))
    }
    return [...new Set([...before, ...marks])]
  }

  /** Forgets a case. */
  drop(vaultId: VaultId, caseId: CaseId): readonly string[] {
    const key = keyOf({ vaultId, caseId })
    const marks = (this.#cases.get(key)?.identifiers ?? []).map(markOf)
    this.#cases.delete(key)
    for (const mark of marks) {
      const cases = this.#byMark.get(mark)
      cases?.delete(key)
      if (cases?.size === 0) this.#byMark.delete(mark)
    }
    return marks
  }

  /** The match of an identifier's mark; `null` where one station has it alone. */
  matchOf(mark: string): Match | null {
    const cases = [...(this.#byMark.get(mark)?.values() ?? [])]
    const identifier = cases[0]?.identifiers.find((one) => markOf(one) === mark)
    const stations = new Set(cases.map(({ vaultId }) => vaultId))
    return identifier === undefined || stations.size < 2 ? null : { identifier, cases }
  }

  /** Every match there is. */
  matches(): readonly Match[] {
    return [...this.#byMark.keys()].flatMap((mark) => this.matchOf(mark) ?? [])
  }

  /** The cases of a station that are known here. */
  casesOf(vaultId: VaultId): readonly CaseId[] {
    return [...this.#cases.values()].flatMap((one) => (one.vaultId === vaultId ? [one.caseId] : []))
  }
}

/**
 * What each station concerned is told of a match. Provinces are those that headquarters stated for stations; where it stated none for
 * any of them, it is at least one.
 */
export function hintsOf(
  { identifier, cases }: Match,
  provinces: ReadonlyMap<VaultId, string>,
): readonly MatchHint[] {
  return cases.map(({ vaultId, caseId }) => {
    const others = cases.filter((other) => other.vaultId !== vaultId)
    const known = new Set(others.flatMap((other) => provinces.get(other.vaultId) ?? []))
    return { vaultId, caseId, identifier, cases: others.length, provinces: Math.max(1, known.size) }
  })
}

function keyOf({ vaultId, caseId }: Pick<IndexedCase, 'vaultId' | 'caseId'>): string {
  return `${vaultId} ${caseId}`
}

function markOf({ kind, normalised }: CaseIdentifier): string {
  return `${kind} ${normalised}`
}
