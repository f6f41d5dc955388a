import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '../../node/objects/object-room.ts'
import { runChild, skipBecause } from './run-child.ts'

const MIB = 2 ** 20

test('sealing 300 MiB takes no more memory than sealing 30', async (context) => {
  skipBecause(context, process.env.SLOW === '1' ? null : 'it writes 330 MiB; set SLOW=1')
  const peaks: number[] = []
  for (const sizeMib of [30, 300]) {
    const folder = await makeFolder()
    const source = join(folder, 'evidence.img')
    const handle = await open(source, 'w')
    await handle.truncate(sizeMib * MIB)
    await handle.close()
    const args = { task: 'seal', objects: join(folder, 'objects'), source, 'segment-size': String(MIB) }
    const { result } = await runChild(args)
    expect(result).toMatchObject({ ok: true, value: { sizeBytes: sizeMib * MIB } })
    peaks.push(result?.peakBytes ?? Number.NaN)
    expect((await stat(source)).blocks).toBe(0)
  }
  const [small = Number.NaN, large = Number.NaN] = peaks
  console.log(`peak resident memory: ${peaks.map((peak) => `${Math.round(peak / MIB)} MiB`).join(', ')}`)
  expect(large - small).toBeLessThan(64 * MIB)
  expect(large).toBeLessThan(256 * MIB)
}, 300_000)
