import type { IntakeFailure } from '#app/ports/byte-source.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { MOST_PLAIN_BYTES } from './object-format.ts'

/** The longest file name that Linux and macOS file systems hold, in bytes of UTF-8 (POSIX `NAME_MAX`). */
export const MOST_NAME_BYTES = 255

// Unicode's general category Cc: U+0000 to U+001F and U+007F to U+009F. Joiners and bidi marks are not in it: Khmer
// needs the first, and screens mark the second.
const CONTROL = /\p{Cc}/u
// Half of a surrogate pair: no UTF-8, so no canonical JSON (RFC 8785).
const LONE_SURROGATE = /\p{Cs}/u

/** Tells whether a source's name can be recorded, shown and given to a file again. */
export function checkSourceName(name: string): Result<void, IntakeFailure> {
  if (CONTROL.test(name)) return fail({ code: 'intake/name-has-control-character' })
  if (LONE_SURROGATE.test(name)) return refuse('text/lone-surrogate')
  if (name === '') return refuse('text/empty')
  if (name === '.' || name === '..' || name.includes('/')) return refuse('field/wrong')
  const sizeBytes = Buffer.byteLength(name, 'utf8')
  if (sizeBytes > MOST_NAME_BYTES) return fail({ code: 'intake/name-too-long', facts: { sizeBytes } })
  return succeed(undefined)
}

/** Tells whether a source has a size that an object can hold: at least one byte, at most 64 TiB. */
export function checkSourceSize(sizeBytes: number): Result<void, IntakeFailure> {
  if (sizeBytes === 0) return fail({ code: 'intake/empty' })
  if (sizeBytes <= MOST_PLAIN_BYTES) return succeed(undefined)
  return fail({ code: 'intake/too-large', facts: { sizeBytes, maxBytes: MOST_PLAIN_BYTES } })
}

function refuse(code: 'text/lone-surrogate' | 'text/empty' | 'field/wrong'): Result<void, IntakeFailure> {
  return fail({ code: 'input/invalid', problems: [{ field: 'name', code }] })
}
