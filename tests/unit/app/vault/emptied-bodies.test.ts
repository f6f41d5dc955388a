import { expect, test } from 'vitest'
import { EmptiedBodies } from '#app/vault/emptied-bodies.ts'

const REGISTER = 'a0'
const CASE = 'c0'
const OTHER = 'c1'

function notedBodies(): EmptiedBodies {
  const bodies = new EmptiedBodies()
  bodies.note({ seq: 4, scope: REGISTER, order: 4 })
  bodies.note({ seq: 5, scope: CASE, order: 5 })
  bodies.note({ seq: 8, scope: OTHER, order: 8 })
  return bodies
}

test('an order explains bodies of its case and of the register where it names them', () => {
  const bodies = notedBodies()
  expect(bodies.explain([{ from: 4, to: 5 }], [CASE, REGISTER])).toBe(true)
  expect(bodies.unexplained.map(({ seq }) => seq)).toEqual([8])
})

test('an order does not explain the body of another case, nor one that it does not name', () => {
  const bodies = notedBodies()
  expect(bodies.explain([{ from: 8, to: 8 }], [CASE, REGISTER])).toBe(true)
  expect(bodies.unexplained.map(({ seq }) => seq)).toEqual([4, 5, 8])
})

test('an order that names a body which is still there was not carried out', () => {
  const bodies = notedBodies()
  expect(bodies.explain([{ from: 4, to: 6 }], [CASE, REGISTER])).toBe(false)
  expect(bodies.explain([{ from: 1, to: Number.MAX_SAFE_INTEGER }], [CASE, REGISTER])).toBe(false)
})
