import { hexToBytes } from '@noble/hashes/utils.js'
import type { Failure } from '#contract/failures.ts'
import { holdsPaperChain, paperStandingOf } from '#core/packages/paper-certificates.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { proveHub } from '../people/proven-people.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { Vouching } from '../ports/paper-signer.ts'
import type { SyncTools } from '../ports/sync-tools.ts'
import { ownPaperKeyHex } from '../sync/tell-paper-key.ts'
import type { VaultSession } from '../vault-session.ts'

/**
 * Who vouches for the key for papers of the person of this session: headquarters, by the newest certificate that was taken from it and holds,
 * or nobody. One of another key, or that its authority did not issue, is refused and not passed over: headquarters must know of it.
 */
export function findVouching(
  vault: VaultSession,
  { verify, verifyPaper }: Pick<SyncTools, 'verify' | 'verifyPaper'>,
  atMs: number,
): Result<Vouching, LedgerStoreFailure | Failure<'report/certificate-wrong'>> {
  const book = proveHub(vault)
  if (!book.ok) return book
  const { keyId, signingKeyHex } = vault.person
  const standing = paperStandingOf(book.value, { keyId, signingKeyHex, atMs }, verify)
  if (standing.state !== 'certified') return succeed({ by: 'owner', why: standing.state })
  const { hubName, paper } = standing
  if (paper.publicKeyHex !== ownPaperKeyHex(vault) || !holdsPaperChain(paper, verifyPaper))
    return fail({ code: 'report/certificate-wrong' })
  return succeed({
    by: 'headquarters',
    hubName,
    certificate: hexToBytes(paper.certificateHex),
    authority: hexToBytes(paper.authorityHex),
  })
}
