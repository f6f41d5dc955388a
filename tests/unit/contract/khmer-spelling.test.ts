import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { explainFailure, explainProblem } from '#contract/failure-text.ts'
import { FAILURES, type FailureCode, PROBLEMS } from '#contract/failures.ts'

// The subscript of ដ and that of ត look alike, and search compares code points (docs/glossary.md).
const MISSPELT = /បណ្តឹង|ប្តូរ|ម្តង|ស្តារ|ស្តាប់|ស្តាំ|ផ្តល់|ផ្តើម|ផ្តាច់|ក្តារ|ក្តី|សម្តី|កណ្តាល|ដណ្តប់/

test('texts of failures and problems are spelt as the dictionary spells them', () => {
  const codes = Object.keys(FAILURES) as FailureCode[]
  const texts = [
    ...codes.map((code) => explainFailure({ code }, 'km')),
    ...PROBLEMS.map((code) => explainProblem({ field: '', code }, 'km')),
  ]
  expect(texts.filter((text) => MISSPELT.test(text))).toEqual([])
  expect(MISSPELT.test('ម្តង')).toBe(true)
})

// What banks and operators head their columns with is matched as they write it.
const AS_OTHERS_WRITE = new Set(['column-words.ts'])

test.for(['src', 'resources/templates', 'resources/law'])('so is every text in %s', (folder) => {
  const root = fileURLToPath(new URL(`../../../${folder}`, import.meta.url))
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  const files = entries.filter(({ name }) => /\.(tsx?|json)$/.test(name) && !AS_OTHERS_WRITE.has(name))
  expect(files.length).toBeGreaterThan(0)
  const misspelt = files.filter(({ parentPath, name }) =>
    MISSPELT.test(readFileSync(`${parentPath}/${name}`, 'utf8')),
  )
  expect(misspelt.map(({ name }) => name)).toEqual([])
})
