import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { explainFailure, explainProblem, type FailureLanguage } from '#contract/failure-text.ts'
import type * as Tongues from '../../../../src/renderer/text/tongues.ts'
import { TONGUES, tongueOf } from '../../../../src/renderer/text/tongues.ts'

const ROOT = resolve(import.meta.dirname, '../../../..')
// Inside the project, so that what the texts import is found.
const ARTIFACTS = join(ROOT, 'artifacts')
mkdirSync(ARTIFACTS, { recursive: true })
const copy = mkdtempSync(join(ARTIFACTS, 'third-language-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const FILE = `import { en } from '../en.ts'

export const language = {
  code: 'la',
  name: 'Lingua Latina',
  locale: 'la',
  base: 'en',
  texts: { ...en, cases: { ...en.cases, title: 'Causae' } },
  failures: {
    base: 'en',
    failures: { 'vault/locked': { wrong: 'Arca clausa est.', act: 'Reclude.' } },
    problems: { 'field/missing': 'Scribe aliquid.' },
  },
}
`

test('a third language is one file more, and needs no other line', async () => {
  cpSync(join(ROOT, 'src/renderer/text'), copy, { recursive: true })
  writeFileSync(join(copy, 'languages/la.ts'), FILE)
  const added: typeof Tongues = await import(join(copy, 'tongues.ts'))
  expect(added.TONGUES.map(({ code }) => code)).toEqual(['km', 'en', 'la'])
  const { name, text, language, failureLanguage, format } = added.tongueOf('la')
  expect([name, text.cases.title, language]).toEqual(['Lingua Latina', 'Causae', 'en'])
  expect(text.window.next).toBe(added.tongueOf('en').text.window.next)
  expect(format.count(12_345)).toBe(added.tongueOf('en').format.count(12_345))
  expect(explainFailure({ code: 'vault/locked' }, failureLanguage)).toBe('Arca clausa est. Reclude.')
  expect(explainProblem({ field: 'name', code: 'field/missing' }, failureLanguage)).toBe('Scribe aliquid.')
  // What the file does not say is said in its base.
  expect(explainProblem({ field: 'name', code: 'field/wrong' }, failureLanguage)).toBe(
    explainProblem({ field: 'name', code: 'field/wrong' }, 'en' satisfies FailureLanguage),
  )
})

test('the languages that come with the program are Khmer and English, Khmer first', () => {
  expect(TONGUES.map(({ code }) => code)).toEqual(['km', 'en'])
  expect(tongueOf('xx').code).toBe('km')
})
