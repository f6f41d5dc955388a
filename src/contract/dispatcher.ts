import type * as z from 'zod'
import { mayAct, type Role } from '#core/people/roles.ts'
import type { Result } from '#core/result.ts'
import { COMMON_FAILURES, type Operation, type Progress, type Transport } from './define.ts'
import type { Envelope } from './envelope.ts'
import type { Failure, FailureCode } from './failures.ts'
import { problemsOf } from './input-problems.ts'
import {
  type FailureCodeOf,
  isOperationName,
  OPERATIONS,
  type OperationName,
  type OutputOf,
  type ParsedInputOf,
  PROTOCOL_VERSION,
} from './operations.ts'

type CommonFailureCode = (typeof COMMON_FAILURES)[number]

/** What a handler is given beside its input. */
export type CallContext = {
  /** Aborted when the caller cancels; a handler answers by stopping and undoing what is not yet acknowledged. */
  readonly signal: AbortLike
  readonly onProgress: (progress: Progress) => void
}

/** The part of an `AbortSignal` that handlers use. */
export type AbortLike = {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Answered by a handler that stopped because its caller cancelled. */
export const CANCELLED = Symbol('cancelled')

/** A value that a handler hands over without giving up its own right to change it. */
type DeepReadonly<T> = T extends object ? { readonly [Name in keyof T]: DeepReadonly<T[Name]> } : T

/** What a handler of one operation may answer. */
export type HandlerResult<Name extends OperationName> =
  | Result<DeepReadonly<OutputOf<Name>>, Failure<FailureCodeOf<Name> | CommonFailureCode>>
  | typeof CANCELLED

/** The function behind one operation. It is called only with input that its schema accepted. */
export type Handler<Name extends OperationName> = (
  input: ParsedInputOf<Name>,
  context: CallContext,
) => Promise<HandlerResult<Name>>

/** One handler for every operation; a missing or misspelt one does not compile. */
export type Handlers = { readonly [Name in OperationName]: Handler<Name> }

/** What a call says about itself when it reaches the dispatcher. */
export type Call = {
  readonly protocol: number
  readonly transport: Transport
  readonly name: string
  readonly input: unknown
}

/**
 * Makes the one way into the engine.
 *
 * Each call passes, in this order and failing closed: own-property lookup, protocol, transport, role, parse of the
 * input, the handler, parse of the output, envelope. `rolesNow` answers the roles of whoever has the vault unlocked, or
 * `null`; `reportBug` records a throw and answers the reference that crosses instead of it.
 */
export function makeDispatcher(
  handlers: Handlers,
  rolesNow: () => readonly Role[] | null,
  reportBug: (operation: string, cause: unknown) => string,
): (call: Call, context: CallContext) => Promise<Envelope<unknown>> {
  return async (call, context) => {
    const refuse = (code: FailureCode): Envelope<never> => ({ outcome: 'failed', failure: { code } })
    if (!isOperationName(call.name)) return refuse('operation/unknown')
    const operation: Operation = OPERATIONS[call.name]
    if (call.protocol !== PROTOCOL_VERSION) return refuse('operation/protocol-mismatch')
    if (!operation.transports.includes(call.transport)) return refuse('operation/wrong-transport')
    try {
      const roles = rolesNow()
      if (!mayAct(roles, operation.leastRole))
        return refuse(roles === null ? 'vault/locked' : 'operation/not-allowed')
      const handler = handlers[call.name] as AnyHandler
      return await answerParsed(call.name, operation, call.input, (input) => handler(input, context))
    } catch (cause) {
      return { outcome: 'bug', reference: reportBug(call.name, cause) }
    }
  }
}

/** What the table says of an operation as far as parsing and answering go; headquarters' own operations have the same. */
export type Answerable = {
  readonly input: z.ZodType
  readonly output: z.ZodType
  readonly failures: readonly FailureCode[]
}

type AnyHandler = (input: unknown, context: CallContext) => Promise<unknown>

/**
 * The second half of every call, once it was let in: parse of the input, the handler, parse of the output, envelope.
 *
 * @throws what the handler throws, or when it answers what its contract does not list: a bug.
 */
export async function answerParsed(
  name: string,
  operation: Answerable,
  input: unknown,
  handle: (input: unknown) => Promise<unknown>,
): Promise<Envelope<unknown>> {
  const parsed = operation.input.safeParse(input)
  if (!parsed.success)
    return {
      outcome: 'failed',
      failure: { code: 'input/invalid', problems: problemsOf(parsed.error, input) },
    }
  return envelop(name, operation, (await handle(parsed.data)) as HandlerResult<OperationName>)
}

function envelop(
  name: string,
  operation: Answerable,
  result: HandlerResult<OperationName>,
): Envelope<unknown> {
  if (result === CANCELLED) return { outcome: 'cancelled' }
  if (!result.ok) {
    const known: readonly FailureCode[] = [...operation.failures, ...COMMON_FAILURES]
    if (known.includes(result.failure.code)) return { outcome: 'failed', failure: result.failure }
    throw new Error(`${name} answered ${result.failure.code}, which its contract does not list`)
  }
  const output: z.ZodSafeParseResult<unknown> = operation.output.safeParse(result.value)
  if (!output.success)
    throw new Error(`${name} answered what its contract does not promise`, { cause: output.error })
  return { outcome: 'done', value: output.data }
}
