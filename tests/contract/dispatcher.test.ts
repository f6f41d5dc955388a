import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { Transport } from '#contract/define.ts'
import { CANCELLED, type Handlers, makeDispatcher } from '#contract/dispatcher.ts'
import type { Envelope } from '#contract/envelope.ts'
import { isOperationName, OPERATIONS, type OperationName, PROTOCOL_VERSION } from '#contract/operations.ts'
import { type LeastRole, ROLES, type Role } from '#core/people/roles.ts'
import { fail, succeed } from '#core/result.ts'
import { SAMPLE_INPUTS } from './sample-calls.ts'

const NAMES = Object.keys(OPERATIONS).filter(isOperationName)
const TRANSPORTS: readonly Transport[] = ['in-process', 'ipc', 'http']
const FOUNDER: readonly Role[] = ['commander', 'administrator']
const CONTEXT = { signal: new AbortController().signal, onProgress: () => {} }

/** Who may do what a least role may, written down apart from the code that decides it. */
const ACTS_AS: { readonly [least in LeastRole]: readonly Role[] } = {
  anyone: ROLES,
  member: ROLES,
  officer: ['officer', 'commander'],
  custodian: ['custodian', 'commander'],
  handler: ['officer', 'custodian', 'commander'],
  counter: ['officer', 'custodian', 'commander', 'auditor'],
  commander: ['commander'],
  analyst: ['analyst'],
  auditor: ['auditor'],
  administrator: ['administrator'],
}

type Attempt = {
  readonly name: string
  readonly input?: unknown
  readonly transport?: Transport
  readonly roles?: readonly Role[] | null
  readonly protocol?: number
}

/** Puts one call before the dispatcher, whose handlers say only that they were reached and with what. */
async function attempt(call: Attempt): Promise<{ envelope: Envelope<unknown>; reachedWith: unknown[] }> {
  const reachedWith: unknown[] = []
  const handlers = Object.fromEntries(
    NAMES.map((name) => [
      name,
      async (input: unknown) => {
        reachedWith.push(input)
        return CANCELLED
      },
    ]),
  ) as unknown as Handlers
  const { name, input, transport = usualTransport(name), roles = FOUNDER, protocol = PROTOCOL_VERSION } = call
  const dispatch = makeDispatcher(
    handlers,
    () => roles,
    () => 'bug-1',
  )
  return { envelope: await dispatch({ protocol, transport, name, input }, CONTEXT), reachedWith }
}

/** A transport that may carry the operation, if there is one of this name. */
function usualTransport(name: string): Transport {
  return isOperationName(name) ? OPERATIONS[name].transports[0] : 'http'
}

function refusal(code: string): Envelope<never> {
  return { outcome: 'failed', failure: { code } } as Envelope<never>
}

describe.each(NAMES)('%s', (name) => {
  const operation = OPERATIONS[name]
  const good = SAMPLE_INPUTS[name] as Record<string, unknown>

  test('is reached by a good call, with what its schema makes of the input', async () => {
    const { envelope, reachedWith } = await attempt({ name, input: good })
    expect(envelope).toEqual({ outcome: 'cancelled' })
    expect(reachedWith).toEqual([operation.input.parse(good)])
  })

  test.each([null, undefined, 1, 'x', true, [], [good]])(
    'is not reached with %o for input',
    async (input) => {
      const { envelope, reachedWith } = await attempt({ name, input })
      expect(envelope).toMatchObject({ outcome: 'failed', failure: { code: 'input/invalid' } })
      expect(reachedWith).toEqual([])
    },
  )

  test('is not reached with a field that it does not know, and names that field', async () => {
    for (const extra of ['surprise', 'toString', '__proto__']) {
      const input = JSON.parse(
        `${JSON.stringify(good).slice(0, -1)}${Object.keys(good).length > 0 ? ',' : ''}"${extra}":{}}`,
      )
      const { envelope, reachedWith } = await attempt({ name, input })
      expect(envelope).toMatchObject({
        outcome: 'failed',
        failure: { code: 'input/invalid', problems: [{ field: extra, code: 'field/unknown' }] },
      })
      expect(reachedWith).toEqual([])
    }
  })

  test('is not reached when a required field is missing, and names that field', async () => {
    const { required = [] } = z.toJSONSchema(operation.input, { io: 'input' }) as { required?: string[] }
    for (const field of required) {
      const { [field]: _, ...rest } = good
      const { envelope, reachedWith } = await attempt({ name, input: rest })
      expect(envelope).toMatchObject({
        outcome: 'failed',
        failure: { code: 'input/invalid', problems: [{ field, code: 'field/missing' }] },
      })
      expect(reachedWith).toEqual([])
    }
  })

  test('is not reached when a field holds something else, and names that field', async () => {
    for (const field of Object.keys(good)) {
      for (const wrong of [{ not: 'this' }, ['x'], Number.NaN, -1, '\u0000', 'x'.repeat(2_000_000)]) {
        if (operation.input.safeParse({ ...good, [field]: wrong }).success) continue
        const { envelope, reachedWith } = await attempt({ name, input: { ...good, [field]: wrong } })
        expect(envelope).toMatchObject({ outcome: 'failed', failure: { code: 'input/invalid' } })
        const { problems = [] } = envelope.outcome === 'failed' ? envelope.failure : {}
        expect(problems.length).toBeGreaterThan(0)
        for (const problem of problems) expect(problem.field).toMatch(new RegExp(`^${field}(\\.|$)`))
        expect(reachedWith).toEqual([])
      }
    }
  })

  test.each(TRANSPORTS)('is reached over %s exactly when the table says so', async (transport) => {
    const { envelope, reachedWith } = await attempt({ name, input: good, transport })
    const isAllowed = (operation.transports as readonly Transport[]).includes(transport)
    expect(envelope).toEqual(isAllowed ? { outcome: 'cancelled' } : refusal('operation/wrong-transport'))
    expect(reachedWith).toHaveLength(isAllowed ? 1 : 0)
  })

  test.each(ROLES)('is reached by one who is only %s exactly when the role allows it', async (role) => {
    const { envelope, reachedWith } = await attempt({ name, input: good, roles: [role] })
    const isAllowed = ACTS_AS[operation.leastRole].includes(role)
    expect(envelope).toEqual(isAllowed ? { outcome: 'cancelled' } : refusal('operation/not-allowed'))
    expect(reachedWith).toHaveLength(isAllowed ? 1 : 0)
  })

  test('is reached on a locked vault only when anyone may ask for it', async () => {
    const { envelope, reachedWith } = await attempt({ name, input: good, roles: null })
    const isAllowed = operation.leastRole === 'anyone'
    expect(envelope).toEqual(isAllowed ? { outcome: 'cancelled' } : refusal('vault/locked'))
    expect(reachedWith).toHaveLength(isAllowed ? 1 : 0)
  })

  test('is not reached by a caller of another protocol version', async () => {
    for (const protocol of [PROTOCOL_VERSION + 1, 0, Number.NaN, '1' as unknown as number]) {
      const { envelope, reachedWith } = await attempt({ name, input: good, protocol })
      expect(envelope).toEqual(refusal('operation/protocol-mismatch'))
      expect(reachedWith).toEqual([])
    }
  })
})

