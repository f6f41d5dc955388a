import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openFolderMedium } from '#node/backup/folder-medium.ts'
import { filesBehind } from '#node/vault/vault-files.ts'
import { makeFolder, PASSPHRASE, whenFileEnds } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import {
  copyStick,
  expectSoundness,
  makeScene,
  restoredGeneration,
  runTask,
  type Scene,
  write,
} from './backup-faults.ts'
import { watchMedium } from './failing-medium.ts'

/** Each test makes dozens of backups, and a machine that is busy takes its time. */
const PATIENCE = { timeout: 300_000 }
const atEnd = whenFileEnds()
let scene: Scene
/** The vault as it lies closed, for processes that open it themselves. */
let vault: string

beforeAll(async () => {
  scene = await makeScene(atEnd)
  vault = join(await makeFolder(atEnd), 'vault')
  await cp(filesBehind(scene.session).folder, vault, { recursive: true })
})

/** Every step when there is time, otherwise some from all phases. */
function stepsOf(count: number): readonly number[] {
  const all = Array.from({ length: count }, (_, index) => index + 1)
  return process.env.SLOW === '1' ? all : all.filter((step) => step % Math.ceil(count / 8) === 1)
}

test(
  'a process killed in the middle of a backup leaves the last good generation whole',
  PATIENCE,
  async () => {
    const counted = watchMedium(openFolderMedium(await copyStick(scene.stick)), () => {})
    expectOk(await write(scene.session, counted.medium))
    const count = counted.steps()
    for (const step of [...stepsOf(count), count + 1]) {
      const stick = await copyStick(scene.stick)
      const options = { task: 'write', stick, vault, passphrase: PASSPHRASE, 'kill-before': String(step) }
      const ended = await runTask(options)
      expect(ended?.ok ?? false, `step ${step}`).toBe(step > count)
      await expectSoundness(scene, stick, { before: 2, acknowledged: ended !== null })
    }
  },
)

test(
  'a process killed in the middle of restoring leaves no vault, and the next restoring makes it',
  PATIENCE,
  async () => {
    for (let reads = 1; ; reads += process.env.SLOW === '1' ? 1 : 9) {
      const room = await makeFolder()
      const options = { task: 'restore', stick: scene.stick, vault: join(room, 'vault') }
      const ended = await runTask({ ...options, 'kill-before': String(reads) })
      if (ended !== null) {
        expect(ended.ok).toBe(true)
        expect(await readdir(room)).toEqual(['vault'])
        expect(reads).toBeGreaterThan(1)
        break
      }
      // Whose lock it was is dead with it; the file is used again.
      const left = (await readdir(room)).filter((name) => name !== 'vault.unfinished.lock')
      expect(['', 'vault.unfinished']).toContain(left.join())
      expect(await runTask(options)).toMatchObject({ ok: true })
      expect(await readdir(room)).toEqual(['vault'])
    }
    expect(await restoredGeneration(scene.stick)).toBe(2)
  },
)
