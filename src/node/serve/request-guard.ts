import type { IncomingHttpHeaders } from 'node:http'

/** Why a request is turned away before anything is looked up, with its HTTP status. */
export type Refusal =
  /** Named by another host: a page elsewhere had its name resolve to this machine (DNS rebinding). */
  | { readonly reason: 'wrong-host'; readonly status: 403 }
  /** Sent by a page of another origin. */
  | { readonly reason: 'wrong-origin'; readonly status: 403 }
  /** Without the header that a page of another origin cannot add. */
  | { readonly reason: 'no-samnum-header'; readonly status: 403 }
  | { readonly reason: 'no-session'; readonly status: 401 }
  /** With the cookie, which other programs on this host are sent too, and without the key that only the page has. */
  | { readonly reason: 'no-page-key'; readonly status: 401 }
  | { readonly reason: 'wrong-method'; readonly status: 405 }

/** What the guard looks at. */
export type GuardedRequest = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT']
const READING: readonly string[] = ['GET', 'HEAD']
const WITH_HEADER: readonly string[] = ['/api/', '/intake/']
/** Asked for by the page's own script. Downloads are a link: their address is a secret that only a call answers. */
const WITH_KEY: readonly string[] = ['/api/', '/intake/', '/report/']
/** The page itself, or the person typing the address (Fetch Metadata, W3C working draft). */
const OWN_SITES: readonly string[] = ['same-origin', 'none']

/** Checks host and sender of a request. Failing closed: what is missing refuses. */
export function checkSender(
  request: GuardedRequest,
  authority: string,
  scheme: 'http' | 'https' = 'http',
): Refusal | null {
  const { method, path, headers } = request
  if (headers.host !== authority) return { reason: 'wrong-host', status: 403 }
  if (!METHODS.includes(method)) return { reason: 'wrong-method', status: 405 }
  const origin = headers.origin
  if (READING.includes(method)) {
    if (origin !== undefined && origin !== `${scheme}://${authority}`)
      return { reason: 'wrong-origin', status: 403 }
  } else if (origin !== `${scheme}://${authority}`) return { reason: 'wrong-origin', status: 403 }
  if (WITH_HEADER.some((prefix) => path.startsWith(prefix)) && headers['x-samnum'] !== '1') {
    return { reason: 'no-samnum-header', status: 403 }
  }
  return null
}

/** Tells whether a path answers only to the page's key. */
export function wantsPageKey(path: string): boolean {
  return WITH_KEY.some((prefix) => path.startsWith(prefix))
}

/** Checks that no other site made the browser send a request that carries the session. */
export function checkSite(headers: IncomingHttpHeaders): Refusal | null {
  const site = headers['sec-fetch-site']
  // Browsers send it since 2023; a program of the person's own does not.
  if (site === undefined || (typeof site === 'string' && OWN_SITES.includes(site))) return null
  return { reason: 'wrong-origin', status: 403 }
}
