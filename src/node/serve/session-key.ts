import { equalBytes, randomBytes, sha256 } from '../crypto/primitives.ts'

/**
 * The one session that a server has: a token that opens it once, and two secrets that hold it open. A cookie is sent to every port
 * of its host, and so to whatever else listens there; the page's key is sent by the page alone.
 */
export type SessionKey = {
  /** Stands in the address that is printed. */
  readonly token: string
  readonly cookieName: string
  /** Stands behind `#` in the address that is printed, which browsers send to nobody. */
  readonly pageKey: string
  /**
   * Answers the cookie's value the first time the right token comes, and `null` ever after. A wrong token uses nothing up:
   * whoever guesses cannot lock the person out.
   */
  redeem(token: string): string | null
  /** Tells whether a `Cookie` header carries the session. */
  admits(cookieHeader: string | undefined): boolean
  /** Tells whether an `X-Samnum-Key` header carries the page's key. */
  isPageKey(header: string | readonly string[] | undefined): boolean
}

/** 256 random bits: nobody guesses them over a loopback connection. */
const SECRET_BYTES = 32

/** Makes the key of a server on a port. Cookies know no ports, so the name keeps two servers apart. */
export function makeSessionKey(port: number): SessionKey {
  const token = makeSecret()
  const cookie = makeSecret()
  const pageKey = makeSecret()
  const cookieName = `samnum-${port}`
  let isRedeemed = false
  return {
    token,
    cookieName,
    pageKey,
    redeem(offered) {
      if (isRedeemed || !isSameSecret(offered, token)) return null
      isRedeemed = true
      return cookie
    },
    admits(cookieHeader) {
      return (cookieHeader ?? '').split(';').some((pair) => {
        const at = pair.indexOf('=')
        return pair.slice(0, at).trim() === cookieName && isSameSecret(pair.slice(at + 1).trim(), cookie)
      })
    },
    isPageKey: (header) => typeof header === 'string' && isSameSecret(header, pageKey),
  }
}

function makeSecret(): string {
  return Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url')
}

// Digests have one length, so that neither length nor the first differing letter shows in the time it takes.
function isSameSecret(offered: string, secret: string): boolean {
  return equalBytes(sha256(Buffer.from(offered)), sha256(Buffer.from(secret)))
}
