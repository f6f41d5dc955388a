import { describe, expect, test } from 'vitest'
import { FAILURE_TEXT_EN } from '#contract/failure-text/en/failures.ts'
import { FINDING_PLACE_EN, PROBLEM_TEXT_EN } from '#contract/failure-text/en/problems.ts'
import { FAILURE_TEXT_KM } from '#contract/failure-text/km/failures.ts'
import { FINDING_PLACE_KM, PROBLEM_TEXT_KM } from '#contract/failure-text/km/problems.ts'
import { explainFailure, explainFinding, explainProblem } from '#contract/failure-text.ts'
import { FAILURES, type Facts, isFailureCode, PROBLEMS } from '#contract/failures.ts'
import type { Language } from '#core/language.ts'

const LANGUAGES: readonly Language[] = ['km', 'en']
const CODES = Object.keys(FAILURES).filter(isFailureCode)

/** Facts that a failure of this code always has, because its sentence cannot do without them. */
const ALWAYS: Readonly<Record<string, Facts>> = {
  'account/passphrase-weak': { min: 12 },
  'account/wait-before-next-try': { waitSeconds: 4 },
  'complaint/was-moved': { number: '2026-0001' },
  'draft/file-too-large': { sizeBytes: 30_000_000, maxBytes: 26_214_400 },
  'draft/too-many-files': { max: 60 },
  'file/has-problems': { problems: 3 },
  'file/too-deep': { maxDepth: 32 },
  'gazetteer/too-large': { sizeBytes: 90_000_000, maxBytes: 33_554_432 },
  'gazetteer/wrong-entry': { level: 2, place: 17 },
  'hub/audit-damaged': { seq: 7 },
  'hub/not-whole': { count: 3 },
  'serve/port-in-use': { port: '80' },
}

const END = { km: /[។!]$/, en: /[.!]$|: [a-z ]+$/ } as const
const KHMER = /[\u1780-\u17dd]/

/** The names and forms of every placeholder, in order of the alphabet. */
function placeholdersOf(...templates: readonly string[]): readonly string[] {
  return [...new Set(templates.flatMap((template) => template.match(/\{[^}]*\}/g) ?? []))].sort()
}

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(CODES)('%s has a whole sentence that says what is wrong and one that says what to do', (code) => {
    const sentence = explainFailure({ code, facts: ALWAYS[code] ?? {} }, language)
    expect(sentence).not.toMatch(/[{}[\]?]/)
    expect(sentence).toMatch(END[language])
    expect(sentence).not.toMatch(/ {2}| [.។,]| $/)
    expect(KHMER.test(sentence)).toBe(language === 'km')
    const texts = language === 'km' ? FAILURE_TEXT_KM : FAILURE_TEXT_EN
    expect(texts[code].wrong.length).toBeGreaterThan(10)
    expect(texts[code].act.length).toBeGreaterThan(10)
  })

  test.each(PROBLEMS)('%s has a sentence', (code) => {
    const sentence = explainProblem({ field: 'a', code }, language)
    expect(sentence).not.toMatch(/[{}[\]?]/)
    expect(sentence).toMatch(END[language])
    expect(KHMER.test(sentence)).toBe(language === 'km')
  })

  test('no two failures are told with the same words', () => {
    const texts = language === 'km' ? FAILURE_TEXT_KM : FAILURE_TEXT_EN
    const told = CODES.map((code) => texts[code].wrong)
    expect(told.filter((text, index) => told.indexOf(text) !== index)).toEqual([])
  })
})

describe('both languages', () => {
  test.each(CODES)('fill the same facts into %s', (code) => {
    const km = FAILURE_TEXT_KM[code]
    const en = FAILURE_TEXT_EN[code]
    expect(placeholdersOf(km.wrong, km.act)).toEqual(placeholdersOf(en.wrong, en.act))
  })

  test.each(PROBLEMS)('fill the same facts into %s', (code) => {
    expect(placeholdersOf(PROBLEM_TEXT_KM[code])).toEqual(placeholdersOf(PROBLEM_TEXT_EN[code]))
  })

  test('name the same parts of a place', () => {
    expect(placeholdersOf(...Object.values(FINDING_PLACE_KM))).toEqual(
      placeholdersOf(...Object.values(FINDING_PLACE_EN)),
    )
  })
})

test('facts stand in the sentence where there are some', () => {
  const failure = {
    code: 'intake/changed-while-reading',
    facts: { expectedBytes: 1_048_576, actualBytes: 1_048_577 },
  } as const
  expect(explainFailure(failure, 'en')).toBe(
    'The file changed while it was read: 1,048,576 bytes were expected, 1,048,577 bytes were there. ' +
      'Nothing was sealed. Close the program that writes to it, or copy it first, then seal it again.',
  )
  expect(explainFailure(failure, 'km')).toContain('(រំពឹងទុក ១.០៤៨.៥៧៦ បៃ តែមាន ១.០៤៨.៥៧៧ បៃ)')
  expect(explainFailure({ code: failure.code }, 'en')).toContain(
    'The file changed while it was read. Nothing',
  )
})

test('a hostile name in a fact is shown and does nothing else', () => {
  const file = 'a\u202eb\n{seq}[x].json'
  const sentence = explainFailure({ code: 'file/not-found', facts: { file } }, 'en')
  expect(sentence).toContain('There is no file of this name: a⟨U+202E⟩b⟨U+000A⟩{seq}[x].json.')
})

test('a problem counts places from one', () => {
  const problem = {
    field: 'victim.name',
    code: 'text/control-character',
    facts: { position: 4, codePoint: 7 },
  } as const
  expect(explainProblem(problem, 'en')).toContain('at place 5.')
  expect(explainProblem(problem, 'km')).toContain('នៅតួទី ៥')
})

test('a finding says where, from the file inwards, and then what', () => {
  const finding = {
    code: 'object/segment-damaged',
    file: 'objects/ab/cd',
    exhibitNumber: '2026-0001-E001',
    segment: 3,
    offsetBytes: 1234,
  } as const
  expect(explainFinding(finding, 'en')).toMatch(
    /^file objects\/ab\/cd, exhibit 2026-0001-E001, segment 3, byte 1,234: The stored bytes of an exhibit are damaged\. /,
  )
  expect(explainFinding(finding, 'km')).toMatch(
    /^ឯកសារ objects\/ab\/cd, វត្ថុតាង 2026-0001-E001, កំណាត់ទី ៣, បៃទី ១\.២៣៤៖ /,
  )
  expect(explainFinding({ code: 'database/damaged' }, 'en')).toMatch(/^The database/)
})
