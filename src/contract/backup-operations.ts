import * as z from 'zod'
import { passphrase } from '#core/casework/fields.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import type { FailureCode } from './failures.ts'
import { count, digestHex, instantMs, opaqueId, vaultId } from './fields.ts'
import { keyFile } from './key-operations.ts'
import { userNumber } from './people-operations.ts'
import { finding } from './vault-operations.ts'

/** Most generations that a backup keeps. */
export const MOST_KEPT_GENERATIONS = 100
/** Generations that a backup keeps when nobody says otherwise. */
export const KEPT_GENERATIONS = 3
/** The greatest number that a generation can have: names of generations have six digits. */
export const LAST_GENERATION = 999_999

const generation = z.number().int().min(1).max(LAST_GENERATION)
const amount = z.object({ files: count, bytes: count })
const head = z.object({ seq: count, hashHex: digestHex })

const mediumFailures = [
  'outlet/unknown',
  'backup/not-found',
  'backup/not-a-backup',
  'backup/from-the-future',
  'backup/damaged',
  'backup/medium-full',
  'backup/medium-refuses',
  'backup/medium-failed',
] as const satisfies readonly FailureCode[]

/** A generation that is complete, as its manifest says; only restoring proves it. */
const kept = z.object({ generation, createdAtMs: instantMs, seq: count })

/** Operations that copy a vault to another medium and back. */
export const backupOperations = {
  /** The sticks that are plugged in, with the backups that are on them. Nothing on them is changed. */
  'backup.media': {
    kind: 'query',
    leastRole: 'anyone',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      media: z.array(
        z.object({
          /** Where on this stick a backup is, or where one would be begun; good as long as the program runs. */
          folderId: opaqueId,
          /** The name of the stick. */
          name: z.string(),
          holds: z.enum(['nothing', 'this-vault', 'another-vault', 'not-readable']),
          /** Newest first, at most as many as a backup keeps. */
          generations: z.array(kept),
        }),
      ),
    }),
    failures: [],
  },
  /** The last backup that this vault knows of, wherever it went; `null` when there was none. */
  'backup.last': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      last: kept.extend({ objects: count, findings: count }).nullable(),
      headSeq: count,
    }),
    failures: [],
  },
  /**
   * Writes one more generation into the backup in an announced folder, beginning the backup where there is none. What the
   * backup holds already is not copied again. Answers once every new byte was read back and the generation is durable.
   */
  'backup.write': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      folderId: opaqueId,
      /** How many generations are kept, this one included. */
      keep: z.number().int().min(1).max(MOST_KEPT_GENERATIONS).default(KEPT_GENERATIONS),
      /** Also reads every byte that was there before; otherwise such files are checked by their size and seal. */
      readsAll: z.boolean().default(false),
    }),
    output: z.object({
      generation,
      createdAtMs: instantMs,
      head,
      /** Exhibits' objects that this generation names. */
      objects: count,
      copied: amount,
      /** Objects that were there before. */
      kept: amount,
      /** What was read back from the medium and compared byte for byte by digest. */
      verified: amount,
      /** How many of the copied objects took the place of a damaged copy. */
      healed: count,
      removedGenerations: count,
      /** Exhibits that are not whole in the vault, and older copies on the medium that are damaged; at most a hundred. */
      findings: z.array(finding),
    }),
    failures: [
      ...mediumFailures,
      'backup/is-the-vault',
      'backup/inside-vault',
      'backup/of-another-vault',
      'backup/ahead-of-vault',
      'backup/not-as-written',
      'backup/already-running',
      'backup/vault-busy',
      'vault/header-truncated',
      'vault/header-damaged',
      'vault/from-the-future',
      'vault/not-a-vault',
      'vault/key-parameters-refused',
      'head/damaged',
    ],
  },
  /**
   * Makes the vault of this engine's folder from the backup in an announced folder, whole or not at all. With a passphrase
   * the generation is also proved to be this vault's own; without one its digests are proved, and unlocking proves the rest.
   */
  'backup.restore': {
    kind: 'command',
    leastRole: 'anyone',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      folderId: opaqueId,
      /** Left out: the newest. */
      generation: generation.optional(),
      passphrase: passphrase().optional(),
      /** The person's number; left out, every slot is tried. */
      userNumber: userNumber.optional(),
      /** Text of the key file, where the slot wants one. */
      keyFile: keyFile.optional(),
    }),
    output: z.object({
      vaultId,
      generation,
      createdAtMs: instantMs,
      head,
      objects: count,
      /** Objects that the backup does not have, because the vault did not have them whole either. */
      missingObjects: count,
      restored: amount,
      /** Whether a passphrase proved the generation. */
      isAuthenticated: z.boolean(),
    }),
    failures: [
      ...mediumFailures,
      'backup/empty',
      'backup/no-such-generation',
      'backup/target-inside-backup',
      'vault/exists',
      'vault/folder-not-empty',
      'vault/not-a-folder',
      'vault/not-found',
      'vault/already-open',
      'vault/from-the-future',
      'vault/key-parameters-refused',
      'vault/wrong-passphrase',
      'vault/key-file-needed',
      'vault/wrong-key-file',
      'vault/machine-key-missing',
    ],
  },
} as const satisfies { readonly [name: string]: Operation }
