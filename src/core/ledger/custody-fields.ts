import * as z from 'zod'
import { SEAL_STATES, SOURCE_FORMS } from '../custody/custody-vocabularies.ts'
import { MAX_INSTANT_MS } from '../dates/station-time.ts'
import type { ContainerId, ExhibitId, ItemId, PlaceId, UserId } from '../ids.ts'
import { isCurrencyCode } from '../money/currency.ts'
import { isCanonicalAmount } from '../money/money.ts'
import { branded, count, day, digest, id } from './event-fields.ts'

/** Most items, parts or findings that one event names: its body stays small enough to be read at once. */
export const MAX_NAMED_ITEMS = 500
/** Longest code that a scan may be; NFKC makes at most 18 characters of one (UAX #15, 9.1), and a label holds fewer than 100. */
export const MAX_CODE_LENGTH = 4000

/** A schema of an instant, milliseconds since 1970. */
export const instant = z.number().int().min(-MAX_INSTANT_MS).max(MAX_INSTANT_MS)
/** A schema of how far a local clock is ahead of UTC: `+07:00` (RFC 3339 §5.6, `time-numoffset`). */
export const zone = z.string().regex(/^[+-](?:0[0-9]|1[0-4]):[0-5][0-9]$/)

/** Schemas of an exhibit's, a container's, and either one's id. */
export const exhibitId = id<ExhibitId>()
export const containerId = id<ContainerId>()
export const itemId = id<ItemId>()

/** A schema of some exhibits or items, each named once. */
export const exhibitIds = z.array(exhibitId).max(MAX_NAMED_ITEMS).refine(hasNoneTwice)
/** Codes as a scanner read them. */
export const readCodes = z
  .array(z.string().min(1).max(MAX_CODE_LENGTH))
  .min(1)
  .max(MAX_NAMED_ITEMS)
  .refine(hasNoneTwice)
export const itemIds = z.array(itemId).max(MAX_NAMED_ITEMS).refine(hasNoneTwice)

/** Who or what has an item in hand. An item in a container is where its container is. */
export const custodyHolder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), userId: id<UserId>(), name: z.string() }),
  z.strictObject({ kind: z.literal('place'), placeId: id<PlaceId>(), name: z.string() }),
  /** Somebody without keys at this station: a laboratory, a court, an owner. */
  z.strictObject({
    kind: z.literal('outside'),
    name: z.string(),
    organisation: z.string().optional(),
    /** What shows who they are or what they signed: an identity card, a receipt's number. */
    document: z.string().optional(),
  }),
])

/** Who or what has an item in hand. */
export type CustodyHolder = z.output<typeof custodyHolder>

/** An order by which an item leaves custody for good. */
export const custodyOrder = z.strictObject({ reference: z.string(), authority: z.string(), orderedOn: day })

/** A schema of how a seal was found. */
export const sealState = z.enum(SEAL_STATES)

/** An amount of money found as banknotes and coins: canonical decimal text in the currency's own unit. */
export const cashAmount = z
  .strictObject({ currency: z.string(), amount: z.string() })
  .refine(({ currency, amount }) => isCurrencyCode(currency) && isCanonicalAmount(currency, amount))

/** What tells one thing from another of its kind. Numbers are normalised and their check digits fit. */
export const exhibitMarks = z.strictObject({
  imeis: z.array(z.string().regex(/^[0-9]{15}$/)).max(8),
  iccid: z
    .string()
    .regex(/^[0-9]{18,22}$/)
    .optional(),
  serialNumber: z.string().optional(),
  make: z.string().optional(),
  model: z.string().optional(),
  colour: z.string().optional(),
  plate: z.string().optional(),
  noteSerials: z.array(z.string()).max(MAX_NAMED_ITEMS),
})

/** Digests beside SHA-256, for comparing with what other tools print. */
export const otherDigests = z.strictObject({
  md5Hex: branded<string>(32).optional(),
  sha1Hex: branded<string>(40).optional(),
  sha512Hex: branded<string>(128).optional(),
})

/** What bytes were read from, where that is more than one plain file. */
export const exhibitSource = z.strictObject({
  form: z.enum(SOURCE_FORMS),
  /** Name of the device or file as the system has it, control characters made visible. */
  name: z.string().optional(),
  sizeBytes: count,
  model: z.string().optional(),
  serialNumber: z.string().optional(),
  sectorSizeBytes: count.optional(),
  /** Sectors that could not be read and were taken in as zeros. */
  unreadable: z
    .array(z.strictObject({ offsetBytes: count, lengthBytes: count }))
    .max(MAX_NAMED_ITEMS)
    .optional(),
  /** What a write blocker or the system said of write protection. */
  writeProtection: z.string().optional(),
})

/** An exhibit by its id and the digest of its bytes. */
export const digestedExhibit = z.strictObject({ exhibitId, digestHex: digest() })

function hasNoneTwice(names: readonly string[]): boolean {
  return new Set(names).size === names.length
}
