import type { Duplex } from 'node:stream'
import { type FrameChannel, MAX_FRAME_BYTES } from './parser-frames.ts'

const LENGTH_BYTES = 4

/**
 * Carries frames over a pipe between two processes, each after its length. What announces more than {@link MAX_FRAME_BYTES} is not
 * waited for: the channel counts as broken before a byte of it is kept.
 */
export function framesOverStream(stream: Duplex): FrameChannel {
  const kept: Uint8Array[] = []
  let listener: ((frame: Uint8Array) => void) | null = null
  let endListener: ((why: 'gone' | 'broken') => void) | null = null
  let end: 'gone' | 'broken' | null = null
  const pieces = new PieceQueue()

  const finish = (why: 'gone' | 'broken'): void => {
    if (end !== null) return
    end = why
    endListener?.(why)
  }
  stream.on('data', (piece: Uint8Array) => {
    if (end !== null) return
    pieces.add(piece)
    for (;;) {
      const frame = pieces.takeFrame()
      if (frame === null) return
      if (frame === 'too-long') {
        stream.destroy()
        return finish('broken')
      }
      if (listener === null) kept.push(frame)
      else listener(frame)
    }
  })
  stream.on('error', () => finish('gone'))
  stream.on('close', () => finish('gone'))

  return {
    post(frame) {
      if (end !== null || !stream.writable) return
      const length = Buffer.alloc(LENGTH_BYTES)
      length.writeUInt32BE(frame.length)
      stream.write(length)
      stream.write(frame)
    },
    onFrame(next) {
      listener = next
      for (const frame of kept.splice(0)) next(frame)
    },
    onEnd(next) {
      endListener = next
      if (end !== null) next(end)
    },
  }
}

/** Bytes as they arrive, given out as whole frames; each byte is copied once. */
class PieceQueue {
  #pieces: Uint8Array[] = []
  #sizeBytes = 0

  add(piece: Uint8Array): void {
    this.#pieces.push(piece)
    this.#sizeBytes += piece.length
  }

  takeFrame(): Uint8Array | 'too-long' | null {
    if (this.#sizeBytes < LENGTH_BYTES) return null
    const head = this.#pieces[0]
    if (head === undefined || head.length < LENGTH_BYTES) this.#join()
    const first = this.#pieces[0] as Uint8Array
    const length = Buffer.from(first.buffer, first.byteOffset, LENGTH_BYTES).readUInt32BE()
    if (length > MAX_FRAME_BYTES) return 'too-long'
    if (this.#sizeBytes < LENGTH_BYTES + length) return null
    this.#join()
    const whole = this.#pieces[0] as Uint8Array
    const frame = whole.slice(LENGTH_BYTES, LENGTH_BYTES + length)
    const rest = whole.subarray(LENGTH_BYTES + length)
    this.#pieces = rest.length === 0 ? [] : [rest]
    this.#sizeBytes = rest.length
    return frame
  }

  #join(): void {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)]
  }
}
