import { MOST_PIECE_BYTES } from '#app/viewing/read-preview.ts'
import type { Engine } from '../engine/engine.ts'
import { protectiveHeaders } from '../serve/response-headers.ts'
import { parseRange } from './byte-range.ts'
import { FRAME_STYLE, writeMediaFrame } from './media-frame.ts'
import type { PreviewAddress } from './preview-address.ts'

/** An answer to a request for bytes of a preview, for whichever carrier. */
export type PreviewAnswer = {
  readonly status: 200 | 206 | 404 | 416
  readonly headers: Readonly<Record<string, string>>
  /** Pieces in their order; iterating throws when looking ends in the middle, so that the carrier breaks off. */
  readonly chunks: AsyncIterable<Uint8Array>
}

type Reader = Pick<Engine, 'readPreview'>

/** Answers what an address of a preview asks for. Whatever is wrong is 404: nothing is told of what there is. */
export async function answerPreview(
  engine: Reader,
  bytesId: string,
  address: PreviewAddress,
  range: string | undefined,
): Promise<PreviewAnswer> {
  switch (address.what) {
    case 'picture': {
      const { page, widthPx } = address
      const read = await engine.readPreview(bytesId, { kind: 'picture', page, widthPx })
      return read.ok ? whole('picture', read.value.contentType, read.value.bytes) : notFound()
    }
    case 'media':
      return await answerMedia(engine, bytesId, range)
    default: {
      const read = await engine.readPreview(bytesId, { kind: 'media', offsetBytes: 0, lengthBytes: 0 })
      if (!read.ok) return notFound()
      if (address.what === 'style') return whole('media', 'text/css; charset=utf-8', encode(FRAME_STYLE))
      const frame = writeMediaFrame(read.value.contentType, address.language, address.atSeconds)
      return whole('frame', 'text/html; charset=utf-8', encode(frame))
    }
  }
}

async function answerMedia(
  engine: Reader,
  bytesId: string,
  header: string | undefined,
): Promise<PreviewAnswer> {
  const known = await engine.readPreview(bytesId, { kind: 'media', offsetBytes: 0, lengthBytes: 0 })
  if (!known.ok) return notFound()
  const { sizeBytes, contentType } = known.value
  const range = parseRange(header, sizeBytes)
  const headers = { ...protectiveHeaders('media'), 'content-type': contentType, 'accept-ranges': 'bytes' }
  if (range.kind === 'unsatisfiable') {
    const unsatisfied = { ...headers, 'content-range': `bytes */${sizeBytes}`, 'content-length': '0' }
    return { status: 416, headers: unsatisfied, chunks: none() }
  }
  const [first, last] = range.kind === 'whole' ? [0, sizeBytes - 1] : [range.firstByte, range.lastByte]
  const length = { ...headers, 'content-length': String(last - first + 1) }
  const chunks = piecesOf(engine, bytesId, first, last)
  if (range.kind === 'whole') return { status: 200, headers: length, chunks }
  return {
    status: 206,
    headers: { ...length, 'content-range': `bytes ${first}-${last}/${sizeBytes}` },
    chunks,
  }
}

async function* piecesOf(
  engine: Reader,
  bytesId: string,
  firstByte: number,
  lastByte: number,
): AsyncGenerator<Uint8Array> {
  for (let offsetBytes = firstByte; offsetBytes <= lastByte; ) {
    // Up to the next border of a piece, so that what is sought often costs no more than a piece.
    const border = (Math.floor(offsetBytes / MOST_PIECE_BYTES) + 1) * MOST_PIECE_BYTES
    const lengthBytes = Math.min(border, lastByte + 1) - offsetBytes
    const read = await engine.readPreview(bytesId, { kind: 'media', offsetBytes, lengthBytes })
    if (!read.ok || read.value.bytes.length === 0) throw new Error('looking has ended')
    offsetBytes += read.value.bytes.length
    yield read.value.bytes
  }
}

function whole(shown: 'picture' | 'frame' | 'media', contentType: string, bytes: Uint8Array): PreviewAnswer {
  return {
    status: 200,
    headers: {
      ...protectiveHeaders(shown),
      'content-type': contentType,
      'content-length': String(bytes.length),
    },
    chunks: one(bytes),
  }
}

function notFound(): PreviewAnswer {
  return { status: 404, headers: { ...protectiveHeaders('picture'), 'content-length': '0' }, chunks: none() }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function* none(): AsyncGenerator<Uint8Array> {}
