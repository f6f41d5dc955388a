/** Which bytes a request wants: all, a run of them, or one that cannot be had. */
export type WantedRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly firstByte: number; readonly lastByte: number }
  | { readonly kind: 'unsatisfiable' }

const ONE_RANGE = /^bytes=(\d*)-(\d*)$/

/**
 * Reads a `Range` header (RFC 9110, 14.1.2) against a size. Several ranges, and what is no range of bytes, are answered whole, as the
 * standard allows.
 */
export function parseRange(header: string | undefined, sizeBytes: number): WantedRange {
  const [, first = '', last = ''] = ONE_RANGE.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return { kind: 'whole' }
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes)
    return length === 0 ? { kind: 'unsatisfiable' } : part(sizeBytes - length, sizeBytes - 1)
  }
  const firstByte = Number(first)
  if (last !== '' && Number(last) < firstByte) return { kind: 'whole' }
  if (!Number.isSafeInteger(firstByte) || firstByte >= sizeBytes) return { kind: 'unsatisfiable' }
  return part(firstByte, last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1))
}

function part(firstByte: number, lastByte: number): WantedRange {
  return { kind: 'part', firstByte, lastByte }
}
