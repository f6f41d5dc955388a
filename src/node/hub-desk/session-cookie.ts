/** Browsers take a name with this prefix only with Secure, for one host and for all of its paths (RFC 6265bis, section 4.1.3). */
const NAME = { https: '__Host-samnum', http: 'samnum-desk' } as const

/** The `Set-Cookie` that gives a browser a session's secret, or (`null`) takes it away. It ends with the browser. */
export function cookieHeader(token: string | null, scheme: 'http' | 'https'): string {
  const secure = scheme === 'https' ? '; Secure' : ''
  const end = token === null ? '; Max-Age=0' : ''
  return `${NAME[scheme]}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure}${end}`
}

/** The session's secret in a `Cookie` header; `null` where there is none, or more than one. */
export function tokenIn(header: string | undefined, scheme: 'http' | 'https'): string | null {
  const found = (header ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=')
    return pair.slice(0, at).trim() === NAME[scheme] ? [pair.slice(at + 1).trim()] : []
  })
  return found.length === 1 ? (found[0] ?? null) : null
}
