import type { Session } from '#contract/vault-operations.ts'
import { isClockSetBack } from '#core/ledger/clock-plausible.ts'
import { type Result, succeed } from '#core/result.ts'
import type { DiskFailure } from '../ports/disk-failure.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'
import { finishExpungement } from './finish-expungement.ts'
import type { RollbackWatch } from './watch-rollback.ts'

/** Something that whoever opened a vault should know before they go on. */
export type Notice = Session['notices'][number]

const MS_A_MINUTE = 60_000
const MS_A_DAY = 24 * 60 * MS_A_MINUTE
const SAID_IN_DAYS_FROM = 2

/**
 * Looks after the ledger of a vault that was just opened, before anything is appended to it: finishes an expungement that a crash
 * interrupted, and answers what should be known of its clock and of what this machine saw of it before.
 */
export async function lookAfterLedger(
  vault: VaultSession,
  watch: RollbackWatch,
): Promise<Result<readonly Notice[], LedgerStoreFailure | DiskFailure>> {
  const finished = await finishExpungement(vault)
  if (!finished.ok) return finished
  const clock = clockNotices(vault)
  if (!clock.ok) return clock
  const disagreement = await watch.look(vault)
  if (!disagreement.ok) return disagreement
  if (disagreement.value === null) return clock
  const { code, seen, heldSeq } = disagreement.value
  return succeed([{ code, facts: { seenSeq: seen.seq, heldSeq } }, ...clock.value])
}

function clockNotices(vault: VaultSession): Result<readonly Notice[], LedgerStoreFailure> {
  const head = vault.ledger.head()
  if (!head.ok) return head
  const clockMs = vault.clock.nowMs()
  const lastMs = head.value?.time.wallMs ?? 0
  if (!isClockSetBack(clockMs, lastMs)) return succeed([])
  return succeed([{ code: 'ledger/clock-set-back', facts: sayBehind(lastMs - clockMs) }])
}

// Nobody reads 776,677 minutes.
function sayBehind(behindMs: number): Notice['facts'] {
  return behindMs < SAID_IN_DAYS_FROM * MS_A_DAY
    ? { behindMinutes: Math.floor(behindMs / MS_A_MINUTE) }
    : { behindDays: Math.floor(behindMs / MS_A_DAY) }
}
