import { refang } from './host-name.ts'
import { malformed, normalForm, type ReadNormalForm } from './normal-form.ts'

/**
 * Reads an IP address: version 4 as four decimal numbers, version 6 in the form of RFC 5952 (lower case, longest run of
 * zeros as `::`). Leading zeros in version 4 are refused: some programs read them as octal.
 */
export const readIp: ReadNormalForm = (text) => {
  const bare = refang(text).replace(/^\[(.*)\]$/, '$1')
  const address = readIpv4(bare) ?? readIpv6(bare)
  return address === null ? malformed('ip') : normalForm(address)
}

/** Reads an IPv4 address of four decimal numbers, or returns `null`. */
export function readIpv4(text: string): string | null {
  const parts = text.split('.')
  if (parts.length !== 4) return null
  return parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255) ? text : null
}

/** Reads an IPv6 address (RFC 4291 §2.2, no zone) into the form of RFC 5952, or returns `null`. */
export function readIpv6(text: string): string | null {
  const halves = text.toLowerCase().split('::')
  if (halves.length > 2) return null
  // Only the last group of all may be an IPv4 address.
  const [head, tail] = halves.map((half, index) => readGroups(half, index === halves.length - 1))
  if (head === undefined || head === null || tail === null) return null
  if (tail === undefined) return head.length === 8 ? writeIpv6(head) : null
  const missing = 8 - head.length - tail.length
  return missing >= 1 ? writeIpv6([...head, ...new Array<number>(missing).fill(0), ...tail]) : null
}

/** Reads groups of four hex digits, the last of which may be an IPv4 address when `mayEndInIpv4`; `null` when they are none. */
function readGroups(text: string, mayEndInIpv4: boolean): number[] | null {
  if (text === '') return []
  const parts = text.split(':')
  const groups: number[] = []
  for (const [index, part] of parts.entries()) {
    if (mayEndInIpv4 && part.includes('.') && index === parts.length - 1) {
      const [a = 0, b = 0, c = 0, d = 0] = readIpv4(part)?.split('.').map(Number) ?? []
      if (readIpv4(part) === null) return null
      groups.push(a * 256 + b, c * 256 + d)
    } else if (/^[0-9a-f]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16))
    } else {
      return null
    }
  }
  return groups
}

function writeIpv6(groups: readonly number[]): string {
  const { start, length } = longestZeroRun(groups)
  const hex = groups.map((group) => group.toString(16))
  if (length < 2) return hex.join(':')
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`
}

/** RFC 5952 §4.2.3: of several longest runs the first is shortened. */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start }
  }
  return best
}
