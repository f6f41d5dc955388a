import * as z from 'zod'
import type { FailureCode } from './failures.ts'
import { count, instantMs } from './fields.ts'
import { type HeadquartersOperation, line, personId, roles, STORE } from './headquarters-fields.ts'

const typedName = z.string().min(1).max(64)
const passphrase = z.string().min(1).max(1024)
const oneTimeCode = z.string().min(1).max(64)
const sixDigits = z.string().regex(/^[0-9]{6}$/)

const person = z.strictObject({
  personId,
  name: line,
  roles,
  /** When the session ends whatever happens, and how long it lasts without a call. */
  endsAtMs: instantMs,
  idleMs: count,
})

const LOG_IN = [
  ...STORE,
  'account/wrong',
  'account/wait-before-next-try',
  'account/busy',
] as const satisfies readonly FailureCode[]

/** What is answered to whoever comes in or leaves. */
export const entranceOperations = {
  /** Who is logged in, if anybody. */
  'headquarters.session': {
    kind: 'query',
    leastRole: 'anyone',
    isAudited: false,
    input: z.strictObject({}),
    output: z.strictObject({ hubName: z.string(), software: z.string(), person: person.nullable() }),
    failures: STORE,
  },
  /** Begins a first log-in: the one-time code gives a secret for the program that makes codes. */
  'headquarters.begin': {
    kind: 'command',
    leastRole: 'anyone',
    isAudited: false,
    input: z.strictObject({ logInName: typedName, oneTimeCode }),
    output: z.strictObject({
      /** The secret, sealed; `headquarters.settle` brings it back. */
      ticket: z.string(),
      /** Base32, to be typed where nothing can be scanned. */
      secret: z.string(),
      address: z.string(),
      /** The rows of the QR code of `address`: `1` is dark. */
      qr: z.array(z.string()),
    }),
    failures: [...LOG_IN, 'account/code-void'],
  },
  /** Ends a first log-in: sets the passphrase and proves that codes are made. */
  'headquarters.settle': {
    kind: 'command',
    leastRole: 'anyone',
    isAudited: false,
    input: z.strictObject({
      logInName: typedName,
      oneTimeCode,
      ticket: z.string().max(2000),
      passphrase,
      code: sixDigits,
    }),
    output: person,
    failures: [...LOG_IN, 'account/code-void', 'account/passphrase-weak'],
  },
  'headquarters.logIn': {
    kind: 'command',
    leastRole: 'anyone',
    isAudited: false,
    input: z.strictObject({ logInName: typedName, passphrase, code: sixDigits }),
    output: person,
    failures: LOG_IN,
  },
  'headquarters.logOut': {
    kind: 'command',
    leastRole: 'anyone',
    isAudited: false,
    input: z.strictObject({}),
    output: z.strictObject({}),
    failures: STORE,
  },
} as const satisfies { readonly [name: string]: HeadquartersOperation }
