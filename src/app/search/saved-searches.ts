import type { Handler } from '#contract/dispatcher.ts'
import { MAX_SAVED_SEARCHES, type SavedSearch, savedSearches } from '#contract/search-operations.ts'
import { compareKhmer } from '#core/khmer/compare-khmer.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { DraftStoreFailure } from '../ports/draft-store.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'

/** They are kept among the person's drafts: their own, encrypted, and in no ledger. */
const NAME = 'saved-searches'

type Kept = { readonly revision: number; readonly searches: readonly SavedSearch[] }

/** `search.saved`. */
export function listSavedSearches(session: SessionSource): Handler<'search.saved'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const kept = readKept(vault)
    return kept.ok ? succeed({ searches: [...kept.value.searches] }) : kept
  }
}

/** `search.save`. */
export function saveSearch(session: SessionSource): Handler<'search.save'> {
  return async (search) => change(session(), (searches) => [...without(searches, search.name), search])
}

/** `search.forget`. */
export function forgetSearch(session: SessionSource): Handler<'search.forget'> {
  return async ({ name }) => change(session(), (searches) => without(searches, name))
}

function without(searches: readonly SavedSearch[], name: string): SavedSearch[] {
  return searches.filter((search) => search.name !== name)
}

function change(
  vault: VaultSession | null,
  alter: (searches: readonly SavedSearch[]) => readonly SavedSearch[],
): Awaited<ReturnType<Handler<'search.save'>>> {
  if (vault === null) return lockedFailure()
  const kept = readKept(vault)
  if (!kept.ok) return kept
  const searches = [...alter(kept.value.searches)].sort((first, second) =>
    compareKhmer(first.name, second.name),
  )
  if (searches.length > MAX_SAVED_SEARCHES) return fail({ code: 'draft/too-many' })
  const saved = vault.drafts.save({
    name: NAME,
    revision: kept.value.revision,
    text: JSON.stringify(searches),
    savedAtMs: Math.trunc(vault.clock.nowMs()),
    caseId: null,
  })
  return saved.ok ? succeed({ searches }) : saved
}

// A list that another program wrote, or that is damaged, is none.
function readKept({ drafts }: VaultSession): Result<Kept, DraftStoreFailure> {
  const draft = drafts.load(NAME)
  if (!draft.ok) return draft
  if (draft.value === null) return succeed({ revision: 0, searches: [] })
  const { revision, text } = draft.value
  try {
    const read = savedSearches.safeParse(JSON.parse(text))
    return succeed({ revision, searches: read.success ? read.data : [] })
  } catch {
    return succeed({ revision, searches: [] })
  }
}
