import { type PreviewAddress, parsePreviewPath } from '#node/viewing/preview-address.ts'

/** The scheme of sound and film of evidence. Its host is the id under which the engine knows the exhibit. */
export const MEDIA_SCHEME = 'preview'

/** An address of sound or film. */
export type MediaAddress = { readonly bytesId: string; readonly wanted: PreviewAddress }

/** Reads an address of the scheme of sound and film, or answers `null` for any other. */
export function parseMediaAddress(address: unknown): MediaAddress | null {
  if (typeof address !== 'string' || !URL.canParse(address)) return null
  const { protocol, host, username, password, pathname, search } = new URL(address)
  if (protocol !== `${MEDIA_SCHEME}:` || username !== '' || password !== '' || search !== '') return null
  if (!/^[0-9a-f]{32}$/.test(host)) return null
  const wanted = parsePreviewPath(pathname.slice(1))
  return wanted === null || wanted.what === 'picture' ? null : { bytesId: host, wanted }
}

/** Tells whether an address is a frame in which sound or film plays. */
export function isMediaFrame(address: unknown): boolean {
  return parseMediaAddress(address)?.wanted.what === 'frame'
}
