import type { PackageManifest } from '../packages/manifest.ts'
import { expectedFiles } from '../packages/package-layout.ts'
import { NETWORK_LIMITS } from './network-limits.ts'

/** One file of a package, and where in the package's stream it begins (`docs/format-network.md`, section 3). */
export type StreamFile = { readonly path: string; readonly startBytes: number; readonly sizeBytes: number }

/** All files of a package below `data` one behind the other, without the manifest. */
export type PackageStream = {
  readonly files: readonly StreamFile[]
  readonly sizeBytes: number
  readonly pieces: number
}

/** How many pieces a stream of this size has. */
export function streamPieces(sizeBytes: number): number {
  return Math.ceil(sizeBytes / NETWORK_LIMITS.pieceBytes)
}

/** How many bytes a piece, counted from 0, has. */
export function pieceLength(sizeBytes: number, number: number): number {
  return Math.max(0, Math.min(NETWORK_LIMITS.pieceBytes, sizeBytes - number * NETWORK_LIMITS.pieceBytes))
}

/** The stream of the package with this manifest. */
export function packageStream(manifest: PackageManifest): PackageStream {
  let startBytes = 0
  const files = expectedFiles(manifest).map(({ path, sizeBytes }) => {
    const file = { path, startBytes, sizeBytes }
    startBytes += sizeBytes
    return file
  })
  return { files, sizeBytes: startBytes, pieces: streamPieces(startBytes) }
}

/** A part of one file. */
export type FileRange = { readonly path: string; readonly offsetBytes: number; readonly lengthBytes: number }

/** Which parts of which files make up a part of the stream, in order. */
export function rangesOf(
  { files }: PackageStream,
  offsetBytes: number,
  lengthBytes: number,
): readonly FileRange[] {
  const endBytes = offsetBytes + lengthBytes
  const ranges: FileRange[] = []
  for (let at = firstFileAt(files, offsetBytes); at < files.length; at += 1) {
    const { path, startBytes, sizeBytes } = files[at] as StreamFile
    if (startBytes >= endBytes) break
    const from = Math.max(offsetBytes, startBytes)
    const to = Math.min(endBytes, startBytes + sizeBytes)
    if (to > from) ranges.push({ path, offsetBytes: from - startBytes, lengthBytes: to - from })
  }
  return ranges
}

// A package may have tens of thousands of files, and each piece asks.
function firstFileAt(files: readonly StreamFile[], offsetBytes: number): number {
  let low = 0
  let high = files.length
  while (low < high) {
    const middle = (low + high) >> 1
    const { startBytes, sizeBytes } = files[middle] as StreamFile
    if (startBytes + sizeBytes <= offsetBytes) low = middle + 1
    else high = middle
  }
  return low
}
