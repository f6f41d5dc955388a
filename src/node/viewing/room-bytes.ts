/** The bytes of the evidence as a room sees them: asked for piece by piece. */
export type RoomBytes = {
  readonly sizeBytes: number
  /** Fewer bytes than asked only at the end. Throws {@link NotReadable} when they cannot be had. */
  read(offsetBytes: number, lengthBytes: number): Promise<Uint8Array>
}

/** Thrown where evidence is not what it should be, or larger than a room takes. */
export class NotReadable extends Error {
  readonly reason: 'too-large' | 'not-readable' | 'protected'
  constructor(reason: 'too-large' | 'not-readable' | 'protected') {
    super(reason)
    this.name = 'NotReadable'
    this.reason = reason
  }
}

/** Reads the whole of something that must be held at once, up to a limit. */
export async function readWhole(bytes: RoomBytes, mostBytes: number): Promise<Uint8Array> {
  if (bytes.sizeBytes > mostBytes) throw new NotReadable('too-large')
  return await readStart(bytes, mostBytes)
}

/** Reads from the start as far as the limit goes. */
export async function readStart(bytes: RoomBytes, mostBytes: number): Promise<Uint8Array> {
  const whole = new Uint8Array(Math.min(bytes.sizeBytes, mostBytes))
  for (let at = 0; at < whole.length; ) {
    const piece = await bytes.read(at, whole.length - at)
    if (piece.length === 0) throw new NotReadable('not-readable')
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
