import { fetchUpdate } from '#app/updates/fetch-update.ts'
import { applyUpdate, showVersions, takeUpdate, undoUpdate } from '#app/updates/program-versions.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { EngineParts } from '../engine-parts.ts'

type UpdateOperation = 'update.status' | 'update.take' | 'update.fetch' | 'update.apply' | 'update.undo'

/** What operations on the versions of the program do. */
export function updateHandlers({
  current,
  updates,
  carriers,
  network,
}: EngineParts): Pick<Handlers, UpdateOperation> {
  return {
    'update.status': showVersions(updates),
    'update.take': takeUpdate(updates, carriers),
    'update.fetch': fetchUpdate(current, updates, network),
    'update.apply': applyUpdate(updates),
    'update.undo': undoUpdate(updates),
  }
}
