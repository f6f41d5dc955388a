import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { filesIn } from '../../node/objects/object-room.ts'
import { copyVault, type Desk, makeClosedVault, unlock, whenFileEnds } from '../../support/make-vault.ts'
import { headerBytesOf, readContent, writeHeaders } from '../../support/vault-files.ts'

const atEnd = whenFileEnds()
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

async function openCopy(): Promise<Desk> {
  return await unlock(await copyVault(original))
}

const verify = (desk: Desk) => desk.ask('vault.verify', {})
const objectsIn = async (folder: string) =>
  (await filesIn(folder)).filter((file) => file.startsWith('objects/'))

describe('verifying an open vault', () => {
  test.each([
    ['vault.json', 'vault/header-damaged'],
    ['vault.copy.json', 'vault/header-damaged'],
    ['head', 'vault/file-missing'],
    ['ledger.db', 'vault/file-missing'],
  ])('misses %s when it is gone', async (file, code) => {
    const desk = await openCopy()
    await rm(join(desk.folder, file))
    expect(await verify(desk)).toMatchObject({ isWhole: false, findings: [{ code, file }] })
  })

  test('misses both header copies', async () => {
    const desk = await openCopy()
    for (const file of ['vault.json', 'vault.copy.json']) await rm(join(desk.folder, file))
    expect((await verify(desk)).findings[0]).toMatchObject({ code: 'vault/not-a-vault', file: 'vault.json' })
  })

  test('finds a header that somebody without keys wrote anew, its digest made to fit', async () => {
    const desk = await openCopy()
    const content = await readContent(desk.folder)
    const slots = content.slots.map((slot) => ({ ...slot, slotId: '00'.repeat(16) }))
    await writeHeaders(desk.folder, headerBytesOf({ ...content, slots }))
    expect(await verify(desk)).toMatchObject({
      findings: [
        { code: 'vault/header-damaged', file: 'vault.json' },
        { code: 'vault/header-damaged', file: 'vault.copy.json' },
      ],
    })
  })

  test('misses a database that another file replaced: what is written now would be lost', async () => {
    const desk = await openCopy()
    await copyFile(join(desk.folder, 'ledger.db'), join(desk.folder, 'other'))
    await rename(join(desk.folder, 'other'), join(desk.folder, 'ledger.db'))
    expect(await verify(desk)).toMatchObject({
      findings: [{ code: 'vault/file-missing', file: 'ledger.db' }],
    })
  })

  test('misses a head file that is longer than one', async () => {
    const desk = await openCopy()
    await writeFile(join(desk.folder, 'head'), Buffer.alloc(1025))
    expect((await verify(desk)).findings[0]).toEqual({
      code: 'head/damaged',
      file: 'head',
      offsetBytes: 1024,
    })
  })

  test('finds a head file that says more than the ledger holds', async () => {
    const desk = await openCopy()
    const later = await unlock(await copyVault(original))
    await later.ask('case.open', { title: 'later' })
    await copyFile(join(later.folder, 'head'), join(desk.folder, 'head'))
    expect(await verify(desk)).toMatchObject({
      findings: [{ code: 'head/behind-acknowledged', file: 'head', seq: 11 }],
    })
  })

  test('misses an object, and says of which exhibit', async () => {
    const desk = await openCopy()
    const [file = ''] = await objectsIn(desk.folder)
    await rm(join(desk.folder, file))
    const { findings } = await verify(desk)
    expect(findings).toMatchObject([
      { code: 'object/missing', file, exhibitNumber: expect.stringMatching(/-E001$/) },
    ])
  })

  test('finds two objects that were exchanged', async () => {
    const desk = await openCopy()
    const [first = '', second = ''] = await objectsIn(desk.folder)
    await rename(join(desk.folder, first), join(desk.folder, 'kept'))
    await rename(join(desk.folder, second), join(desk.folder, first))
    await rename(join(desk.folder, 'kept'), join(desk.folder, second))
    expect((await verify(desk)).findings.map(({ file }) => file).sort()).toEqual([first, second].sort())
  })

  test('notes what does not belong there, and calls nothing broken', async () => {
    const desk = await openCopy()
    const object = `${'ab'.repeat(16)}`
    await mkdir(join(desk.folder, 'objects', 'ab'), { recursive: true })
    await writeFile(join(desk.folder, 'objects', 'ab', object), 'left by a crash')
    await writeFile(join(desk.folder, 'objects', 'thumbs.db'), 'x')
    await writeFile(join(desk.folder, 'អានខ្ញុំ.txt'), 'x')
    const { isWhole, findings, notes } = await verify(desk)
    expect({ isWhole, findings }).toEqual({ isWhole: true, findings: [] })
    expect(notes).toEqual([
      { code: 'vault/unexpected-file', file: 'អានខ្ញុំ.txt' },
      { code: 'object/not-recorded', file: `objects/ab/${object}`, objectId: object },
      { code: 'vault/unexpected-file', file: 'objects/thumbs.db' },
    ])
  })

  test('lists at most a hundred findings and does not stop for more', async () => {
    const desk = await openCopy()
    for (let count = 0; count < 120; count += 1) await writeFile(join(desk.folder, `stranger-${count}`), 'x')
    const { notes, isWhole } = await verify(desk)
    expect(isWhole).toBe(true)
    expect(notes).toHaveLength(100)
  })

  test('says what it has checked', async () => {
    const desk = await openCopy()
    const { checked, head } = await verify(desk)
    expect(checked).toMatchObject({ events: 9, objects: 2, objectBytes: 'first evidence'.length + 300 })
    expect(checked.pages).toBeGreaterThan(30)
    expect(head).toEqual((await desk.ask('vault.info', {})).head)
    const stages = desk.pushes.flatMap((push) => (push.topic === 'progress' ? [push.progress.stage] : []))
    expect([...new Set(stages)]).toEqual(['checking-pages', 'checking-events', 'checking-objects'])
  })
})
