import type { EvidenceBytes } from './parser.ts'
import { MAX_READ_BYTES } from './parser-frames.ts'
import type { RunLimits } from './run-limits.ts'

/** Asks the engine for at most {@link MAX_READ_BYTES} bytes. */
export type AskForBytes = (offset: number, length: number) => Promise<Uint8Array>

/** Greatest exhibit that is ever read as a whole into a parser's memory. */
const MAX_WHOLE_BYTES = 128 * 1024 * 1024

/** The exhibit's bytes as a parser sees them, each read asked of the engine and held against the limits. */
export function makeEvidenceBytes(
  fileName: string,
  sizeBytes: number,
  limits: RunLimits,
  ask: AskForBytes,
): EvidenceBytes {
  let leftBytes = limits.readBytes

  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    const from = Math.min(Math.max(0, Math.trunc(offset)), sizeBytes)
    const wanted = Math.max(0, Math.min(Math.trunc(length), sizeBytes - from))
    leftBytes -= wanted
    if (leftBytes < 0) limits.stop('parse/too-large', { limit: 'read', maxBytes: limits.readBytes })
    limits.checkMemory(wanted)
    if (wanted <= MAX_READ_BYTES) return wanted === 0 ? new Uint8Array() : await ask(from, wanted)
    const whole = new Uint8Array(wanted)
    for (let at = 0; at < wanted; at += MAX_READ_BYTES) {
      whole.set(await ask(from + at, Math.min(MAX_READ_BYTES, wanted - at)), at)
    }
    return whole
  }

  return {
    fileName,
    sizeBytes,
    read,
    async readAll(maxBytes = MAX_WHOLE_BYTES) {
      if (sizeBytes > maxBytes) limits.stop('parse/too-large', { limit: 'whole', maxBytes })
      return await read(0, sizeBytes)
    },
    async *chunks(fromBytes = 0) {
      for (let at = fromBytes; at < sizeBytes; at += MAX_READ_BYTES) yield await read(at, MAX_READ_BYTES)
    },
  }
}
