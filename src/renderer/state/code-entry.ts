import { toLatinDigits } from '#core/khmer/digits.ts'
import { GROUP_DIGITS, parseDigitGroups } from '#core/text-safety/digit-groups.ts'

/** Groups of a recovery code. */
export const CODE_GROUPS = 8

/** What has been typed of a code so far. */
export type CodeEntry = {
  /** Groups that are there in full and right. */
  readonly rightGroups: number
  readonly problem: CodeProblem | null
}

/** What is wrong with a typed code; groups are counted from 1. */
export type CodeProblem =
  | { readonly what: 'not-digits' }
  | { readonly what: 'group-wrong'; readonly group: number }
  | { readonly what: 'incomplete'; readonly left: number }
  | { readonly what: 'too-long' }

/** Reads a code as it is being typed, with Khmer or Latin digits, spaces and dashes as people please. */
export function readCodeEntry(typed: string): CodeEntry {
  const groups =
    toLatinDigits(typed)
      .replace(/[^0-9]/g, '')
      .match(/[0-9]{6}/g) ?? []
  const isRight = (group: string) => parseDigitGroups(group, 1).ok
  return {
    rightGroups: groups.filter(isRight).length,
    problem: problemOf(
      typed,
      groups.findIndex((group) => !isRight(group)),
    ),
  }
}

function problemOf(typed: string, wrongIndex: number): CodeProblem | null {
  if (typed.trim() === '') return { what: 'incomplete', left: CODE_GROUPS * GROUP_DIGITS }
  const whole = parseDigitGroups(typed, CODE_GROUPS)
  if (whole.ok) return null
  switch (whole.failure.code) {
    case 'groups/not-digits':
      return { what: 'not-digits' }
    case 'groups/wrong-group':
      return { what: 'group-wrong', group: whole.failure.group }
    case 'groups/wrong-length': {
      if (wrongIndex !== -1) return { what: 'group-wrong', group: wrongIndex + 1 }
      const left = CODE_GROUPS * GROUP_DIGITS - whole.failure.digits
      return left > 0 ? { what: 'incomplete', left } : { what: 'too-long' }
    }
  }
}

/** The groups of a code as it is shown, whatever stands between them. */
export function codeGroups(code: string): readonly string[] {
  return code.match(/[0-9]{6}/g) ?? []
}