test.each([
  '',
  'vault',
  'vault.open',
  'Vault.status',
  'vault.status ',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
])('"%s" names no operation', async (name) => {
  const { envelope, reachedWith } = await attempt({ name, input: {} })
  expect(envelope).toEqual(refusal('operation/unknown'))
  expect(reachedWith).toEqual([])
})

test('refusals come in one order: name, protocol, transport, role, input', async () => {
  const everythingWrong = { input: null, transport: 'ipc', roles: null, protocol: 99 } as const
  expect((await attempt({ ...everythingWrong, name: 'nothing' })).envelope).toEqual(
    refusal('operation/unknown'),
  )
  const name = 'intake.offer'
  expect((await attempt({ ...everythingWrong, name })).envelope).toEqual(
    refusal('operation/protocol-mismatch'),
  )
  expect((await attempt({ ...everythingWrong, name, protocol: PROTOCOL_VERSION })).envelope).toEqual(
    refusal('operation/wrong-transport'),
  )
  expect((await attempt({ name, input: null, roles: null })).envelope).toEqual(refusal('vault/locked'))
})

describe('what a handler answers', () => {
  /** Asks for `case.list`, whose handler does what the test says. */
  async function askFor(
    answer: Handlers['case.list'],
  ): Promise<{ envelope: Envelope<unknown>; bugs: unknown[] }> {
    const bugs: unknown[] = []
    const dispatch = makeDispatcher(
      { 'case.list': answer } as Handlers,
      () => FOUNDER,
      (operation, cause) => {
        bugs.push([operation, cause])
        return `bug-${bugs.length}`
      },
    )
    const call = { protocol: PROTOCOL_VERSION, transport: 'ipc', name: 'case.list', input: {} } as const
    return { envelope: await dispatch(call, CONTEXT), bugs }
  }

  test('crosses when it is what the contract promises', async () => {
    const { envelope, bugs } = await askFor(async () => succeed({ cases: [], total: 0 }))
    expect(envelope).toEqual({ outcome: 'done', value: { cases: [], total: 0 } })
    expect(bugs).toEqual([])
  })

  test('does not cross when it is something else', async () => {
    for (const value of [{ cases: [] }, { cases: [], total: -1 }, null]) {
      const { envelope, bugs } = await askFor(async () => succeed(value as never))
      expect(envelope).toEqual({ outcome: 'bug', reference: 'bug-1' })
      expect(bugs).toHaveLength(1)
    }
  })

  test('does not let more cross than the contract promises', async () => {
    const { envelope } = await askFor(async () => succeed({ cases: [], total: 0, passphrase: 'x' } as never))
    expect(envelope).toEqual({ outcome: 'done', value: { cases: [], total: 0 } })
  })

  test('crosses as a failure when its code is listed, and is a bug otherwise', async () => {
    const listed = await askFor(async () => fail({ code: 'database/damaged' }))
    expect(listed.envelope).toEqual(refusal('database/damaged'))
    const unlisted = await askFor(async () => fail({ code: 'vault/exists' } as never))
    expect(unlisted.envelope).toEqual({ outcome: 'bug', reference: 'bug-1' })
  })

  test('never crosses as a throw, nor does what the throw says', async () => {
    const secret = new Error('ចាន់ សុភា')
    const { envelope, bugs } = await askFor(async () => {
      throw secret
    })
    expect(envelope).toEqual({ outcome: 'bug', reference: 'bug-1' })
    expect(bugs).toEqual([['case.list', secret]])
  })
})

const OPERATION_COUNT: number = (Object.keys(SAMPLE_INPUTS) as OperationName[]).length

test('the table has no operation that the tests leave out', () => {
  expect(NAMES).toHaveLength(OPERATION_COUNT)
  expect(NAMES.every((name) => /^[a-z]+([A-Z][a-z]+)*\.[a-z]+([A-Z][a-z]+)*$/.test(name))).toBe(true)
})
