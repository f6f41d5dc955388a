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

/** Makes a reader of an option that lists roles: `officer,custodian`. */
export function rolesOf(name: string): (value: string) => readonly Role[] {
  const readRole = oneOf(name, ROLES)
  return (value) => [...new Set(value.split(',').map((word) => readRole(word.trim())))]
}
