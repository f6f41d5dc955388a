import { inflateSync } from 'node:zlib'

/** A picture as one byte each of red, green, blue and opacity a pixel, row by row. */
export type Picture = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }

/** Reads a PNG of eight bits a sample, colours with or without opacity, not interlaced (PNG, third edition, §7.2 and §9). */
export function readPng(bytes: Buffer): Picture {
  const width = bytes.readUInt32BE(16)
  const height = bytes.readUInt32BE(20)
  const samples = new Map([
    [2, 3],
    [6, 4],
  ]).get(bytes[25] ?? -1)
  if (
    bytes.toString('latin1', 1, 4) !== 'PNG' ||
    bytes[24] !== 8 ||
    samples === undefined ||
    bytes[28] !== 0
  ) {
    throw new Error('no PNG of the kind this test reads')
  }
  const parts: Buffer[] = []
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)))
  }
  const rows = unfilter(inflateSync(Buffer.concat(parts)), width * samples, samples)
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let sample = 0; sample < samples; sample += 1)
      data[pixel * 4 + sample] = rows[pixel * samples + sample] ?? 0
  }
  return { width, height, data }
}

function unfilter(filtered: Buffer, rowSize: number, step: number): Uint8Array {
  const height = filtered.length / (rowSize + 1)
  const rows = new Uint8Array(rowSize * height)
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (rowSize + 1)] ?? 0
    for (let x = 0; x < rowSize; x += 1) {
      const at = y * rowSize + x
      const left = x >= step ? (rows[at - step] ?? 0) : 0
      const up = y > 0 ? (rows[at - rowSize] ?? 0) : 0
      const corner = x >= step && y > 0 ? (rows[at - rowSize - step] ?? 0) : 0
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
      rows[at] = (filtered[y * (rowSize + 1) + 1 + x] ?? 0) + guess
    }
  }
  return rows
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value)) as [
    number,
    number,
    number,
  ]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}
