import * as z from 'zod'
import { line, newPassphrase, passphrase } from '#core/casework/fields.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import type { FailureCode } from './failures.ts'
import { count, holderId, instantMs, opaqueId, userId } from './fields.ts'
import { userNumber } from './people-operations.ts'
import { openFailures, session } from './vault-operations.ts'

/** Text of a key file. */
export const keyFile = z.string().max(500)

const slotLine = z.object({
  kind: z.enum(['passphrase', 'recovery-code', 'escrow']),
  /** Whose: a person's id or a recovery holder's. */
  holderId: z.union([userId, holderId]),
  number: userNumber.nullable(),
  /** A person's name, or what people call the recovery holder. */
  label: z.string(),
  hasKeyFile: z.boolean(),
  isMachineBound: z.boolean(),
  /** When a way of recovery was last found to work; `null` for one that never was, and for passphrases. */
  checkedAtMs: instantMs.nullable(),
})

const ownSlotFailures = [
  'vault/header-damaged',
  'vault/wrong-passphrase',
  'vault/key-file-needed',
  'vault/wrong-key-file',
  'vault/machine-key-missing',
  'vault/wait-before-next-try',
] as const satisfies readonly FailureCode[]

/** Operations on the ways into the vault. None of them touches data: only the header is written. */
export const keyOperations = {
  /** The ways into the vault, and when its header was last written. */
  'key.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      generation: count,
      slots: z.array(slotLine),
      /** Whether this machine has a keychain that a slot can be bound to. */
      hasKeychain: z.boolean(),
    }),
    failures: ['vault/header-damaged'],
  },
  /** Exchanges the caller's own passphrase. Key file and binding stay as they are. */
  'key.changePassphrase': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ current: passphrase(), next: newPassphrase(), keyFile: keyFile.optional() }),
    output: z.strictObject({}),
    failures: ['people/passphrase-taken', ...ownSlotFailures],
  },
  /** Makes a key file, writes it to an outlet, and demands it beside the caller's passphrase from here on. */
  'key.makeKeyFile': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ passphrase: passphrase(), keyFile: keyFile.optional(), outletId: opaqueId }),
    output: z.strictObject({}),
    failures: [
      ...ownSlotFailures,
      'outlet/unknown',
      'outlet/interrupted',
      'extract/exists',
      'extract/no-folder',
      'extract/name-too-long',
    ],
  },
  /** The caller's passphrase alone is enough again. */
  'key.dropKeyFile': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ passphrase: passphrase(), keyFile }),
    output: z.strictObject({}),
    failures: ownSlotFailures,
  },
  /** Binds the caller's slot to this machine's keychain, or frees it, so that a copied disk cannot be guessed at elsewhere. */
  'key.bindMachine': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ passphrase: passphrase(), keyFile: keyFile.optional(), isBound: z.boolean() }),
    output: z.strictObject({}),
    failures: [...ownSlotFailures, 'vault/no-keychain', 'vault/recovery-needed-first'],
  },
  /** Makes a recovery code, to be printed and sealed in an envelope. The code is told once; the one before it ends. */
  'key.makeRecoveryCode': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ label: line(200) }),
    output: z.object({ holderId, code: z.string() }),
    failures: ['vault/header-damaged'],
  },
  /** The drill: tells whether a code, as somebody reads it from the paper, is one in force, and puts it on record when it is. */
  'key.checkRecoveryCode': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ code: z.string().max(200) }),
    output: z.strictObject({}),
    failures: [
      'vault/header-damaged',
      'vault/recovery-code-malformed',
      'vault/wrong-recovery-code',
      'vault/wait-before-next-try',
    ],
  },
  /** Lets headquarters in: whoever holds the identity of this age recipient can recover the vault. */
  'key.addEscrow': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ recipient: z.string().max(200), label: line(200) }),
    output: z.object({ holderId }),
    failures: ['vault/header-damaged', 'vault/escrow-recipient-refused', 'vault/escrow-exists'],
  },
  /** Ends a recovery code or an escrow recipient and exchanges the vault key. */
  'key.removeRecovery': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ holderId }),
    output: z.strictObject({}),
    failures: ['vault/header-damaged', 'vault/recovery-not-found'],
  },
  /** Exchanges the vault key. No data is encrypted anew. */
  'key.rotate': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({ generation: count }),
    failures: ['vault/header-damaged'],
  },
  /**
   * Opens a locked vault with the recovery code, or with headquarters' age identity, and gives one person a new passphrase. Left
   * out, that person is the administrator who came first. Leaves the vault unlocked for them.
   */
  'key.recover': {
    kind: 'command',
    leastRole: 'anyone',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      with: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('recovery-code'), code: z.string().max(200) }),
        z.strictObject({ kind: z.literal('escrow'), identity: z.string().max(200) }),
      ]),
      userNumber: userNumber.optional(),
      passphrase: newPassphrase(),
    }),
    output: session,
    failures: [
      ...openFailures,
      'vault/recovery-code-malformed',
      'vault/wrong-recovery-code',
      'vault/escrow-identity-refused',
      'vault/recovery-not-found',
      'people/not-found',
      'people/passphrase-taken',
    ],
  },
} as const satisfies { readonly [name: string]: Operation }

/** One way into the vault. */
export type SlotLine = z.output<typeof slotLine>
