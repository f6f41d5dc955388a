import * as z from 'zod'
import type { DigestHex, HolderId, KeyId, UserId } from '../ids.ts'
import { ROLES } from '../people/roles.ts'

/** A schema of lower-case hex of one length. */
export const branded = <Name>(digits: number) =>
  // The name is for the compiler alone; a transform that changes nothing would cost every reader of an event.
  z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`)) as unknown as z.ZodType<Name, string>

/** A schema of an id: 32 hex digits. */
export const id = <Name>() => branded<Name>(32)
/** A schema of a SHA-256 digest. */
export const digest = () => branded<DigestHex>(64)
/** A schema of bytes in hex, at least one. */
export const hex = z.string().refine(isHex)
/** A schema of a whole number from 0. */
export const count = z.number().int().min(0)
/** A schema of a sequence number. */
export const seq = z.number().int().min(1)
/** A schema of a day, `YYYY-MM-DD`. */
export const day = z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/)

/** Whoever did something, by id and by the name they had then. */
export const actor = z.strictObject({ userId: id<UserId>(), name: z.string() })

/** The public halves of the keys that follow from one seed. */
export const publicKeys = {
  keyId: id<KeyId>(),
  signingKeyHex: branded<string>(64),
  agreementKeyHex: branded<string>(64),
} as const

/** A person as the ledger introduces them. */
export const userRecord = z.strictObject({
  userId: id<UserId>(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  ...publicKeys,
})

/** Ways back into a vault that belong to nobody's memory. */
export const RECOVERY_KINDS = ['recovery-code', 'escrow'] as const

/** A recovery code or an escrow recipient, as the ledger introduces it. It holds keys as a person does and is none. */
export const holderRecord = z.strictObject({
  holderId: id<HolderId>(),
  kind: z.enum(RECOVERY_KINDS),
  /** What people call it: where the paper lies, whose recipient it is. */
  label: z.string(),
  ...publicKeys,
})

/** The public halves of one person's or holder's keys, with the signing key's id. */
export type PublicKeys = {
  readonly keyId: KeyId
  readonly signingKeyHex: string
  readonly agreementKeyHex: string
}

/** A person as the ledger introduces them. */
export type UserRecord = z.output<typeof userRecord>
/** A recovery code or an escrow recipient as the ledger introduces it. */
export type HolderRecord = z.output<typeof holderRecord>

// A pattern of pairs would take stack for each of them, and a stranger's text may have millions.
function isHex(text: string): boolean {
  return text.length > 0 && text.length % 2 === 0 && !/[^0-9a-f]/.test(text)
}
