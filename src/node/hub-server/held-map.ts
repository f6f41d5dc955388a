import type { FileHandle } from 'node:fs/promises'
import type { HeldPieces } from '#app/ports/arrivals.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { pieceLength, streamPieces } from '#core/network/package-stream.ts'
import { readAll, writeAll } from '../disk/durable-file.ts'

// The file `held` of a package that arrives: the size of its stream (8 bytes), then for each piece how many bytes of it, from its
// beginning on, lie in the file `stream` (4 bytes); the topmost bit says that the piece is whole, was compared with its digest and is on disk.

const HEAD_BYTES = 8
const ENTRY_BYTES = 4
const ACKNOWLEDGED = 0x8000_0000
const READ_ENTRIES = 16_384

/** What is known of one piece. */
export type PieceEntry = { readonly heldBytes: number; readonly isAcknowledged: boolean }

/** The bytes of the map of a package of which nothing is held. */
export function emptyMap(streamBytes: number): Uint8Array {
  const map = Buffer.alloc(HEAD_BYTES + streamPieces(streamBytes) * ENTRY_BYTES)
  map.writeBigUInt64BE(BigInt(streamBytes))
  return map
}

/** The size of the stream whose map this is. */
export async function readStreamBytes(map: FileHandle): Promise<number> {
  const head = Buffer.alloc(HEAD_BYTES)
  await readAll(map, head, 0)
  return Number(head.readBigUInt64BE())
}

/** What is known of one piece. */
export async function readEntry(map: FileHandle, number: number): Promise<PieceEntry> {
  const entry = Buffer.alloc(ENTRY_BYTES)
  await readAll(map, entry, HEAD_BYTES + number * ENTRY_BYTES)
  return entryOf(entry.readUInt32BE())
}

/** Notes what is known of one piece. */
export async function writeEntry(
  map: FileHandle,
  number: number,
  { heldBytes, isAcknowledged }: PieceEntry,
): Promise<void> {
  const entry = Buffer.alloc(ENTRY_BYTES)
  entry.writeUInt32BE(heldBytes + (isAcknowledged ? ACKNOWLEDGED : 0))
  await writeAll(map, entry, HEAD_BYTES + number * ENTRY_BYTES)
}

/** Lists what is missing, as much as one answer says. */
export async function readHeld(map: FileHandle): Promise<HeldPieces> {
  const pieces = streamPieces(await readStreamBytes(map))
  const missing: [number, number][] = []
  const partial: [number, number][] = []
  const block = Buffer.alloc(READ_ENTRIES * ENTRY_BYTES)
  for (let from = 0; from < pieces; from += READ_ENTRIES) {
    await readAll(map, block, HEAD_BYTES + from * ENTRY_BYTES)
    for (let at = 0; at < Math.min(READ_ENTRIES, pieces - from); at += 1) {
      const { heldBytes, isAcknowledged } = entryOf(block.readUInt32BE(at * ENTRY_BYTES))
      if (isAcknowledged) continue
      const number = from + at
      if (heldBytes > 0 && partial.length < NETWORK_LIMITS.listed) partial.push([number, heldBytes])
      const last = missing.at(-1)
      if (last !== undefined && last[1] === number - 1) last[1] = number
      else if (missing.length === NETWORK_LIMITS.listed) return { missing, partial }
      else missing.push([number, number])
    }
  }
  return { missing, partial }
}

/** Tells whether there is such a piece in a stream of this size, and that a part of it ends where the piece does. */
export function endsPiece(
  streamBytes: number,
  { number, offsetBytes, lengthBytes }: { number: number; offsetBytes: number; lengthBytes: number },
): boolean {
  return number < streamPieces(streamBytes) && offsetBytes + lengthBytes === pieceLength(streamBytes, number)
}

function entryOf(bits: number): PieceEntry {
  return { heldBytes: bits % ACKNOWLEDGED, isAcknowledged: bits >= ACKNOWLEDGED }
}
