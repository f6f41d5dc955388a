import { TOTP } from 'otpauth'
import type { DeskSession } from '#app/desk/desk-session.ts'
import { beginFirstLogIn, endFirstLogIn, type LoggedIn } from '#app/desk/log-in.ts'
import type { HubRole } from '#core/hub/analyst.ts'
import { expectOk } from './results.ts'

export const DESK_PASSPHRASE = 'ពាក្យដែលមិនទាក់ទងគ្នា'

/** Makes a code of a secret in Base32 at a moment, as a person's own program does. */
export function codeAt(secret: string, atMs: number): string {
  return new TOTP({ secret }).generate({ timestamp: atMs })
}

/** Somebody with an account at headquarters, who logged in for the first time. */
export async function settlePerson(
  at: DeskSession,
  logInName: string,
  roles: readonly HubRole[],
  nowMs: number,
  from = '10.0.0.1',
): Promise<LoggedIn & { readonly secret: string; readonly personId: string }> {
  const { code: oneTimeCode, personId } = expectOk(
    await at.accounts.add({ logInName, name: `ឈ្មោះ ${logInName}`, roles }, 'command-line'),
  )
  const begun = expectOk(await beginFirstLogIn(at, { logInName, oneTimeCode }, from))
  const tried = { logInName, oneTimeCode, ticket: begun.ticket, passphrase: DESK_PASSPHRASE }
  const done = expectOk(await endFirstLogIn(at, { ...tried, code: codeAt(begun.secret, nowMs) }, from))
  return { ...done, secret: begun.secret, personId }
}
