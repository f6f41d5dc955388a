import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { SealedObject } from '#app/ports/object-store.ts'
import type { DigestHex, ObjectId } from '#core/ids.ts'
import { describeFile } from '#node/objects/file-source.ts'
import { createFolderObjectStore } from '#node/objects/folder-object-store.ts'
import { expectOk, filesIn, makeFolder, patternOf, sha256HexOf } from '../../node/objects/object-room.ts'
import vectorFile from './object-v1.json' with { type: 'json' }
import { readAsStranger } from './stranger-reader.ts'

const { vectors, scopeKeyHex, saltHex, objectIdHex } = vectorFile
type Vector = (typeof vectors)[number]

const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

function plainOf(vector: Vector): Uint8Array {
  return vector.plainHex === undefined ? patternOf(vector.patternBytes) : fromHex(vector.plainHex)
}

/** Draws the id and then the salt of the vectors, and nothing more. */
function vectorRandom(): (count: number) => Uint8Array {
  const draws = [fromHex(objectIdHex), fromHex(saltHex)]
  return (count) => {
    const drawn = draws.shift()
    if (drawn?.length !== count) throw new Error('The order of random draws is id, then salt.')
    return drawn
  }
}

async function sealVector(
  vector: Vector,
): Promise<{ object: SealedObject; file: Uint8Array; folder: string }> {
  const folder = await makeFolder()
  await writeFile(join(folder, 'source'), plainOf(vector))
  const source = expectOk(await describeFile(join(folder, 'source')))
  const { segmentSizeBytes } = vector
  const store = createFolderObjectStore({
    folder: join(folder, 'objects'),
    segmentSizeBytes,
    randomBytes: vectorRandom(),
  })
  const object = expectOk(await store.seal(source, fromHex(scopeKeyHex)))
  const path = `objects/${objectIdHex.slice(0, 2)}/${objectIdHex}`
  expect(await filesIn(folder)).toEqual([path, 'source'])
  return { object, file: await readFile(join(folder, path)), folder }
}

test.each(vectors.map((vector) => [vector.name, vector] as const))(
  'our writer makes exactly the bytes of the second implementation: %s',
  async (_, vector) => {
    const { object, file } = await sealVector(vector)
    const { sizeBytes, segmentSizeBytes, digestHex, sealDigestHex } = vector
    expect(object).toEqual({ objectId: objectIdHex, sizeBytes, segmentSizeBytes, digestHex, sealDigestHex })
    expect(toHex(file.subarray(0, 96))).toBe(vector.boundHeaderHex)
    expect(toHex(file.subarray(4096 + sizeBytes))).toBe(vector.tagsHex)
    if (vector.ciphertextHex !== undefined) {
      expect(toHex(file.subarray(4096, 4096 + sizeBytes))).toBe(vector.ciphertextHex)
    }
    expect(file.length).toBe(vector.fileBytes)
    expect(sha256HexOf(file)).toBe(vector.fileDigestHex)
  },
)

test.each(vectors.map((vector) => [vector.name, vector] as const))(
  'a reader written from the document opens what our writer made, and nothing that was changed: %s',
  async (_, vector) => {
    const { file } = await sealVector(vector)
    const scopeKey = fromHex(scopeKeyHex)
    expect(Buffer.compare(await readAsStranger(file, scopeKey, vector), plainOf(vector))).toBe(0)
    file.set([(file[file.length - 20] as number) ^ 1], file.length - 20)
    await expect(readAsStranger(file, scopeKey, vector)).rejects.toThrow()
  },
)

test('our reader opens a file that a second implementation made', async () => {
  const vector = vectors[0] as Vector
  const { folder } = await sealVector(vector)
  const file = Buffer.alloc(vector.fileBytes)
  const trailer = vector.ciphertextHex + vector.tagsHex
  file.set(fromHex(vector.boundHeaderHex), 0)
  file.set(fromHex(trailer), 4096)
  await writeFile(join(folder, 'objects', 'a0', objectIdHex), file)
  const object: SealedObject = {
    objectId: objectIdHex as ObjectId,
    sizeBytes: vector.sizeBytes,
    segmentSizeBytes: vector.segmentSizeBytes,
    digestHex: vector.digestHex as DigestHex,
    sealDigestHex: vector.sealDigestHex as DigestHex,
  }
  const store = createFolderObjectStore({ folder: join(folder, 'objects') })
  expectOk(await store.verify(object, fromHex(scopeKeyHex)))
  file.set([1], 4095)
  await writeFile(join(folder, 'objects', 'a0', objectIdHex), file)
  expect(await store.verify(object, fromHex(scopeKeyHex))).toMatchObject({
    failure: { code: 'object/header-damaged', facts: { offsetBytes: 4095 } },
  })
})

test('a segment size outside 64 KiB to 16 MiB is refused by the reader that vaults use', async () => {
  const vector = vectors.find(({ sizeBytes }) => sizeBytes === 65_536) as Vector
  const { folder, object } = await sealVector(vector)
  const key = fromHex(scopeKeyHex)
  const least = createFolderObjectStore({ folder: join(folder, 'objects') })
  expectOk(await least.verify(object, key))
  const stricter = createFolderObjectStore({
    folder: join(folder, 'objects'),
    leastSegmentSizeBytes: 131_072,
  })
  expect(await stricter.verify(object, key)).toMatchObject({
    failure: { code: 'object/header-damaged', facts: { offsetBytes: 80 } },
  })
})

test('the worked example of the document is what our writer makes', async () => {
  const example = await readExample()
  const { object, file } = await sealVector(vectors[0] as Vector)
  const at = (start: number, end: number) => toHex(file.subarray(start, end))
  const okmHex = (vectors[0] as Vector).okmHex
  expect(example).toEqual({
    'object id': object.objectId,
    path: `objects/${object.objectId.slice(0, 2)}/${object.objectId}`,
    'scope key': scopeKeyHex,
    salt: saltHex,
    plaintext: toHex(new TextEncoder().encode('សំណុំរឿង\n')),
    'object key': okmHex.slice(0, 64),
    commitment: okmHex.slice(64),
    'bytes 0-15': at(0, 16),
    'bytes 16-47': at(16, 48),
    'bytes 48-79': at(48, 80),
    'bytes 80-95': at(80, 96),
    nonce: '000000000000000000000001',
    ciphertext: at(4096, 4121),
    tag: at(4121, 4137),
    'file bytes': String(file.length),
    digest: object.digestHex,
    'seal digest': object.sealDigestHex,
  })
})

/** The fenced block `text object-v1` of the format's document, as names and values. */
async function readExample(): Promise<{ [name: string]: string }> {
  for (const name of ['format.md', 'format-object.md']) {
    const text = await readFile(join(import.meta.dirname, '../../../docs', name), 'utf8').catch(() => '')
    const block = /```text object-v1\n(.*?)```/s.exec(text)?.[1]
    if (block === undefined) continue
    return Object.fromEntries(
      block
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/ {2,}/) as [string, string]),
    )
  }
  throw new Error('No document holds the worked example.')
}
