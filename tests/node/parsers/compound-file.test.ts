import { describe, expect, it } from 'vitest'
import { findCompoundDamage } from '#node/parsers/compound-file.ts'
import { MSG_SAMPLE, makeMsg } from '../../support/parser-samples/make-msg.ts'

const SECTOR = 512
const BODY = Buffer.alloc(9_000, 7)
/** A mail with a stream of its own sectors beside its many small ones. */
const WHOLE = makeMsg({ ...MSG_SAMPLE, properties: { ...MSG_SAMPLE.properties, 4105: BODY } })

function changed(change: (view: DataView) => void): Uint8Array {
  const file = Uint8Array.from(WHOLE)
  change(new DataView(file.buffer))
  return file
}

/** Where the file says something of a sector: the entry of its table. */
function tableEntry(view: DataView, sector: number): number {
  const table = view.getInt32(0x4c + 4 * Math.floor(sector / 128), true)
  return (table + 1) * SECTOR + (sector % 128) * 4
}

/** Where the first entry of the directory stands for which this holds. */
function entryWhere(view: DataView, holds: (offset: number) => boolean): number {
  let sector = view.getInt32(0x30, true)
  while (sector !== -2) {
    for (let index = 0; index < 4; index += 1) {
      const offset = (sector + 1) * SECTOR + index * 128
      if (holds(offset)) return offset
    }
    sector = view.getInt32(tableEntry(view, sector), true)
  }
  throw new Error('no such entry')
}

const isStream = (view: DataView, offset: number) => view.getUint8(offset + 0x42) === 2
const sizeAt = (view: DataView, offset: number) => view.getInt32(offset + 0x78, true)
const largeOf = (view: DataView) =>
  entryWhere(view, (offset) => isStream(view, offset) && sizeAt(view, offset) >= 4_096)
const smallOf = (view: DataView) =>
  entryWhere(
    view,
    (offset) => isStream(view, offset) && sizeAt(view, offset) > 0 && sizeAt(view, offset) < 4_096,
  )

describe('the chains of a compound file', () => {
  it('are in order in an honest mail, whatever lies behind it', () => {
    expect(findCompoundDamage(WHOLE)).toBeNull()
    expect(findCompoundDamage(Buffer.concat([WHOLE, Buffer.alloc(100)]))).toBeNull()
  })

  it.each<readonly [string, string, (view: DataView) => void]>([
    ['a sector of no size', 'header', (view) => view.setUint8(0x1e, 31)],
    ['a table outside the file', 'sectors', (view) => view.setInt32(0x4c, 0x7fff_ffff, true)],
    ['fewer tables than none', 'sectors', (view) => view.setInt32(0x2c, -1, true)],
    ['more tables than sectors', 'sectors', (view) => view.setInt32(0x2c, 0x7fff_ffff, true)],
    [
      'a directory that comes back to itself',
      'sectors',
      (view) => {
        const start = view.getInt32(0x30, true)
        view.setInt32(tableEntry(view, start), start, true)
      },
    ],
    [
      'small sectors whose body comes back to itself',
      'sectors',
      (view) => {
        const root = (view.getInt32(0x30, true) + 1) * SECTOR
        const start = view.getInt32(root + 0x74, true)
        view.setInt32(tableEntry(view, start), start, true)
      },
    ],
    [
      'an entry that is its own sibling',
      'directory',
      (view) => {
        const root = (view.getInt32(0x30, true) + 1) * SECTOR
        const child = view.getInt32(root + 0x4c, true)
        const at = entryWhere(view, (offset) => offset === root + child * 128 || child > 3)
        view.setInt32(at + (child > 3 ? 0x4c : 0x44), child > 3 ? 0 : child, true)
      },
    ],
    [
      'a child that is not there',
      'directory',
      (view) => view.setInt32((view.getInt32(0x30, true) + 1) * SECTOR + 0x4c, 0x7fff_fff0, true),
    ],
    [
      'a stream larger than its chain',
      'stream',
      (view) => view.setInt32(largeOf(view) + 0x78, 0x7fff_ffff, true),
    ],
    ['a stream of less than nothing', 'stream', (view) => view.setInt32(largeOf(view) + 0x78, -5, true)],
    [
      'a stream that comes back to itself',
      'stream',
      (view) => {
        const start = view.getInt32(largeOf(view) + 0x74, true)
        view.setInt32(tableEntry(view, start), start, true)
      },
    ],
    [
      'a small stream that comes back to itself',
      'stream',
      (view) => {
        const start = view.getInt32(smallOf(view) + 0x74, true)
        const table = view.getInt32(0x3c, true)
        view.setInt32((table + 1) * SECTOR + start * 4, start, true)
      },
    ],
    [
      'two streams over one chain',
      'stream',
      (view) => {
        const large = largeOf(view)
        const small = smallOf(view)
        view.setInt32(small + 0x74, view.getInt32(large + 0x74, true), true)
        view.setInt32(small + 0x78, sizeAt(view, large), true)
      },
    ],
  ])('are refused with %s (%s)', (_what, where, change) => {
    expect(findCompoundDamage(changed(change))).toBe(where)
  })

  it('are refused, or read, wherever the file is cut', () => {
    for (let length = 0; length < WHOLE.length; length += 61)
      expect([null, 'header', 'sectors', 'directory', 'stream']).toContain(
        findCompoundDamage(WHOLE.subarray(0, length)),
      )
    expect(findCompoundDamage(WHOLE.subarray(0, 700))).not.toBeNull()
  })
})
