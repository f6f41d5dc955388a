import type * as z from 'zod'
import type { LeastRole } from '#core/people/roles.ts'
import type { FailureCode } from './failures.ts'

/** What carries a call from whoever asks to the engine. */
export type Transport = 'in-process' | 'ipc' | 'http' | 'hub'

/** How far a long operation has come. `total` is `null` while it cannot be known. */
export type Progress = {
  readonly stage: ProgressStage
  readonly done: number
  readonly total: number | null
}

/** What a long operation is busy with; each has a text in both languages. Bytes, segments, events or pages are counted. */
export const PROGRESS_STAGES = [
  'sealing',
  'checking-pages',
  'checking-events',
  'checking-objects',
  'extracting',
  'drawing',
  'copying',
  'reading-back',
  'rebuilding',
  'disclosing',
  'expunging',
  'salvaging',
  'parsing',
  'covering',
  'exporting',
  'sending',
  'receiving',
] as const

/** One of {@link PROGRESS_STAGES}. */
export type ProgressStage = (typeof PROGRESS_STAGES)[number]

/** One entry of the table of operations. */
export type Operation = {
  /** A query changes nothing; a command may append to the ledger or change what is unlocked. */
  readonly kind: 'query' | 'command'
  /** Least role of the caller. */
  readonly leastRole: LeastRole
  /** Which transports may carry it; the others answer `operation/wrong-transport`. */
  readonly transports: readonly Transport[]
  /** Long operations report {@link Progress} and can be cancelled. */
  readonly isLong: boolean
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** Codes this operation itself may answer, beside those every call may answer. */
  readonly failures: readonly FailureCode[]
}

/** Every transport. */
export const EVERYWHERE: readonly Transport[] = ['in-process', 'ipc', 'http']

/** Failures that any call may answer, whatever the operation. */
export const COMMON_FAILURES = [
  'operation/unknown',
  'operation/wrong-transport',
  'operation/not-allowed',
  'operation/protocol-mismatch',
  'input/invalid',
  'engine/wrong-library',
  'vault/locked',
  'vault/in-use',
  'database/damaged',
  'disk/full',
  'disk/read-only',
  'disk/no-permission',
  'disk/name-too-long',
  'disk/failed',
  'disk/too-many-open-files',
  'head/not-recorded',
  'vault/change-may-hold',
  'clock/implausible',
] as const satisfies readonly FailureCode[]

/** Failures of whatever reads events: what one of them has against it. */
export const EVENT_FAILURES = [
  'ledger/header-damaged',
  'ledger/body-differs',
  'ledger/signer-unknown',
  'ledger/signature-wrong',
  'ledger/scope-wrong',
  'ledger/body-unreadable',
  'ledger/event-refused',
  'ledger/signer-not-active',
  'ledger/actor-not-allowed',
  'ledger/body-missing',
  'ledger/key-missing',
] as const satisfies readonly FailureCode[]
