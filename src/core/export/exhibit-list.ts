import * as z from 'zod'
import { type CanonicalValue, canonicalText, parseCanonical } from '../ledger/canonical-json.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const size = z.number().int().min(0)

const listedFile = z.strictObject({
  /** Where it lies in the package. */
  path: z.string(),
  /** The path it had inside an exhibit of many files, as the ledger has it. */
  original: z.string().optional(),
  sizeBytes: size,
  digestHex: digest,
})

const listedExhibit = z.strictObject({
  exhibitId: z.string().regex(/^[0-9a-f]{32}$/),
  number: z.string(),
  name: z.string(),
  kind: z.enum(['digital', 'physical', 'container']),
  sizeBytes: size.optional(),
  digestHex: digest.optional(),
  isIncluded: z.boolean(),
  files: z.array(listedFile),
})

const exhibitList = z.strictObject({
  format: z.literal('samnum-exhibits'),
  v: z.literal(1),
  caseId: z.string().regex(/^[0-9a-f]{32}$/),
  caseNumber: z.string(),
  exhibits: z.array(listedExhibit),
})

/** What a package says of the exhibits of its case: which files are whose, and which are not there. */
export type ExhibitList = z.output<typeof exhibitList>
/** One exhibit of an {@link ExhibitList}. */
export type ListedExhibit = ExhibitList['exhibits'][number]
/** One file of an exhibit of an {@link ExhibitList}. */
export type ListedFile = ListedExhibit['files'][number]

/** Writes the list of exhibits as canonical JSON with a line feed. */
export function writeExhibitList(list: Pick<ExhibitList, 'caseId' | 'caseNumber' | 'exhibits'>): string {
  return `${canonicalText({ format: 'samnum-exhibits', v: 1, ...list } as unknown as CanonicalValue)}\n`
}

/** Reads a list of exhibits, or answers `null` when the bytes are none. */
export function readExhibitList(bytes: Uint8Array): ExhibitList | null {
  if (bytes.at(-1) !== 0x0a) return null
  const value = parseCanonical(bytes.subarray(0, -1))
  const list = exhibitList.safeParse(value.ok ? value.value : null)
  return list.success ? list.data : null
}
