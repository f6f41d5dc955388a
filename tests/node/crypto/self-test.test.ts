import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { KNOWN_ANSWERS, runSelfTest } from '#node/crypto/self-test.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import { makeFolder } from '../../support/make-vault.ts'

describe('the self-test of the library', () => {
  test('finds every answer right on this machine', async () => {
    expect(await runSelfTest()).toEqual([])
  })

  test('names what is answered wrongly, and what is not answered at all', async () => {
    const wrong = await runSelfTest([
      ...KNOWN_ANSWERS,
      { algorithm: 'wrong', holds: () => false },
      {
        algorithm: 'missing',
        holds: () => {
          throw new Error('unknown cipher')
        },
      },
      { algorithm: 'late', holds: async () => false },
    ])
    expect(wrong).toEqual(['wrong', 'missing', 'late'])
  })
})

describe('an engine', () => {
  test.each(['vault.status', 'vault.create'])(
    'whose library gives wrong answers answers nothing to %s, and says which algorithm',
    async (name) => {
      const engine = composeEngine({
        folder: join(await makeFolder(), 'vault'),
        software: 'samnum test',
        selfTest: async () => ['Ed25519', 'X25519'],
      })
      const input = name === 'vault.create' ? { userName: 'a', passphrase: 'a long passphrase' } : {}
      const message = { protocol: PROTOCOL_VERSION, callId: 'call', name, input }
      expect(await engine.call(message, 'in-process')).toEqual({
        outcome: 'failed',
        failure: { code: 'engine/wrong-library', facts: { algorithm: 'Ed25519' } },
      })
      await engine.close()
    },
  )

  test('asks the library before it answers anything', async () => {
    let isAsked = false
    const engine = composeEngine({
      folder: join(await makeFolder(), 'vault'),
      software: 'samnum test',
      selfTest: async () => {
        isAsked = true
        return []
      },
    })
    const message = { protocol: PROTOCOL_VERSION, callId: 'call', name: 'vault.status', input: {} }
    expect(await engine.call(message, 'in-process')).toMatchObject({ outcome: 'done' })
    expect(isAsked).toBe(true)
    await engine.close()
  })
})
