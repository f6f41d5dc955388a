import { parseIsoDate } from '#core/dates/civil-date.ts'
import { parseStationTime } from '#core/dates/station-time.ts'
import { ROLES, type Role } from '#core/people/roles.ts'
import { UsageError } from './usage.ts'

/** Makes a reader of an option that is one of a few words. */
export function oneOf<Word extends string>(name: string, words: readonly Word[]): (value: string) => Word {
  return (value) => {
    const word = words.find((known) => known === value)
    if (word === undefined)
      throw new UsageError('usage/wrong-value', { name, value, allowed: words.join(', ') })
    return word
  }
}

/** Reads one more value of an option that may be given several times. */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value]
}

/** What the help says of an option that is one of a few words: what it is for, and the words. */
export function withWords(description: string, words: readonly string[]): string {
  return `${description} (${words.join(', ')})`
}

/**
 * Makes a reader of the action that a command is to take. What looks like anything but an action is not repeated, because
 * somebody may have typed a secret there.
 */
export function actionOf<Word extends string>(words: readonly Word[]): (value: string) => Word {
  const readWord = oneOf('ACTION', words)
  return (value) => readWord(/^[a-z-]{1,12}$/.test(value) ? value : '…')
}

/** Makes a reader of a person's number. Anything but digits is not repeated. */
export function personNumber(name: string): (value: string) => number {
  const readNumber = wholeNumber(name, { min: 1, max: HIGHEST_USER_NUMBER })
  return (value) => readNumber(/^[0-9]{1,16}$/.test(value) ? value : '…')
}

/** As `userNumber` of the contract, which has the last word. */
const HIGHEST_USER_NUMBER = 9999

/** Makes a reader of an option that is a whole number between two limits, both allowed. */
export function wholeNumber(
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
): (value: string) => number {
  return (value) => {
    const number = /^[0-9]{1,16}$/.test(value) ? Number(value) : Number.NaN
    if (number >= min && number <= max) return number
    throw new UsageError('usage/wrong-value', { name, value, allowed: `${min} … ${max}` })
  }
}

/** Makes a reader of an option that is a name of 1 to `most` UTF-16 code units. */
export function nameOf(name: string, most: number): (value: string) => string {
  return (value) => {
    if (value.length >= 1 && value.length <= most) return value
    throw new UsageError('usage/wrong-value', { name, value: value.slice(0, 20), allowed: `1 … ${most}` })
  }
}

/** Makes a reader of an option that lists some of a few words: `officer,custodian`. */
export function wordsOf<Word extends string>(
  name: string,
  words: readonly Word[],
): (value: string) => readonly Word[] {
  const readWord = oneOf(name, words)
  return (value) => [...new Set(value.split(',').map((word) => readWord(word.trim())))]
}

/** Makes a reader of an option that lists roles at a station: `officer,custodian`. */
export function rolesOf(name: string): (value: string) => readonly Role[] {
  return wordsOf(name, ROLES)
}

/** Makes a reader of an option that is a time on the station's clock, `YYYY-MM-DD HH:MM`. */
export function momentOf(name: string): (value: string) => number {
  return (value) => {
    const read = parseStationTime(value)
    if (read.ok) return read.value
    throw new UsageError('usage/wrong-value', { name, value, allowed: 'YYYY-MM-DD HH:MM' })
  }
}

/** Makes a reader of an option that is a day, `YYYY-MM-DD`. */
export function dayOf(name: string): (value: string) => string {
  return (value) => {
    if (parseIsoDate(value).ok) return value
    throw new UsageError('usage/wrong-value', { name, value: value.slice(0, 20), allowed: 'YYYY-MM-DD' })
  }
}

/** Makes a reader of a province's code in the national gazetteer, two digits. */
export function provinceOf(name: string): (value: string) => string {
  return (value) => {
    if (/^[0-9]{2}$/.test(value)) return value
    throw new UsageError('usage/wrong-value', { name, value: value.slice(0, 20), allowed: '01 … 25' })
  }
}
