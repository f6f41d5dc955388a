import type { EventCrypto, ScopeKey, Signer } from '#app/ports/event-crypto.ts'
import type { CaseId, HolderId, UserId, VaultId } from '#core/ids.ts'
import { joinRanges, type SeqRange } from '#core/ledger/chain-walk.ts'
import { type EventBody, parseBody } from '#core/ledger/event-body.ts'
import type { StagedEvents } from './staged-events.ts'

/** Events looked at before the rest of the process has its turn. */
export const EVENTS_AT_ONCE = 200

/** What must be known of a ledger before its events are judged in their order. */
export type Ahead = {
  /** Whether events that introduce the salvager and the key they have now were found. */
  readonly isIntroduced: boolean
  /** The name of the salvager as some event has it, or `null`. */
  readonly name: string | null
  /** Events whose bodies were destroyed by order: a body that is found all the same is not brought back. */
  readonly emptied: readonly SeqRange[]
  /** Keys of cases that are granted to the salvager anywhere in the ledger. */
  readonly caseKeys: ReadonlyMap<CaseId, ScopeKey>
}

/** Whoever salvages: a person, with the keys that their slot gives. */
export type Salvager = {
  readonly vaultId: VaultId
  readonly crypto: EventCrypto
  readonly registerKey: ScopeKey
  readonly signer: Signer
  readonly userId: UserId | HolderId
}

/**
 * Reads the register's events once, before any of them is verified. What is taken from them cannot make the salvage believe more:
 * a key opens its case's bodies or none, and an order to destroy only takes away.
 */
export async function lookAhead(
  staged: StagedEvents,
  salvager: Salvager,
  pause: () => Promise<void>,
): Promise<Ahead> {
  const { userId, signer } = salvager
  const caseKeys = new Map<CaseId, ScopeKey>()
  const emptied: SeqRange[] = []
  let isPersonKnown = false
  let isKeyKnown = false
  let name: string | null = null
  let seqs = staged.seqsAfter(0, EVENTS_AT_ONCE)
  while (seqs.length > 0) {
    for (const body of seqs.flatMap((seq) => registerBodiesAt(staged, salvager, seq))) {
      const introduced = introducedBy(body)
      if (introduced?.keyId === signer.keyId) isKeyKnown = true
      if (introduced?.userId === userId && introduced.isPerson) isPersonKnown = true
      if (body.kind === 'case-expunged') emptied.push(...body.data.emptied)
      if (body.kind === 'case-key-granted' && body.data.userId === userId) {
        const { caseId, sealedKeyHex } = body.data
        const key = signer.openCaseKey(caseId, userId, sealedKeyHex)
        if (key !== null) caseKeys.set(caseId, key)
      }
      name ??= nameOf(userId, body)
    }
    await pause()
    seqs = staged.seqsAfter(seqs.at(-1) ?? 0, EVENTS_AT_ONCE)
  }
  return { isIntroduced: isPersonKnown && isKeyKnown, name, emptied: joinRanges(emptied), caseKeys }
}

function registerBodiesAt(
  staged: StagedEvents,
  { vaultId, crypto, registerKey }: Salvager,
  seq: number,
): readonly EventBody[] {
  return staged.claimsOf(seq).flatMap(({ scope, device, sealedBody }) => {
    if (scope !== vaultId) return []
    const opened = crypto.openBody(registerKey, { device, seq }, sealedBody)
    const body = opened.state === 'open' ? parseBody(opened.plaintext) : null
    return body?.ok === true ? [body.value] : []
  })
}

/** Whose key an event introduces, and whether it introduces the person with it. */
function introducedBy(
  body: EventBody,
): { readonly userId: string; readonly keyId: string; readonly isPerson: boolean } | null {
  switch (body.kind) {
    case 'vault-created':
      return { ...body.data.founder, isPerson: true }
    case 'person-added':
      return { ...body.data.person, isPerson: true }
    case 'person-reinstated':
    case 'passphrase-reset':
      return { ...body.data, isPerson: false }
    case 'ledger-salvaged':
      return body.data.introduced === undefined ? null : { ...body.data.introduced, isPerson: true }
    default:
      return null
  }
}

function nameOf(userId: string, { data }: EventBody): string | null {
  for (const said of Object.values<unknown>(data)) {
    const { userId: whose, name } = Object(said)
    if (whose === userId && typeof name === 'string') return name
  }
  return null
}
