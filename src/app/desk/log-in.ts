import { bytesToHex } from '@noble/hashes/utils.js'
import * as z from 'zod'
import type { Failure } from '#contract/failures.ts'
import { MIN_PASSPHRASE_LENGTH } from '#core/casework/fields.ts'
import { logInNameOf } from '#core/hub/analyst.ts'
import { canonicalBytes, parseCanonical } from '#core/ledger/canonical-json.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { HubStoreFailure } from '../ports/hub-store.ts'
import { accountState, codeDigest, type DeskFailure, type StatedAccount } from './accounts.ts'
import type { DeskSession } from './desk-session.ts'
import { beginSession } from './sessions.ts'
import { countTry, forgiveTry, type TryMarks, tryMarks, type WaitFailure } from './tries.ts'

const TOTP_BYTES = 20
const SALT_BYTES = 16
const TICKET_VALID_MS = 30 * 60_000

/** Why nobody is let in. Whether there is such an account, and which of the three was wrong, is not told. */
export type LogInFailure = DeskFailure | WaitFailure | Failure<'account/wrong' | 'account/busy'>

/** Somebody who was let in, with the secret of their session. */
export type LoggedIn = {
  readonly stated: StatedAccount
  readonly token: string
  readonly endsAtMs: number
}

const ticketSchema = z.strictObject({
  v: z.literal(1),
  personId: z.string(),
  accountSeq: z.number().int(),
  totpHex: z.string().regex(/^[0-9a-f]{40}$/),
  untilMs: z.number().int(),
})

/** Lets somebody in by passphrase and one-time code (RFC 6238). */
export async function logIn(
  at: DeskSession,
  tried: { readonly logInName: string; readonly passphrase: string; readonly code: string },
  from: string,
): Promise<Result<LoggedIn, LogInFailure>> {
  const logInName = logInNameOf(tried.logInName)
  const marks = tryMarks(at, logInName, from)
  const counted = await begin(at, marks)
  if (!counted.ok) return counted
  const found = await findAccount(at, logInName)
  if (!found.ok) return found
  const secrets = found.value !== null && isActive(found.value) ? found.value.account.secrets : null
  // As long for somebody who is not there.
  const { memoryKiB, passes, lanes } = secrets ?? at.desk.derivation
  const saltHex = secrets?.saltHex ?? at.hub.tools.mark(`salt ${logInName}`).slice(0, SALT_BYTES * 2)
  const derivedHex = await at.turns.take(() =>
    at.desk.derive(tried.passphrase, saltHex, { memoryKiB, passes, lanes }),
  )
  const step = at.desk.stepOf(secrets?.totpHex ?? '00'.repeat(TOTP_BYTES), tried.code, at.hub.clock.nowMs())
  if (found.value === null || secrets === null || step === null || !isSame(derivedHex, secrets.passphraseHex))
    return fail({ code: 'account/wrong' })
  return await letIn(at, found.value, step, marks, from)
}

/** What a first log-in begins with. */
export type Begun = {
  readonly ticket: string
  readonly secret: string
  readonly address: string
  readonly qr: readonly string[]
}

/** Answers a new secret for one-time codes to whoever has the code of a first log-in. Nothing is changed by that. */
export async function beginFirstLogIn(
  at: DeskSession,
  tried: { readonly logInName: string; readonly oneTimeCode: string },
  from: string,
): Promise<Result<Begun, LogInFailure | Failure<'account/code-void'>>> {
  const logInName = logInNameOf(tried.logInName)
  const marks = tryMarks(at, logInName, from)
  const counted = await begin(at, marks)
  if (!counted.ok) return counted
  const invited = await findInvited(at, logInName, tried.oneTimeCode)
  if (!invited.ok) return invited
  const { hub, desk } = at
  const { seq, account } = invited.value
  const totpHex = bytesToHex(hub.tools.randomBytes(TOTP_BYTES))
  const untilMs = hub.clock.nowMs() + TICKET_VALID_MS
  const ticket = hub.tools.sealSecret(
    canonicalBytes({ v: 1, personId: account.personId, accountSeq: seq, totpHex, untilMs }),
  )
  const forgiven = await hub.store.apart<void, never>(async (writes) =>
    succeed(await forgiveTry(writes, marks)),
  )
  if (!forgiven.ok) return forgiven
  const { secret, address } = desk.describeTotp(totpHex, { hubName: hub.identity.name, logInName })
  return succeed({ ticket, secret, address, qr: await desk.drawQr(address) })
}

