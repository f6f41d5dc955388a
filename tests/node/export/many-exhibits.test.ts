import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { exportTo, smallTools } from '../../support/export-room.ts'
import { createVault, makeFolder } from '../../support/make-vault.ts'

const EXHIBITS = process.env.SLOW === '1' ? 10_000 : 120
if (process.env.SLOW !== '1') console.info('a package of 10,000 exhibits: only with SLOW=1')

test('a package of a case with very many exhibits has every one, and one that is missing is named', async () => {
  const desk = await createVault({ packageTools: smallTools() })
  const { number } = await desk.ask('case.open', { title: 'ទូរសព្ទមួយម៉ឺន' })
  const folder = join(await makeFolder(), 'phones')
  await mkdir(folder)
  for (let index = 0; index < EXHIBITS; index += 1) {
    const path = join(folder, `ទូរសព្ទ ${index}.bin`)
    await writeFile(path, `dump of phone ${index}`)
    const [offered] = await desk.engine.offerPaths([path])
    if (offered?.ok !== true) throw new Error('the file was refused')
    await desk.ask('exhibit.seal', { case: number, intakeId: offered.value.intakeId })
  }
  const { path } = await exportTo(desk, number)
  expect(await verifyFolder(path)).toMatchObject({ isWhole: true, first: null })
  const manifest = await readFile(join(path, 'manifest-sha256.txt'), 'utf8')
  const listed = manifest.split('\n').filter((line) => line.includes('  data/exhibits/'))
  expect(listed).toHaveLength(EXHIBITS)

  const [, missing] = /^[0-9a-f]{64} {2}(.+)$/.exec(listed[Math.floor(EXHIBITS / 2)] ?? '') ?? []
  await rm(join(path, missing ?? ''))
  expect(await verifyFolder(path)).toMatchObject({ isWhole: false, first: { path: missing } })
})
