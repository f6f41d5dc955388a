import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createVault, makeFolder, openDesk } from '../../support/make-vault.ts'
import { backUp } from '../backup/backup-desk.ts'

test('an engine that is closed while it restores calls the restore off, and leaves nothing half', async () => {
  const desk = await createVault()
  const room = await makeFolder()
  const { number } = await desk.ask('case.open', { title: 'C' })
  for (const name of ['a.bin', 'b.bin', 'c.bin']) {
    const path = join(room, name)
    await writeFile(path, randomBytes(8 * 1024 * 1024))
    const [offered] = await desk.engine.offerPaths([path])
    if (offered?.ok !== true) throw new Error('not offered')
    await desk.ask('exhibit.seal', { case: number, intakeId: offered.value.intakeId })
  }
  await backUp(desk, join(room, 'stick'))
  await desk.engine.close()

  const target = join(room, 'restored')
  const empty = openDesk(target)
  const folderId = await empty.engine.offerFolder(join(room, 'stick'))
  const begun = new Promise<void>((resolve) => {
    empty.engine.subscribe(({ topic }) => topic === 'progress' && resolve())
  })
  const restoring = empty.call('backup.restore', { folderId })
  await begun
  await empty.engine.close()
  expect(await restoring).toEqual({ outcome: 'cancelled' })
  expect(existsSync(target)).toBe(false)
})
