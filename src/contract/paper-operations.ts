import * as z from 'zod'
import { EXHIBIT_CATEGORIES } from '#core/custody/custody-vocabularies.ts'
import { LABEL_FORMS } from '#core/documents/label-sheet.ts'
import { cashAmount, exhibitMarks } from '#core/ledger/custody-fields.ts'
import { ITEM_FAILURES, itemId, itemName, itemNames, placeName } from './custody-fields.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { caseId, caseName, count, digestHex, instantMs, opaqueId } from './fields.ts'
import { REPORT_LANGUAGES } from './report-operations.ts'

/** Most labels of one drawing: those of a compound that was searched. */
export const MAX_LABELS = 5000

const languages = z.enum(REPORT_LANGUAGES).default('km+en')

/** A drawn paper; it is fetched and saved as reports are (`report.save`). */
const drawn = z.object({
  reportId: opaqueId,
  fileName: z.string(),
  pages: count,
  sizeBytes: count,
  digestHex,
  /** How many labels it has, or items it names. */
  entries: count,
})

/** Operations on the papers that go with things: what their labels say, and what people sign for. */
export const paperOperations = {
  /** What was said of an item when it entered custody, with the code of its label. */
  'item.show': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ item: itemName }),
    output: z.object({
      itemId,
      caseId,
      caseNumber: z.string(),
      number: z.string(),
      kind: z.enum(['digital', 'physical', 'container']),
      category: z.enum(EXHIBIT_CATEGORIES).optional(),
      name: z.string(),
      description: z.string().optional(),
      marks: exhibitMarks.optional(),
      quantity: count.optional(),
      cash: cashAmount.optional(),
      seized: z
        .object({
          atMs: instantMs,
          zone: z.string(),
          place: z.string(),
          authority: z.string().optional(),
        })
        .optional(),
      sizeBytes: count.optional(),
      digestHex: digestHex.optional(),
      registeredBy: z.string(),
      recordedAtMs: instantMs,
      photoNumbers: z.array(z.string()),
      /** What the QR code of its label says. */
      scanCode: z.string(),
    }),
    failures: [...ITEM_FAILURES],
  },
  /**
   * Draws labels of items of one case, and of storage places, on one kind of stock. `startAt` is the first label of the first sheet that
   * is used, from 1 and row by row.
   */
  'label.make': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      items: z.array(itemName).max(MAX_LABELS).default([]),
      places: z.array(placeName).max(MAX_LABELS).default([]),
      form: z.enum(LABEL_FORMS),
      startAt: z.number().int().min(1).max(24).default(1),
      languages,
    }),
    output: drawn,
    failures: [
      ...ITEM_FAILURES,
      'custody/items-of-several-cases',
      'custody/place-not-found',
      'report/not-drawn',
    ],
  },
  /**
   * Draws the receipt of a seizure, for things that were registered or a whole raid, or of a hand-over, which is named by
   * the number of its event.
   */
  'receipt.make': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      case: caseName,
      about: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('seizure'), items: itemNames }),
        z.strictObject({ kind: z.literal('raid'), raid: z.string().min(1).max(64) }),
        z.strictObject({ kind: z.literal('hand-over'), seq: count }),
      ]),
      languages,
    }),
    output: drawn,
    failures: [
      ...ITEM_FAILURES,
      'custody/items-of-several-cases',
      'custody/not-physical',
      'event/not-found',
      'raid/not-found',
      'report/not-drawn',
    ],
  },
} as const satisfies { readonly [name: string]: Operation }

/** What was said of an item when it entered custody. */
export type ItemDetails = z.output<(typeof paperOperations)['item.show']['output']>
