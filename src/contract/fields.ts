import * as z from 'zod'
import { parseIsoDate } from '#core/dates/civil-date.ts'
import type { CaseId, DigestHex, ExhibitId, HolderId, KeyId, ObjectId, UserId, VaultId } from '#core/ids.ts'

/** A schema of lower-case hex of one length. */
export const branded = <Name>(digits: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${digits}}$`))
    .transform((text) => text as Name)

/** Schemas of the ids that cross the contract, each 32 lower-case hex digits. */
export const caseId = branded<CaseId>(32)
export const exhibitId = branded<ExhibitId>(32)
export const objectId = branded<ObjectId>(32)
export const userId = branded<UserId>(32)
export const holderId = branded<HolderId>(32)
export const vaultId = branded<VaultId>(32)
export const keyId = branded<KeyId>(32)

/** A SHA-256 digest, 64 lower-case hex digits. */
export const digestHex = branded<DigestHex>(64)

/** An id that the engine hands out and forgets when it locks: 32 lower-case hex digits. */
export const opaqueId = branded<string>(32)

/** How a caller names a case: by its id or by its number (`2026-0001`). */
export const caseName = z.string().min(1).max(64)

/** How a caller names an exhibit: by its id or by its number (`2026-0001-E001`). */
export const exhibitName = z.string().min(1).max(64)

/** A whole number that is not negative. */
export const count = z.number().int().min(0)

/** A day that exists, `YYYY-MM-DD`. */
export const day = z.string().refine((text) => parseIsoDate(text).ok)

/** An instant, milliseconds since 1970. */
export const instantMs = z.number().int()
