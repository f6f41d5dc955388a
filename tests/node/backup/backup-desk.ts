import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Envelope } from '#contract/envelope.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import { type Desk, openDesk } from '../../support/make-vault.ts'

type WriteOptions = Omit<InputOf<'backup.write'>, 'folderId'>
type RestoreOptions = Omit<InputOf<'backup.restore'>, 'folderId'>

/** Asks a desk to back its vault up to a folder. */
export async function askBackup(
  desk: Desk,
  path: string,
  options: WriteOptions = {},
  call: Parameters<Desk['call']>[2] = {},
): Promise<Envelope<OutputOf<'backup.write'>>> {
  const folderId = await desk.engine.offerFolder(path)
  return await desk.call('backup.write', { folderId, ...options }, call)
}

/** A backup that must succeed. */
export async function backUp(
  desk: Desk,
  path: string,
  options: WriteOptions = {},
): Promise<OutputOf<'backup.write'>> {
  return takeValue(await askBackup(desk, path, options), desk)
}

/** Asks an engine for an empty place to restore a backup there. */
export async function askRestore(
  path: string,
  target: string,
  options: RestoreOptions = {},
): Promise<Envelope<OutputOf<'backup.restore'>>> {
  return await restoreAt(openDesk(target), path, options)
}

/** A restoring that must succeed; the vault is still locked. */
export async function restore(
  path: string,
  target: string,
  options: RestoreOptions = {},
): Promise<OutputOf<'backup.restore'>> {
  const desk = openDesk(target)
  return takeValue(await restoreAt(desk, path, options), desk)
}

async function restoreAt(desk: Desk, path: string, options: RestoreOptions) {
  const folderId = await desk.engine.offerFolder(path)
  return await desk.call('backup.restore', { folderId, ...options })
}

function takeValue<T>(answer: Envelope<T>, { bugs }: Desk): T {
  if (answer.outcome === 'done') return answer.value
  const causes = bugs.map(({ cause }) => (cause instanceof Error ? cause.stack : cause)).join('\n')
  throw new Error(`${JSON.stringify(answer)}\n${causes}`)
}

/** Every file under a folder with the SHA-256 of its bytes. */
export async function digestsIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const digests = await Promise.all(
    files.sort().map(async (path) => {
      const digest = createHash('sha256').update(await readFile(path))
      return [path.slice(folder.length + 1), digest.digest('hex')] as const
    }),
  )
  return Object.fromEntries(digests)
}

/**
 * The digests of a vault's files beside the projections, in which an open vault goes on indexing words, and beside what it notes of its
 * last backup: neither is in a backup.
 */
export function besideViews(digests: Record<string, string>): Record<string, string> {
  const isKept = (name: string) => !name.startsWith('people/') && name !== 'backup.json'
  return Object.fromEntries(Object.entries(digests).filter(([name]) => isKept(name)))
}

/** Paths in a backup, relative to its folder. */
export async function filesOf(folder: string): Promise<readonly string[]> {
  return Object.keys(await digestsIn(folder)).sort()
}
