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
