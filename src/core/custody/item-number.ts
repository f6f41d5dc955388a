/** What a run of numbers in a case counts: exhibits, digital and physical together; containers; raids. */
export type NumberLetter = 'E' | 'B' | 'R'

const DIGITS = { E: 3, B: 3, R: 2 } as const
const NUMBER = /-([EBR])([0-9]{1,9})$/

/** A number of a case's run: `2026-0001-E001`. */
export function formatItemNumber(caseNumber: string, letter: NumberLetter, run: number): string {
  return `${caseNumber}-${letter}${String(run).padStart(DIGITS[letter], '0')}`
}

/** Which place of which run a number has; `null` for one that is of none. */
export function readItemNumber(
  number: string,
): { readonly letter: NumberLetter; readonly run: number } | null {
  const [, letter, digits] = NUMBER.exec(number) ?? []
  return letter === undefined || digits === undefined
    ? null
    : { letter: letter as NumberLetter, run: Number(digits) }
}

const ROLL = /^(.*?)([0-9]{1,15})(\D*)$/s

/** The number after one on a roll of seals: its last digits are counted up, and keep their length. `null` where there are none. */
export function nextOfRoll(number: string): string | null {
  const [, before, digits, after] = ROLL.exec(number) ?? []
  if (before === undefined || digits === undefined || after === undefined) return null
  const tail = /[0-9]{1,15}$/.exec(before + digits)?.[0] ?? digits
  const head = (before + digits).slice(0, -tail.length)
  return `${head}${String(Number(tail) + 1).padStart(tail.length, '0')}${after}`
}
