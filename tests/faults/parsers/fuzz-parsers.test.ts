import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PARSERS } from '#node/parsers/registry.ts'
import { writeSamples } from '../../support/parser-samples/write-samples.ts'
import { fuzzParser } from './fuzz-parser.ts'
import { mutate } from './mutate.ts'

// Few cases by default, many with SLOW=1; FUZZ_SEED moves the first seed. A finding names the seed that makes it again.
const CASES = process.env.SLOW === '1' ? 5_000 : 25
const FIRST_SEED = Number(process.env.FUZZ_SEED ?? 1)

/** Seeds of old findings, tried every time. */
const OLD: readonly (readonly [parser: string, seed: number])[] = [
  // file-type unpacked gzip in streams of Node, which then reached for another realm.
  ['image', 2_246],
  // Twenty thousand nested headings, each a row of another length, took sixteen seconds.
  ['table', 1_481],
]

let folder = ''
beforeAll(async () => {
  folder = `${mkdtempSync(join(tmpdir(), 'samnum-fuzz-'))}${sep}`
  await writeSamples(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each(Object.keys(PARSERS))(
  'the parser %s takes changed samples without throwing, hanging, ending or reaching beyond its rights',
  async (parser) => {
    const report = await fuzzParser(folder, parser, FIRST_SEED, CASES)
    expect(report.findings).toEqual([])
    expect(report.cases).toBe(CASES)
  },
)

test.each(OLD)('the parser %s takes what the seed %i made', async (parser, seed) => {
  expect((await fuzzParser(folder, parser, seed, 1)).findings).toEqual([])
})

test('the same seed makes the same case, and another makes another', () => {
  const samples = [Buffer.from('a sample of some length that can be changed in many ways')]
  const cases = Array.from({ length: 200 }, (_, seed) => mutate(samples, samples, seed).toString('hex'))
  expect(Array.from({ length: 200 }, (_, seed) => mutate(samples, samples, seed).toString('hex'))).toEqual(
    cases,
  )
  expect(new Set(cases).size).toBeGreaterThan(150)
})
