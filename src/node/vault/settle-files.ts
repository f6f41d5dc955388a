import type { UnlockFailure } from '#app/ports/vault-keeper.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { removeSideCopies } from './side-copy.ts'
import { filesBehind } from './vault-files.ts'
import type { ReadHeader } from './vault-folder.ts'

/** What a crash left beside the ledger is set right once the vault is open. */
export async function settleFiles(
  session: VaultSession,
  read: ReadHeader,
): Promise<Result<void, UnlockFailure>> {
  const { folder, header, damagedHeadRecords, wasUpToDate } = filesBehind(session)
  // The head file may be an old one put back beside an old header; the ledger knows better.
  const recorded = session.register.note('header-generation')
  if (!recorded.ok) return recorded
  const { generation } = header.current
  if (generation < (recorded.value ?? 0))
    return fail({ code: 'vault/header-rolled-back', facts: { generation, recorded: recorded.value ?? 0 } })
  const mended = await header.mend(read, damagedHeadRecords)
  if (!mended.ok) return mended
  const discarded = await session.objects.discardIncomplete()
  if (!discarded.ok) return discarded
  if (wasUpToDate) removeSideCopies(folder)
  return succeed(undefined)
}
