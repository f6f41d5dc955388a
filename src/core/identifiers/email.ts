import { readHostName } from './host-name.ts'
import { malformed, normalForm, type ReadNormalForm } from './normal-form.ts'

// RFC 5321 §4.5.3.1: 64 octets before the @, 254 in all (a path of 256 with its angle brackets).
const MAX_LOCAL_LENGTH = 64
const MAX_LENGTH = 254
// RFC 5322 §3.4.1 dot-atom with the letters RFC 6531 adds; quoted local parts are not used by any provider met here.
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u

/**
 * Reads an e-mail address in lower case. The part before the @ could by RFC 5321 tell cases apart; no provider met here does, and
 * the raw form is kept beside the normal one.
 */
export const readEmail: ReadNormalForm = (text) => {
  const address = text
    .replace(/^mailto:/i, '')
    .replace(/^<(.*)>$/, '$1')
    .replace(/[[(]\s*(?:@|at)\s*[\])]/i, '@')
  const at = address.lastIndexOf('@')
  const local = address.slice(0, Math.max(at, 0)).toLowerCase()
  const domain = readHostName(address.slice(at + 1))
  if (at < 1 || domain === null || local.length > MAX_LOCAL_LENGTH || !LOCAL.test(local))
    return malformed('email')
  const normalised = `${local}@${domain.host}`
  if (normalised.length > MAX_LENGTH) return malformed('email')
  return domain.isAscii ? normalForm(normalised) : normalForm(normalised, 'not-ascii-host')
}
