import { type HubLeastRole, type HubRole, mayActAtHub } from '#core/hub/analyst.ts'
import type { Result } from '#core/result.ts'
import type { COMMON_FAILURES } from './define.ts'
import { answerParsed, type CANCELLED, type CallContext, type Handlers } from './dispatcher.ts'
import type { Envelope } from './envelope.ts'
import type { Failure, FailureCode } from './failures.ts'
import type { HeadquartersOperation } from './headquarters-fields.ts'
import {
  HEADQUARTERS_OPERATIONS,
  type HeadquartersFailureCode,
  type HeadquartersName,
  type HeadquartersOutput,
  isHeadquartersName,
  type ParsedHeadquartersInput,
} from './headquarters-operations.ts'
import { isOperationName, OPERATIONS, PROTOCOL_VERSION } from './operations.ts'
import { isStationRead, type StationRead } from './station-reads.ts'

/** Who asks at headquarters. */
export type HeadquartersCaller = {
  readonly personId: string
  readonly name: string
  readonly roles: readonly HubRole[]
}

/** What a handler of headquarters is given beside its input. */
export type HeadquartersContext = CallContext & {
  readonly caller: HeadquartersCaller | null
  /** The network address that asks. */
  readonly from: string
  /** The session's secret as it came with the call, and where a new one, or `null` for none, goes. */
  readonly token: string | null
  setToken(token: string | null): void
}

type CommonFailureCode = (typeof COMMON_FAILURES)[number]
type DeepReadonly<T> = T extends object ? { readonly [Name in keyof T]: DeepReadonly<T[Name]> } : T

/** One handler for every operation of headquarters. */
export type HeadquartersHandlers = {
  readonly [Name in HeadquartersName]: (
    input: ParsedHeadquartersInput<Name>,
    context: HeadquartersContext,
  ) => Promise<
    | Result<
        DeepReadonly<HeadquartersOutput<Name>>,
        Failure<HeadquartersFailureCode<Name> | CommonFailureCode>
      >
    | typeof CANCELLED
  >
}

/** Finds what answers the queries of one station, or why nothing does. */
export type StationReads = (vaultId: string) => Promise<Result<Pick<Handlers, StationRead>, Failure>>

/** A call as it reaches headquarters: with a station, one of its queries is meant. */
export type HeadquartersCall = {
  readonly protocol: number
  readonly name: string
  readonly stationId: string | null
  readonly input: unknown
}

/** What a call is recorded with, before it is answered. */
export type ReadToRecord = {
  readonly personId: string
  readonly operation: string
  readonly stationId: string | null
  readonly subject: string | null
  readonly from: string
}

/** What the dispatcher of headquarters is made of. */
export type HeadquartersDispatcherParts = {
  readonly handlers: HeadquartersHandlers
  readonly stationReads: StationReads
  /** Records a read durably; a failure means that nothing is answered. */
  record(read: ReadToRecord): Promise<Result<void, Failure>>
  reportBug(operation: string, cause: unknown): string
}

/** Who may ask for the queries of a station: whoever reads cases. */
const STATION_READER: HubLeastRole = 'analyst'

/**
 * Makes the one way into headquarters from a browser. Order, failing closed: own-property lookup, transport (an operation that is not
 * headquarters' answers `operation/wrong-transport`), protocol, role, parse of the input, **the row of the record of reads**, the handler,
 * parse of the output, envelope.
 */
export function makeHeadquartersDispatcher(
  parts: HeadquartersDispatcherParts,
): (call: HeadquartersCall, context: HeadquartersContext) => Promise<Envelope<unknown>> {
  return async (call, context) => {
    try {
      return call.stationId === null
        ? await answerOwn(parts, call, context)
        : await answerStation(parts, call, call.stationId, context)
    } catch (cause) {
      return { outcome: 'bug', reference: parts.reportBug(call.name, cause) }
    }
  }
}

async function answerOwn(
  parts: HeadquartersDispatcherParts,
  call: HeadquartersCall,
  context: HeadquartersContext,
): Promise<Envelope<unknown>> {
  if (!isHeadquartersName(call.name)) return refuseForeign(call.name)
  const operation: HeadquartersOperation = HEADQUARTERS_OPERATIONS[call.name]
  if (call.protocol !== PROTOCOL_VERSION) return refuse('operation/protocol-mismatch')
  const denied = judgeRole(context.caller, operation.leastRole)
  if (denied !== null) return denied
  const handler = parts.handlers[call.name] as (
    input: unknown,
    context: HeadquartersContext,
  ) => Promise<unknown>
  return await answerParsed(call.name, operation, call.input, async (input) => {
    if (operation.isAudited) {
      const kept = await recordRead(parts, call, input, context)
      if (!kept.ok) return kept
    }
    return await handler(input, context)
  })
}

async function answerStation(
  parts: HeadquartersDispatcherParts,
  call: HeadquartersCall,
  stationId: string,
  context: HeadquartersContext,
): Promise<Envelope<unknown>> {
  if (!isOperationName(call.name)) return refuse('operation/unknown')
  const { name } = call
  if (!isStationRead(name)) return refuse('operation/wrong-transport')
  if (call.protocol !== PROTOCOL_VERSION) return refuse('operation/protocol-mismatch')
  const denied = judgeRole(context.caller, STATION_READER)
  if (denied !== null) return denied
  const operation = {
    ...OPERATIONS[name],
    failures: [...OPERATIONS[name].failures, ...READING_FAILURES],
  }
  return await answerParsed(name, operation, call.input, async (input) => {
    const kept = await recordRead(parts, call, input, context)
    if (!kept.ok) return kept
    const handlers = await parts.stationReads(stationId)
    if (!handlers.ok) return handlers
    const handler = handlers.value[name] as (input: unknown, context: CallContext) => Promise<unknown>
    return await handler(input, context)
  })
}

/** What reading a station may answer beside what the operation itself says. */
const READING_FAILURES = [
  'hub/no-such-station',
  'hub/store-busy',
  'hub/store-unreachable',
  'hub/ledger-damaged',
  'hub/store-of-another-hub',
  'hub/nothing-yet',
] as const satisfies readonly FailureCode[]

function judgeRole(caller: HeadquartersCaller | null, least: HubLeastRole): Envelope<never> | null {
  if (mayActAtHub(caller?.roles ?? null, least)) return null
  return refuse(caller === null ? 'account/not-logged-in' : 'operation/not-allowed')
}

async function recordRead(
  { record }: HeadquartersDispatcherParts,
  { name, stationId }: HeadquartersCall,
  input: unknown,
  { caller, from }: HeadquartersContext,
): Promise<Result<void, Failure>> {
  if (caller === null) throw new Error('a read by nobody')
  return await record({
    personId: caller.personId,
    operation: name,
    stationId: stationId ?? textAt(input, ['vaultId']),
    subject: textAt(input, ['case', 'caseId', 'packageId', 'personId', 'exhibit', 'logInName', 'query']),
    from,
  })
}

/** The first of these members of an input that is a text. Its length is that of a name: schemas saw to it. */
function textAt(input: unknown, names: readonly string[]): string | null {
  if (typeof input !== 'object' || input === null) return null
  for (const name of names) {
    const value = (input as Record<string, unknown>)[name]
    if (typeof value === 'string' && value !== '') return value.slice(0, 300)
  }
  return null
}

function refuseForeign(name: string): Envelope<never> {
  return refuse(isOperationName(name) ? 'operation/wrong-transport' : 'operation/unknown')
}

function refuse(code: FailureCode): Envelope<never> {
  return { outcome: 'failed', failure: { code } }
}