/** Sets the passphrase, once the person's program makes the codes of the ticket's secret, and lets them in. */
export async function endFirstLogIn(
  at: DeskSession,
  tried: {
    readonly logInName: string
    readonly oneTimeCode: string
    readonly ticket: string
    readonly passphrase: string
    readonly code: string
  },
  from: string,
): Promise<Result<LoggedIn, LogInFailure | Failure<'account/code-void' | 'account/passphrase-weak'>>> {
  const { hub, desk } = at
  if ([...tried.passphrase.normalize('NFC')].length < MIN_PASSPHRASE_LENGTH)
    return fail({ code: 'account/passphrase-weak', facts: { min: MIN_PASSPHRASE_LENGTH } })
  const logInName = logInNameOf(tried.logInName)
  const marks = tryMarks(at, logInName, from)
  const counted = await begin(at, marks)
  if (!counted.ok) return counted
  const invited = await findInvited(at, logInName, tried.oneTimeCode)
  if (!invited.ok) return invited
  const ticket = openTicket(at, tried.ticket)
  const isOfThis =
    ticket !== null &&
    ticket.personId === invited.value.account.personId &&
    ticket.accountSeq === invited.value.seq &&
    ticket.untilMs > hub.clock.nowMs()
  if (!isOfThis) return fail({ code: 'account/code-void' })
  const step = desk.stepOf(ticket.totpHex, tried.code, hub.clock.nowMs())
  if (step === null) return fail({ code: 'account/wrong' })
  const saltHex = bytesToHex(hub.tools.randomBytes(SALT_BYTES))
  const { memoryKiB, passes, lanes } = desk.derivation
  const passphraseHex = await at.turns.take(() => desk.derive(tried.passphrase, saltHex, desk.derivation))
  const settled = await at.accounts.settle(invited.value, {
    ...{ saltHex, memoryKiB, passes, lanes, passphraseHex },
    totpHex: ticket.totpHex,
  })
  if (!settled.ok) return settled
  // Codes of a secret of before say nothing about this one.
  return await letIn(at, settled.value, step, marks, from, true)
}

async function begin(
  at: DeskSession,
  marks: TryMarks,
): Promise<Result<void, WaitFailure | HubStoreFailure | Failure<'account/busy'>>> {
  if (at.turns.isFull) return fail({ code: 'account/busy' })
  return await countTry(at, marks)
}

async function letIn(
  at: DeskSession,
  stated: StatedAccount,
  step: number,
  marks: TryMarks,
  from: string,
  isFirst = false,
): Promise<Result<LoggedIn, LogInFailure>> {
  const { personId } = stated.account
  const operation = isFirst ? 'headquarters.settle' : 'headquarters.logIn'
  const recorded = await at.audit.record({ personId, operation, stationId: null, subject: null, from })
  if (!recorded.ok) return recorded
  return await at.hub.store.apart<LoggedIn, Failure<'account/wrong'>>(async (writes) => {
    const last = isFirst ? null : await writes.lastStep(personId)
    // A code counts once, and no older one after it.
    if (last !== null && step <= last) return fail({ code: 'account/wrong' })
    await writes.putLastStep(personId, step)
    await forgiveTry(writes, marks)
    return succeed({ stated, ...(await beginSession(at, writes, stated)) })
  })
}

async function findAccount(
  { accounts }: DeskSession,
  logInName: string,
): Promise<Result<StatedAccount | null, DeskFailure>> {
  const all = await accounts.all()
  return all.ok ? succeed(all.value.find(({ account }) => account.logInName === logInName) ?? null) : all
}

async function findInvited(
  at: DeskSession,
  logInName: string,
  oneTimeCode: string,
): Promise<Result<StatedAccount, DeskFailure | Failure<'account/code-void'>>> {
  const found = await findAccount(at, logInName)
  if (!found.ok) return found
  const { hub } = at
  const firstCode = found.value?.account.firstCode ?? null
  const digestHex = codeDigest(hub, found.value?.account.personId ?? '00'.repeat(16), oneTimeCode)
  const isRight =
    firstCode !== null && firstCode.untilMs > hub.clock.nowMs() && isSame(digestHex, firstCode.digestHex)
  return found.value !== null && isRight && !found.value.account.isSuspended
    ? succeed(found.value)
    : fail({ code: 'account/code-void' })
}

function openTicket({ hub }: DeskSession, ticket: string): z.output<typeof ticketSchema> | null {
  if (!/^(?:[0-9a-f]{2}){29,}$/.test(ticket)) return null
  const opened = hub.tools.openSecret(ticket)
  const value = opened === null ? null : parseCanonical(opened)
  const parsed = value?.ok === true ? ticketSchema.safeParse(value.value) : null
  return parsed?.success === true ? parsed.data : null
}

function isActive({ account }: StatedAccount): boolean {
  return accountState(account) === 'active'
}

/** Compares two digests in the same time wherever they differ. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let at = 0; at < one.length; at += 1)
    difference |= one.charCodeAt(at) ^ (other.charCodeAt(at % Math.max(1, other.length)) || 0)
  return difference === 0
}
