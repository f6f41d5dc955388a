import { beforeAll, describe, expect, test } from 'vitest'
import { MAX_LINE_BYTES } from '#core/ledger/disclosure-format.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { verifyDisclosure } from '#node/disclosure/verify-disclosure.ts'
import { fillRoom, inShort } from '../../support/disclosure-room.ts'

let file: Buffer

beforeAll(async () => {
  const lines = await fillRoom().lines()
  file = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]))
})

/** The bytes in pieces of one size. */
function* inPieces(bytes: Uint8Array, sizeBytes: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += sizeBytes) yield bytes.subarray(at, at + sizeBytes)
}

test('says the same whole, in odd pieces and byte by byte', async () => {
  const whole = await verifyDisclosure([file])
  expect(whole).toMatchObject({ isWhole: true, sizeBytes: file.length, digestHex: sha256Hex(file) })
  for (const size of [1, 7, 333, file.length - 1])
    expect(await verifyDisclosure(inPieces(file, size))).toEqual(whole)
})

test('finds a file that ends at any byte before its last', async () => {
  for (let end = 0; end < file.length; end += end > file.length - 300 || end < 400 ? 1 : 53) {
    const cut = await verifyDisclosure([file.subarray(0, end)])
    const hasFirstLine = end > file.indexOf(0x0a)
    expect([end, cut.isWhole]).toEqual([end, false])
    expect(inShort(cut)).toEqual([hasFirstLine ? 'disclosure/truncated' : 'disclosure/not-a-disclosure'])
  }
})

test('finds any byte flipped', async () => {
  for (let at = 0; at < file.length; at += 29) {
    const flipped = Buffer.from(file)
    flipped[at] = (flipped[at] ?? 0) ^ 0x01
    expect([at, (await verifyDisclosure([flipped])).isWhole]).toEqual([at, false])
  }
})

describe('a line longer than any may be', () => {
  test('is refused where the limit is, and the rest of the file is not kept', async () => {
    const firstLine = file.subarray(0, file.indexOf(0x0a) + 1)
    const piece = Buffer.alloc(16 * 1024 * 1024, 0x61)
    function* endless(): Generator<Uint8Array> {
      yield firstLine
      for (let bytes = 0; bytes <= 3 * MAX_LINE_BYTES; bytes += piece.length) yield piece
    }
    const report = await verifyDisclosure(endless())
    expect(report.findings).toEqual([{ code: 'disclosure/malformed', line: 2 }])
    expect(report.sizeBytes).toBeGreaterThan(3 * MAX_LINE_BYTES)
  })
})
