import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeChunk } from '#core/packages/event-chunk.ts'
import { checkBag } from '#node/carriers/folder/read-bag.ts'
import { packEvents, unpackEvents } from '#node/sync/chunk-file.ts'
import { createVault, makeFolder, sealBytes, whenFileEnds } from '../../support/make-vault.ts'
import { PaperHub } from '../../support/paper-hub.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
let bag = ''
let files: readonly string[] = []

// A station of one case with one small exhibit, and the package of all of it.
beforeAll(async () => {
  const desk = await createVault({ atEnd })
  const stick = await makeFolder(atEnd)
  const hub = new PaperHub()
  const offer = () => desk.engine.offerFolder(stick)
  const status = await desk.ask('vault.status', {})
  if (status.state !== 'unlocked') throw new Error('the vault is locked')
  await desk.ask('sync.ask', { code: hub.code, station: 'x', carrierId: await offer() })
  await hub.answerRequest(stick, status.session.vaultId)
  await desk.ask('sync.take', { carrierId: await offer() })
  const { number } = await desk.ask('case.open', { title: 'x' })
  await sealBytes(desk, number, Buffer.from('evidence'))
  await desk.ask('case.shareWithHub', { case: number })
  await desk.ask('sync.write', { carrierId: await offer() })
  bag = (await hub.bagsOn(stick))[0] ?? ''
  const entries = await readdir(bag, { recursive: true, withFileTypes: true })
  files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
})

const codeNow = async (): Promise<string | null> => {
  const checked = await checkBag(bag)
  return checked.ok ? null : checked.failure.code
}

describe('a package on a stick', () => {
  test('is whole as it was written, and is a bag to any BagIt program', async () => {
    expect(await codeNow()).toBe(null)
    expect(
      files
        .map((path) => path.slice(bag.length + 1))
        .filter((path) => !path.startsWith('data/'))
        .sort(),
    ).toEqual([
      'bag-info.txt',
      'bagit.txt',
      'manifest-sha256.txt',
      'manifest-sha512.txt',
      'tagmanifest-sha256.txt',
      'tagmanifest-sha512.txt',
    ])
  })

  test('with one changed byte, whichever it is, is refused', async () => {
    let checked = 0
    for (const path of files) {
      const bytes = await readFile(path)
      // All of the small files; of the larger ones, whose every byte is under a digest, each seventh hundred.
      const step = process.env.SLOW === '1' ? 1 : bytes.length > 2000 ? 701 : 13
      for (let at = 0; at < bytes.length; at += step) {
        const flipped = Buffer.from(bytes)
        flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
        await writeFile(path, flipped)
        expect([path, at, await codeNow()]).not.toEqual([path, at, null])
        checked += 1
      }
      await writeFile(path, bytes)
    }
    expect(checked).toBeGreaterThan(100)
    expect(await codeNow()).toBe(null)
  })

  test('whose lists are written otherwise, though they say the same, is refused', async () => {
    const path = join(bag, 'tagmanifest-sha256.txt')
    const text = await readFile(path, 'utf8')
    for (const other of [
      text.toUpperCase(),
      text.replace('  ', ' *'),
      `${text}\n`,
      text.replaceAll('\n', '\r\n'),
    ]) {
      await writeFile(path, other)
      expect(await codeNow()).toBe('sync/file-differs')
    }
    await writeFile(path, text)
    expect(await codeNow()).toBe(null)
  })

  test('that ends early anywhere is refused', async () => {
    for (const path of files) {
      const bytes = await readFile(path)
      for (const end of [0, 1, bytes.length >> 1, bytes.length - 1]) {
        await truncate(path, end)
        expect([path, end, await codeNow()]).not.toEqual([path, end, null])
        await writeFile(path, bytes)
      }
      await rm(path)
      expect(await codeNow()).toBe('sync/file-missing')
      await writeFile(path, bytes)
    }
    expect(await codeNow()).toBe(null)
  })

  test('with anything more in it, or a link in the place of a file, is refused', async () => {
    for (const more of ['data/objects/more', 'more.txt', 'data/events/000002.chunk', 'fetch.txt']) {
      await writeFile(join(bag, more), 'x')
      expect(await codeNow()).toBe('sync/file-unexpected')
      await rm(join(bag, more))
    }
    const deep = join(bag, 'data/a/b/c')
    await mkdir(deep, { recursive: true })
    expect(await codeNow()).toBe('sync/file-unexpected')
    await rm(join(bag, 'data/a'), { recursive: true })
    const keys = join(bag, 'data/keys.age')
    const bytes = await readFile(keys)
    await writeFile(`${bag}.elsewhere`, bytes)
    await rm(keys)
    await symlink(`${bag}.elsewhere`, keys)
    expect(await codeNow()).toBe('sync/file-unexpected')
    await rm(keys)
    await writeFile(keys, bytes)
    expect(await codeNow()).toBe(null)
  })
})

describe('a file of events', () => {
  const event = {
    header: Buffer.alloc(600, 'a'),
    signature: Buffer.alloc(64),
    sealedBody: Buffer.alloc(10, 7),
  }

  test('is deflated where that helps, and is read as it was written', () => {
    const bytes = packEvents([event, event])
    expect(bytes.length).toBeLessThan(600)
    expect(expectOk(unpackEvents(bytes)).map(({ header }) => Buffer.from(header).toString())).toEqual([
      'a'.repeat(600),
      'a'.repeat(600),
    ])
  })

  test('that inflates to more or less than it states, or has bytes behind its stream, is refused', () => {
    const bodies = Buffer.alloc(68)
    const headers = deflateRawSync(Buffer.alloc(8_000_000))
    const bomb = { events: 1, headers, bodies }
    expect(unpackEvents(writeChunk({ ...bomb, headerBytes: headers.length + 1 })).ok).toBe(false)
    expect(unpackEvents(writeChunk({ ...bomb, headerBytes: 8_000_001 })).ok).toBe(false)
    const padded = Buffer.concat([deflateRawSync(Buffer.alloc(300)), Buffer.of(0)])
    expect(unpackEvents(writeChunk({ events: 1, headerBytes: 300, headers: padded, bodies })).ok).toBe(false)
  })
})
