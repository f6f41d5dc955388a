import { randomBytes } from '../crypto/primitives.ts'

/** Folders outside the vault that were announced by their paths, each good for one call. */
export class FolderDesk {
  readonly #folders = new Map<string, string>()

  /** Announces a folder. */
  offer(path: string): string {
    const folderId = Buffer.from(randomBytes(16)).toString('hex')
    this.#folders.set(folderId, path)
    return folderId
  }

  /** The folder's path, or `null` when none was announced under this id; it is forgotten. */
  take(folderId: string): string | null {
    const path = this.#folders.get(folderId) ?? null
    this.#folders.delete(folderId)
    return path
  }

  /** Forgets everything that waits. */
  clear(): void {
    this.#folders.clear()
  }
}
