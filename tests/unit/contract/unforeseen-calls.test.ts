import { expect, test } from 'vitest'
import { CANCELLED, type Handlers, makeDispatcher } from '#contract/dispatcher.ts'
import type { Envelope } from '#contract/envelope.ts'
import { OPERATIONS, PROTOCOL_VERSION } from '#contract/operations.ts'
import type { Role } from '#core/people/roles.ts'

const CONTEXT = { signal: new AbortController().signal, onProgress: () => {} }

/** Puts a call before a dispatcher whose handlers only say which of them were reached. */
async function attempt(
  name: unknown,
  rolesNow: () => readonly Role[] | null = () => ['commander'],
): Promise<{ readonly envelope: Envelope<unknown>; readonly reached: readonly string[] }> {
  const reached: string[] = []
  const handlers = Object.fromEntries(
    Object.keys(OPERATIONS).map((operation) => [
      operation,
      async () => {
        reached.push(operation)
        return CANCELLED
      },
    ]),
  )
  const dispatch = makeDispatcher(handlers as unknown as Handlers, rolesNow, () => 'bug-1')
  const call = { protocol: PROTOCOL_VERSION, transport: 'ipc', name: name as string, input: {} } as const
  return { envelope: await dispatch(call, CONTEXT), reached }
}

test('a name that is no text names no operation, whatever it turns into', async () => {
  const turns = ['vault.status', 'vault.status', 'case.list']
  const names = [
    ['vault.status'],
    { toString: () => turns.shift() ?? 'case.list' },
    null,
    undefined,
    7,
    Symbol('x'),
  ]
  for (const name of names) {
    expect(await attempt(name)).toEqual({
      envelope: { outcome: 'failed', failure: { code: 'operation/unknown' } },
      reached: [],
    })
  }
  expect((await attempt('vault.status')).reached).toEqual(['vault.status'])
})

test('roles that nobody knows let nobody in', async () => {
  const unknown = await attempt('case.open', () => ['emperor' as Role])
  expect(unknown).toEqual({ envelope: { outcome: 'bug', reference: 'bug-1' }, reached: [] })
})

test('when the roles cannot be told the call is a bug and does not throw', async () => {
  const broken = await attempt('case.list', () => {
    throw new Error('the person row is damaged')
  })
  expect(broken).toEqual({ envelope: { outcome: 'bug', reference: 'bug-1' }, reached: [] })
})
