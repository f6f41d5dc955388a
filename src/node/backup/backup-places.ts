import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { OutputOf } from '#contract/operations.ts'
import type { VaultId } from '#core/ids.ts'
import { randomBytes } from '../crypto/primitives.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { readHeader } from '../vault/vault-folder.ts'
import { MARKER_FILE } from './backup-format.ts'
import type { BackupMedium } from './backup-medium.ts'
import { onMedium } from './medium-failure.ts'
import { listGenerations, readGeneration, readMarker } from './read-backup.ts'

/** What a backup's folder on a stick is called; a vault whose name is taken by another's backup adds its id. */
const BACKUP_FOLDER = 'samnum-backup'
/** Most backups that are looked at on one stick. */
const MOST_FOLDERS = 20
/** Most generations that are listed of one backup. */
const MOST_GENERATIONS = 10

type Place = OutputOf<'backup.media'>['media'][number]

/** Where on the sticks that are plugged in backups are, or would be begun, known by ids as long as the program runs. */
export class BackupPlaces {
  readonly #vaultFolder: string
  readonly #sticks: () => Promise<readonly string[]>
  readonly #openMedium: (path: string) => BackupMedium
  readonly #idOfPath = new Map<string, string>()

  constructor(
    vaultFolder: string,
    sticks: () => Promise<readonly string[]>,
    openMedium: (path: string) => BackupMedium,
  ) {
    this.#vaultFolder = vaultFolder
    this.#sticks = sticks
    this.#openMedium = openMedium
  }

  /** Of each stick the backups that are there, and, where this vault has none among them, a place to begin one. */
  async list(): Promise<Place[]> {
    const vaultId = await this.#ownVault()
    const places: Place[] = []
    for (const stick of await this.#sticks()) {
      const name = basename(stick) || stick
      const found: Place[] = []
      for (const folder of await backupFolders(stick)) found.push(await this.#look(folder, name, vaultId))
      places.push(...found)
      const mayBegin = vaultId !== null && found.every(({ holds }) => holds !== 'this-vault')
      if (mayBegin) {
        const isTaken = found.length > 0
        const folder = join(stick, isTaken ? `${BACKUP_FOLDER}-${vaultId.slice(0, 8)}` : BACKUP_FOLDER)
        places.push({ folderId: this.#idOf(folder), name, holds: 'nothing', generations: [] })
      }
    }
    return places
  }

  /** The place of an id that was listed; `null` for none. */
  find(folderId: string): string | null {
    return [...this.#idOfPath].find(([, id]) => id === folderId)?.[0] ?? null
  }

  async #look(folder: string, name: string, ownVault: VaultId | null): Promise<Place> {
    const place = { folderId: this.#idOf(folder), name }
    const medium = this.#openMedium(folder)
    const read = await onMedium(async () => {
      const marker = await readMarker(medium)
      if (!marker.ok) return marker
      const { complete } = await listGenerations(medium)
      const generations: Place['generations'] = []
      for (const number of complete.slice(-MOST_GENERATIONS).reverse()) {
        const one = await readGeneration(medium, number)
        // A damaged one is not offered; the others are, and restoring proves them.
        if (!one.ok) continue
        const { generation, createdAtMs, head } = one.value.manifest
        generations.push({ generation, createdAtMs, seq: head.seq })
      }
      return { ok: true as const, value: { vaultId: marker.value, generations } }
    })
    if (!read.ok) return { ...place, holds: 'not-readable', generations: [] }
    const { vaultId, generations } = read.value
    const isOurs = vaultId !== null && vaultId === ownVault
    return { ...place, holds: isOurs ? 'this-vault' : 'another-vault', generations }
  }

  #idOf(folder: string): string {
    const id = this.#idOfPath.get(folder) ?? Buffer.from(randomBytes(16)).toString('hex')
    this.#idOfPath.set(folder, id)
    return id
  }

  async #ownVault(): Promise<VaultId | null> {
    if (this.#vaultFolder === '') return null
    const header = await readHeader(this.#vaultFolder)
    return header.ok ? (header.value.candidates[0].vaultId as VaultId) : null
  }
}

/** The stick itself where it is a backup, and the folders on it that are. No link is followed. */
async function backupFolders(stick: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(stick, { withFileTypes: true })
    if (entries.some((entry) => entry.isFile() && entry.name === MARKER_FILE)) return [stick]
    const named = entries.filter((entry) => entry.isDirectory() && entry.name.startsWith(BACKUP_FOLDER))
    return named.slice(0, MOST_FOLDERS).map(({ name }) => join(stick, name))
  } catch (error) {
    errnoOf(error)
    return []
  }
}
