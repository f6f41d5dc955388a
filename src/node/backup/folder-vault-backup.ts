import { dirname, resolve } from 'node:path'
import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import type { MediumFailure, VaultBackup } from '#app/ports/vault-backup.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { ensureFolder, fsyncFolder } from '../disk/durable-file.ts'
import type { BackupMedium } from './backup-medium.ts'
import { isLinkAt, lookAtPlace, placeWithin } from './backup-place.ts'
import { BackupPlaces } from './backup-places.ts'
import type { FolderDesk } from './folder-desk.ts'
import { openFolderMedium } from './folder-medium.ts'
import { noteLastBackup, readLastBackup } from './last-backup.ts'
import { attemptOnMedium, onMedium } from './medium-failure.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

/** What backing up one vault's folder is made of. */
export type FolderVaultBackupOptions = {
  /** The vault's folder. */
  readonly folder: string
  readonly folders: FolderDesk
  /** Where sticks are mounted; left out, there are none. */
  readonly sticks?: () => Promise<readonly string[]>
  /** Keeps secrets of this machine, where it has a keychain. */
  readonly keychain?: MachineKeychain | null
  /** How a backup's folder is reached; tests stand between. */
  readonly openMedium?: (path: string) => BackupMedium
}

/** Backs the vault of one folder up to announced folders, and restores it from them. */
export function makeFolderVaultBackup(options: FolderVaultBackupOptions): VaultBackup {
  const { folders, sticks = async () => [], keychain = null, openMedium = openFolderMedium } = options
  const folder = options.folder === '' ? '' : resolve(options.folder)
  const running = new WeakSet<VaultSession>()
  const places = new BackupPlaces(folder, sticks, openMedium)
  /** A folder that a person named may be a link; one that the program found on a stick may not. */
  const takePath = async (
    folderId: string,
  ): Promise<Result<string, MediumFailure | Failure<'outlet/unknown'>>> => {
    const found = places.find(folderId)
    const path = found ?? folders.take(folderId)
    if (path === null || path === '') return fail({ code: 'outlet/unknown' })
    const isLink = found === null ? succeed(false) : await attemptOnMedium(() => isLinkAt(found))
    if (!isLink.ok) return isLink
    return isLink.value ? fail({ code: 'backup/not-a-backup' }) : succeed(resolve(path))
  }
  return {
    media: () => places.list(),
    last: (session) => readLastBackup(session),
    async write(session, { folderId, keep, readsAll }, work) {
      const taken = await takePath(folderId)
      if (!taken.ok) return taken
      const path = taken.value
      if (running.has(session)) return fail({ code: 'backup/already-running' })
      running.add(session)
      try {
        const ready = await onMedium(() => prepareDestination(path, folder))
        if (!ready.ok) return ready
        const written = await writeBackup({ session, medium: openMedium(path), keep, readsAll, work })
        if (written.ok) await noteLastBackup(session, written.value)
        return written
      } finally {
        running.delete(session)
      }
    },
    async restore({ folderId, generation, credentials }, work) {
      const taken = await takePath(folderId)
      if (!taken.ok) return taken
      const path = taken.value
      const ready = await onMedium(() => checkOrigin(path, folder))
      if (!ready.ok) return ready
      const medium = openMedium(path)
      return await restoreBackup({ medium, target: folder, generation, credentials, keychain, work })
    },
  }
}

/** Refuses places where a backup would be lost with the vault, and makes the folder if there is none. */
async function prepareDestination(
  path: string,
  vaultFolder: string,
): Promise<
  Result<
    void,
    | MediumFailure
    | Failure<'backup/not-found' | 'backup/not-a-backup' | 'backup/is-the-vault' | 'backup/inside-vault'>
  >
> {
  const state = await lookAtPlace(path)
  if (state === 'no-parent') return fail({ code: 'backup/not-found' })
  if (state === 'other') return fail({ code: 'backup/not-a-backup' })
  const relation = await placeWithin(path, vaultFolder)
  if (relation === 'same') return fail({ code: 'backup/is-the-vault' })
  if (relation === 'inside') return fail({ code: 'backup/inside-vault' })
  if (state === 'folder') return succeed(undefined)
  return await attemptOnMedium(async () => {
    await ensureFolder(path)
    await fsyncFolder(dirname(path))
  })
}

async function checkOrigin(
  path: string,
  target: string,
): Promise<
  Result<void, Failure<'backup/not-found' | 'backup/not-a-backup' | 'backup/target-inside-backup'>>
> {
  const state = await lookAtPlace(path)
  if (state === 'absent' || state === 'no-parent') return fail({ code: 'backup/not-found' })
  if (state === 'other') return fail({ code: 'backup/not-a-backup' })
  const relation = await placeWithin(target, path)
  return relation === 'apart' ? succeed(undefined) : fail({ code: 'backup/target-inside-backup' })
}
