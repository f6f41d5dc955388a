import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { fail } from '#core/result.ts'
import type { FolderCarriers } from '../ports/folder-carriers.ts'
import type { ProgramUpdates } from '../ports/program-updates.ts'

/** `update.status`. */
export function showVersions(updates: ProgramUpdates): Handler<'update.status'> {
  return async () => copied(await updates.status())
}

/** `update.take`. */
export function takeUpdate(updates: ProgramUpdates, carriers: FolderCarriers): Handler<'update.take'> {
  return async ({ carrierId }, { signal, onProgress }) => {
    const carrier = carriers.find(carrierId)
    if (carrier === null) return fail({ code: 'outlet/unknown' })
    const paths = await carrier.updatePaths()
    if (!paths.ok) return paths
    const taken = await updates.take(paths.value, {
      signal,
      onProgress: (done, total) => onProgress({ stage: 'copying', done, total }),
    })
    if (taken.ok) return taken
    const { failure } = taken
    return failure.code === 'cancelled' ? CANCELLED : fail(failure)
  }
}

/** `update.apply`. */
export function applyUpdate(updates: ProgramUpdates): Handler<'update.apply'> {
  return async () => await updates.apply()
}

/** `update.undo`. */
export function undoUpdate(updates: ProgramUpdates): Handler<'update.undo'> {
  return async () => await updates.undo()
}

type Status = Awaited<ReturnType<ProgramUpdates['status']>>

function copied(status: Status) {
  if (!status.ok) return status
  const { failed, staged, ...rest } = status.value
  return { ok: true as const, value: { ...rest, failed: [...failed], staged: [...staged] } }
}
