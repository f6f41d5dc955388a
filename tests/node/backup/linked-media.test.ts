import { execFileSync } from 'node:child_process'
import { cp, mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeClosedVault, makeFolder, unlock, whenFileEnds } from '../../support/make-vault.ts'
import { askBackup, askRestore, backUp, digestsIn } from './backup-desk.ts'

const atEnd = whenFileEnds()
let closedVault: string
let closedBackup: string

beforeAll(async () => {
  closedVault = await makeClosedVault(atEnd)
  closedBackup = join(await makeFolder(atEnd), 'stick')
  const desk = await unlock(closedVault, { atEnd })
  await backUp(desk, closedBackup)
  await desk.engine.close()
})

/** A stick with the vault's backup, and a folder elsewhere that holds evidence under names such as a backup has. */
async function stickAndEvidence(): Promise<{ readonly stick: string; readonly evidence: string }> {
  const room = await makeFolder()
  const stick = join(room, 'stick')
  await cp(closedBackup, stick, { recursive: true })
  const evidence = join(room, 'evidence')
  for (const folder of ['', 'ab', '000009']) await mkdir(join(evidence, folder), { recursive: true })
  const names = ['ab'.repeat(16), `ab/${'ab'.repeat(32)}`, '000009/ledger.db', '000009/head']
  for (const name of names) await writeFile(join(evidence, name), name)
  return { stick, evidence }
}

const NOT_A_BACKUP = { outcome: 'failed', failure: { code: 'backup/not-a-backup' } }

describe.skipIf(process.platform === 'win32')('a stick on which somebody put links', () => {
  test.each(['objects', 'incoming', 'generations'])(
    'in the place of %s makes the program remove and write nothing where they lead',
    async (name) => {
      const { stick, evidence } = await stickAndEvidence()
      const before = await digestsIn(evidence)
      await rename(join(stick, name), join(stick, `${name}-of-before`))
      await symlink(evidence, join(stick, name))
      const desk = await unlock(closedVault)
      for (const keep of [1, 3]) expect(await askBackup(desk, stick, { keep })).toMatchObject(NOT_A_BACKUP)
      await desk.engine.close()
      expect(await digestsIn(evidence)).toEqual(before)
    },
  )

  test('in the place of a generation leaves alone what they lead to', async () => {
    const { stick, evidence } = await stickAndEvidence()
    const before = await digestsIn(evidence)
    await symlink(join(evidence, '000009'), join(stick, 'generations', '000009'))
    const desk = await unlock(closedVault)
    expect(await askBackup(desk, stick, { keep: 1 })).toMatchObject({ outcome: 'done' })
    await desk.engine.close()
    expect(await digestsIn(evidence)).toEqual(before)
  })

  test('in the place of a file is not restored from', async () => {
    const { stick, evidence } = await stickAndEvidence()
    const file = join(stick, 'generations', '000001', 'ledger.db')
    await rename(file, join(evidence, 'ledger.db'))
    await symlink(join(evidence, 'ledger.db'), file)
    const target = join(await makeFolder(), 'restored')
    expect(await askRestore(stick, target)).toMatchObject({ outcome: 'failed' })
    await expect(readdir(target)).rejects.toThrow('ENOENT')
  })

  test.each(['samnum-backup.json', 'generations/000001/manifest.json', 'generations/000001/ledger.db'])(
    'or a pipe in the place of %s keeps nobody waiting',
    async (name) => {
      const { stick } = await stickAndEvidence()
      await rename(join(stick, name), join(stick, 'away'))
      execFileSync('mkfifo', [join(stick, name)])
      expect(await askRestore(stick, join(await makeFolder(), 'restored'))).toMatchObject({
        outcome: 'failed',
      })
    },
  )

  test('at its root is used as the folder it leads to, because a person named it', async () => {
    const { stick } = await stickAndEvidence()
    const link = join(await makeFolder(), 'link')
    await symlink(stick, link)
    expect(await askRestore(link, join(await makeFolder(), 'restored'))).toMatchObject({ outcome: 'done' })
  })
})
