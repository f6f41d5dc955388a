import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Hex } from '#node/crypto/primitives.ts'

/** What the demonstration works on: a complaint and the files that the victim brings along, about invented people. */
export type DemoMaterial = {
  readonly complaintPath: string
  readonly files: readonly { readonly name: string; readonly path: string; readonly digestHex: string }[]
}

const COMPLAINT = 'complaint.json'
/** Says what the files are; it is no evidence. */
const NOT_EVIDENCE: readonly string[] = [COMPLAINT, 'README.md']

/** Finds the material, or answers `null` when the complaint or the files are missing. */
export async function findDemoMaterial(folder: string): Promise<DemoMaterial | null> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
  const evidence = names.filter((name) => !NOT_EVIDENCE.includes(name)).sort()
  if (!names.includes(COMPLAINT) || evidence.length === 0) return null
  const files = await Promise.all(
    evidence.map(async (name) => {
      const path = join(folder, name)
      return { name, path, digestHex: await digestOf(path) }
    }),
  )
  return { complaintPath: join(folder, COMPLAINT), files }
}

/** SHA-256 of a file's bytes as they are on the disk. */
export async function digestOf(path: string): Promise<string> {
  return sha256Hex(await readFile(path))
}
