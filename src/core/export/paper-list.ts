import * as z from 'zod'
import { type CanonicalValue, canonicalText, parseCanonical } from '../ledger/canonical-json.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)

const listedPaper = z.strictObject({
  path: z.string(),
  /** What it is: a report of the case, a final record or a letter that was issued. */
  what: z.enum(['report', 'record', 'letter']),
  kind: z.string(),
  /** The number of the record or letter. */
  number: z.string().optional(),
  sizeBytes: z.number().int().min(0),
  digestHex: digest,
  /** The event that it was made from. */
  madeFromHeadHex: digest,
  /** Signatures inside the file. */
  signatures: z.number().int().min(0),
})

const paperList = z.strictObject({
  format: z.literal('samnum-papers'),
  v: z.literal(1),
  caseNumber: z.string(),
  papers: z.array(listedPaper),
})

/** The papers of a package: which file is which report, record or letter. */
export type PaperList = z.output<typeof paperList>

/** Writes the list of papers as canonical JSON with a line feed. */
export function writePaperList(list: Pick<PaperList, 'caseNumber' | 'papers'>): string {
  return `${canonicalText({ format: 'samnum-papers', v: 1, ...list } as unknown as CanonicalValue)}\n`
}

/** Reads a list of papers, or answers `null` when the bytes are none. */
export function readPaperList(bytes: Uint8Array): PaperList | null {
  if (bytes.at(-1) !== 0x0a) return null
  const value = parseCanonical(bytes.subarray(0, -1))
  const list = paperList.safeParse(value.ok ? value.value : null)
  return list.success ? list.data : null
}
