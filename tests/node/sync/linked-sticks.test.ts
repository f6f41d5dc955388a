import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { HubId, PackageId, VaultId } from '#core/ids.ts'
import { CARRIER_PATHS } from '#core/packages/package-layout.ts'
import { makeFolderCarrier } from '#node/carriers/folder/folder-carrier.ts'
import { makeFolder, whenFileEnds } from '../../support/make-vault.ts'

const atEnd = whenFileEnds()
const place = { hubId: 'aa'.repeat(16) as HubId, vaultId: 'bb'.repeat(16) as VaultId }
const packageId = 'cc'.repeat(16) as PackageId
const objectId = 'dd'.repeat(16)

async function linkedStick(): Promise<{ readonly stick: string; readonly objects: string }> {
  const objects = await makeFolder(atEnd)
  await writeFile(join(objects, objectId), 'evidence')
  const stick = await makeFolder(atEnd)
  await mkdir(join(stick, CARRIER_PATHS.toHub(place.hubId)), { recursive: true })
  await symlink(objects, join(stick, CARRIER_PATHS.toHub(place.hubId), place.vaultId))
  return { stick, objects }
}

describe('a stick on which a folder is a link', () => {
  test('makes the program remove and write nothing where the link leads', async () => {
    const { stick, objects } = await linkedStick()
    const carrier = makeFolderCarrier(stick)
    const refusal = { ok: false, failure: { code: 'sync/carrier-refuses' } }
    expect(await carrier.removeBags(place, () => true)).toMatchObject(refusal)
    const work = { signal: new AbortController().signal, onProgress: () => {} }
    expect(await carrier.writeBag({ ...place, packageId }, [], work)).toMatchObject(refusal)
    expect(await carrier.writeRequest(place, Buffer.from('request'))).toMatchObject(refusal)
    expect(await readdir(objects)).toEqual([objectId])
  })

  test.skipIf(process.platform === 'win32')(
    'keeps nobody waiting with a pipe in the place of a file',
    async () => {
      const stick = await makeFolder(atEnd)
      const path = join(stick, CARRIER_PATHS.wayBack(place.hubId, place.vaultId))
      await mkdir(join(path, '..'), { recursive: true })
      execFileSync('mkfifo', [path])
      expect(await makeFolderCarrier(stick).readWayBack(place)).toMatchObject({
        failure: { code: 'sync/carrier-refuses' },
      })
    },
  )

  test('is used as always where they are folders', async () => {
    const stick = await makeFolder(atEnd)
    const carrier = makeFolderCarrier(stick)
    const work = { signal: new AbortController().signal, onProgress: () => {} }
    expect((await carrier.writeBag({ ...place, packageId }, [], work)).ok).toBe(true)
    expect((await carrier.writeRequest(place, Buffer.from('request'))).ok).toBe(true)
    expect(await readFile(join(stick, CARRIER_PATHS.request(place.hubId, place.vaultId)), 'utf8')).toBe(
      'request',
    )
    expect(await carrier.removeBags(place, () => true)).toMatchObject({ ok: true, value: 1 })
    expect((await carrier.removeBags({ ...place, vaultId: 'ee'.repeat(16) as VaultId }, () => true)).ok).toBe(
      true,
    )
  })
})
