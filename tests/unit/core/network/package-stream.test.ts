import { expect, test } from 'vitest'
import type { DigestHex } from '#core/ids.ts'
import { parseArrival, parseRefusal, writeArrival } from '#core/network/arrival.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { NETWORK_PATHS, parseTarget } from '#core/network/network-paths.ts'
import { isOpeningLength, parseOpening, writeOpening } from '#core/network/opening.ts'
import { packageStream, pieceLength, rangesOf } from '#core/network/package-stream.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'

const { pieceBytes } = NETWORK_LIMITS
const packageId = 'ab'.repeat(16) as PackageManifest['packageId']
const manifest = {
  keys: { digestHex: '', sizeBytes: 10 },
  chunks: [{ digestHex: '', events: 1, sizeBytes: pieceBytes }],
  objects: [
    { objectId: '01'.repeat(16), digestHex: '', sizeBytes: 5 },
    { objectId: '02'.repeat(16), digestHex: '', sizeBytes: pieceBytes * 2 },
  ],
} as unknown as PackageManifest

test('every byte of every file is in one piece of the stream, in the order of the bag', () => {
  const stream = packageStream(manifest)
  expect(stream.sizeBytes).toBe(10 + pieceBytes + 5 + pieceBytes * 2)
  const seen = new Map<string, number>()
  for (let number = 0; number < stream.pieces; number += 1) {
    const lengthBytes = pieceLength(stream.sizeBytes, number)
    const ranges = rangesOf(stream, number * pieceBytes, lengthBytes)
    expect(ranges.reduce((sum, range) => sum + range.lengthBytes, 0)).toBe(lengthBytes)
    for (const { path, offsetBytes, lengthBytes: bytes } of ranges) {
      expect(offsetBytes).toBe(seen.get(path) ?? 0)
      seen.set(path, offsetBytes + bytes)
    }
  }
  expect([...seen]).toEqual(stream.files.map(({ path, sizeBytes }) => [path, sizeBytes]))
  expect(pieceLength(stream.sizeBytes, stream.pieces)).toBe(0)
})

test('an opening is read as it was written, and not when its manifest is cut or its stream too long', () => {
  const opening = { manifest: Uint8Array.of(1, 2, 3), stream: Uint8Array.of(4) }
  const bytes = writeOpening(opening)
  const read = parseOpening(bytes)
  expect(read).toEqual({ ok: true, value: opening })
  expect(parseOpening(bytes.subarray(0, 6)).ok).toBe(false)
  expect(parseOpening(bytes.subarray(0, 3)).ok).toBe(false)
  const long = writeOpening({ ...opening, stream: new Uint8Array(NETWORK_LIMITS.openingStreamBytes + 1) })
  expect(parseOpening(long).ok).toBe(false)
})

test('an opening brings the whole stream or whole pieces', () => {
  expect(isOpeningLength(100, 100)).toBe(true)
  expect(isOpeningLength(0, 100)).toBe(true)
  expect(isOpeningLength(pieceBytes, pieceBytes * 5)).toBe(true)
  for (const [length, size] of [
    [99, 100],
    [101, 100],
    [pieceBytes + 1, pieceBytes * 5],
    [pieceBytes * 3, pieceBytes * 5],
  ] as const)
    expect(isOpeningLength(length, size)).toBe(false)
})

test('paths are read as they are written and in no other way', () => {
  expect(parseTarget('PUT', NETWORK_PATHS.piece(packageId, 0))).toEqual({
    kind: 'piece',
    packageId,
    number: 0,
  })
  expect(parseTarget('GET', NETWORK_PATHS.package(packageId))).toEqual({ kind: 'arrival', packageId })
  expect(parseTarget('POST', NETWORK_PATHS.end(packageId))).toEqual({ kind: 'end', packageId })
  expect(parseTarget('POST', NETWORK_PATHS.packages)).toEqual({ kind: 'opening' })
  expect(parseTarget('GET', NETWORK_PATHS.wayBack)).toEqual({ kind: 'way-back' })
  expect(parseTarget('GET', NETWORK_PATHS.updates)).toEqual({ kind: 'updates' })
  const digestHex = 'ab'.repeat(32) as DigestHex
  const piece = { kind: 'update-piece', digestHex, number: 7 }
  expect(parseTarget('GET', NETWORK_PATHS.updatePiece(digestHex, 7))).toEqual(piece)
  expect(parseTarget('PUT', NETWORK_PATHS.updatePiece(digestHex, 7))).toBeNull()
  for (const path of [
    `/v1/updates/${digestHex.toUpperCase()}/pieces/7`,
    `/v1/updates/${digestHex}/pieces/07`,
    `/v1/updates/../${digestHex}/pieces/7`,
    `/v1/updates/${digestHex}`,
    `${NETWORK_PATHS.package(packageId)}/`,
    `${NETWORK_PATHS.package(packageId)}/pieces/-1`,
    `${NETWORK_PATHS.package(packageId)}/pieces/1e3`,
    `${NETWORK_PATHS.package(packageId)}\n`,
    `/v1/packages/${'AB'.repeat(16)}`,
    '//v1/packages',
  ])
    for (const method of ['GET', 'PUT', 'POST']) expect(parseTarget(method, path)).toBeNull()
})

test('an arrival keeps the bytes of the way back', () => {
  const wayBack = Buffer.from('{"document":{"v":1},"signatureHex":"00"}')
  const arrival = {
    format: 'samnum-arrival',
    v: 1,
    packageId,
    state: 'accepted',
    code: null,
    missing: [],
    partial: [],
    wayBack,
  } as const
  const read = parseArrival(writeArrival({ ...arrival, missing: [], partial: [] }))
  if (!read.ok) throw new Error('not read')
  expect(Buffer.from(read.value.wayBack ?? []).toString()).toBe(wayBack.toString())
  expect(parseArrival(Buffer.from('{"format":"samnum-arrival"}')).ok).toBe(false)
})

test('a refusal is a code with facts, and a log-in page is none', () => {
  expect(parseRefusal(Buffer.from('{"code":"network/hub-full"}'))).toEqual({ code: 'network/hub-full' })
  expect(
    parseRefusal(Buffer.from('{"code":"network/offset-differs","facts":{"heldBytes":4}}'))?.facts,
  ).toEqual({
    heldBytes: 4,
  })
  for (const text of ['', '<html>', '{"code":"Hello World"}', '{"code":"a/b","more":1}'])
    expect(parseRefusal(Buffer.from(text))).toBeNull()
})
