import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scanFile } from '#node/backup/scan-file.ts'
import { makeFolder } from '../../support/make-vault.ts'

const MIB = 1024 * 1024

function patternOf(sizeBytes: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: sizeBytes }, (_, at) => (at * 31 + (at >> 8)) % 256))
}

async function readAll(path: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of scanFile(path)) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

test.for([0, 1, 511, 512, 4095, 4096, 4097, MIB - 1, MIB, MIB + 1, 2 * MIB + 4096])(
  'a file of %i bytes is read whole',
  async (sizeBytes) => {
    const path = join(await makeFolder(), 'file')
    const bytes = patternOf(sizeBytes)
    await writeFile(path, bytes)
    expect((await readAll(path)).equals(bytes)).toBe(true)
  },
)

test('two files that are read at once do not get into one another', async () => {
  const room = await makeFolder()
  const contents = [patternOf(3 * MIB), Buffer.alloc(3 * MIB, 7), Buffer.alloc(100, 9)]
  const paths = contents.map((_, index) => join(room, `file-${index}`))
  for (const [index, path] of paths.entries()) await writeFile(path, contents[index] as Buffer)
  const read = await Promise.all(paths.map(readAll))
  for (const [index, bytes] of read.entries()) expect(bytes.equals(contents[index] as Buffer)).toBe(true)
})

test('a scan that is left early gives the buffer free again', async () => {
  const path = join(await makeFolder(), 'file')
  await writeFile(path, patternOf(3 * MIB))
  for (let round = 0; round < 3; round += 1) {
    for await (const chunk of scanFile(path)) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
  }
  expect((await readAll(path)).length).toBe(3 * MIB)
})

test('a file that is not there is reported as the system reports it', async () => {
  await expect(readAll(join(await makeFolder(), 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' })
})
