import { resolve } from 'node:path'
import type { Cancelled } from '#app/ports/byte-source.ts'
import type { Clock } from '#app/ports/clock.ts'
import type { Credentials } from '#app/ports/slot-keeper.ts'
import type { SalvageFailure, SalvageWork, VaultSalvage } from '#app/ports/vault-salvage.ts'
import type { OutputOf } from '#contract/operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { placeWithin } from '../backup/backup-place.ts'
import type { FolderDesk } from '../backup/folder-desk.ts'
import { attemptOnDisk } from '../disk/disk-failure.ts'
import { wipeKeyring } from '../vault/keyring.ts'
import { makeInPlace } from '../vault/make-in-place.ts'
import { type KeyTools, openKeys } from '../vault/open-keys.ts'
import { readHeader } from '../vault/vault-folder.ts'
import { checkPlace } from '../vault/vault-place.ts'
import { fillSalvaged } from './fill-salvaged.ts'
import { NeighboursAtWork } from './neighbours-at-work.ts'

/** What salvaging one vault's folder is made of. */
export type FolderVaultSalvageOptions = {
  /** The damaged vault's folder. */
  readonly folder: string
  readonly folders: FolderDesk
  readonly tools: KeyTools
  readonly clock: Clock
}

/** Salvages the vault of one folder into announced folders (`docs/format.md`, section 10). */
export function makeFolderVaultSalvage({
  folder: path,
  folders,
  tools,
  clock,
}: FolderVaultSalvageOptions): VaultSalvage {
  const folder = path === '' ? '' : resolve(path)
  return {
    async salvage({ folderId, credentials }, work) {
      const taken = folders.take(folderId)
      if (taken === null || taken === '') return fail({ code: 'outlet/unknown' })
      const place = resolve(taken)
      const relation = await attemptOnDisk(() => placeWithin(place, folder))
      if (!relation.ok) return relation
      if (relation.value !== 'apart') return fail({ code: 'salvage/inside-vault' })
      const free = await checkPlace(place)
      if (!free.ok) return free
      return await salvageInto(place, { folder, credentials, tools, clock, work })
    },
  }
}

type Order = {
  readonly folder: string
  readonly credentials: Credentials
  readonly tools: KeyTools
  readonly clock: Clock
  readonly work: SalvageWork
}

async function salvageInto(
  place: string,
  { folder, credentials, tools, clock, work }: Order,
): Promise<Result<OutputOf<'vault.salvage'>, SalvageFailure | Cancelled>> {
  const read = await readHeader(folder)
  if (!read.ok) return read
  const opened = await openKeys(read.value, credentials, tools)
  if (!opened.ok) return opened as Result<never, SalvageFailure>
  try {
    const neighbours = await NeighboursAtWork.look(folder)
    return await makeInPlace<OutputOf<'vault.salvage'>, SalvageFailure | Cancelled>(
      place,
      (unfinished) => fillSalvaged({ folder, unfinished, unlocked: opened.value, clock, work }),
      async () => ((await neighbours.haveWritten()) ? fail({ code: 'vault/in-use' }) : succeed(undefined)),
    )
  } finally {
    wipeKeyring(opened.value.keyring)
    opened.value.viewKey.fill(0)
  }
}
