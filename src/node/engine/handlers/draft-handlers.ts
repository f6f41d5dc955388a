import { forgetDraft, listDrafts, loadDraft, saveDraft } from '#app/draft/drafts.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { draftOperations } from '#contract/draft-operations.ts'
import type { EngineParts } from '../engine-parts.ts'

/** What operations on a person's drafts do. */
export function draftHandlers({ current }: EngineParts): Pick<Handlers, keyof typeof draftOperations> {
  return {
    'draft.save': saveDraft(current),
    'draft.load': loadDraft(current),
    'draft.list': listDrafts(current),
    'draft.forget': forgetDraft(current),
  }
}
