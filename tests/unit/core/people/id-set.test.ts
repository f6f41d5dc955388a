import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IdSet } from '#core/people/id-set.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const idOf = (value: number | bigint) => value.toString(16).padStart(32, '0')

test('a set of ids has what was added, and nothing else, however many there are', () => {
  const ids = new IdSet()
  const many = Array.from({ length: 5000 }, (_, index) =>
    idOf(BigInt(index + 1) * 0x9e3779b97f4a7c15f39cc060n),
  )
  for (const [index, id] of many.entries()) {
    expect(ids.has(id)).toBe(false)
    ids.add(id)
    if (index % 100 === 0) expect(many.slice(0, index + 1).every((known) => ids.has(known))).toBe(true)
  }
  expect(many.every((id) => ids.has(id))).toBe(true)
  expect(many.some((id) => ids.has(id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))))).toBe(false)
})

test('ids that were chosen to meet in one place are told apart', () => {
  const ids = new IdSet()
  const same = Array.from({ length: 3000 }, (_, index) => {
    const word = index.toString(16).padStart(8, '0')
    return `${word}${'0'.repeat(16)}${word}`
  })
  for (const id of same) expect(ids.add(id).has(id)).toBe(true)
  expect(same.every((id) => ids.has(id))).toBe(true)
  expect(ids.has(`${'0'.repeat(31)}1`)).toBe(false)
})

test('any texts are kept as a set of texts keeps them', () => {
  const text = fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map(idOf),
    fc.nat(20).map(idOf),
    fc.constantFrom('', '0'.repeat(32), 'F'.repeat(32), 'f'.repeat(31), 'f'.repeat(33), 'g'.repeat(32)),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 60 }), fc.array(text), (added, asked) => {
      const ids = new IdSet()
      const known = new Set<string>()
      for (const id of added) {
        expect(ids.has(id)).toBe(known.has(id))
        known.add(id)
        ids.add(id)
      }
      for (const id of [...added, ...asked]) expect(ids.has(id)).toBe(known.has(id))
    }),
    propertyRuns(),
  )
})
