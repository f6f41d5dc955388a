import { mkdir, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { StagedUpdate, UpdateFailure } from '#app/ports/program-updates.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { writeTreeIndex } from '#core/updates/program-tree.ts'
import { randomBytes } from '../crypto/primitives.ts'
import { ensureFolder, fsyncFolder, writeFileDurably } from '../disk/durable-file.ts'
import { listStaged, namesIn, PROGRAM_PATHS, STAGED, shownUpdate } from './program-folder.ts'
import { attemptUpdate } from './update-disk.ts'
import type { OpenUpdateFile } from './update-file.ts'
import { type UnpackWork, unpackPayload } from './update-payload.ts'

const UNFINISHED = '.unfinished'
/** Room that is left to the rest of the machine. */
const SPARE_BYTES = 64 * 1024 * 1024

/** How much room there is for a program; replaced in tests of full disks. */
export type MeasureRoom = (folder: string) => Promise<number>

/** The bytes that whoever runs the program may still write on the disk of a folder. */
export async function measureRoom(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

type Staged = Result<
  StagedUpdate & { readonly isNew: boolean },
  UpdateFailure | { readonly code: 'cancelled' }
>

/** Lays an update whose signature and fitness were judged beside the program: whole and verified under its version's name, or not at all. */
export async function stageUpdate(
  program: string,
  update: OpenUpdateFile,
  work: UnpackWork,
  roomOf: MeasureRoom = measureRoom,
): Promise<Staged> {
  const { version, digestHex, sizeBytes } = update.signed.document
  const before = await listStaged(program)
  if (!before.ok) return before
  const same = before.value.find(({ document }) => document.version === version)
  if (same?.document.digestHex === digestHex) return succeed({ ...shownUpdate(same), isNew: false })
  const room = await attemptUpdate(() => roomOf(program))
  if (!room.ok) return room
  if (room.value < sizeBytes + SPARE_BYTES)
    return fail({ code: 'update/disk-full', facts: { neededBytes: sizeBytes + SPARE_BYTES } })
  const staging = PROGRAM_PATHS.staging(program)
  const unfinished = join(staging, `${version}.${Buffer.from(randomBytes(4)).toString('hex')}${UNFINISHED}`)
  const laid = await attemptUpdate(async (): Promise<Staged> => {
    await ensureFolder(staging)
    await removeUnfinished(staging)
    await mkdir(join(unfinished, STAGED.tree), { recursive: true, mode: 0o755 })
    const index = await unpackPayload(update, join(unfinished, STAGED.tree), work)
    if (!index.ok) return index
    await writeFileDurably(join(unfinished, STAGED.index), writeTreeIndex(index.value))
    await writeFileDurably(join(unfinished, STAGED.manifest), update.manifestBytes)
    const place = PROGRAM_PATHS.staged(program, version)
    await rm(place, { recursive: true, force: true })
    await rename(unfinished, place)
    await fsyncFolder(staging)
    return succeed({ ...shownUpdate(update.signed), isNew: true })
  })
  const staged = laid.ok ? laid.value : laid
  if (!staged.ok) await attemptUpdate(() => rm(unfinished, { recursive: true, force: true }))
  return staged
}

// What a crash or a pulled stick left; nobody takes it for a version.
async function removeUnfinished(staging: string): Promise<void> {
  for (const name of await namesIn(staging))
    if (name.endsWith(UNFINISHED)) await rm(join(staging, name), { recursive: true, force: true })
}
