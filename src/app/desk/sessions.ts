import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HubSession } from '../hub/hub-session.ts'
import type { DeskWrites } from '../ports/hub-desk-store.ts'
import type { HubStoreFailure } from '../ports/hub-store.ts'
import { accountState, type DeskFailure, type StatedAccount } from './accounts.ts'
import type { DeskSession } from './desk-session.ts'

const TOKEN_BYTES = 32
/** A working day, and a cup of coffee. */
export const SESSION_TIMES = { longestMs: 10 * 3_600_000, idleMs: 15 * 60_000 } as const
/** A use is written down when the last one is so old. */
const USE_NOTED_MS = 30_000

const restsOn = z.strictObject({
  v: z.literal(1),
  idHex: z.string(),
  personId: z.string(),
  /** The event that stated the account: a newer one ends the session. */
  accountSeq: z.number().int(),
  endsAtMs: z.number().int(),
})

/** Whose session a call came with. */
export type OpenSession = { readonly stated: StatedAccount; readonly endsAtMs: number }

/** Begins a session and answers its secret, which nothing keeps. */
export async function beginSession(
  { hub }: Pick<DeskSession, 'hub'>,
  desk: DeskWrites,
  { seq, account }: StatedAccount,
): Promise<{ readonly token: string; readonly endsAtMs: number }> {
  const token = bytesToHex(hub.tools.randomBytes(TOKEN_BYTES))
  const nowMs = hub.clock.nowMs()
  const endsAtMs = nowMs + SESSION_TIMES.longestMs
  const idHex = sessionId(hub, token)
  const { personId } = account
  const sealedHex = hub.tools.sealSecret(canonicalBytes({ v: 1, idHex, personId, accountSeq: seq, endsAtMs }))
  await desk.putDeskSession({ idHex, personId, sealedHex, usedAtMs: nowMs, endsAtMs })
  return { token, endsAtMs }
}

/** Finds whose session a secret is of; `null` where it is nobody's, is over, or rests on an account that was changed since. */
export async function findSession(
  { hub, accounts }: Pick<DeskSession, 'hub' | 'accounts'>,
  token: string,
): Promise<Result<OpenSession | null, DeskFailure>> {
  if (!/^[0-9a-f]{64}$/.test(token)) return succeed(null)
  const idHex = sessionId(hub, token)
  const found = await hub.store.read((reads) => reads.deskSession(idHex))
  if (!found.ok) return found
  const nowMs = hub.clock.nowMs()
  const stored = found.value
  if (stored === null) return succeed(null)
  const opened = hub.tools.openSecret(stored.sealedHex)
  const value = opened === null ? null : parseCanonical(opened)
  const rests = value?.ok === true ? restsOn.safeParse(value.value) : null
  if (rests?.success !== true || rests.data.idHex !== idHex) return succeed(null)
  const { personId, accountSeq, endsAtMs } = rests.data
  const isOver = nowMs >= endsAtMs || nowMs - stored.usedAtMs >= SESSION_TIMES.idleMs
  const all = await accounts.all()
  if (!all.ok) return all
  const stated = all.value.find(({ account }) => account.personId === personId)
  if (isOver || stated?.seq !== accountSeq || accountState(stated.account) !== 'active') return succeed(null)
  if (nowMs - stored.usedAtMs >= USE_NOTED_MS) {
    const noted = await hub.store.apart<void, never>(async (desk) => {
      // It may have been ended meanwhile; a use does not bring it back.
      if ((await desk.deskSession(idHex)) !== null) await desk.putDeskSession({ ...stored, usedAtMs: nowMs })
      return succeed(undefined)
    })
    if (!noted.ok) return fail(noted.failure)
  }
  return succeed({ stated, endsAtMs })
}

/** Ends a session. */
export async function endSession(
  { hub }: Pick<DeskSession, 'hub'>,
  token: string,
): Promise<Result<void, HubStoreFailure>> {
  return await hub.store.apart<void, never>(async (desk) => {
    await desk.dropDeskSession(sessionId(hub, token))
    return succeed(undefined)
  })
}

function sessionId({ tools }: Pick<HubSession, 'tools'>, token: string): string {
  return tools.crypto.digestHex(utf8ToBytes('samnum/v1/hub-session\n'), hexToBytes(token))
}
