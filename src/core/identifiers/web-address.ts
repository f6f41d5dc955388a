import { readHostName, refang } from './host-name.ts'
import { readIpv4, readIpv6 } from './ip-address.ts'
import { type IdentifierNote, malformed, normalForm, type ReadNormalForm } from './normal-form.ts'

const DEFAULT_PORTS: { readonly [scheme: string]: string } = { http: '80', https: '443', ftp: '21' }
// RFC 3986 appendix B, with a scheme that may be missing.
const PARTS = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i
const AUTHORITY = /^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(?::([0-9]{0,5}))?$/

/**
 * Reads a web address: scheme and host in lower case, the scheme's own port left out, an empty path as `/`, hex digits after `%`
 * in capitals; user name, path, query and fragment stay as they are, because servers tell their cases apart.
 *
 * Addresses made harmless (`hxxps://bad[.]example`) are read as meant. Schemes other than http, https and ftp are refused.
 */
export const readUrl: ReadNormalForm = (text) => {
  const address = refang(text)
  if (/[\s<>"\\^`{|}]/.test(address)) return malformed('url')
  const [, typedScheme, authority = '', path = '', query = '', fragment = ''] = PARTS.exec(address) ?? []
  const [, userInfo, typedHost = '', port = ''] = AUTHORITY.exec(authority) ?? []
  const scheme = (typedScheme ?? 'https').toLowerCase()
  const defaultPort = Object.hasOwn(DEFAULT_PORTS, scheme) ? DEFAULT_PORTS[scheme] : undefined
  const host = readHost(typedHost)
  if (defaultPort === undefined || host === null || Number(port) > 65_535) return malformed('url')
  const shownPort = port === '' || Number(port) === Number(defaultPort) ? '' : `:${Number(port)}`
  const user = userInfo === undefined ? '' : `${userInfo}@`
  const rest = `${path === '' ? '/' : path}${query}${fragment}`.replace(/%[0-9a-f]{2}/gi, (hex) =>
    hex.toUpperCase(),
  )
  const note = noteOf(userInfo !== undefined, host.isAscii, typedScheme === undefined)
  return normalForm(`${scheme}://${user}${host.host}${shownPort}${rest}`, note)
}

function readHost(text: string): { readonly host: string; readonly isAscii: boolean } | null {
  if (text.startsWith('[')) {
    const address = readIpv6(text.slice(1, -1))
    return address === null ? null : { host: `[${address}]`, isAscii: true }
  }
  const address = readIpv4(text)
  return address === null ? readHostName(text) : { host: address, isAscii: true }
}

/** Of several things to say, the one that warns comes first. */
function noteOf(hasUser: boolean, isAscii: boolean, assumed: boolean): IdentifierNote | undefined {
  if (hasUser) return 'has-user-info'
  if (!isAscii) return 'not-ascii-host'
  return assumed ? 'scheme-assumed' : undefined
}
