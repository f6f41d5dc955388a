import type { FileHandle } from 'node:fs/promises'
import type { PieceFailure, PieceRequest } from '#app/ports/arrivals.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { pieceLength } from '#core/network/package-stream.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { startSha256 } from '../crypto/primitives.ts'
import { readAll, writeAll } from '../disk/durable-file.ts'
import { endsPiece, readEntry, readStreamBytes, writeEntry } from './held-map.ts'

/** A body that ends before its time. Bytes that came are kept. */
export class BodyCut extends Error {}

/** The two files of a package that arrives. */
export type ArrivingFiles = { readonly stream: FileHandle; readonly map: FileHandle }

/**
 * Writes a part of a piece as it comes. What is noted as held lies in the stream before it is noted; what is acknowledged was compared
 * with its digest and flushed before. Two who write the same piece write the same bytes at the same positions.
 */
export async function putPiece(
  { stream, map }: ArrivingFiles,
  piece: PieceRequest,
  body: AsyncIterable<Uint8Array>,
): Promise<Result<void, PieceFailure>> {
  const streamBytes = await readStreamBytes(map)
  if (!endsPiece(streamBytes, piece)) return fail({ code: 'network/request-malformed' })
  const before = await readEntry(map, piece.number)
  if (!before.isAcknowledged && piece.offsetBytes > before.heldBytes)
    return fail({ code: 'network/offset-differs', facts: { heldBytes: before.heldBytes } })
  const startBytes = piece.number * NETWORK_LIMITS.pieceBytes
  const hash = startSha256()
  let doneBytes = piece.offsetBytes
  for await (const chunk of body) {
    hash.update(chunk)
    // What is acknowledged stays as it was compared.
    if (!before.isAcknowledged) await writeAll(stream, chunk, startBytes + doneBytes)
    doneBytes += chunk.length
    if (!before.isAcknowledged) await noteHeld(map, piece.number, doneBytes)
  }
  if (before.isAcknowledged) return succeed(undefined)
  const isBody = hash.digest().equals(piece.bodyDigest)
  const lengthBytes = pieceLength(streamBytes, piece.number)
  const isPiece =
    piece.pieceDigest === null || (await digestOf(stream, startBytes, lengthBytes)).equals(piece.pieceDigest)
  if (!isBody || !isPiece) {
    const now = await readEntry(map, piece.number)
    if (!now.isAcknowledged) await writeEntry(map, piece.number, { heldBytes: 0, isAcknowledged: false })
    return fail({ code: 'network/digest-differs' })
  }
  await stream.datasync()
  await writeEntry(map, piece.number, { heldBytes: lengthBytes, isAcknowledged: true })
  return succeed(undefined)
}

// Whoever comes later on another connection begins behind what is noted, so that the note only grows.
async function noteHeld(map: FileHandle, number: number, heldBytes: number): Promise<void> {
  const now = await readEntry(map, number)
  if (now.isAcknowledged || now.heldBytes >= heldBytes) return
  await writeEntry(map, number, { heldBytes, isAcknowledged: false })
}

async function digestOf(stream: FileHandle, startBytes: number, lengthBytes: number): Promise<Buffer> {
  const bytes = Buffer.alloc(lengthBytes)
  await readAll(stream, bytes, startBytes)
  return startSha256().update(bytes).digest()
}
