import { type JudgedPages, judgePages } from '#core/export/judge-pages.ts'
import { parseDisclosureStart } from '#core/ledger/disclosure-format.ts'
import { isAddedTo, type JudgedSignature, judgeSignature } from '#core/signatures/judge-signature.ts'
import { verifyPaperSignature } from '../crypto/paper-key.ts'
import { type CheckedDisclosure, verifyDisclosure } from '../disclosure/verify-disclosure.ts'

/** A PDF document as it was checked. */
export type CheckedDocument = JudgedPages & {
  readonly pages: number
  /** Signatures and time-stamps that the document carries, in their order. */
  readonly signatures: readonly JudgedSignature[]
  /** Whether bytes were added after the last of them. */
  readonly isAddedTo: boolean
  readonly attachments: readonly string[]
  /** The extract of the ledger that is attached, as it was checked; `null` where none is. */
  readonly extract: CheckedDisclosure | null
}

/** More text is on no page of ours. */
const MAX_CHARACTERS = 200_000
/** Largest attached file that is looked into. */
const MAX_ATTACHMENT_BYTES = 256 * 1024 * 1024

/**
 * Checks a PDF document by what its pages and attached files state, in a process that holds no keys. Answers `null` where it cannot be read.
 */
export async function verifyDocument(bytes: Uint8Array): Promise<CheckedDocument | null> {
  // Loaded only here: whoever checks a folder needs no PDF engine.
  const { openPdf, readAttachedFiles, readPdfFacts, readSignatures } = await import(
    '../parsers/pdf/read-document.ts'
  )
  const { readPage } = await import('../parsers/pdf/read-page.ts')
  const opened = openPdf(bytes)
  if (!opened.ok) return null
  try {
    const { document, pageCount } = opened
    const limits = { maxCharacters: MAX_CHARACTERS, maxRuns: 0 }
    const texts = Array.from(
      { length: pageCount },
      (_, index) => readPage(document, index, limits)?.text ?? '',
    )
    const { attachments } = readPdfFacts(document)
    const found = readSignatures(document)
    const signatures = found.map((one) => judgeSignature(bytes, one, verifyPaperSignature))
    let extract: CheckedDisclosure | null = null
    for (const file of readAttachedFiles(document, MAX_ATTACHMENT_BYTES)) {
      const end = file.indexOf(0x0a)
      if (end > 0 && parseDisclosureStart(file.subarray(0, end)).ok) extract = await verifyDisclosure([file])
    }
    return {
      ...judgePages(texts),
      ...{ pages: pageCount, signatures, isAddedTo: isAddedTo(bytes, found), attachments, extract },
    }
  } finally {
    opened.close()
  }
}
