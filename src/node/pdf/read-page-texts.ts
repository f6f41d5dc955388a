import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'

/** More text is on no page of ours. */
const MAX_CHARACTERS = 200_000

/**
 * Reads the text of each page of a PDF. A file from outside MUST be read in a process that holds no keys at that time.
 */
export async function readPageTexts(
  bytes: Uint8Array,
): Promise<Result<readonly string[], Failure<'document/not-readable'>>> {
  // Loaded only here: whoever checks no page needs no PDF engine.
  const { openPdf } = await import('../parsers/pdf/read-document.ts')
  const { readPage } = await import('../parsers/pdf/read-page.ts')
  const opened = openPdf(bytes)
  if (!opened.ok) return fail({ code: 'document/not-readable' })
  try {
    const limits = { maxCharacters: MAX_CHARACTERS, maxRuns: 0 }
    return succeed(
      Array.from(
        { length: opened.pageCount },
        (_, index) => readPage(opened.document, index, limits)?.text ?? '',
      ),
    )
  } finally {
    opened.close()
  }
}
