import { spawn } from 'node:child_process'
import { access, constants, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { BackupWork } from '#app/ports/vault-backup.ts'
import type { VaultSession } from '#app/vault-session.ts'
import type { BackupMedium } from '#node/backup/backup-medium.ts'
import { openFolderMedium } from '#node/backup/folder-medium.ts'
import { listGenerations } from '#node/backup/read-backup.ts'
import { restoreBackup } from '#node/backup/restore-backup.ts'
import { writeBackup } from '#node/backup/write-backup.ts'
import { filesOf } from '../../node/backup/backup-desk.ts'
import { WITH_COMPILED_CODE } from '../../support/compiled-code.ts'
import {
  type AtEnd,
  createVault,
  fillVault,
  PASSPHRASE,
  sealBytes,
  unlock,
} from '../../support/make-vault.ts'
import { keeperOf } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'

export const WORK: BackupWork = { signal: new AbortController().signal, onProgress: () => {} }
/** Parts so small that the database and one object have several. */
export const PART_BYTES = 50_000

/** A folder in memory where the system has one: what is tested here is the order of steps, and not how long they take. */
async function makeQuickFolder(atEnd: AtEnd = onTestFinished): Promise<string> {
  const isThere = await access('/dev/shm', constants.W_OK).then(
    () => true,
    () => false,
  )
  const path = await mkdtemp(join(isThere ? '/dev/shm' : tmpdir(), 'samnum-backup-'))
  atEnd(() => rm(path, { recursive: true, force: true }))
  return path
}

/** An open vault, and a backup of it that is two generations old and lacks its newest exhibit. */
export type Scene = { readonly session: VaultSession; readonly stick: string }

export async function makeScene(atEnd: AtEnd): Promise<Scene> {
  const desk = await createVault({ atEnd })
  const { first } = await fillVault(desk)
  await desk.engine.close()
  const stick = await makeEmptyStick(atEnd)
  for (const title of ['second', 'third']) {
    const keeper = keeperOf(desk.folder)
    const session = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
    expectOk(await write(session, openFolderMedium(stick)))
    await keeper.close(session)
    const again = await unlock(desk.folder, { atEnd })
    await sealBytes(again, first, Buffer.alloc(title === 'third' ? 60_000 : 500, title), `${title}.bin`)
    await again.engine.close()
  }
  const keeper = keeperOf(desk.folder)
  const session = expectOk(await keeper.unlock({ passphrase: PASSPHRASE }))
  atEnd(() => keeper.close(session))
  return { session, stick }
}

/** Writes a generation, keeping two, so that old ones are removed as well. */
export function write(session: VaultSession, medium: BackupMedium) {
  const order = { session, medium, keep: 2, readsAll: false, work: WORK, partBytes: PART_BYTES }
  return writeBackup(order)
}

export async function makeEmptyStick(atEnd?: AtEnd): Promise<string> {
  const stick = join(await makeQuickFolder(atEnd), 'stick')
  await mkdir(stick)
  return stick
}

/** A copy of the scene's stick. */
export async function copyStick(stick: string, atEnd?: AtEnd): Promise<string> {
  const copy = await makeEmptyStick(atEnd)
  await cp(stick, copy, { recursive: true })
  return copy
}

/** Restores every generation of a stick, each byte compared on the way, and answers the number of the newest. */
export async function restoredGeneration(stick: string): Promise<number> {
  const room = await makeQuickFolder()
  const medium = openFolderMedium(stick)
  let newest = 0
  for (const generation of (await listGenerations(medium)).complete) {
    const target = join(room, String(generation))
    const order = { medium, generation, credentials: null, work: WORK, target, partBytes: PART_BYTES }
    newest = expectOk(await restoreBackup(order)).generation
  }
  await rm(room, { recursive: true })
  return newest
}

/**
 * What must hold on a stick after any interruption: its newest generation is whole, it is the new one exactly when that
 * was acknowledged (or became durable before the answer was lost), and the next run succeeds and leaves nothing behind.
 */
export async function expectSoundness(
  { session }: Scene,
  stick: string,
  { before, acknowledged }: { readonly before: number; readonly acknowledged: boolean },
): Promise<void> {
  const newest = await restoredGeneration(stick)
  expect([before, before + 1]).toContain(newest)
  if (acknowledged) expect(newest).toBe(before + 1)
  const next = expectOk(await write(session, openFolderMedium(stick)))
  expect(next.findings).toEqual([])
  expect(await restoredGeneration(stick)).toBe(next.generation)
  await expectTidy(stick)
}

/** Nothing but whole generations, and no object that none of them names. */
export async function expectTidy(stick: string): Promise<void> {
  const files = await filesOf(stick)
  expect(files.filter((file) => file.startsWith('incoming/') || file.endsWith('.new'))).toEqual([])
  const generations = await readdir(join(stick, 'generations'))
  expect(files.filter((file) => file.endsWith('/manifest.json'))).toHaveLength(generations.length)
  // Two exhibits of the beginning and two later ones; each may lie in parts.
  const objects = files.filter((file) => file.startsWith('objects/')).map((file) => file.split('.')[0])
  expect(new Set(objects).size).toBeLessThanOrEqual(4)
}

const TASK = join(import.meta.dirname, 'child-task.ts')

/** Runs the task in a process of its own; `null` when it was killed. */
export async function runTask(
  options: Record<string, string>,
  wrapper: readonly string[] = [],
): Promise<{ readonly ok: boolean } | null> {
  const named = Object.entries({ 'part-bytes': String(PART_BYTES), ...options })
  const taskArgs = named.flatMap(([name, value]) => [`--${name}`, value])
  const [command, ...args] = [...wrapper, process.execPath, TASK, ...taskArgs]
  const child = spawn(command as string, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', ...(wrapper.length === 0 && WITH_COMPILED_CODE) },
    timeout: 60_000,
    killSignal: 'SIGTERM',
  })
  let printed = ''
  child.stdout?.on('data', (chunk) => {
    printed += chunk
  })
  const signal = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_, by) => resolve(by))
  })
  if (signal === null) return JSON.parse(printed)
  expect(signal).toBe('SIGKILL')
  return null
}
