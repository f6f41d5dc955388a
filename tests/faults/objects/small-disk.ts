import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
