import { expect, test } from 'vitest'
import { explainFailure, explainProblem } from '#contract/failure-text.ts'
import { FAILURES, type FailureCode, PROBLEMS } from '#contract/failures.ts'

// The subscript of ដ and that of ត look alike, and search compares code points (docs/glossary.md).
const MISSPELT = /បណ្តឹង|ប្តូរ|ម្តង|ស្តារ|ស្តាប់|ផ្តល់|ផ្តើម|ផ្តាច់|ក្តារ|ក្តី/

test('texts of failures and problems are spelt as the dictionary spells them', () => {
  const codes = Object.keys(FAILURES) as FailureCode[]
  const texts = [
    ...codes.map((code) => explainFailure({ code }, 'km')),
    ...PROBLEMS.map((code) => explainProblem({ field: '', code }, 'km')),
  ]
  expect(texts.filter((text) => MISSPELT.test(text))).toEqual([])
  expect(MISSPELT.test('ម្តង')).toBe(true)
})
