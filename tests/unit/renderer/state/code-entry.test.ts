import { describe, expect, it } from 'vitest'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import { writeDigitGroups } from '#core/text-safety/digit-groups.ts'
import { codeGroups, readCodeEntry } from '../../../../src/renderer/state/code-entry.ts'

const CODE = writeDigitGroups(Uint8Array.from({ length: 16 }, (_, at) => at * 15 + 1))

describe('a recovery code that is being typed', () => {
  it('is read with Khmer or Latin digits, with any separators or none', () => {
    for (const typed of [CODE, CODE.replaceAll('-', ' '), CODE.replaceAll('-', ''), toKhmerDigits(CODE)]) {
      expect(readCodeEntry(typed)).toEqual({ rightGroups: 8, problem: null })
    }
  })

  it('has groups to be shown one by one', () => {
    expect(codeGroups(CODE)).toHaveLength(8)
    expect(codeGroups(CODE).join('-')).toBe(CODE)
  })

  it('names the first group that cannot be right as soon as it is there', () => {
    const groups = codeGroups(CODE)
    const third = groups[2] ?? ''
    const wrong = `${third.slice(0, 5)}${(Number(third[5]) + 1) % 10}`
    const typed = [...groups.slice(0, 2), wrong].join(' ')
    expect(readCodeEntry(typed).problem).toEqual({ what: 'group-wrong', group: 3 })
    expect(readCodeEntry([...groups.slice(0, 2), wrong, ...groups.slice(3)].join(' ')).problem).toEqual({
      what: 'group-wrong',
      group: 3,
    })
  })

  it('names the group of two neighbours that changed places', () => {
    const groups = [...codeGroups(CODE)]
    const fifth = groups[4] ?? ''
    const at = [...fifth].findIndex((digit, index) => index > 0 && digit !== fifth[index - 1])
    groups[4] = `${fifth.slice(0, at - 1)}${fifth[at]}${fifth[at - 1]}${fifth.slice(at + 1)}`
    expect(readCodeEntry(groups.join('')).problem).toEqual({ what: 'group-wrong', group: 5 })
  })

  it('says how many digits are still to come', () => {
    expect(readCodeEntry('').problem).toEqual({ what: 'incomplete', left: 48 })
    expect(readCodeEntry(CODE.slice(0, 10))).toEqual({
      rightGroups: 1,
      problem: { what: 'incomplete', left: 39 },
    })
  })

  it('says that there is too much, or something that is no digit', () => {
    expect(readCodeEntry(`${CODE}-12`).problem).toEqual({ what: 'too-long' })
    expect(readCodeEntry(CODE.replace(/^./, 'x')).problem).toEqual({ what: 'not-digits' })
  })
})
