import { decodeText } from './decode-text.ts'
import { type Json, readJson } from './json-reader.ts'
import type { ParserTask } from './parser.ts'

/** Reads the whole exhibit as JSON and warns of what is odd about it. Offsets count in UTF-8 also where the file is UTF-16. */
export async function readJsonExhibit({ evidence, limits, out }: ParserTask): Promise<Json> {
  const bytes = await evidence.readAll()
  const { encoding, text } =
    bytes.length > 1 && (bytes[0] === 0 || bytes[1] === 0 || (bytes[0] ?? 0) >= 0xfe)
      ? decodeText(bytes)
      : { encoding: 'utf-8', text: '' }
  if (encoding !== 'utf-8') out.warn('text/wrong-encoding', { raw: encoding })
  const read = readJson(encoding === 'utf-8' ? bytes : new TextEncoder().encode(text), limits.depth)
  if (read.duplicateKeys > 0) out.warn('json/duplicate-key', { count: read.duplicateKeys })
  if (read.wrongTexts > 0) out.warn('text/wrong-encoding', { count: read.wrongTexts })
  return read.value
}
