import { randomBytes } from 'node:crypto'
import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { OutputOf } from '#contract/operations.ts'
import { makeSystemClock } from '#node/engine/system-clock.ts'
import { DamagedPages } from '#node/salvage/damaged-pages.ts'
import { OVERFLOW_BYTES, readLeafCells } from '#node/salvage/read-cells.ts'
import { shapeOfRow } from '#node/salvage/read-event-row.ts'
import { Attempts } from '#node/vault/attempts.ts'
import { openKeys, type Unlocked } from '#node/vault/open-keys.ts'
import { readHeader } from '#node/vault/vault-folder.ts'
import {
  type AtEnd,
  COMPLAINT,
  createVault,
  type Desk,
  makeFolder,
  openDesk,
  PASSPHRASE,
  sealBytes,
} from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'

export const PAGE_BYTES = 4096

/** A vault of some sixty events over many pages: short ones, and long ones that overflow. It is left open. */
export async function makeLongVault(atEnd: AtEnd = onTestFinished): Promise<Desk> {
  const desk = await createVault({ atEnd })
  const numbers: string[] = []
  for (let index = 0; index < 4; index += 1) {
    numbers.push((await desk.ask('case.open', { title: `សំណុំរឿង ${index}` })).number)
  }
  for (let index = 0; index < 40; index += 1) {
    const narrative = index % 8 === 0 ? 'ពាក្យ long '.repeat(900) : `short ${index}`
    await desk.ask('complaint.add', {
      case: numbers[index % 4] ?? '',
      complaint: { ...COMPLAINT, narrative },
    })
  }
  await sealBytes(desk, numbers[0] ?? '', randomBytes(5000), 'first.bin')
  await sealBytes(desk, numbers[1] ?? '', randomBytes(70_000), 'second.bin')
  return desk
}

/** What the passphrase of a vault opens. */
export async function keysOf(folder: string): Promise<Unlocked> {
  const tools = { attempts: new Attempts(folder, makeSystemClock()), keychain: null }
  return expectOk(await openKeys(expectOk(await readHeader(folder)), { passphrase: PASSPHRASE }, tools))
}

/** Which pages each event of a closed database needs: its leaf, and the pages that it overflows to. */
export function pagesOfEvents(
  folder: string,
  databaseKey: Uint8Array,
): ReadonlyMap<number, ReadonlySet<number>> {
  const pages = new DamagedPages(join(folder, 'ledger.db'), databaseKey)
  const needed = new Map<number, Set<number>>()
  let number = 0
  for (const { page, isFirst } of pages.all()) {
    number += 1
    for (const cell of readLeafCells(page, isFirst)) {
      const shape = shapeOfRow(cell.local, cell.payloadBytes)
      if (shape === null) continue
      const ofEvent = new Set([number])
      const parts = [cell.local]
      let left = cell.payloadBytes - cell.local.length
      for (let next = cell.overflowPage; left > 0 && next !== null; left -= OVERFLOW_BYTES) {
        ofEvent.add(next)
        const overflow = pages.numbered(next, 'database')
        if (overflow === null) break
        parts.push(overflow.subarray(4))
        next = overflow.readUInt32BE(0)
      }
      const header = Buffer.concat(parts).subarray(shape.header.from, shape.header.to).toString()
      needed.set(Number(JSON.parse(header).seq), ofEvent)
    }
  }
  pages.close()
  return needed
}

/** How many pages a database has. */
export async function countPages(folder: string): Promise<number> {
  return (await stat(join(folder, 'ledger.db'))).size / PAGE_BYTES
}

/** Fills pages of the database, counted from 1, with noise. */
export async function destroyPages(folder: string, numbers: Iterable<number>): Promise<void> {
  const file = await open(join(folder, 'ledger.db'), 'r+')
  for (const number of numbers)
    await file.write(randomBytes(PAGE_BYTES), 0, PAGE_BYTES, (number - 1) * PAGE_BYTES)
  await file.close()
}

/** A salvage that went well: what it said, and a desk with the new vault unlocked. */
export type Salvaged = { readonly report: OutputOf<'vault.salvage'>; readonly desk: Desk }

/** Salvages a vault into a new folder and opens that. */
export async function salvage(folder: string): Promise<Salvaged> {
  const target = join(await makeFolder(), 'salvaged')
  const damaged = openDesk(folder)
  const before = await readFile(join(folder, 'ledger.db')).catch(() => null)
  const folderId = await damaged.engine.offerFolder(target)
  const report = await damaged.ask('vault.salvage', { folderId, passphrase: PASSPHRASE })
  await damaged.engine.close()
  const after = await readFile(join(folder, 'ledger.db')).catch(() => null)
  if (before !== null && (after === null || !before.equals(after)))
    throw new Error('the damaged vault was changed')
  const desk = openDesk(target)
  await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
  return { report, desk }
}

/** The numbers in some runs. */
export function numbersIn(ranges: readonly { readonly from: number; readonly to: number }[]): number[] {
  return ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
}
