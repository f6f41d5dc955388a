import { bytesToHex } from '@noble/hashes/utils.js'
import { paperKeyProof } from '#core/packages/paper-certificates.ts'
import { type Result, succeed } from '#core/result.ts'
import { type AppendFailure, appendEvents } from '../ledger/append-events.ts'
import { proveHub } from '../people/proven-people.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** The key for papers of the person of a session: an uncompressed point in hex. */
export function ownPaperKeyHex({ signer }: Pick<VaultSession, 'signer'>): string {
  return bytesToHex(signer.paper.publicPoint)
}

/**
 * Tells headquarters the key for papers of the person of this session, once, where the station is enrolled: only they have it, so that
 * only they can tell it. It goes with the next package, and the certificate comes with the way back.
 */
export function tellPaperKey(vault: VaultSession): Result<void, LedgerStoreFailure | AppendFailure> {
  const book = proveHub(vault)
  if (!book.ok) return book
  const { pinned, paperKeys } = book.value
  const publicKeyHex = ownPaperKeyHex(vault)
  const { keyId, userId, name } = vault.person
  if (pinned === null || paperKeys.get(keyId) === publicKeyHex) return succeed(undefined)
  const proof = vault.signer.paper.signSame(paperKeyProof(vault.vaultId, keyId, publicKeyHex))
  const data = { keyId, publicKeyHex, proofHex: bytesToHex(proof), toldBy: { userId, name } }
  const told = appendEvents(vault, [
    { key: vault.registerKey, body: { kind: 'paper-key-told', scope: vault.vaultId, data } },
  ])
  return told.ok ? succeed(undefined) : told
}
