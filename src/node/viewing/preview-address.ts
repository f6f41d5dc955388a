/** What an address of a preview asks for. */
export type PreviewAddress =
  | { readonly what: 'picture'; readonly page: number; readonly widthPx: number }
  | { readonly what: 'frame'; readonly language: 'km' | 'en'; readonly atSeconds: number }
  | { readonly what: 'style' }
  | { readonly what: 'media' }

const PICTURE = /^picture\/(\d{1,6})\/(\d{1,4})$/
const FRAME = /^(km|en)\/(\d{1,7})\/frame$/

/** Reads what stands behind the id in an address of a preview; `null` for anything else. */
export function parsePreviewPath(path: string): PreviewAddress | null {
  const picture = PICTURE.exec(path)
  if (picture !== null) return { what: 'picture', page: Number(picture[1]), widthPx: Number(picture[2]) }
  const frame = FRAME.exec(path)
  if (frame !== null)
    return { what: 'frame', language: frame[1] === 'km' ? 'km' : 'en', atSeconds: Number(frame[2]) }
  // Beside the frame, so that it names them without knowing where it stands.
  if (/^(km|en)\/\d{1,7}\/style\.css$/.test(path)) return { what: 'style' }
  if (/^(km|en)\/\d{1,7}\/media$/.test(path)) return { what: 'media' }
  return null
}
