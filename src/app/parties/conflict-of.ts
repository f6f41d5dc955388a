import type { DigestHex } from '#core/ids.ts'
import type { PartyBookView } from '#core/parties/party-views.ts'
import { type Result, succeed } from '#core/result.ts'
import type { VaultSession } from '../vault-session.ts'
import { type FolkFailure, readFolk } from './read-folk.ts'

/** After a change: what the next one is based on, and whether somebody else's is lost by it or it by theirs. */
export function conflictOf(
  vault: VaultSession,
  caseName: string,
  find: (
    folk: PartyBookView,
  ) =>
    | { readonly versionHex: DigestHex; readonly lost: readonly { readonly hashHex: DigestHex }[] }
    | undefined,
): Result<{ readonly versionHex: DigestHex; readonly hasConflict: boolean }, FolkFailure> {
  const read = readFolk(vault, caseName)
  if (!read.ok) return read
  const subject = find(read.value.folk)
  if (subject === undefined) throw new Error('what was changed is not there')
  return succeed({ versionHex: subject.versionHex, hasConflict: subject.lost.length > 0 })
}
