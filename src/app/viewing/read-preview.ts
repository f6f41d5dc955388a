import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { MEDIA_TYPES } from '#core/viewing/shown-kind.ts'
import { askRoom } from './ask-room.ts'
import type { Previews } from './previews.ts'

/** Which bytes of a preview are fetched. */
export type PreviewPart =
  | { readonly kind: 'picture'; readonly page: number; readonly widthPx: number }
  /** A piece of sound or film; of 0 bytes, only what it is. */
  | { readonly kind: 'media'; readonly offsetBytes: number; readonly lengthBytes: number }

/** Bytes of a preview, with what they are. They belong to whoever asked. */
export type PreviewPiece = {
  readonly contentType: string
  /** How many bytes the whole has: the picture, or the exhibit. */
  readonly sizeBytes: number
  readonly bytes: Uint8Array
}

/** Widest picture that is drawn for the screen. */
const WIDEST_PX = 8192
/** Most bytes of a piece: one segment. */
export const MOST_PIECE_BYTES = 1024 * 1024

/**
 * Answers bytes that go to a screen past the contract: pictures that a room drew anew, and the pieces of sound and film, whose
 * containers are of a short list by their first bytes. Each segment is verified before any of its bytes leave.
 */
export async function readPreview(
  previews: Previews,
  bytesId: string,
  part: PreviewPart,
): Promise<Result<PreviewPiece, Failure>> {
  const found = previews.findByBytes(bytesId)
  if (!found.ok) return found
  const preview = found.value
  const { showing, reader } = preview
  if (part.kind === 'picture') {
    if (!showing.views.includes('pictures')) return fail({ code: 'preview/no-such-view' })
    const { page, widthPx } = part
    if (widthPx < 1 || widthPx > WIDEST_PX) return fail({ code: 'preview/no-such-view' })
    const drawn = await askRoom(previews, preview, { what: 'picture', page, widthPx })
    if (!previews.findByBytes(bytesId).ok) return fail({ code: 'preview/unknown' })
    if (!drawn.ok) return stated(drawn.failure)
    return succeed({ contentType: 'image/png', sizeBytes: drawn.value.length, bytes: drawn.value })
  }
  const contentType = showing.views.includes('media') ? MEDIA_TYPES[showing.magic] : undefined
  if (contentType === undefined) return fail({ code: 'preview/no-such-view' })
  const read = await reader.read(part.offsetBytes, Math.min(part.lengthBytes, MOST_PIECE_BYTES))
  if (!previews.findByBytes(bytesId).ok) return fail({ code: 'preview/unknown' })
  return read.ok
    ? succeed({ contentType, sizeBytes: reader.sizeBytes, bytes: read.value })
    : stated(read.failure)
}

/** What is called off here is called off because looking has ended. */
function stated(failure: Failure | { readonly code: 'cancelled' }): Result<never, Failure> {
  return failure.code === 'cancelled' ? fail({ code: 'preview/unknown' }) : fail(failure as Failure)
}
