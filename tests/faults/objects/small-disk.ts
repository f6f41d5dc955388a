import { spawnSync } from 'node:child_process'
import { mkdtemp, open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { onTestFinished, type TestContext } from 'vitest'
import { skipBecause } from './run-child.ts'

/** A disk in memory of its own, gone after the test; skips the test where none may be mounted. */
export async function mountSmallDisk(context: TestContext, options: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'samnum-small-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `${options},mode=0700`, 'tmpfs', path])
  if (mounted.status !== 0) {
    await rm(path, { recursive: true })
    skipBecause(context, 'no disk can be mounted here')
  }
  onTestFinished(async () => {
    spawnSync('umount', [path])
    await rm(path, { recursive: true, force: true })
  })
  return path
}

export function remountReadOnly(path: string): void {
  const { status, stderr } = spawnSync('mount', ['-o', 'remount,ro', path], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

/** Takes every page that a disk still gives but some, also those that work in the background sets free or takes, and gives all back. */
export async function fillDisk(disk: string, exceptPages: number): Promise<() => Promise<void>> {
  const ballast = join(disk, 'ballast')
  const { bsize } = await statfs(disk)
  const page = Buffer.alloc(bsize)
  const file = await open(ballast, 'w')
  let pages = 0
  for (let refusals = 0; refusals < 3; ) {
    try {
      await file.write(page, 0, bsize, pages * bsize)
      pages += 1
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      refusals += 1
      await setTimeout(150)
    }
  }
  await file.truncate(Math.max(0, pages - exceptPages) * bsize)
  await file.close()
  return () => rm(ballast)
}
