import type { VaultId } from '#core/ids.ts'
import type { HubSession } from './hub-session.ts'
import { acceptWaiting } from './receive-package.ts'

const MOST_TRIED = 1000

/** Packages that came before those they follow on are tried again, until none of them fits any more. */
export async function fillGaps(session: HubSession, vaultId?: VaultId): Promise<void> {
  for (let isMoving = true; isMoving; ) {
    isMoving = false
    const whose = vaultId === undefined ? {} : { vaultId }
    const waiting = await session.store.read((reads) =>
      reads.packages({ state: 'quarantined', ...whose }, MOST_TRIED),
    )
    if (!waiting.ok) return
    for (const { packageId, reason } of waiting.value) {
      if (reason !== 'sync/gap') continue
      const tried = await acceptWaiting(session, packageId)
      if (tried.ok && tried.value.outcome === 'accepted') isMoving = true
    }
  }
}
