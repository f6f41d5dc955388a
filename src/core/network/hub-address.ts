/** Where a hub answers: what a certificate, a name server and a request need of an address. */
export type HubAddress = {
  /** `https://HOST` or `https://HOST:PORT`, in small letters. */
  readonly origin: string
  /** A name or a number; an IPv6 number without brackets. */
  readonly host: string
  readonly port: number
}

const HOST = String.raw`[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\]`
const ADDRESS = new RegExp(`^https://(${HOST})(?::([1-9][0-9]{0,4}))?/?$`)
const PROXY = new RegExp(`^http://(${HOST}):([1-9][0-9]{0,4})/?$`)
const HTTPS_PORT = 443
const MOST_PORT = 65_535

/** Reads the address of a hub, `https://HOST[:PORT]` without a path or a name of anybody; `null` for everything else. */
export function parseHubAddress(text: string): HubAddress | null {
  const [, name, portText] = ADDRESS.exec(text.trim().toLowerCase()) ?? []
  if (name === undefined) return null
  const port = portText === undefined ? HTTPS_PORT : Number(portText)
  if (port > MOST_PORT) return null
  const origin = port === HTTPS_PORT ? `https://${name}` : `https://${name}:${port}`
  return { origin, host: bare(name), port }
}

/** A proxy of the kind that lets TLS through (`CONNECT`, RFC 9110, section 9.3.6). */
export type ProxyAddress = { readonly host: string; readonly port: number }

/** Reads the address of a proxy, `http://HOST:PORT`; `null` for everything else. */
export function parseProxyAddress(text: string): ProxyAddress | null {
  const [, name, portText] = PROXY.exec(text.trim().toLowerCase()) ?? []
  if (name === undefined || Number(portText) > MOST_PORT) return null
  return { host: bare(name), port: Number(portText) }
}

function bare(name: string): string {
  return name.startsWith('[') ? name.slice(1, -1) : name
}
