import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { type ExportRoom, exportInput, makeExportRoom } from '../../support/export-room.ts'
import { codeOf, sealBytes, whenFileEnds } from '../../support/make-vault.ts'
import { mountSmallDisk, remountReadOnly } from '../objects/small-disk.ts'

const atEnd = whenFileEnds()
let room: ExportRoom

beforeAll(async () => {
  room = await makeExportRoom(atEnd)
  await sealBytes(room.desk, room.first, Buffer.alloc(3_000_000, 'x'), 'large.bin')
})

test.for(['folder', 'file'] as const)(
  'a disk that fills up half-way keeps nothing of a package (%s)',
  async (form, context) => {
    const disk = await mountSmallDisk(context, 'size=1m')
    const outletId = await room.desk.engine.offerOutletPath(join(disk, 'package'))
    const answer = await room.desk.call('case.export', exportInput(room.first, outletId, { form }))
    expect(codeOf(answer)).toBe('disk/full')
    expect(await readdir(disk)).toEqual([])
    // What does fit is there, and whole.
    const again = await room.desk.engine.offerOutletPath(join(disk, 'package'))
    await room.desk.ask('case.export', exportInput(room.first, again, { exhibits: 'none' }))
    expect(await verifyFolder(join(disk, 'package'))).toMatchObject({ isWhole: true })
  },
)

test('a disk that may not be written keeps nothing, and says so', async (context) => {
  const disk = await mountSmallDisk(context, 'size=1m')
  remountReadOnly(disk)
  const outletId = await room.desk.engine.offerOutletPath(join(disk, 'package'))
  expect(codeOf(await room.desk.call('case.export', exportInput(room.first, outletId)))).toBe(
    'disk/read-only',
  )
  expect(await readdir(disk)).toEqual([])
})
