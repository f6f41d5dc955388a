import { rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ProgramStanding, ProgramUpdates, UpdateFailure } from '#app/ports/program-updates.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { chooseNewest, type JudgedUpdate } from '#core/updates/choose-update.ts'
import {
  type ProgramBook,
  withAnswer,
  withHealth,
  withPending,
  withUndo,
} from '#core/updates/program-book.ts'
import { parseTreeIndex } from '#core/updates/program-tree.ts'
import {
  checkReleaseSignature,
  judgeUpdate,
  type RunningProgram,
  type SignedUpdate,
  UPDATE_LIMITS,
} from '#core/updates/update-manifest.ts'
import { verifyDocument } from '../crypto/sync-keys.ts'
import { ensureFolder, fsyncFolder } from '../disk/durable-file.ts'
import { readUpTo } from '../disk/read-file.ts'
import { openArriving } from './arriving-update.ts'
import {
  listStaged,
  PROGRAM_PATHS,
  readBook,
  STAGED,
  shownUpdate,
  tidyVersions,
  writeBook,
} from './program-folder.ts'
import { type MeasureRoom, stageUpdate } from './stage-update.ts'
import { attemptUpdate } from './update-disk.ts'
import { type OpenUpdateFile, openUpdateFile } from './update-file.ts'
import { digestUnpacked, setModes } from './update-payload.ts'

/** The program's place on this machine, and whose updates it takes. */
export type InstalledProgram = {
  /** The folder with `program.json`; `null` where the program was not put there by a launcher, and cannot be updated. */
  readonly folder: string | null
  /** The version that this process is, if a launcher started it. */
  readonly runningVersion: string | null
  readonly platform: string
  /** Public keys in hex that releases are signed by, as this program ships them. */
  readonly releaseKeys: readonly string[]
  readonly roomOf?: MeasureRoom
}

/** The program's versions in a folder that a launcher starts it from. */
export function makeFolderProgramUpdates(installed: InstalledProgram): ProgramUpdates {
  const { folder } = installed
  const book = async () => (folder === null ? NOT_INSTALLED : await readBook(folder))
  return {
    async status() {
      const read = await book()
      if (!read.ok || folder === null) return read.ok ? NOT_INSTALLED : read
      const staged = await listStaged(folder)
      return staged.ok ? succeed(standingOf(read.value, staged.value)) : staged
    },
    async choose(offered) {
      const read = await book()
      if (!read.ok || folder === null) return read.ok ? NOT_INSTALLED : read
      const staged = await listStaged(folder)
      if (!staged.ok) return staged
      const running = runningOf(read.value, installed)
      const chosen = chooseNewest(
        offered.map((update) => {
          const judged = judge(update, running, installed)
          return { version: update.document.version, judged: judged.ok ? succeed(update) : judged }
        }),
      )
      if (!chosen.ok) return chosen
      const { digestHex } = chosen.value.document
      const same = staged.value.find(({ document }) => document.digestHex === digestHex)
      return succeed({ update: chosen.value, staged: same === undefined ? null : shownUpdate(same) })
    },
    async receive(update) {
      return folder === null ? NOT_INSTALLED : await openArriving(folder, update)
    },
    async take(paths, work) {
      const read = await book()
      if (!read.ok || folder === null) return read.ok ? NOT_INSTALLED : read
      const chosen = await chooseUpdate(paths, runningOf(read.value, installed), installed)
      if (!chosen.ok) return chosen
      try {
        return await stageUpdate(folder, chosen.value, work, installed.roomOf)
      } finally {
        await chosen.value.handle.close()
      }
    },
    async apply(version) {
      const read = await book()
      if (!read.ok || folder === null) return read.ok ? NOT_INSTALLED : read
      return await applyStaged(folder, read.value, installed, version)
    },
    async undo() {
      const read = await book()
      if (!read.ok || folder === null) return read.ok ? NOT_INSTALLED : read
      const undone = withUndo(read.value)
      if (undone === null) return fail({ code: 'update/nothing-to-undo' })
      const written = await writeBook(folder, undone)
      return written.ok ? succeed({ version: undone.current }) : written
    },
    async markHealthy() {
      await change(installed, withHealth, tidyVersions)
    },
  }
}

const NOT_INSTALLED = fail({ code: 'update/not-installed' } as const)

