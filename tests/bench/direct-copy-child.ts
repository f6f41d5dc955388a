/**
 * Copies a file past the page cache, four pieces at a time, and flushes it: what the disk gives to whoever does
 * nothing else. `direct-copy-child.ts SOURCE COPY`. Ends with 3 where the file systems do not allow it.
 */
import { constants, fsyncSync, openSync } from 'node:fs'
import { readFully, writeFully } from '#node/objects/threads/positioned-io.ts'
import { pagedMemory } from '#node/objects/threads/slots.ts'

const PIECE_BYTES = 4 * 2 ** 20
const AT_ONCE = 4
const [source = '', copy = ''] = process.argv.slice(2)
const { O_DIRECT = 0, O_RDONLY, O_WRONLY, O_CREAT } = constants
const from = { buffered: openSync(source, O_RDONLY), direct: openDirectOrEnd(source, O_RDONLY) }
const to = { buffered: openSync(copy, O_WRONLY | O_CREAT, 0o600), direct: openDirectOrEnd(copy, O_WRONLY) }
const memory = pagedMemory(AT_ONCE * PIECE_BYTES, false)
const buffers = Array.from(
  { length: AT_ONCE },
  (_, at) => new Uint8Array(memory, at * PIECE_BYTES, PIECE_BYTES),
)
let next = 0
await Promise.all(buffers.map((buffer) => copyPieces(buffer)))
fsyncSync(to.buffered)

async function copyPieces(buffer: Uint8Array): Promise<void> {
  for (;;) {
    const at = next * PIECE_BYTES
    next += 1
    const held = await readFully(from, buffer, at)
    if (held === 0) return
    await writeFully(to, buffer.subarray(0, held), at)
  }
}

function openDirectOrEnd(path: string, flags: number): number {
  if (O_DIRECT === 0) process.exit(3)
  try {
    return openSync(path, flags | O_DIRECT)
  } catch {
    process.exit(3)
  }
}
