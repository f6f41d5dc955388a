import type { CallContext } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { EventsAhead } from '../ledger/events-ahead.ts'
import type { SignerLookup } from '../ledger/open-event.ts'
import { CANCELLED, type Cancelled } from '../ports/byte-source.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { ProjectionCheck, VaultKeeper } from '../ports/vault-keeper.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { LedgerCheck } from './check-ledger.ts'

const EVENTS_AT_ONCE = 250

/** What stopped a check before its end. */
export type Stopped = LedgerStoreFailure | Cancelled | Failure<'vault/locked'>

/** A check of a ledger with what its judging needs. */
export type Judging = {
  readonly vault: VaultSession
  /** Answers whether the vault is still open. */
  readonly session: SessionSource
  readonly projections: ProjectionCheck
  readonly keeper: Pick<VaultKeeper, 'startSignatureChecker'>
  readonly context: CallContext
}

/**
 * Judges every event of a ledger in its order, while the signatures of those that come next are verified on other processors.
 *
 * The check that it answers holds case keys: whoever asked for it MUST make it forget them. When something stopped the work, they
 * are forgotten already.
 */
export async function judgeEvents(judging: Judging): Promise<Result<LedgerCheck, Stopped>> {
  const { vault, projections } = judging
  const checker = judging.keeper.startSignatureChecker()
  const ahead = new EventsAhead({
    ledger: vault.ledger,
    checker,
    signerOf: guessSigners(vault),
    eventsAtOnce: EVENTS_AT_ONCE,
  })
  const ledger = new LedgerCheck(vault, projections, ahead.cryptoOver(vault.crypto))
  let stopped: Stopped | null = null
  let isOver = false
  try {
    stopped = await judgeAll(judging, ahead, ledger)
    isOver = stopped === null
  } finally {
    checker.close()
    if (!isOver) ledger.forgetKeys()
  }
  if (stopped !== null) return fail(stopped)
  ledger.finish()
  return succeed(ledger)
}

async function judgeAll(
  { vault, session, context: { signal, onProgress } }: Judging,
  ahead: EventsAhead,
  ledger: LedgerCheck,
): Promise<Stopped | null> {
  const count = vault.ledger.count()
  const total = count.ok ? count.value : null
  for (let batch = await ahead.next(); batch !== null; batch = await ahead.next()) {
    // The vault may have been locked while signatures were waited for.
    if (signal.aborted) return CANCELLED
    if (session() !== vault) return lockedFailure().failure
    if (!batch.ok) {
      if (batch.failure.code !== 'database/damaged') return batch.failure
      // The pages that hold the rest are damaged, and the check of the files has said which.
      ledger.breakOff('database/damaged')
      return null
    }
    for (const stored of batch.value) ledger.judge(stored)
    onProgress({ stage: 'checking-events', done: ledger.events, total })
    await vault.clock.pause()
    if (signal.aborted) return CANCELLED
    if (session() !== vault) return lockedFailure().failure
  }
  return null
}

// From projections, which nobody has judged yet: good enough to begin with, see EventsAhead.
function guessSigners({ register }: VaultSession): SignerLookup {
  const signers = register.signers()
  const rows = signers.ok ? signers.value : []
  const keys = new Map<string, string>(rows.map(({ keyId, signingKeyHex }) => [keyId, signingKeyHex]))
  return (keyId) => keys.get(keyId) ?? null
}