/** Says that the running version did something orderly; whether it can open a vault is not known by that. */
export async function markAnswered(installed: InstalledProgram): Promise<void> {
  await change(installed, withAnswer)
}

// What runs is not kept from its work by a folder that cannot be written: the launcher then goes back after some starts.
async function change(
  { folder, runningVersion }: InstalledProgram,
  next: (book: ProgramBook) => ProgramBook,
  after?: (folder: string, book: ProgramBook) => Promise<void>,
): Promise<void> {
  if (folder === null || runningVersion === null) return
  const read = await readBook(folder)
  if (!read.ok || read.value.current !== runningVersion || read.value.trial === null) return
  const changed = next(read.value)
  const written = await writeBook(folder, changed)
  if (written.ok) await after?.(folder, changed)
}

function runningOf(book: ProgramBook, { platform }: InstalledProgram): RunningProgram {
  return { version: book.current, highestVersion: book.highest, platform }
}

function standingOf(book: ProgramBook, staged: readonly SignedUpdate[]): ProgramStanding {
  const { current, previous, pending, trial, failed } = book
  return {
    ...{ current, previous, pending, failed, isOnTrial: trial !== null },
    staged: staged.map(shownUpdate),
  }
}

function judge(
  update: SignedUpdate,
  running: RunningProgram,
  { releaseKeys }: InstalledProgram,
): Result<void, UpdateFailure> {
  const signed = checkReleaseSignature(update, releaseKeys, verifyDocument)
  return signed.ok ? judgeUpdate(update, running) : signed
}

/** Opens the newest file that is for this program. Where none is, says why the newest of those that can be read is not. */
async function chooseUpdate(
  paths: readonly string[],
  running: RunningProgram,
  installed: InstalledProgram,
): Promise<Result<OpenUpdateFile, UpdateFailure>> {
  const found: JudgedUpdate<OpenUpdateFile, UpdateFailure>[] = []
  const open: OpenUpdateFile[] = []
  for (const path of paths) {
    const opened = await openUpdateFile(path)
    if (opened.ok) open.push(opened.value)
    const judged = opened.ok ? judge(opened.value.signed, running, installed) : opened
    found.push({
      version: opened.ok ? opened.value.signed.document.version : null,
      judged: judged.ok ? opened : judged,
    })
  }
  const chosen = chooseNewest(found)
  for (const file of open) if (!chosen.ok || file !== chosen.value) await file.handle.close()
  return chosen
}

/** Verifies a staged version once more to its last byte, puts it among the versions, and lets it be what starts next. */
async function applyStaged(
  folder: string,
  book: ProgramBook,
  installed: InstalledProgram,
  version: string | undefined,
): Promise<Result<{ readonly version: string }, UpdateFailure>> {
  const staged = await listStaged(folder)
  if (!staged.ok) return staged
  const update = staged.value.find(({ document }) => version === undefined || document.version === version)
  if (update === undefined) return fail({ code: 'update/nothing-staged' })
  const judged = judge(update, runningOf(book, installed), installed)
  if (!judged.ok) return judged
  const { version: chosen, digestHex, entry } = update.document
  const place = PROGRAM_PATHS.staged(folder, chosen)
  const moved = await attemptUpdate(async (): Promise<Result<void, UpdateFailure>> => {
    const index = await readUpTo(join(place, STAGED.index), UPDATE_LIMITS.indexBytes)
    const tree = join(place, STAGED.tree)
    const isWhole = index !== null && (await digestUnpacked(tree, index)) === digestHex
    const parsed = isWhole ? parseTreeIndex(index, UPDATE_LIMITS.files) : null
    if (parsed?.ok !== true) return fail({ code: 'update/digest-differs' })
    await setModes(tree, parsed.value)
    const target = PROGRAM_PATHS.version(folder, chosen)
    await ensureFolder(dirname(target))
    // What a version that was rolled back left there; the current one and the one before are other versions.
    await rm(target, { recursive: true, force: true })
    await rename(tree, target)
    await fsyncFolder(dirname(target))
    return succeed(undefined)
  })
  const done = moved.ok ? moved.value : moved
  if (!done.ok) return done
  const written = await writeBook(folder, withPending(book, { version: chosen, entry }))
  if (!written.ok) return written
  await attemptUpdate(() => rm(place, { recursive: true, force: true }))
  return succeed({ version: chosen })
}
