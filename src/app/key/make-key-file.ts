import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import type { Outlets } from '../ports/outlets.ts'
import type { SlotKeeper } from '../ports/slot-keeper.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { placeOwnSlot } from './change-own-slot.ts'
import { credentialsOf } from './credentials-of.ts'

/**
 * `key.makeKeyFile`. The file is durable where it was wanted before the slot demands it: a crash in between leaves a file that
 * nothing needs, and never a slot whose file nobody has.
 */
export function makeKeyFile(
  session: SessionSource,
  slots: SlotKeeper,
  outlets: Outlets,
): Handler<'key.makeKeyFile'> {
  return async ({ outletId, ...input }, { signal }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const ready = await outlets.check(outletId)
    if (signal.aborted) return CANCELLED
    if (!ready.ok) return ready.failure.code === 'cancelled' ? CANCELLED : fail(ready.failure)
    const resealed = await slots.changeOwnFactors(vault, credentialsOf(input), 'make-key-file')
    if (!resealed.ok) return resealed
    if (signal.aborted) return CANCELLED
    const { keyFile } = resealed.value
    if (keyFile === null) throw new Error('a key file was asked for and none was made')
    let rest: Uint8Array | null = keyFile
    const delivered = await outlets.deliver<never>(
      outletId,
      {
        fileName: `samnum-${vault.vaultId.slice(0, 8)}-${vault.person.number}.key`,
        sizeBytes: keyFile.length,
        nextChunk: async () => {
          const chunk = rest
          rest = null
          return succeed(chunk)
        },
      },
      { signal, onProgress: () => {} },
    )
    if (!delivered.ok) return delivered.failure.code === 'cancelled' ? CANCELLED : fail(delivered.failure)
    if (session() !== vault) return lockedFailure()
    return await placeOwnSlot(vault, resealed.value)
  }
}
