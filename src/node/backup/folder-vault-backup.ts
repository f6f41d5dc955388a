import { dirname, resolve } from 'node:path'
import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import type { MediumFailure, VaultBackup } from '#app/ports/vault-backup.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { ensureFolder, fsyncFolder } from '../disk/durable-file.ts'
import type { BackupMedium } from './backup-medium.ts'
import { lookAtPlace, placeWithin } from './backup-place.ts'
import type { FolderDesk } from './folder-desk.ts'
import { openFolderMedium } from './folder-medium.ts'
import { attemptOnMedium, onMedium } from './medium-failure.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

/** What backing up one vault's folder is made of. */
export type FolderVaultBackupOptions = {
  /** The vault's folder. */
  readonly folder: string
  readonly folders: FolderDesk
  /** Keeps secrets of this machine, where it has a keychain. */
  readonly keychain?: MachineKeychain | null
  /** How a backup's folder is reached; tests stand between. */
  readonly openMedium?: (path: string) => BackupMedium
}

/** Backs the vault of one folder up to announced folders, and restores it from them. */
export function makeFolderVaultBackup(options: FolderVaultBackupOptions): VaultBackup {
  const { folders, keychain = null, openMedium = openFolderMedium } = options
  const folder = options.folder === '' ? '' : resolve(options.folder)
  const running = new WeakSet<VaultSession>()
  return {
    async write(session, { folderId, keep, readsAll }, work) {
      const path = takePath(folders, folderId)
      if (path === null) return fail({ code: 'outlet/unknown' })
      if (running.has(session)) return fail({ code: 'backup/already-running' })
      running.add(session)
      try {
        const ready = await onMedium(() => prepareDestination(path, folder))
        if (!ready.ok) return ready
        return await writeBackup({ session, medium: openMedium(path), keep, readsAll, work })
      } finally {
        running.delete(session)
      }
    },
    async restore({ folderId, generation, credentials }, work) {
      const path = takePath(folders, folderId)
      if (path === null) return fail({ code: 'outlet/unknown' })
      const ready = await onMedium(() => checkOrigin(path, folder))
      if (!ready.ok) return ready
      const medium = openMedium(path)
      return await restoreBackup({ medium, target: folder, generation, credentials, keychain, work })
    },
  }
}

function takePath(folders: FolderDesk, folderId: string): string | null {
  const path = folders.take(folderId)
  return path === null || path === '' ? null : resolve(path)
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
