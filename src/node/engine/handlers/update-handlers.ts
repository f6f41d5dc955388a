import { applyUpdate, showVersions, takeUpdate, undoUpdate } from '#app/updates/program-versions.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { EngineParts } from '../engine-parts.ts'

type UpdateOperation = 'update.status' | 'update.take' | 'update.apply' | 'update.undo'

/** What operations on the versions of the program do. */
export function updateHandlers({ updates, carriers }: EngineParts): Pick<Handlers, UpdateOperation> {
  return {
    'update.status': showVersions(updates),
    'update.take': takeUpdate(updates, carriers),
    'update.apply': applyUpdate(updates),
    'update.undo': undoUpdate(updates),
  }
}
