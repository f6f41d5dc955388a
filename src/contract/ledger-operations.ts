import * as z from 'zod'
import { day, line } from '#core/casework/fields.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { caseName, count, digestHex, instantMs, opaqueId, userId } from './fields.ts'
import { SECOND_PERSON_FAILURES, secondPerson } from './people-operations.ts'

const anchor = z.object({ seq: count, hashHex: digestHex, atMs: instantMs })

/** Operations on the ledger as a whole. */
export const ledgerOperations = {
  /** One line of the station's register: how far the ledger goes, to be written down on paper. The writing is an event. */
  'ledger.anchor': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: anchor.extend({
      /** The line as it is written down: number of the event and groups of digits, each with its check digit. */
      line: z.string(),
    }),
    failures: [],
  },
  /** Compares a line of the register, as somebody types it from the paper, with the ledger. */
  'ledger.checkAnchor': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ line: z.string().max(300) }),
    output: z.object({
      seq: count,
      /** `ahead`: the paper knows more events than the ledger has; some are gone. */
      verdict: z.enum(['same', 'differs', 'ahead']),
      atMs: instantMs.nullable(),
    }),
    failures: ['anchor/malformed'],
  },
  /** When the head was last written down, and how many events came since. */
  'ledger.anchorState': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      anchored: z.object({ seq: count, atMs: instantMs }).nullable(),
      eventsSince: count,
    }),
    failures: [],
  },
  /**
   * Writes to an outlet what proves one case to whoever lacks the vault: every header of the ledger, the case's bodies with what
   * opens them, and of the register only what says who signed (`docs/format-disclosure.md`). Nothing of another case can be read in it.
   */
  'case.disclose': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ case: caseName, outletId: opaqueId }),
    output: z.object({ events: count, caseEvents: count, sizeBytes: count, digestHex }),
    failures: [
      'case/not-found',
      ...EVENT_FAILURES,
      'ledger/sequence-broken',
      'ledger/chain-broken',
      'ledger/time-runs-back',
      'disclosure/introduction-lost',
      'training/only-invented',
      'outlet/unknown',
      'outlet/interrupted',
      'extract/exists',
      'extract/no-folder',
      'extract/name-too-long',
    ],
  },
  /**
   * Destroys a case by order of a court: every grant of its key, the bodies of its events, its objects and its traces in
   * projections. Headers stay, so the chain still verifies. A second person must agree. Cannot be undone.
   */
  'case.expunge': {
    kind: 'command',
    leastRole: 'commander',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      case: caseName,
      /** The case's number typed once more. */
      confirmNumber: z.string().max(64),
      order: z.strictObject({ reference: line(200), authority: line(200), orderedOn: day() }),
      secondPerson,
    }),
    output: z.object({
      emptiedEvents: count,
      removedObjects: count,
      agreedBy: z.object({ userId, name: z.string() }),
    }),
    failures: [
      'case/not-found',
      'case/number-differs',
      'vault/header-damaged',
      ...SECOND_PERSON_FAILURES,
      ...EVENT_FAILURES,
    ],
  },
  /** Drops the caller's projections and fills them again from the events. */
  'ledger.rebuild': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({}),
    output: z.object({ events: count, cases: count }),
    failures: [...EVENT_FAILURES],
  },
  /**
   * Takes what can be read of a damaged vault into a new one in an announced folder: every event that still proves itself, with the
   * gaps named, and every object that is whole. The damaged vault is not changed.
   */
  'vault.salvage': {
    kind: 'command',
    leastRole: 'anyone',
    transports: ['in-process'],
    isLong: true,
    input: z.strictObject({
      folderId: opaqueId,
      passphrase: z.string().min(1).max(1000),
      keyFile: z.string().max(500).optional(),
    }),
    output: z.object({
      lastSeq: count,
      saved: count,
      lost: z.array(z.object({ from: count, to: count })),
      objects: z.object({ saved: count, lost: count }),
      /** Cases whose key or whose opening is among what was lost. */
      unreadableCases: count,
    }),
    failures: [
      'outlet/unknown',
      'vault/already-open',
      'vault/exists',
      'vault/folder-not-empty',
      'vault/not-found',
      'vault/not-a-vault',
      'vault/not-a-folder',
      'vault/from-the-future',
      'vault/header-truncated',
      'vault/header-damaged',
      'vault/key-parameters-refused',
      'vault/wrong-passphrase',
      'vault/key-file-needed',
      'vault/wrong-key-file',
      'vault/machine-key-missing',
      'vault/wait-before-next-try',
      'vault/file-missing',
      'salvage/nothing-readable',
      'salvage/inside-vault',
    ],
  },
} as const satisfies { readonly [name: string]: Operation }
