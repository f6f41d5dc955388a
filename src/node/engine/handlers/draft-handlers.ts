import { dropDraftFile, keepDraftFile, listDraftFiles, readDraftCodes } from '#app/draft/draft-files.ts'
import { forgetDraft, listDrafts, loadDraft, saveDraft } from '#app/draft/drafts.ts'
import { closeReadBack, showReadBack } from '#app/read-back/read-back.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { draftOperations } from '#contract/draft-operations.ts'
import type { readBackOperations } from '#contract/read-back-operations.ts'
import type { EngineParts } from '../engine-parts.ts'

/** What operations on a person's drafts do, and on what a victim reads of them. */
export function draftHandlers({
  current,
  intake,
  evidenceParser,
  readBack,
}: EngineParts): Pick<Handlers, keyof typeof draftOperations | keyof typeof readBackOperations> {
  return {
    'readBack.show': showReadBack(current, readBack),
    'readBack.close': closeReadBack(current, readBack),
    'draft.save': saveDraft(current),
    'draft.load': loadDraft(current),
    'draft.list': listDrafts(current),
    'draft.forget': forgetDraft(current),
    'draft.keepFile': keepDraftFile(current, intake),
    'draft.files': listDraftFiles(current),
    'draft.readCodes': readDraftCodes(current, evidenceParser),
    'draft.dropFile': dropDraftFile(current),
  }
}
