import { describe, expect, test } from 'vitest'
import { calibrate, makeKeyDerivationChoice, measureStretching } from '#node/crypto/calibrate.ts'
import { type KeyDerivation, keyDerivationSchema } from '#node/crypto/key-derivation.ts'
import { CHEAP_KDF } from '../../support/make-vault.ts'

const GIB = 1024 ** 3

/** A machine that takes so long for each pass over 64 MiB, and half a pass more for claiming the memory. */
function machineOf(msOfOnePass: number) {
  const asked: KeyDerivation[] = []
  const timeOf = ({ memoryKiB, passes }: KeyDerivation) => (memoryKiB / 65_536) * msOfOnePass * (passes + 0.5)
  const measure = async (kdf: KeyDerivation) => {
    asked.push(kdf)
    return timeOf(kdf)
  }
  return { asked, timeOf, measure }
}

describe('parameters of a new passphrase', () => {
  test.each([
    ['a usual laptop', 16 * GIB, 50, 262_144],
    ['a fast one', 64 * GIB, 20, 262_144],
    ['one with 4 GB', 4 * GIB, 60, 262_144],
    ['one with 2 GB', 2 * GIB, 40, 131_072],
    ['one with 1 GB', 1 * GIB, 40, 65_536],
    ['a slow one with much memory', 16 * GIB, 120, 131_072],
  ])(
    'on %s take 0.5 to 1 s, with as much memory as it bears',
    async (_, memoryBytes, msOfOnePass, memoryKiB) => {
      const machine = machineOf(msOfOnePass)
      const chosen = await calibrate(memoryBytes, machine.measure)
      expect(chosen.memoryKiB).toBe(memoryKiB)
      expect(chosen.passes).toBeGreaterThanOrEqual(3)
      const takesMs = machine.timeOf(chosen)
      expect(takesMs).toBeGreaterThanOrEqual(500)
      expect(takesMs).toBeLessThanOrEqual(1000)
      expect(keyDerivationSchema.safeParse(chosen).success).toBe(true)
    },
  )

  test('on a machine that is far too slow are the least that is safe all the same', async () => {
    const chosen = await calibrate(16 * GIB, machineOf(5000).measure)
    expect(chosen).toEqual({ name: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 1 })
  })

  test('on a machine of another century stay within the limits of the format', async () => {
    const chosen = await calibrate(1024 * GIB, machineOf(0.001).measure)
    expect(chosen).toEqual({ name: 'argon2id', memoryKiB: 262_144, passes: 16, lanes: 1 })
    expect(keyDerivationSchema.safeParse(chosen).success).toBe(true)
  })

  test('never claim more memory for measuring than the machine bears', async () => {
    const machine = machineOf(40)
    await calibrate(1 * GIB, machine.measure)
    expect(machine.asked.every(({ memoryKiB }) => memoryKiB === 65_536)).toBe(true)
  })
})

test('measuring stretches for real', async () => {
  expect(await measureStretching(CHEAP_KDF)).toBeGreaterThan(1)
})

test('parameters that are given are taken as they are', async () => {
  expect(await makeKeyDerivationChoice(GIB, CHEAP_KDF)()).toEqual(CHEAP_KDF)
})
