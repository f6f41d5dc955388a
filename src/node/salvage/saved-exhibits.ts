import type { ScopeKey } from '#app/ports/event-crypto.ts'
import type { SealedObject } from '#app/ports/object-store.ts'
import { namedObjects } from '#core/case-file/named-objects.ts'
import type { CaseId } from '#core/ids.ts'
import type { RegisterState } from '#core/people/register-state.ts'
import type { ProvedEvent } from './judge-claims.ts'

/** What saved events say about objects, and which cases they are of. */
export class SavedExhibits {
  readonly #facts = new Map<string, { readonly caseId: CaseId; readonly object: SealedObject }>()
  readonly scopes = new Set<string>()

  /** Takes in events that were saved. */
  note(events: readonly ProvedEvent[]): void {
    for (const { stored, event } of events) {
      this.scopes.add(stored.scope)
      if (event === null || event === undefined) continue
      const caseId = event.body.scope as CaseId
      for (const { exhibitId: _of, ...object } of namedObjects(event.body)) {
        this.#facts.set(object.objectId, { caseId, object })
      }
    }
  }

  /** The facts of an object that a saved event names, or `null`. */
  find(objectId: string): { readonly caseId: CaseId; readonly object: SealedObject } | null {
    return this.#facts.get(objectId) ?? null
  }

  /** Every object that a saved event names. */
  get objectIds(): Iterable<string> {
    return this.#facts.keys()
  }
}

/**
 * Counts cases of which events or grants were saved and which nobody can read any more: no grant of their key is left, or their
 * opening is not. Of a case whose key the salvager lacks it cannot be seen whether its opening is there.
 */
export function countUnreadableCases(
  state: RegisterState,
  scopes: ReadonlySet<string>,
  caseKeys: ReadonlyMap<CaseId, ScopeKey>,
): number {
  const cases = new Set<string>([...scopes, ...state.cases.keys()])
  cases.delete(state.vaultId)
  return [...cases].filter((caseId) => {
    const known = state.cases.get(caseId as CaseId)
    if (known?.isExpunged === true) return false
    const isGranted = known !== undefined && known.grants.size > 0
    return !isGranted || (caseKeys.has(caseId as CaseId) && !known.isOpened)
  }).length
}
