import { appendFile, cp, open, readdir, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Random } from '../support/seeded-random.ts'

/** What may happen to a file on the way. */
const MISHAPS = ['flip', 'truncate', 'delete', 'lengthen'] as const

/** A stick in somebody's pocket. */
export type Stick = {
  readonly folder: string
  /** Something on it was changed by accident since it was last empty, so that what it brings may be refused. */
  isDamaged: boolean
}

/** Makes a stick the same as another one: what was delivered once can be delivered again, later, or after something newer. */
export async function copyStick(from: Stick, to: Stick): Promise<void> {
  await emptyStick(to)
  await cp(from.folder, to.folder, { recursive: true })
  to.isDamaged = from.isDamaged
}

/** Loses everything that is on a stick. */
export async function emptyStick(stick: Stick): Promise<void> {
  for (const name of await readdir(stick.folder))
    await rm(join(stick.folder, name), { recursive: true, force: true })
  stick.isDamaged = false
}

/** Damages one file on a stick; answers which and how, or `null` on an empty one. */
export async function damageStick(stick: Stick, random: Random): Promise<string | null> {
  const names = await readdir(stick.folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const path = files.sort()[Math.floor(random() * files.length)]
  if (path === undefined) return null
  const mishap = MISHAPS[Math.floor(random() * MISHAPS.length)] ?? 'flip'
  const { size } = await stat(path)
  stick.isDamaged = true
  if (mishap === 'delete') await rm(path)
  else if (mishap === 'truncate') await truncate(path, Math.floor(random() * size))
  else if (mishap === 'lengthen') await appendFile(path, ' ')
  else await flipBit(path, Math.floor(random() * size), 1 << Math.floor(random() * 8))
  return `${mishap} ${path.slice(stick.folder.length + 1)}`
}

async function flipBit(path: string, at: number, bit: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const byte = Buffer.alloc(1)
    await file.read(byte, 0, 1, at)
    await file.write(Buffer.from([byte.readUInt8() ^ bit]), 0, 1, at)
  } finally {
    await file.close()
  }
}
