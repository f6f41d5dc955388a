import { DatabaseError } from 'pg'
import type { HubStoreFailure } from '#app/ports/hub-store.ts'
import { storageFailureOf } from '../sqlite/sqlite-failure.ts'

/** What of PostgreSQL's error classes (its manual, appendix A) is no bug of ours. */
const CODE_OF_CLASS: { readonly [start: string]: HubStoreFailure['code'] } = {
  '08': 'hub/store-unreachable',
  '28': 'hub/store-unreachable',
  '3D': 'hub/store-unreachable',
  '40': 'hub/store-busy',
  '53': 'disk/full',
  '55': 'hub/store-busy',
  '57': 'hub/store-unreachable',
  '58': 'disk/failed',
  XX: 'database/damaged',
}

/** What a connection that cannot be made or breaks answers. */
const CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'EAI_AGAIN',
])

/**
 * Translates what work on a hub's store threw.
 *
 * @throws the error itself when neither of the databases, nor the system, nor the network answered it: that is a bug.
 */
export function hubStoreFailureOf(error: unknown): HubStoreFailure {
  if (error instanceof DatabaseError && error.code !== undefined) {
    const code = CODE_OF_CLASS[error.code.slice(0, 2)]
    if (code !== undefined) return { code, facts: { causeCode: error.code } } as HubStoreFailure
    throw error
  }
  if (isBrokenConnection(error)) return { code: 'hub/store-unreachable' }
  const failure = storageFailureOf(error)
  return failure.code === 'vault/in-use' ? { code: 'hub/store-busy' } : (failure as HubStoreFailure)
}

// pg has no class of its own for these, only words; its `code` is the system's where there is one.
function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && CONNECTION.has(error.code)) return true
  return error instanceof AggregateError && error.errors.every(isBrokenConnection) && error.errors.length > 0
}
