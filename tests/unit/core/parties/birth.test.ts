import { expect, test } from 'vitest'
import { birthText, readBirth } from '#core/parties/birth.ts'

test.each([
  ['1990-05-02', '1990-05-02', '1990-05-02'],
  ['1990-02', '1990-02-01', '1990-02-28'],
  ['1992-12', '1992-12-01', '1992-12-31'],
  ['1990', '1990-01-01', '1990-12-31'],
  ['1988/1992', '1988-01-01', '1992-12-31'],
])('%s is read and written again', (typed, earliestOn, latestOn) => {
  expect(readBirth(typed)).toEqual({ earliestOn, latestOn })
  expect(birthText({ earliestOn, latestOn })).toBe(typed)
})

test.each(['last year', '1990-13', '២'])('what is no birth is left to be refused: %s', (typed) => {
  expect(readBirth(typed)).toEqual({ earliestOn: typed, latestOn: typed })
})
