import { OBJECTS } from './backup-format.ts'
import type { BackupMedium } from './backup-medium.ts'
import { wholeName } from './parted-file.ts'

const SHARD = /^[0-9a-f]{2}$/
const STORED = /^[0-9a-f]{64}(\.[0-9]{3,})?$/

/** An object's file on the medium, over all its parts. */
export type StoredFile = { readonly paths: readonly string[]; readonly sizeBytes: number }

/**
 * The objects' files on the medium by their digests, leaving out those that are named by `named`. Other files are nobody's
 * and stay out of it.
 */
export async function findUnnamed(
  medium: BackupMedium,
  named: ReadonlySet<string>,
): Promise<ReadonlyMap<string, StoredFile>> {
  const found = new Map<string, StoredFile>()
  for (const shard of await medium.list(OBJECTS)) {
    if (shard.kind !== 'folder' || !SHARD.test(shard.name)) continue
    for (const { name, kind } of await medium.list(`${OBJECTS}/${shard.name}`)) {
      const digestHex = wholeName(name)
      if (kind !== 'file' || !STORED.test(name) || !name.startsWith(shard.name) || named.has(digestHex))
        continue
      const path = `${OBJECTS}/${shard.name}/${name}`
      const { paths, sizeBytes } = found.get(digestHex) ?? { paths: [], sizeBytes: 0 }
      found.set(digestHex, {
        paths: [...paths, path],
        sizeBytes: sizeBytes + ((await medium.sizeOf(path)) ?? 0),
      })
    }
  }
  return found
}
