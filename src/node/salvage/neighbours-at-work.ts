import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errnoOf } from '../disk/disk-failure.ts'
import { DATABASE_FILE, HEAD_FILE } from '../vault/vault-folder.ts'

const FILES = [DATABASE_FILE, `${DATABASE_FILE}-wal`, HEAD_FILE]

/**
 * Notices that another process wrote to a vault while its pages were read. The database's lock is not asked: a damaged database
 * cannot be opened to ask for it, and opening its journal would change it.
 */
export class NeighboursAtWork {
  readonly #folder: string
  readonly #before: string

  private constructor(folder: string, before: string) {
    this.#folder = folder
    this.#before = before
  }

  /** Looks at a vault before it is read. */
  static async look(folder: string): Promise<NeighboursAtWork> {
    return new NeighboursAtWork(folder, await marksOf(folder))
  }

  /** Tells whether anything was written since. */
  async haveWritten(): Promise<boolean> {
    return (await marksOf(this.#folder)) !== this.#before
  }
}

async function marksOf(folder: string): Promise<string> {
  const marks = await Promise.all(FILES.map((file) => markOf(join(folder, file))))
  return marks.join()
}

async function markOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true })
    return `${ino} ${size} ${mtimeNs}`
  } catch (error) {
    return errnoOf(error)
  }
}
