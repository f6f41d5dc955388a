/** The one scheme whose pages and files this program shows. */
export const APP_SCHEME = 'app'

/** The one host under {@link APP_SCHEME}. */
const APP_HOST = 'samnum'

/** The origin of every page, serialized as Chromium does for a standard scheme. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

/** The page every window shows. */
export const APP_PAGE = `${APP_ORIGIN}/`

const PREVIEW_PATH = /^\/preview\/([0-9a-f]{32})\/(.+)$/
const REPORT_PATH = /^\/report\/([0-9a-f]{32})$/

/**
 * Reads an address under the app's own origin, or answers `null` for any other.
 *
 * Node gives a custom scheme the origin `null`, so scheme and host are compared apart; user, password and port must be
 * absent.
 */
export function parseAppAddress(address: unknown): { readonly path: string } | null {
  if (typeof address !== 'string' || !URL.canParse(address)) return null
  const { protocol, host, username, password, pathname } = new URL(address)
  if (protocol !== `${APP_SCHEME}:` || host !== APP_HOST || username !== '' || password !== '') return null
  return { path: pathname === '' ? '/' : pathname }
}

/** Tells whether an address is the page that windows show. */
export function isAppPage(address: unknown): boolean {
  const path = parseAppAddress(address)?.path
  return path === '/' || path === '/index.html'
}

/** The id of the drawn document that an address of this origin names, or `null`. */
export function reportIdOf(path: string): string | null {
  return REPORT_PATH.exec(path)?.[1] ?? null
}

/** The id and the rest of an address of this origin that names bytes of a preview, or `null`. */
export function previewOf(path: string): { readonly bytesId: string; readonly path: string } | null {
  const found = PREVIEW_PATH.exec(path)
  return found === null ? null : { bytesId: found[1] ?? '', path: found[2] ?? '' }
}

const KNOWN_SCHEMES = [
  'http',
  'https',
  'ws',
  'wss',
  'ftp',
  'file',
  'data',
  'blob',
  'javascript',
  'about',
  'chrome',
  'chrome-extension',
  'devtools',
  'filesystem',
  APP_SCHEME,
] as const

/** The scheme of a refused address for the log; nothing else of an address may be logged. */
export function schemeForLog(address: string): string {
  const scheme = address.slice(0, Math.max(0, address.indexOf(':'))).toLowerCase()
  return KNOWN_SCHEMES.find((known) => known === scheme) ?? 'other'
}
