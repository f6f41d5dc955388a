import { readdir, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import type { FolderCarriers, ListedCarrier } from '#app/ports/folder-carriers.ts'
import type { FolderDesk } from '../../backup/folder-desk.ts'
import { randomBytes } from '../../crypto/primitives.ts'
import { errnoOf } from '../../disk/disk-failure.ts'
import { makeFolderCarrier } from './folder-carrier.ts'

/** Most sticks that are listed. */
const MOST = 50

/** Where a system mounts what is plugged in; of each, the folders inside are sticks. */
function mountFolders(platform: NodeJS.Platform = process.platform): readonly string[] {
  if (platform === 'win32') return []
  if (platform === 'darwin') return ['/Volumes']
  const { username } = userInfo()
  return [`/media/${username}`, `/run/media/${username}`]
}

/** Sticks that are plugged in, known by an id as long as the program runs, and folders that were announced by their paths. */
export class CarrierDesk implements FolderCarriers {
  readonly #folders: FolderDesk
  readonly #mounts: readonly string[]
  readonly #idOfPath = new Map<string, string>()

  constructor(folders: FolderDesk, mounts: readonly string[] = mountFolders()) {
    this.#folders = folders
    this.#mounts = mounts
  }

  /** Where the sticks that are plugged in are mounted. */
  async paths(): Promise<readonly string[]> {
    return [...(await drives()), ...(await Promise.all(this.#mounts.map(foldersIn))).flat()].slice(0, MOST)
  }

  async list(): Promise<readonly ListedCarrier[]> {
    const paths = await this.paths()
    return paths.map((path) => {
      const carrierId = this.#idOfPath.get(path) ?? Buffer.from(randomBytes(16)).toString('hex')
      this.#idOfPath.set(path, carrierId)
      return { carrierId, name: basename(path) || path }
    })
  }

  find(carrierId: string) {
    const listed = [...this.#idOfPath].find(([, id]) => id === carrierId)?.[0]
    const path = listed ?? this.#folders.take(carrierId)
    return path === null ? null : makeFolderCarrier(path)
  }
}

/** The folders of mount points given by an administrator or a test: paths as in `PATH`. */
export function mountsFrom(text: string | undefined): readonly string[] | undefined {
  return text === undefined ? undefined : text.split(delimiter).filter((path) => path !== '')
}

// On Windows a stick has a letter of its own; C is the system's.
async function drives(): Promise<readonly string[]> {
  if (process.platform !== 'win32') return []
  const roots = [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`)
  const areThere = await Promise.all(roots.map(isFolder))
  return roots.filter((_, at) => areThere[at] === true)
}

async function foldersIn(mount: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(mount, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(mount, name))
  } catch (error) {
    errnoOf(error)
    return []
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    errnoOf(error)
    return false
  }
}
