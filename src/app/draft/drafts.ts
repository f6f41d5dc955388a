import type { Handler } from '#contract/dispatcher.ts'
import type { CaseId } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import type { DraftStoreFailure } from '../ports/draft-store.ts'
import { findCase, lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'

/** `draft.save`. */
export function saveDraft(session: SessionSource): Handler<'draft.save'> {
  return async ({ name, revision, text, case: caseName }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = caseName === undefined ? null : findCase(vault, caseName)
    if (found !== null && !found.ok) return found
    const savedAtMs = Math.trunc(vault.clock.nowMs())
    const saved = vault.drafts.save({ name, revision, text, savedAtMs, caseId: found?.value.caseId ?? null })
    return saved.ok ? succeed({ revision: saved.value.revision, savedAtMs }) : saved
  }
}

/** `draft.load`. */
export function loadDraft(session: SessionSource): Handler<'draft.load'> {
  return async ({ name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const swept = sweep(vault)
    if (!swept.ok) return swept
    const draft = vault.drafts.load(name)
    return draft.ok ? succeed({ draft: draft.value }) : draft
  }
}

/** `draft.list`. */
export function listDrafts(session: SessionSource): Handler<'draft.list'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const swept = sweep(vault)
    if (!swept.ok) return swept
    const drafts = vault.drafts.list()
    return drafts.ok ? succeed({ drafts: [...drafts.value] }) : drafts
  }
}

/** `draft.forget`. */
export function forgetDraft(session: SessionSource): Handler<'draft.forget'> {
  return async ({ name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const forgotten = vault.drafts.forget(name)
    return forgotten.ok ? succeed({}) : forgotten
  }
}

/** Removes what belongs to cases that the person cannot read any more: a case that a court had destroyed leaves no drafts. */
export function sweep({ drafts, register, person }: VaultSession): Result<void, DraftStoreFailure> {
  return drafts.forgetCases((caseId: CaseId) => {
    const key = register.sealedCaseKey(caseId, person.userId)
    // Where the register cannot be read, nothing is removed for it.
    return !key.ok || key.value !== null
  })
}
