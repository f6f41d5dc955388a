import { existsSync } from 'node:fs'
import { join } from 'node:path'

const CORPORA = join(import.meta.dirname, '../../../shared/corpora')

/**
 * Where a corpus of strangers' test files lies, beside the checkout, or `null` with the reason printed: nothing of it is
 * in this repository.
 */
export function findCorpus(path: string): string | null {
  const found = join(CORPORA, path)
  if (existsSync(found)) return found
  console.log(`skipped: what needs the corpus ${path}, because ${found} is not there`)
  return null
}
