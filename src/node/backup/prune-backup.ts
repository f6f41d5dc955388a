import { TEMPORARY_ENDING } from '../disk/durable-file.ts'
import {
  GENERATIONS,
  generationFolder,
  INCOMING,
  MANIFEST_FILE,
  type ManifestObject,
  VAULT_FILES,
} from './backup-format.ts'
import type { BackupMedium } from './backup-medium.ts'
import { wholeName } from './parted-file.ts'
import { manifestPath } from './read-backup.ts'
import { findUnnamed } from './stored-objects.ts'

const INCOMING_NAME = /^[0-9a-f]{32}(\.[0-9]{3,})?$/

/** Removes what interrupted runs left, objects apart: those are whole, and this run may need them. */
export async function removeLeftovers(medium: BackupMedium, unfinished: readonly number[]): Promise<void> {
  for (const generation of unfinished) await removeFiles(medium, generation)
  for (const { name } of await medium.list(INCOMING)) {
    if (INCOMING_NAME.test(name)) await medium.remove(`${INCOMING}/${name}`)
  }
}

/**
 * Removes a complete generation. Its manifest goes first and durably: a generation that has one is whole.
 */
export async function removeGeneration(medium: BackupMedium, generation: number): Promise<void> {
  await medium.remove(manifestPath(generation))
  await medium.flushFolder(generationFolder(generation))
  await removeFiles(medium, generation)
}

/** Removes objects that no kept generation names. */
export async function removeUnnamedObjects(
  medium: BackupMedium,
  kept: Iterable<ManifestObject>,
): Promise<void> {
  const named = new Set(Array.from(kept, ({ digestHex }) => digestHex as string))
  for (const { paths } of (await findUnnamed(medium, named)).values()) {
    for (const path of paths) await medium.remove(path)
  }
}

/** Removes our own files of a generation without a manifest, and its folder unless it holds something else. */
async function removeFiles(medium: BackupMedium, generation: number): Promise<void> {
  const folder = generationFolder(generation)
  for (const { name } of await medium.list(folder)) {
    const isOurs =
      name === MANIFEST_FILE + TEMPORARY_ENDING || VAULT_FILES.some((file) => file === wholeName(name))
    if (isOurs) await medium.remove(`${folder}/${name}`)
  }
  await medium.removeFolder(folder)
  await medium.flushFolder(GENERATIONS)
}
