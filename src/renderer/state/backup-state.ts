import type { OutputOf } from '#contract/operations.ts'
import { IDLE, type Remote } from './remote.ts'
import type { Work } from './work.ts'

/** A place on a stick where a backup is or could be begun. */
export type BackupPlace = OutputOf<'backup.media'>['media'][number]

/** What a window knows of backups. */
export type BackupState = {
  readonly last: Remote<OutputOf<'backup.last'>>
  readonly media: Remote<OutputOf<'backup.media'>>
  /** The place that was chosen; `null` for none. */
  readonly folderId: string | null
  readonly writing: Work<OutputOf<'backup.write'>>
}

/** What a session begins with. */
export function newBackupState(): BackupState {
  return { last: IDLE, media: IDLE, folderId: null, writing: IDLE }
}

/** The places that a backup of this vault can be written to. */
export function placesToWrite(media: OutputOf<'backup.media'> | null): readonly BackupPlace[] {
  return (media?.media ?? []).filter(({ holds }) => holds === 'nothing' || holds === 'this-vault')
}

/** The chosen place while it is there, else the only one. */
export function chosenPlace(chosen: string | null, places: readonly BackupPlace[]): string | null {
  if (places.some(({ folderId }) => folderId === chosen)) return chosen
  return places.length === 1 ? (places[0]?.folderId ?? null) : null
}
