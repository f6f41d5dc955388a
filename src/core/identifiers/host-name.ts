import { malformed, normalForm, type ReadNormalForm } from './normal-form.ts'

/** A host name in its normal form, and whether it holds letters beyond ASCII (as such or in punycode). */
export type HostName = { readonly host: string; readonly isAscii: boolean }

// RFC 1035 §2.3.4: 63 octets a label, 253 characters a name without its last dot.
const MAX_LABEL_LENGTH = 63
const MAX_HOST_LENGTH = 253
const LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?$/u
const ASCII = /^[a-z0-9._-]*$/

/**
 * Reads a host name: lower case in Unicode NFKC, no dot at its end, dots written as `[.]` or `。` made plain; punycode stays
 * as it is. At least two labels, the last not a number. Returns `null` for anything else.
 */
export function readHostName(text: string): HostName | null {
  const host = refang(text)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/。/g, '.')
    .replace(/\.$/, '')
  if (host.length > MAX_HOST_LENGTH) return null
  const labels = host.split('.')
  if (labels.length < 2 || labels.some((label) => label.length > MAX_LABEL_LENGTH || !LABEL.test(label)))
    return null
  if (/^[0-9]+$/.test(labels.at(-1) ?? '')) return null
  return { host, isAscii: ASCII.test(host) && !labels.some((label) => label.startsWith('xn--')) }
}

/** Makes an address usable again that was made harmless for a report: `hxxps`, `[.]`, `(.)`, `[:]`. */
export function refang(text: string): string {
  return text
    .replace(/^h(?:xx|\*\*)p(s?)/i, 'http$1')
    .replace(/[[(]\s*(?:\.|dot)\s*[\])]/gi, '.')
    .replace(/\[(:(?:\/\/)?)\]/g, '$1')
}

/** Reads a domain name; one copied out of an address keeps only its host. */
export const readDomain: ReadNormalForm = (text) => {
  const name = readHostName(text.replace(/^[*@]\.?/, ''))
  if (name === null) return malformed('domain')
  return name.isAscii ? normalForm(name.host) : normalForm(name.host, 'not-ascii-host')
}
