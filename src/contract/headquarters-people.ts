import * as z from 'zod'
import { LOG_IN_NAME } from '#core/hub/analyst.ts'
import { count, instantMs } from './fields.ts'
import { type HeadquartersOperation, line, personId, roles, STORE } from './headquarters-fields.ts'

const logInName = z.string().regex(LOG_IN_NAME)

const account = z.strictObject({
  personId,
  logInName: z.string(),
  name: line,
  roles,
  state: z.enum(['invited', 'active', 'suspended']),
})

const invitation = z.strictObject({ personId, code: z.string(), untilMs: instantMs })

/** What is answered about people at headquarters and what they read. */
export const peopleOperations = {
  'headquarters.people': {
    kind: 'query',
    leastRole: 'administrator',
    isAudited: true,
    input: z.strictObject({}),
    output: z.strictObject({ people: z.array(account) }),
    failures: STORE,
  },
  'headquarters.addPerson': {
    kind: 'command',
    leastRole: 'administrator',
    isAudited: true,
    input: z.strictObject({ logInName, name: line, roles }),
    output: invitation,
    failures: [...STORE, 'account/name-taken', 'account/roles-apart'],
  },
  'headquarters.setRoles': {
    kind: 'command',
    leastRole: 'administrator',
    isAudited: true,
    input: z.strictObject({ personId, roles }),
    output: account,
    failures: [...STORE, 'account/not-found', 'account/roles-apart', 'account/not-yourself'],
  },
  'headquarters.suspend': {
    kind: 'command',
    leastRole: 'administrator',
    isAudited: true,
    input: z.strictObject({ personId }),
    output: account,
    failures: [...STORE, 'account/not-found', 'account/not-yourself'],
  },
  /** Makes a new one-time code: passphrase and codes of before are void, and who was suspended is let in again. */
  'headquarters.reset': {
    kind: 'command',
    leastRole: 'administrator',
    isAudited: true,
    input: z.strictObject({ personId }),
    output: invitation,
    failures: [...STORE, 'account/not-found', 'account/not-yourself'],
  },
  /** Who read what, the newest first. */
  'headquarters.audit': {
    kind: 'query',
    leastRole: 'reviewer',
    isAudited: true,
    input: z.strictObject({ beforeSeq: count.optional() }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          seq: count,
          atMs: instantMs,
          personId: z.string(),
          name: z.string().nullable(),
          operation: z.string(),
          stationId: z.string().nullable(),
          station: z.string().nullable(),
          subject: z.string().nullable(),
          from: z.string(),
        }),
      ),
    }),
    failures: STORE,
  },
} as const satisfies { readonly [name: string]: HeadquartersOperation }
