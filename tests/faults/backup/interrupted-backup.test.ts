import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openFolderMedium } from '#node/backup/folder-medium.ts'
import { digestsIn, filesOf } from '../../node/backup/backup-desk.ts'
import { whenFileEnds } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import { skipBecause } from '../objects/run-child.ts'
import {
  copyStick,
  expectSoundness,
  makeEmptyStick,
  makeScene,
  restoredGeneration,
  type Scene,
  write,
} from './backup-faults.ts'
import { type CountedMedium, pulledMedium, refusingMedium, watchMedium } from './failing-medium.ts'
import { forgetfulMedium } from './forgetful-medium.ts'

/** Each test makes dozens of backups, and a machine that is busy takes its time. */
const PATIENCE = { timeout: 300_000 }
const atEnd = whenFileEnds()
let scene: Scene
/** How many steps change the medium in a run that is left alone. */
let stepCount: number

beforeAll(async () => {
  scene = await makeScene(atEnd)
  const counted = watchMedium(openFolderMedium(await copyStick(scene.stick, atEnd)), () => {})
  expectOk(await write(scene.session, counted.medium))
  stepCount = counted.steps()
  expect(stepCount).toBeGreaterThan(30)
})

test('a stick that is pulled out before any step keeps its last good generation', PATIENCE, async () => {
  for (let at = 1; at <= stepCount; at += 1) {
    const stick = await copyStick(scene.stick)
    const { medium } = pulledMedium(openFolderMedium(stick), at, at % 2 === 0 ? 'EIO' : 'ENOENT')
    const result = await write(scene.session, medium)
    expect(result, `step ${at}`).toMatchObject({ ok: false, failure: { code: 'backup/medium-failed' } })
    await expectSoundness(scene, stick, { before: 2, acknowledged: result.ok })
  }
})

test(
  'a power cut before any step takes nothing that was acknowledged and nothing of the generation before',
  PATIENCE,
  async () => {
    for (let at = 1; at <= stepCount + 1; at += 1) {
      const stick = await copyStick(scene.stick)
      const forgetful = forgetfulMedium(stick, openFolderMedium(stick))
      const { medium } = pulledMedium(forgetful.medium, at, 'EIO')
      const result = await write(scene.session, medium)
      expect(result.ok, `step ${at}`).toBe(at > stepCount)
      await forgetful.cutPower()
      await expectSoundness(scene, stick, { before: 2, acknowledged: result.ok })
    }
  },
)

test('a power cut in the very first run leaves a place where the next run begins', PATIENCE, async () => {
  for (let at = 1; ; at += 1) {
    const stick = await makeEmptyStick()
    const forgetful = forgetfulMedium(stick, openFolderMedium(stick))
    const { medium } = pulledMedium(forgetful.medium, at, 'EIO')
    const result = await write(scene.session, medium)
    if (at % 2 === 0 || result.ok) await forgetful.cutPower()
    if (result.ok) {
      expect(await restoredGeneration(stick)).toBe(1)
      break
    }
    expectOk(await write(scene.session, openFolderMedium(stick)))
    await restoredGeneration(stick)
  }
})

test.for([
  ['ENOSPC', 'backup/medium-full'],
  ['EROFS', 'backup/medium-refuses'],
  ['EIO', 'backup/medium-failed'],
] as const)(
  'a medium that answers %s to any one step is named, and keeps nothing of the attempt',
  PATIENCE,
  async ([errno, code]) => {
    const before = await filesOf(scene.stick)
    for (let at = 1; at <= stepCount; at += 1) {
      const stick = await copyStick(scene.stick)
      const { medium } = refusingMedium(openFolderMedium(stick), at, errno)
      const result = await write(scene.session, medium)
      expect(result, `step ${at}`).toEqual({ ok: false, failure: { code, facts: { causeCode: errno } } })
      // Whole objects stay for the next run; so does a generation that was complete when clearing up older ones failed.
      const isComplete = (await filesOf(stick)).includes('generations/000003/manifest.json')
      if (!isComplete) {
        const more = (await filesOf(stick)).filter(
          (file) => !before.includes(file) && !file.startsWith('objects/'),
        )
        expect(more, `step ${at}`).toEqual([])
      }
      expect(await restoredGeneration(stick)).toBe(isComplete ? 3 : 2)
    }
  },
)

