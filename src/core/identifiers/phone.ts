import { malformed, normalForm, type ReadNormalForm } from './normal-form.ts'

const SEPARATORS = /[\s().\-–—/]/g
const CAMBODIA = '855'
// National numbers of Cambodia: eight or nine digits after the trunk prefix 0 (Telecommunication Regulator of Cambodia).
const NATIONAL = /^[1-9][0-9]{7,8}$/
// ITU-T E.164 (11/2010) §6: country code and number have at most fifteen digits; no country numbers with fewer than seven.
const INTERNATIONAL = /^[1-9][0-9]{6,14}$/

/**
 * Reads a phone number into E.164, `+85512345678`.
 *
 * Without `+` or `00` in front it is a Cambodian number: with the trunk prefix 0, without it, or with 855. A trunk prefix after
 * the country code (`+855 (0)12 …`) is dropped.
 */
export const readPhone: ReadNormalForm = (text) => {
  const dialled = text.replace(/^tel:/i, '').replace(SEPARATORS, '')
  const international = /^(?:\+|00)([0-9]+)$/.exec(dialled)?.[1]
  if (international !== undefined) {
    return international.startsWith(CAMBODIA)
      ? readCambodian(international.slice(CAMBODIA.length))
      : INTERNATIONAL.test(international)
        ? normalForm(`+${international}`)
        : malformed('phone')
  }
  if (!/^[0-9]+$/.test(dialled)) return malformed('phone')
  if (dialled.startsWith(CAMBODIA) && dialled.length >= 11)
    return readCambodian(dialled.slice(CAMBODIA.length))
  const form = readCambodian(dialled)
  return form.ok ? normalForm(form.value.normalised, 'country-assumed') : form
}

/** Tells whether digits have the form of a Cambodian number, with or without country code or trunk prefix. */
export function looksLikeCambodianPhone(digits: string): boolean {
  return /^(?:855|0)[1-9][0-9]{7,8}$/.test(digits)
}

function readCambodian(digits: string): ReturnType<ReadNormalForm> {
  const national = digits.replace(/^0/, '')
  return NATIONAL.test(national) ? normalForm(`+${CAMBODIA}${national}`) : malformed('phone')
}