test(
  'what an interrupted run copied completely is not copied again, but for what changed since',
  PATIENCE,
  async () => {
    const stick = await copyStick(scene.stick)
    const isManifest = (file: string) => file.endsWith('manifest.json.new')
    const inner = openFolderMedium(stick)
    const stopped = watchMedium(inner, () => {})
    const medium = {
      ...stopped.medium,
      create(path: string) {
        if (isManifest(path)) throw Object.assign(new Error('pulled'), { code: 'EIO', syscall: 'open' })
        return stopped.medium.create(path)
      },
    }
    expect((await write(scene.session, medium)).ok).toBe(false)
    const left = Object.keys(await digestsIn(join(stick, 'objects')))
    const again = expectOk(await write(scene.session, openFolderMedium(stick)))
    expect(again.kept.files).toBe(4)
    expect(again.copied.files).toBe(4)
    expect(Object.keys(await digestsIn(join(stick, 'objects'))).sort()).toEqual(left.sort())
  },
)

test(
  'a copy that an interrupted run left and that went bad meanwhile is not believed',
  PATIENCE,
  async () => {
    const stick = await copyStick(scene.stick)
    const before = await filesOf(stick)
    const { medium } = pulledMedium(openFolderMedium(stick), stepCount - 12, 'EIO')
    expect((await write(scene.session, medium)).ok).toBe(false)
    const left = (await filesOf(stick)).filter(
      (file) => file.startsWith('objects/') && !before.includes(file),
    )
    expect(left.length).toBeGreaterThan(0)
    for (const file of left) {
      const bytes = await readFile(join(stick, file))
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
      await writeFile(join(stick, file), bytes)
    }
    const again = expectOk(await write(scene.session, openFolderMedium(stick)))
    expect(again.copied.files).toBe(5)
    await restoredGeneration(stick)
  },
)

test(
  'a medium that gives back other bytes than were written is found before the generation counts',
  PATIENCE,
  async () => {
    const stick = await copyStick(scene.stick)
    const files: string[] = []
    const record = watchMedium(openFolderMedium(stick), () => {})
    const noting = {
      ...record.medium,
      scan(path: string) {
        files.push(path)
        return record.medium.scan(path)
      },
    }
    expectOk(await write(scene.session, noting))
    expect(files.length).toBeGreaterThan(5)
    for (const name of files.map((_, index) => index)) {
      const worn = await copyStick(scene.stick)
      const inner = openFolderMedium(worn)
      let scans = 0
      const medium: CountedMedium['medium'] = {
        ...inner,
        async *scan(path) {
          const isWorn = scans++ === name
          for await (const chunk of inner.scan(path)) {
            if (isWorn) chunk[0] = (chunk[0] ?? 0) ^ 1
            yield chunk
          }
        },
      }
      expect(await write(scene.session, medium)).toMatchObject({
        ok: false,
        failure: { code: 'backup/not-as-written' },
      })
      expect(await restoredGeneration(worn)).toBe(2)
    }
  },
)

test('no run, however it ends, leaves a file open', PATIENCE, async (context) => {
  const opened = async () => (await readdir('/proc/self/fd').catch(() => null))?.length ?? null
  skipBecause(context, (await opened()) === null ? 'this system does not list open files' : null)
  const before = await opened()
  for (let at = 1; at <= stepCount; at += 1) {
    const stick = await copyStick(scene.stick)
    expect((await write(scene.session, refusingMedium(openFolderMedium(stick), at, 'EIO').medium)).ok).toBe(
      false,
    )
  }
  expect(await opened()).toBe(before)
})
